-- vim.ui.select() for autoload/seogo/choose.vim; a function of Vim script cannot
-- be handed over.
return function(texts, title)
  vim.ui.select(texts, { prompt = title, kind = 'seogo' }, function(_, number)
    vim.fn['seogo#choose#chosen'](number or 0)
  end)
end
