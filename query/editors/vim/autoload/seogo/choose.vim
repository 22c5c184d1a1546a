" One of a few: vim.ui.select() in Neovim, which any picker may take over, a
" popup menu in Vim.
scriptencoding utf-8

" Each choice is [name, text]; then(name) comes when somebody has chosen.
function! seogo#choose#one(choices, title, then) abort
  let texts = map(copy(a:choices), {_, choice -> choice[1]})
  let Chosen = {number -> number < 1 ? 0 : a:then(a:choices[number - 1][0])}
  if has('nvim')
    call luaeval('require("seogo.choose")(_A[1], _A[2], _A[3])', [texts, a:title, Chosen])
    return
  endif
  call popup_menu(texts, {'title': ' ' . seogo#card#cut(a:title, [], &columns - 8)[0] . ' ',
        \ 'maxwidth': &columns - 4, 'callback': {_, number -> Chosen(number)}})
endfunction
