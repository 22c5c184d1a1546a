" Types $BENCH_QUERIES, a query a line, into :SeogoLive, twice: each key when the
" list for the one before has been shown and a moment has passed. What the second
" time took from a key to its list, in milliseconds, goes to $BENCH_OUT. Run by
" ./editors.
scriptencoding utf-8

let s:moment = 20 " milliseconds
let s:keys = []
let s:times = []
let s:since = []

function s:press_next(_) abort
  let s:since = reltime()
  call feedkeys(empty(s:keys) ? "\<Esc>" : s:keys[0], 't')
endfunction

function s:take_time() abort
  if !empty(s:since)
    call add(s:times, [reltimefloat(reltime(s:since)) * 1000, remove(s:keys, 0)])
  endif
  call timer_start(s:moment, function('s:press_next'))
endfunction

let s:queries = readfile($BENCH_QUERIES)
for s:query in s:queries + s:queries
  let s:keys += split(s:query, '\zs') + ["\<C-u>"]
endfor
autocmd User SeogoShown call s:take_time()
SeogoLive
call filter(s:times, {at, time -> at >= len(s:times) / 2 && time[1] isnot# "\<C-u>"})
call writefile(map(s:times, {_, time -> printf('%.3f', time[0])}), $BENCH_OUT)
qall!
