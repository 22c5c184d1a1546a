-- Papers in Telescope: :Telescope seogo, after require('telescope').load_extension('seogo')
local seogo = require('seogo')

-- A finder that answers later. The picker drops what is not for the newest prompt.
local function finder()
  return setmetatable({ close = function() end }, {
    __call = function(_, prompt, add, complete)
      seogo.search(prompt, function(papers)
        for index, paper in ipairs(papers or {}) do
          add({ index = index, value = paper, ordinal = paper.text, display = paper.text,
                filename = paper.file, lnum = paper.line })
        end
        complete()
      end)
    end,
  })
end

local function attach(prompt, map)
  map('i', '<C-o>', function()
    local entry = require('telescope.actions.state').get_selected_entry()
    require('telescope.actions').close(prompt)
    if entry then
      seogo.act('choose', entry.value)
    end
  end)
  return true
end

local function pick(options)
  options = options or {}
  require('telescope.pickers').new(options, {
    prompt_title = 'Papers',
    finder = finder(),
    sorter = require('telescope.sorters').empty(),
    previewer = require('telescope.config').values.grep_previewer(options),
    attach_mappings = attach,
  }):find()
end

return require('telescope').register_extension({ exports = { seogo = pick } })
