" The commands: papers in the quickfix list, and the paper at hand. An answer
" is awaited by nobody: what has to be done with it is done when it comes.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

" How long a completion may hold the command line, in milliseconds.
let s:patience = 200

function! seogo#search(query) abort
  let params = {'query': a:query, 'limit': seogo#limit()}
  call s:fill('search', params, 'Seogo ' . a:query)
endfunction

function! seogo#similar(paper) abort
  let params = {'id': a:paper.id, 'limit': seogo#limit()}
  call s:fill('similar', params, 'Seogo: papers like ' . a:paper.title)
endfunction

function! seogo#limit() abort
  return get(g:, 'seogo_limit', 50)
endfunction

" For -complete=customlist. Vim replaces lead, the part of the line behind its
" last space; what the server would replace from farther left is left out.
function! seogo#complete(lead, line, position) abort
  let typed = matchstr(a:line[: a:position - 1 < 0 ? 0 : a:position - 1],
        \ '\C\<Seogo\s\+\zs.*')
  let answer = {}
  let id = seogo#session#call('complete', {'query': typed},
        \ {reply -> extend(answer, reply)})
  call seogo#session#wait(id, s:patience)
  if !has_key(answer, 'result')
    return []
  endif
  let result = answer.result
  let head = strpart(typed, 0, result.start)
  let before = strpart(typed, 0, len(typed) - len(a:lead))
  let words = map(copy(result.items), {_, item -> head . item.text})
  call filter(words, {_, word -> stridx(word, before) == 0})
  return map(words, {_, word -> strpart(word, len(before))})
endfunction

" Does an action to the paper at hand: in a quickfix window with Seogo's papers the one
" under the cursor, elsewhere the one whose id is under the cursor or first in its line,
" or else the current one of that list.
function! seogo#act(name) abort
  let [papers, current] = s:listed()
  if seogo#in_quickfix()
    let paper = get(papers, line('.') - 1, {})
    if !empty(paper) && a:name isnot# 'link'
      wincmd p
    endif
    call s:act(a:name, paper)
    return
  endif
  let id = seogo#id()
  if id is# ''
    call s:act(a:name, get(papers, current - 1, {}))
    return
  endif
  call seogo#session#call('show', {'id': id}, {reply -> has_key(reply, 'error')
        \ ? seogo#fail(reply.error) : s:act(a:name, reply.result)})
endfunction

function! s:act(name, paper) abort
  if empty(a:paper)
    call seogo#fail({'message': 'there is no paper here', 'hint': 'search with :Seogo first'})
    return
  endif
  call seogo#action#do(a:name, a:paper)
endfunction

" The papers of the quickfix list, if it is Seogo's, and which is the current one, from 1.
function! s:listed() abort
  let list = getqflist({'context': 0, 'idx': 0})
  return [type(list.context) == v:t_dict ? get(list.context, 'seogo', []) : [], list.idx]
endfunction

" The arXiv id under the cursor, or else the first one of its line, or nothing.
function! seogo#id() abort
  let id = '\v<(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?>'
  let [line, column, end] = [getline('.'), col('.') - 1, 0]
  let first = ''
  while 1
    let [found, start, end] = matchstrpos(line, id, end)
    if start < 0 || start > column && first isnot# ''
      return first
    elseif end > column && start <= column
      return found
    endif
    let first = first is# '' ? found : first
  endwhile
endfunction

function! seogo#in_quickfix() abort
  return get(getwininfo(win_getid())[0], 'quickfix') && !get(getwininfo(win_getid())[0], 'loclist')
endfunction

" Shows an error of the session's, which is a dictionary of message and hint.
function! seogo#fail(error) abort
  redraw
  echohl ErrorMsg
  echomsg seogo#text(a:error)
  echohl None
endfunction

function! seogo#text(error) abort
  let hint = get(a:error, 'hint', '')
  return 'Seogo: ' . a:error.message . (hint is# '' ? '' : ' (' . hint . ')')
endfunction

function! s:fill(method, params, title) abort
  let window = win_getid()
  call seogo#session#call(a:method, a:params,
        \ {reply -> s:filled(reply, a:title, window)})
endfunction

function! s:filled(reply, title, window) abort
  if has_key(a:reply, 'error')
    if !a:reply.error.superseded
      call seogo#fail(a:reply.error)
    endif
    return
  endif
  call seogo#show(a:reply.result, a:title, a:window)
endfunction

" Enter in the quickfix window: a paper's page comes where the cursor was before, its
" heading on top. Without this Vim takes the last of several windows.
function! seogo#enter() abort
  if empty(s:listed()[0])
    execute "normal! \<CR>"
    return
  endif
  let kept = &switchbuf
  set switchbuf=uselast
  try
    execute 'cc' line('.')
    normal! zvzt
  finally
    let &switchbuf = kept
  endtry
endfunction

" For 'quickfixtextfunc': rows that begin with the title, not with a path.
function! seogo#rows(info) abort
  let items = getqflist({'id': a:info.id, 'items': 1}).items
  return map(items[a:info.start_idx - 1 : a:info.end_idx - 1], {_, item -> item.text})
endfunction

" Makes a result the quickfix list and opens its window. The cursor goes there
" only if it still is where the papers were asked for.
function! seogo#show(result, title, window) abort
  let papers = a:result.hits
  if empty(papers)
    call seogo#fail({'message': join(['no papers'] + a:result.notes, '; ')})
    return
  endif
  call setqflist([], ' ', {'title': a:title, 'context': {'seogo': papers},
        \ 'quickfixtextfunc': 'seogo#rows',
        \ 'items': map(copy(papers), {_, paper -> {'filename': seogo#action#page(paper),
        \ 'lnum': paper.line, 'text': seogo#card#text(paper)}})})
  let said = 'Seogo: ' . seogo#card#count(a:result)
  if mode() isnot# 'n' || getcmdwintype() isnot# ''
    echomsg said
    return
  endif
  let here = win_getid()
  botright copen
  nnoremap <buffer> <silent> <CR> <Cmd>call seogo#enter()<CR>
  setlocal linebreak
  if here != a:window
    call win_gotoid(here)
  endif
  redraw
  echo seogo#card#cut(said, [], v:echospace)[0]
  if seogo#card#warning() isnot# ''
    call seogo#fail({'message': seogo#card#warning()})
  endif
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
