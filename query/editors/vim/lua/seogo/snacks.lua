-- Papers in snacks.picker: require('seogo.snacks')(options)
local seogo = require('seogo')

local function find(_, context)
  local query = context.filter.search
  return function(add)
    local found
    -- The finder is no place to call Vim from, and its answer may come at once.
    vim.schedule(function()
      seogo.search(query, function(papers)
        found = papers or {}
        context.async:resume()
      end)
    end)
    while not found do
      context.async:suspend()
    end
    for _, paper in ipairs(found) do
      add({ text = paper.text, file = paper.file, pos = { paper.line, 0 }, paper = paper })
    end
  end
end

return function(options)
  return require('snacks').picker.pick(vim.tbl_extend('force', {
    title = 'Papers',
    live = true,
    supports_live = true,
    finder = find,
    format = function(item)
      return { { item.text } }
    end,
    preview = 'file',
    sort = { fields = { 'idx' } },
    actions = {
      seogo = function(picker, item)
        picker:close()
        seogo.act('choose', item.paper)
      end,
    },
    win = { input = { keys = { ['<C-o>'] = { 'seogo', mode = { 'i', 'n' } } } } },
  }, options or {}))
end
