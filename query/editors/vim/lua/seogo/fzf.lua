-- Papers in fzf-lua: require('seogo.fzf')(options)
local seogo = require('seogo')

-- Rows are file:line:column:text, which fzf-lua opens and previews; the text is shown.
local function find(arguments)
  local query = type(arguments) == 'table' and arguments[1] or arguments or ''
  return function(add)
    seogo.search(query, function(papers)
      for _, paper in ipairs(papers or {}) do
        add(('%s:%d:1:%s'):format(paper.file, paper.line, paper.text))
      end
      add(nil)
    end)
  end
end

return function(options)
  local fzf = require('fzf-lua')
  return fzf.fzf_live(find, vim.tbl_extend('force', {
    prompt = 'Papers> ',
    exec_empty_query = true,
    previewer = 'builtin',
    actions = fzf.defaults.actions.files,
    fzf_opts = { ['--delimiter'] = ':', ['--with-nth'] = '4..', ['--no-sort'] = true },
  }, options or {}))
end
