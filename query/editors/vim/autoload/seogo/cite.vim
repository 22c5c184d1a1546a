" Citations, which the program writes.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

function! seogo#cite#styles() abort
  return [['bibtex', 'BibTeX'], ['markdown', 'Markdown link'], ['plain', 'Plain text'],
        \ ['key', 'Key']]
endfunction

" Puts the citations of papers behind the cursor, in insert mode where the next letter
" would be; where the text must not be changed, into the unnamed register.
function! seogo#cite#insert(style, papers) abort
  call s:ask(a:style, a:papers, [])
endfunction

" One after the other, as the program cites one at a time.
function! s:ask(style, papers, texts) abort
  if empty(a:papers)
    call s:put(a:style, join(a:texts, a:style is# 'key' ? ',' : "\n"))
    return
  endif
  call seogo#session#call('cite', {'id': a:papers[0].id}, {reply -> has_key(reply, 'error')
        \ ? seogo#fail(reply.error)
        \ : s:ask(a:style, a:papers[1:], a:texts + [reply.result[a:style]])})
endfunction

function! s:put(style, text) abort
  if !&modifiable || &readonly
    call setreg('"', a:text)
    redraw
    echo 'Seogo: this text cannot be changed; p puts the citation elsewhere'
    return
  endif
  if mode() =~# '^[iR]'
    call s:type(a:text)
    return
  endif
  let kept = getreginfo('z')
  call setreg('z', a:text, a:style is# 'bibtex' ? 'l' : 'c')
  silent normal! "zp
  call setreg('z', kept)
  redraw
endfunction

" Puts text where it would be typed, and the cursor behind it.
function! s:type(text) abort
  let [line, column] = [getline('.'), col('.')]
  let lines = split(a:text, "\n", 1)
  let lines[0] = strpart(line, 0, column - 1) . lines[0]
  let end = len(lines[-1]) + 1
  let lines[-1] .= strpart(line, column - 1)
  call setline('.', lines[0])
  call append('.', lines[1:])
  call cursor(line('.') + len(lines) - 1, end)
  redraw
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
