" One `seogo --serve` for the whole editor: calls go to it, answers come back.
" Nothing here waits, but for seogo#session#wait(). The program is started by
" the first call, and anew when the options name another. When it dies under a
" call, that call is put to a new one once; then it fails.
"
" A reply is {'result': …} or {'error': {'message', 'hint', 'superseded'}}.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

let s:format_version = 1
let s:superseded = -32800
let s:bad_query = -32002
let s:server = {}  " argv, job, greeting, said, part; empty while none runs
let s:waiting = {} " by id, what is not yet answered: id, method, params, then, tries
let s:last_id = 0

" Calls a method; then(reply) comes later, never before this returns. Gives the
" call's id.
function! seogo#session#call(method, params, then) abort
  let s:last_id += 1
  let call = {'id': s:last_id, 'method': a:method, 'params': a:params, 'then': a:then,
        \ 'tries': 0}
  let s:waiting[call.id] = call
  let argv = seogo#session#argv('--serve')
  if !executable(argv[0])
    call timer_start(0, {-> s:fail([call], s:missing(argv[0]))})
    return call.id
  endif
  if get(s:server, 'argv', []) != argv
    call s:stop()
    call s:start(argv)
  endif
  call s:put(call)
  return call.id
endfunction

" Lets the editor work until the call is answered or the time is over.
function! seogo#session#wait(id, milliseconds) abort
  if has('nvim')
    call wait(a:milliseconds, {-> !has_key(s:waiting, a:id)}, 2)
    return
  endif
  let since = reltime()
  while has_key(s:waiting, a:id) && reltimefloat(reltime(since)) * 1000 < a:milliseconds
    sleep 2m
  endwhile
endfunction

" The command that the options ask for.
function! seogo#session#argv(mode) abort
  let program = get(g:, 'seogo_program', 'seogo')
  let argv = [program =~# '[/\\]' ? fnamemodify(program, ':p') : program, a:mode]
  let index = get(g:, 'seogo_db', '')
  return index is# '' ? argv : argv + ['--db', fnamemodify(index, ':p')]
endfunction

function! s:missing(program) abort
  return s:error('cannot find the program "' . a:program . '"',
        \ 'install Seogo, or set g:seogo_program to where it is')
endfunction

function! s:error(message, hint) abort
  return {'message': a:message, 'hint': a:hint, 'superseded': 0}
endfunction

function! s:start(argv) abort
  let s:last_id += 1
  let server = {'argv': a:argv, 'greeting': s:last_id, 'said': '', 'part': []}
  let s:server = server
  let server.job = has('nvim') ? s:start_neovim(server) : s:start_vim(server)
  call s:put({'id': server.greeting, 'method': 'initialize',
        \ 'params': {'offsets': 'byte', 'format_version': s:format_version}})
endfunction

function! s:start_vim(server) abort
  return job_start(a:server.argv, {'mode': 'nl', 'noblock': 1,
        \ 'out_cb': {_, line -> s:take(a:server, line)},
        \ 'err_cb': {_, line -> extend(a:server, {'said': line})},
        \ 'close_cb': {_ -> s:lost(a:server)}})
endfunction

function! s:start_neovim(server) abort
  return jobstart(a:server.argv, {
        \ 'on_stdout': {_, pieces, __ -> s:take_pieces(a:server, pieces)},
        \ 'on_stderr': {_, lines, __ -> s:keep_said(a:server, lines)},
        \ 'on_exit': {_, __, ___ -> s:lost(a:server)}})
endfunction

function! s:put(call) abort
  let line = json_encode({'jsonrpc': '2.0', 'id': a:call.id, 'method': a:call.method,
        \ 'params': a:call.params}) . "\n"
  try
    if has('nvim')
      call chansend(s:server.job, line)
    else
      call ch_sendraw(s:server.job, line)
    endif
  catch /^Vim\%((\a\+)\)\=:E\%(475\|900\|906\|630\|631\)/
    " It is dying; that is told when its end is known.
  endtry
endfunction

" Neovim hands over what a read gave: the first piece goes on with the last one
" of the read before.
function! s:take_pieces(server, pieces) abort
  call add(a:server.part, a:pieces[0])
  for piece in a:pieces[1:]
    call s:take(a:server, join(a:server.part, ''))
    let a:server.part = [piece]
  endfor
endfunction

function! s:keep_said(server, lines) abort
  let said = filter(copy(a:lines), {_, line -> line isnot# ''})
  if !empty(said)
    let a:server.said = said[-1]
  endif
endfunction

function! s:take(server, line) abort
  if a:server isnot s:server
    return
  endif
  try
    let answer = json_decode(a:line)
    let id = answer.id
  catch
    call s:refuse(a:server, 'the program answered what this plugin does not understand')
    return
  endtry
  if id is a:server.greeting
    if get(get(answer, 'result', {}), 'format_version') isnot s:format_version
      call s:refuse(a:server, 'the program does not speak version ' . s:format_version .
            \ ' of the answers')
    endif
  elseif has_key(s:waiting, id)
    let call = remove(s:waiting, id)
    call call.then(has_key(answer, 'error') ? {'error': s:told(answer.error)} : answer)
  endif
endfunction

" The server's error, as the plugin's.
function! s:told(error) abort
  let hint = get(get(a:error, 'data', {}), 'hint', '')
  let example = a:error.code == s:bad_query && hint isnot# ''
  return {'message': a:error.message, 'hint': (example ? 'for example ' : '') . hint,
        \ 'superseded': a:error.code == s:superseded}
endfunction

function! s:refuse(server, message) abort
  call s:stop()
  call s:fail(s:all_waiting(), s:error(a:message,
        \ 'install the plugin and the program from the same Seogo'))
endfunction

" Its end is no reason to start another where the editor itself is ending: Neovim would
" wait for that one, and stay where its terminal has gone.
augroup seogo_session
  autocmd! VimLeavePre * call s:stop()
augroup END

function! s:stop() abort
  if empty(s:server)
    return
  endif
  let job = remove(s:server, 'job')
  let s:server = {}
  if has('nvim')
    call jobstop(job)
  else
    call job_stop(job)
  endif
endfunction

" It has ended, and all that it said has been taken.
function! s:lost(server) abort
  if a:server isnot s:server
    return
  endif
  call s:stop()
  let calls = s:all_waiting()
  let twice = filter(copy(calls), {_, call -> call.tries > 0})
  let once = filter(calls, {_, call -> call.tries == 0})
  if !empty(once)
    call s:start(a:server.argv)
    for call in once
      let call.tries = 1
      call s:put(call)
    endfor
  endif
  call s:fail(twice, s:error('the program stopped twice' .
        \ (a:server.said is# '' ? '' : ' and said "' . a:server.said . '"'),
        \ (has('nvim') ? ':checkhealth seogo' : ':SeogoHealth') . ' may tell why'))
endfunction

function! s:all_waiting() abort
  return sort(values(s:waiting), {one, other -> one.id - other.id})
endfunction

function! s:fail(calls, error) abort
  for call in a:calls
    if has_key(s:waiting, call.id)
      call remove(s:waiting, call.id)
      call call.then({'error': a:error})
    endif
  endfor
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
