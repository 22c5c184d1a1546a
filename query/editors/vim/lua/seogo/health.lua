-- :checkhealth seogo
local M = {}

function M.check()
  local health = vim.health or require('health')
  -- Neovim 0.10 renamed them.
  local start = health.start or health.report_start
  local tell = {
    ok = health.ok or health.report_ok,
    warn = health.warn or health.report_warn,
    error = health.error or health.report_error,
  }
  start('seogo')
  for _, row in ipairs(vim.fn['seogo#health#report']()) do
    tell[row[1]](row[2])
  end
end

return M
