" Edits of the Language Server Protocol, and its positions, in UTF-16, for Vim.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

" How many units of UTF-16 a text has.
function! seogo#edit#units(text) abort
  let points = str2list(a:text)
  return len(points) + len(filter(points, {_, point -> point > 0xffff}))
endfunction

" The byte of a line that so many units stand before, at most its end.
function! seogo#edit#byte(line, units) abort
  let [units, byte] = [0, 0]
  for point in str2list(a:line)
    if units >= a:units
      break
    endif
    let units += point > 0xffff ? 2 : 1
    let byte += len(nr2char(point))
  endfor
  return byte
endfunction

function! seogo#edit#uri(path) abort
  return 'file://' . substitute(a:path, '[^-A-Za-z0-9._~/]', {found -> s:escaped(found[0])}, 'g')
endfunction

function! s:escaped(text) abort
  return join(map(range(len(a:text)), {_, index -> printf('%%%02X', char2nr(a:text[index]))}), '')
endfunction

function! s:path(uri) abort
  return substitute(a:uri[len('file://'):], '%\(\x\x\)', '\=eval(''"\x'' . submatch(1) . ''"'')', 'g')
endfunction

" Applies an edit of a workspace. A file that had no changes of its own is written.
function! seogo#edit#apply(edit) abort
  for [uri, edits] in items(get(a:edit, 'changes', {}))
    let buffer = bufadd(s:path(uri))
    call bufload(buffer)
    let write = buffer != bufnr('') && !getbufvar(buffer, '&modified')
    for edit in s:last_first(edits)
      call s:replace(buffer, edit)
    endfor
    if write
      let window = popup_create(buffer, {'hidden': 1})
      call win_execute(window, 'silent update')
      call popup_close(window)
      echo 'Seogo: ' . fnamemodify(bufname(buffer), ':~:.') . ' written'
    endif
  endfor
endfunction

function! s:last_first(edits) abort
  return sort(copy(a:edits), {one, other -> s:before(one.range.start, other.range.start)})
endfunction

function! s:before(one, other) abort
  return a:other.line != a:one.line ? a:other.line - a:one.line : a:other.character - a:one.character
endfunction

function! s:replace(buffer, edit) abort
  let lines = getbufline(a:buffer, 1, '$')
  let [start, end] = [a:edit.range.start, a:edit.range.end]
  if start.line >= len(lines)
    call appendbufline(a:buffer, '$', split(a:edit.newText, "\n"))
    return
  endif
  let first = lines[start.line]
  let last = get(lines, end.line, '')
  let text = strpart(first, 0, seogo#edit#byte(first, start.character)) . a:edit.newText
        \ . strpart(last, seogo#edit#byte(last, end.character))
  let new = split(text, "\n", 1)
  call setbufline(a:buffer, start.line + 1, new[0])
  if end.line > start.line
    call deletebufline(a:buffer, start.line + 2, min([end.line + 1, len(lines)]))
  endif
  call appendbufline(a:buffer, start.line + 1, new[1:])
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
