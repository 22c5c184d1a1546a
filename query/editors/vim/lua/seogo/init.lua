-- Papers for whoever shows lists, see :help seogo-lua. The pickers beside this file
-- and in lua/telescope stand on it alone.
local M = {}

-- Asks for what the query finds, best first, and calls done(papers) when it is there:
-- each paper as seogo-json(7) tells, and text, the row of a list, and file, its page.
-- done(nil, message) tells of an error, done(nil) that a newer search has taken over.
function M.search(query, done)
  local params = { query = query, limit = vim.fn['seogo#limit']() }
  vim.fn['seogo#session#call']('search', params, function(reply)
    if reply.error then
      return done(nil, not reply.error.superseded and vim.fn['seogo#text'](reply.error) or nil)
    end
    for _, paper in ipairs(reply.result.hits) do
      paper.text = vim.fn['seogo#card#text'](paper)
      paper.file = vim.fn['seogo#action#page'](paper)
    end
    done(reply.result.hits)
  end)
end

-- Does to a paper what :help seogo-lua lists: 'open', 'link', 'cite', …
function M.act(action, paper)
  vim.fn['seogo#action#do'](action, paper)
end

return M
