" What is pasted into a live search, where its line breaks must not be Enter. Neovim
" tells a paste by itself, and Vim where it knows the terminal for one that does; in
" tmux and screen it does not know, but they do.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

" Whether the terminal was told to mark pastes, for seogo#paste#end().
function! seogo#paste#begin() abort
  if has('nvim') || has('gui_running') || &t_BE isnot# ''
    return 0
  endif
  execute "set t_PS=\<Esc>[200~ t_PE=\<Esc>[201~"
  call echoraw("\<Esc>[?2004h")
  return 1
endfunction

function! seogo#paste#end(begun) abort
  if a:begun
    call echoraw("\<Esc>[?2004l")
  endif
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
