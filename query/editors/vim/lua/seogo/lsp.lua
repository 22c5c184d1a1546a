-- The language server in Neovim's client, for autoload/seogo/lsp.vim.
local M = {}
local clients = {} -- by the folder of a project, for Neovim 0.7
local attached = {} -- the client of a buffer

for _, name in ipairs({ 'seogo.openPage', 'seogo.openLink', 'seogo.similarPapers' }) do
  vim.lsp.commands[name] = function(command)
    vim.fn['seogo#lsp#run'](command)
  end
end

-- The newest Neovims start one for each project themselves.
local function start(config, buffer)
  if vim.lsp.start then
    return vim.lsp.start(config, { bufnr = buffer })
  end
  local known = clients[config.root_dir]
  if not known or vim.lsp.client_is_stopped(known) then
    known = vim.lsp.start_client(config)
    clients[config.root_dir] = known
  end
  vim.lsp.buf_attach_client(buffer, known)
  return known
end

-- A file that had no changes of its own is written.
local function apply(error, result, context, config)
  local unchanged = {}
  for uri in pairs(result.edit.changes or {}) do
    local buffer = vim.uri_to_bufnr(uri)
    vim.fn.bufload(buffer)
    if buffer ~= vim.api.nvim_get_current_buf() and not vim.bo[buffer].modified then
      table.insert(unchanged, buffer)
    end
  end
  local answer = vim.lsp.handlers['workspace/applyEdit'](error, result, context, config)
  for _, buffer in ipairs(unchanged) do
    vim.api.nvim_buf_call(buffer, function() vim.cmd('silent update') end)
  end
  return answer
end

function M.attach(buffer)
  local root = vim.fn['seogo#lsp#root']()
  attached[buffer] = start({
    name = 'seogo',
    cmd = vim.fn['seogo#session#argv']('--lsp'),
    root_dir = root,
    init_options = vim.fn['seogo#lsp#options'](),
    handlers = { ['workspace/applyEdit'] = apply },
  }, buffer)
end

-- Who asks as soon as a file is open waits for the server to say what it can, as long as
-- a completion may hold Vim.
local function wait_for_server()
  local id = attached[vim.fn.bufnr()]
  vim.wait(1000, function()
    local client = id and vim.lsp.get_client_by_id(id)
    return not client or client.initialized
  end, 10)
end

function M.hover()
  wait_for_server()
  vim.lsp.buf.hover()
end

-- Asks what can be completed at the cursor. Neovim's own 'omnifunc' drops what does not
-- begin with what is typed, as a key does not.
function M.complete()
  local buffer, place = vim.fn.bufnr(), vim.fn.getpos('.') -- Neovim 0.7 sends no changes of buffer 0
  local function answered(_, result)
    vim.fn['seogo#lsp#offer'](result, place)
  end
  local list = vim.lsp.get_clients or vim.lsp.get_active_clients
  for _, client in ipairs(list()) do
    if client.name == 'seogo' and vim.lsp.buf_is_attached(buffer, client.id) then
      local call = { 'textDocument/completion', vim.lsp.util.make_position_params(0, 'utf-16'), answered, buffer }
      if vim.fn.has('nvim-0.11') == 1 then
        table.insert(call, 1, client)
      end
      client.request(unpack(call))
    end
  end
end

-- What Neovim 0.7 asks for a selection is another function.
function M.act()
  wait_for_server()
  local selected = vim.fn.mode():match('[vV\22]')
  if selected and vim.fn.has('nvim-0.8') == 0 then
    vim.cmd('normal! \27')
    vim.lsp.buf.range_code_action()
  else
    vim.lsp.buf.code_action()
  end
end

function M.execute(command)
  vim.lsp.buf.execute_command(command)
end

return M
