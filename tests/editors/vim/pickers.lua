-- What Telescope, fzf-lua and snacks.picker document of themselves and the sources of
-- the plugin use: each asks its source for a query, late, and shows the rows that come.
local query

local function show(picker, rows)
  local second = rows[2].file:match('[^/]*$') .. ':' .. rows[2].line
  vim.cmd('enew')
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { picker .. ': ' .. rows[1].text, second .. ' is the second' })
  vim.bo.modified = false
end

-- Telescope: a finder is called with the prompt and what takes an entry and the end.
local telescope = {}
package.loaded['telescope'] = {
  register_extension = function(extension)
    return extension
  end,
}
package.loaded['telescope.sorters'] = { empty = function() return 'in the order of the finder' end }
package.loaded['telescope.config'] = { values = { grep_previewer = function() return 'a previewer' end } }
package.loaded['telescope.pickers'] = {
  new = function(options, defaults)
    assert(defaults.sorter and defaults.previewer and defaults.attach_mappings and options)
    telescope.find = function()
      local rows = {}
      defaults.finder(query, function(entry)
        assert(entry.index == #rows + 1 and entry.value and entry.ordinal)
        rows[#rows + 1] = { text = entry.display, file = entry.filename, line = entry.lnum }
      end, function()
        defaults.finder:close()
        show('telescope', rows)
      end)
    end
    return telescope
  end,
}

-- fzf-lua: a function of the query gives a function that hands rows over, and nil at last.
package.loaded['fzf-lua'] = {
  defaults = { actions = { files = {} } },
  fzf_live = function(contents, options)
    assert(options.fzf_opts['--delimiter'] == ':' and options.fzf_opts['--with-nth'] == '4..')
    local rows = {}
    contents({ query })(function(line)
      if line then
        local file, number, text = line:match('^(.-):(%d+):1:(.*)$')
        rows[#rows + 1] = { file = file, line = tonumber(number), text = text }
      else
        show('fzf', rows)
      end
    end)
  end,
}

-- snacks.picker: a finder gives a function that runs in a coroutine, may wait to be
-- resumed, and must not call Vim.
package.loaded['snacks'] = {
  picker = {
    pick = function(options)
      assert(options.live and options.preview == 'file')
      local rows = {}
      local task
      local async = {
        suspend = function() coroutine.yield() end,
        resume = function() assert(coroutine.resume(task)) end,
      }
      local find = options.finder(options, { filter = { search = query }, async = async })
      task = coroutine.create(function()
        find(function(item)
          rows[#rows + 1] = { text = options.format(item)[1][1], file = item.file, line = item.pos[1] }
        end)
        show('snacks', rows)
      end)
      async.resume()
    end,
  },
}

function Try(picker, words)
  query = words
  if picker == 'telescope' then
    require('telescope._extensions.seogo').exports.seogo()
  else
    require('seogo.' .. picker)()
  end
end
