-- vim.ui.select() for autoload/seogo/choose.vim, which counts from 1, 0 being none.
return function(texts, title, chosen)
  vim.ui.select(texts, { prompt = title, kind = 'seogo' }, function(_, number)
    chosen(number or 0)
  end)
end
