" :SeogoLive: the query is typed in the editor's own command line, so that input
" methods, keymaps and pasting work as everywhere; each change is sent at once.
" Only the answer to the newest is shown, in the server's order, and what is
" done is done to that: a key that acts waits for it.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

" How long a list may be older than the words before it says so, in
" milliseconds; most answers are there before anybody could read it.
let s:patience = 100
" Of the window's rows, those that the head and the rule take.
let s:around = 2

let s:keys = [['<Down>', 'move', 1], ['<C-n>', 'move', 1], ['<Up>', 'move', -1],
      \ ['<C-p>', 'move', -1], ['<C-f>', 'scroll', 1], ['<C-b>', 'scroll', -1],
      \ ['<S-Tab>', 'mark', 1], ['<CR>', 'accept', 'open'], ['<Tab>', 'accept', 'choose'], ['<C-x>', 'accept', 'split'],
      \ ['<C-v>', 'accept', 'vsplit'], ['<C-t>', 'accept', 'tab'], ['<C-q>', 'accept', 'list']]

" query: what is typed; asked: the call for it, 0 once it is answered; wanted: how
" many papers were asked for; result: the papers that are shown, and found_for what;
" chosen: the one under the bar; top: the first one shown; scrolled: the first row
" shown of its summary; marked: papers, in the order they were marked; late: whether to tell that the list is older; todo: what to
" do when the answer is there; done: what to do when the line is left.
let s:live = {}
" The query and the paper of the last search, to be gone on with.
let s:last = {'query': '', 'id': ''}

" again: with the query and the paper from the last time.
function! seogo#live#start(query, again) abort
  if !empty(s:live)
    return
  endif
  let window = win_getid()
  let query = a:again ? s:last.query : a:query
  let s:live = {'query': v:null, 'asked': 0, 'wanted': 0, 'result': {}, 'found_for': v:null,
        \ 'chosen': 0, 'top': 0, 'scrolled': 0, 'marked': [], 'error': {}, 'late': 0, 'timer': 0,
        \ 'todo': '', 'done': '', 'choose': a:again ? s:last.id : ''}
  let buffer = s:map_keys()
  let paste = seogo#paste#begin()
  call seogo#window#open()
  try
    call s:ask(query)
    call s:draw()
    call input('Seogo: ', query)
  catch /^Vim:Interrupt$/
    let s:live.done = ''
  finally
    let live = s:live
    let s:live = {}
    call timer_stop(live.timer)
    call seogo#window#close()
    call seogo#paste#end(paste)
    call s:unmap_keys(buffer)
    redraw
  endtry
  call s:leave(live, window)
endfunction

function! s:leave(live, window) abort
  echo ''
  let paper = get(get(a:live.result, 'hits', []), a:live.chosen, {})
  let s:last = {'query': a:live.query, 'id': get(paper, 'id', '')}
  let marked = a:live.marked
  if a:live.done is# 'list' && empty(marked)
    call seogo#search(a:live.query)
  elseif a:live.done is# 'list'
    call seogo#show({'hits': marked, 'total': repeat([len(marked)], 3), 'notes': []},
          \ 'Seogo: marked papers', a:window)
  elseif a:live.done isnot# ''
    call seogo#action#do(a:live.done, paper, marked)
  endif
endfunction

" The keys of the command line while it lasts. Gives the buffer they are in.
function! s:map_keys() abort
  for [key, name, what] in s:keys
    execute printf('cnoremap <buffer> %s <Cmd>call seogo#live#%s(%s)<CR>', key, name,
          \ string(what))
  endfor
  augroup seogo_live
    autocmd!
    autocmd CmdlineChanged @ call s:ask(getcmdline())
    autocmd VimResized * call s:resize()
  augroup END
  return bufnr('')
endfunction

function! s:unmap_keys(buffer) abort
  augroup seogo_live
    autocmd!
  augroup END
  if bufnr('') != a:buffer
    return
  endif
  for key in s:keys
    execute 'cunmap <buffer>' key[0]
  endfor
endfunction

function! seogo#live#move(step) abort
  let papers = get(s:live.result, 'hits', [])
  let s:live.chosen = max([0, min([s:live.chosen + a:step, len(papers) - 1])])
  let s:live.scrolled = 0
  " All of them are asked for when somebody goes to where the first ones end.
  if s:fresh() && s:live.chosen > len(papers) - s:rows() && len(papers) == s:live.wanted
        \ && s:live.wanted < seogo#limit()
    call s:call(seogo#limit())
  endif
  call s:draw()
endfunction

function! seogo#live#scroll(step) abort
  let s:live.scrolled = max([0, s:live.scrolled + a:step])
  call s:draw()
endfunction

" Marks the paper under the bar, or takes the mark away, and goes on by that many. Marks
" outlast the words.
function! seogo#live#mark(step) abort
  let paper = get(get(s:live.result, 'hits', []), s:live.chosen, {})
  if !s:fresh() || empty(paper)
    return
  endif
  let index = s:mark(paper)
  if index < 0
    call add(s:live.marked, paper)
  else
    call remove(s:live.marked, index)
  endif
  call seogo#live#move(a:step)
endfunction

" Where among the marked ones a paper is, or -1.
function! s:mark(paper) abort
  return index(map(copy(s:live.marked), {_, paper -> paper.id}), a:paper.id)
endfunction

" Does it to what is found for what is typed: now, or when that is there.
function! seogo#live#accept(todo) abort
  call s:ask(getcmdline())
  let s:live.todo = a:todo
  call s:act()
  call s:draw()
endfunction

" Whether the list is that of the words.
function! s:fresh() abort
  return s:live.found_for is# s:live.query
endfunction

" Does what is wanted, unless the answer is not there; where nothing was found there
" is nothing to do it to, and the line stays.
function! s:act() abort
  if s:live.todo is# '' || !s:fresh() && s:live.asked
    return
  endif
  if s:fresh() && !empty(get(s:live.result, 'hits', []))
    let s:live.done = s:live.todo
    call feedkeys("\<CR>", 'int')
  endif
  let s:live.todo = ''
endfunction

function! s:ask(query) abort
  if a:query is# s:live.query
    return
  endif
  let s:live.query = a:query
  let s:live.todo = ''
  call s:call(min([s:rows() * 3 / 2, seogo#limit()]))
  call timer_stop(s:live.timer)
  let s:live.timer = timer_start(s:patience, {-> s:tell_late()})
endfunction

" A pasted text may hold line breaks and tabs, which part words.
function! s:call(limit) abort
  let [live, query] = [s:live, s:live.query]
  let s:live.wanted = a:limit
  let s:live.asked = seogo#session#call('search',
        \ {'query': substitute(query, '[[:cntrl:]]', ' ', 'g'), 'limit': a:limit},
        \ {reply -> s:answered(live, query, reply)})
endfunction

function! s:tell_late() abort
  if !empty(s:live) && s:live.asked && !s:fresh()
    let s:live.late = 1
    call s:draw()
  endif
endfunction

function! s:answered(live, query, reply) abort
  if a:live isnot s:live || a:query isnot# s:live.query
    return
  endif
  let s:live.asked = 0
  let s:live.late = 0
  let s:live.error = get(a:reply, 'error', {})
  if empty(s:live.error)
    call s:take(a:reply.result)
  endif
  call s:act()
  call s:draw()
  if exists('#User#SeogoShown')
    doautocmd <nomodeline> User SeogoShown
  endif
endfunction

" Makes a result the list. The bar stays on its paper where the words are the same.
function! s:take(result) abort
  let same = s:fresh()
  let chosen = same ? get(get(s:live.result.hits, s:live.chosen, {}), 'id', '') : s:live.choose
  let ids = map(copy(a:result.hits), {_, paper -> paper.id})
  call extend(s:live, {'result': a:result, 'found_for': s:live.query, 'choose': '',
        \ 'chosen': max([0, index(ids, chosen)])})
  if !same
    call extend(s:live, {'top': 0, 'scrolled': 0})
  endif
endfunction

function! s:resize() abort
  call seogo#window#close()
  call seogo#window#open()
  call s:draw()
endfunction

" How many papers are listed at most: half of the window is the summary's.
function! s:rows() abort
  return max([1, (seogo#window#size()[1] - s:around) / 2])
endfunction

function! s:draw() abort
  let [columns, rows] = seogo#window#size()
  let papers = get(s:live.result, 'hits', [])
  let old = !s:fresh() && (s:live.late || !s:live.asked || s:live.todo isnot# '')
  let lines = map(s:head(columns, old), {_, row -> s:line(row, 'SeogoNote')})
  let shown = min([s:rows(), len(papers)])
  let s:live.top = min([max([s:live.top, s:live.chosen - shown + 1]), s:live.chosen])
  for index in range(s:live.top, s:live.top + shown - 1)
    let group = old ? 'SeogoNote' : index == s:live.chosen ? 'SeogoChosen' : ''
    call add(lines, s:line(s:row(papers[index], columns), group))
  endfor
  if !empty(papers) && !old && rows - len(lines) > 1
    call extend(lines, s:summary(papers[s:live.chosen], columns, rows - len(lines) - 1))
  endif
  call seogo#window#show(lines[: rows - 1])
endfunction

" A paper's row, behind its mark as soon as there are any.
function! s:row(paper, columns) abort
  if empty(s:live.marked)
    return seogo#card#row(a:paper, a:columns)
  endif
  let [text, marks] = seogo#card#row(a:paper, a:columns - 2)
  return [(s:mark(a:paper) < 0 ? '  ' : '* ') . text,
        \ map(copy(marks), {_, mark -> [mark[0] + 2, mark[1] + 2]})]
endfunction

" What stands above the list, as rows: warnings and errors are told to their ends.
function! s:head(columns, old) abort
  let told = []
  if !empty(s:live.error) && !s:live.asked
    let told = [seogo#text(s:live.error)]
  elseif empty(s:live.result) || a:old
    let told = [s:live.todo is# '' ? '… asking' : '… waiting for the answer (Esc leaves)']
  endif
  if a:old && !empty(s:live.result)
    call add(told, 'the list is that of "' . s:live.found_for . '"')
  endif
  let rows = seogo#card#wrap(seogo#card#warning(), [], a:columns)
  return rows + (empty(told)
        \ ? [seogo#card#cut(s:place() . seogo#card#count(s:live.result), [], a:columns)]
        \ : seogo#card#wrap(join(told, '; '), [], a:columns))
endfunction

" How many are marked, and where the bar is, once the list does not begin with the first
" paper.
function! s:place() abort
  return (empty(s:live.marked) ? '' : len(s:live.marked) . ' marked · ')
        \ . (s:live.chosen < s:rows() ? '' : s:live.chosen + 1 . ' of ')
endfunction

" A rule, and below it the part of the summary that was scrolled to.
function! s:summary(paper, columns, rows) abort
  let text = seogo#card#summary(a:paper, a:columns)
  let s:live.scrolled = max([0, min([s:live.scrolled, len(text) - a:rows])])
  let below = len(text) - a:rows - s:live.scrolled
  let more = below > 0 ? ' C-f: ' . below . ' more ' : s:live.scrolled > 0 ? ' C-b: back ' : ''
  let rule = repeat('─', max([0, a:columns - strwidth(more)]) / strwidth('─')) . more
  return map([[rule, []]], {_, row -> s:line(row, 'SeogoNote')})
        \ + map(text[s:live.scrolled : s:live.scrolled + a:rows - 1], {_, row -> s:line(row, '')})
endfunction

" A line of the window: its marks, and a group for the whole of it.
function! s:line(row, group) abort
  let [text, marks] = a:row
  let props = map(copy(marks), {_, mark -> [mark[0], mark[1], 'SeogoMatch']})
  return {'text': text,
        \ 'props': (a:group is# '' ? [] : [[0, len(text), a:group]]) + props}
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
