" Citations, which the program writes.
scriptencoding utf-8

function! seogo#cite#styles() abort
  return [['bibtex', 'BibTeX'], ['markdown', 'Markdown link'], ['plain', 'Plain text']]
endfunction

" Puts the citation behind the cursor; where the text must not be changed, into
" the unnamed register.
function! seogo#cite#insert(style, paper) abort
  call seogo#session#call('cite', {'id': a:paper.id}, {reply -> has_key(reply, 'error')
        \ ? seogo#fail(reply.error) : s:put(a:style, reply.result[a:style])})
endfunction

function! s:put(style, text) abort
  if !&modifiable || &readonly
    call setreg('"', a:text)
    redraw
    echo 'Seogo: this text cannot be changed; p puts the citation elsewhere'
    return
  endif
  let kept = getreginfo('z')
  call setreg('z', a:text, a:style is# 'bibtex' ? 'l' : 'c')
  silent normal! "zp
  call setreg('z', kept)
  redraw
endfunction
