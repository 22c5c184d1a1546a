" :SeogoLive: the query is typed in the editor's own command line, so that input
" methods, keymaps and pasting work as everywhere; each change is sent at once.
" Only the answer to the newest is shown, in the server's order.
scriptencoding utf-8

" The rows of the window that the head, the rule and the summary take.
let s:around = 5

" asked: the newest call's id, 0 once it is answered; result: what is shown;
" chosen: the paper under the bar; todo: what to do when the line is left.
let s:live = {}

function! seogo#live#start(query) abort
  if !empty(s:live)
    return
  endif
  let window = win_getid()
  let s:live = {'query': v:null, 'asked': 0, 'result': {}, 'chosen': 0, 'note': '', 'todo': ''}
  let keys = s:map_keys()
  call seogo#window#open()
  try
    call s:ask(a:query)
    call s:draw()
    call input('Seogo: ', a:query)
  catch /^Vim:Interrupt$/
    let s:live.todo = ''
  finally
    let live = s:live
    let s:live = {}
    call seogo#window#close()
    call s:unmap_keys(keys)
    redraw
  endtry
  call s:leave(live, window)
endfunction

function! s:leave(live, window) abort
  echo ''
  if a:live.todo is# ''
    return
  elseif a:live.todo is# 'list'
    call seogo#show(a:live.result, 'Seogo ' . a:live.query, a:window)
  else
    call seogo#action#do(a:live.todo, a:live.result.hits[a:live.chosen])
  endif
endfunction

" The keys of the command line while it lasts. Gives the buffer they are in.
function! s:map_keys() abort
  for [key, step] in [['<Down>', 1], ['<C-n>', 1], ['<Up>', -1], ['<C-p>', -1]]
    execute 'cnoremap <buffer>' key '<Cmd>call seogo#live#move(' . step . ')<CR>'
  endfor
  for [key, todo] in [['<CR>', 'open'], ['<Tab>', 'choose'], ['<C-q>', 'list']]
    execute 'cnoremap <buffer> <expr>' key 'seogo#live#accept("' . todo . '")'
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
  for key in ['<Down>', '<C-n>', '<Up>', '<C-p>', '<CR>', '<Tab>', '<C-q>']
    execute 'cunmap <buffer>' key
  endfor
endfunction

function! seogo#live#move(step) abort
  let shown = len(get(s:live.result, 'hits', []))
  let s:live.chosen = max([0, min([s:live.chosen + a:step, shown - 1])])
  call s:draw()
endfunction

" Where nothing is shown there is nothing to do it to, and the line stays.
function! seogo#live#accept(todo) abort
  if empty(get(s:live.result, 'hits', []))
    return ''
  endif
  let s:live.todo = a:todo
  return "\<CR>"
endfunction

function! s:ask(query) abort
  if a:query is# s:live.query
    return
  endif
  let s:live.query = a:query
  let rows = max([1, seogo#window#size()[1] - s:around])
  let live = s:live
  let s:live.asked = seogo#session#call('search',
        \ {'query': a:query, 'limit': min([rows, seogo#limit()])},
        \ {reply -> s:answered(live, a:query, reply)})
endfunction

function! s:answered(live, query, reply) abort
  if a:live isnot s:live || a:query isnot# s:live.query
    return
  endif
  let s:live.asked = 0
  if has_key(a:reply, 'error')
    let s:live.note = seogo#text(a:reply.error)
  else
    let s:live.note = ''
    let s:live.result = a:reply.result
    let s:live.chosen = 0
  endif
  call s:draw()
  if exists('#User#SeogoShown')
    doautocmd <nomodeline> User SeogoShown
  endif
endfunction

function! s:resize() abort
  call seogo#window#close()
  call seogo#window#open()
  let query = s:live.query
  let s:live.query = v:null
  call s:ask(query)
  call s:draw()
endfunction

function! s:draw() abort
  let [columns, rows] = seogo#window#size()
  let papers = get(s:live.result, 'hits', [])
  let note = s:live.note isnot# '' ? s:live.note
        \ : empty(s:live.result) ? '…' : seogo#card#count(s:live.result)
  let lines = [s:line(seogo#card#cut(note, [], columns), 'SeogoNote')]
  for index in range(len(papers))
    let group = index == s:live.chosen ? 'SeogoChosen' : ''
    call add(lines, s:line(seogo#card#row(papers[index], columns), group))
  endfor
  if !empty(papers) && rows - len(lines) > 1
    call add(lines, s:line([repeat('─', columns / strwidth('─')), []], 'SeogoNote'))
    let summary = seogo#card#summary(papers[s:live.chosen], columns)
    call extend(lines, map(summary, {_, row -> s:line(row, '')}))
  endif
  call seogo#window#show(lines[: rows - 1])
endfunction

" A line of the window: its marks, and a group for the whole of it.
function! s:line(row, group) abort
  let [text, marks] = a:row
  let props = map(copy(marks), {_, mark -> [mark[0], mark[1], 'SeogoMatch']})
  return {'text': text,
        \ 'props': (a:group is# '' ? [] : [[0, len(text), a:group]]) + props}
endfunction
