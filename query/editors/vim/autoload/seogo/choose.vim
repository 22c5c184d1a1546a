" One of a few: vim.ui.select() in Neovim, which any picker may take over, a
" popup menu in Vim.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

let s:open = {} " choices and then of the choice that is shown

" Each choice is [name, text]; then(name) comes when somebody has chosen.
function! seogo#choose#one(choices, title, then) abort
  let s:open = {'choices': a:choices, 'then': a:then}
  let texts = map(copy(a:choices), {_, choice -> choice[1]})
  if has('nvim')
    call luaeval('require("seogo.choose")(_A[1], _A[2])', [texts, a:title])
    return
  endif
  call popup_menu(texts, {'title': ' ' . seogo#card#cut(a:title, [], &columns - 8)[0] . ' ',
        \ 'maxwidth': &columns - 4, 'callback': {_, number -> seogo#choose#chosen(number)}})
endfunction

" The number that was chosen, from 1; less is none.
function! seogo#choose#chosen(number) abort
  let open = s:open
  let s:open = {}
  if a:number > 0 && !empty(open)
    call open.then(open.choices[a:number - 1][0])
  endif
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
