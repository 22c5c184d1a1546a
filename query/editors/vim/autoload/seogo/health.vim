" Whether Seogo can work here: for :checkhealth in Neovim, :SeogoHealth in Vim.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

" How long the program may take to answer, in milliseconds.
let s:patience = 3000

function! seogo#health#show() abort
  for [level, text] in seogo#health#report()
    execute 'echohl' {'ok': 'None', 'warn': 'WarningMsg', 'error': 'ErrorMsg'}[level]
    echo (level is# 'ok' ? 'OK: ' : level is# 'warn' ? 'WARNING: ' : 'ERROR: ') . text
    echohl None
  endfor
endfunction

" A list of [level, text], level being ok, warn or error.
function! seogo#health#report() abort
  let report = []
  if &encoding isnot# 'utf-8'
    call add(report, ['warn', "'encoding' is " . &encoding . '; Korean needs utf-8'])
  endif
  let reply = {}
  let id = seogo#session#call('status', {}, {answer -> extend(reply, answer)})
  call seogo#session#wait(id, s:patience)
  if empty(reply)
    return report + [['error', 'the program has not answered for ' . s:patience / 1000 . ' seconds']]
  elseif has_key(reply, 'error')
    return report + [['error', seogo#text(reply.error)]]
  endif
  call add(report, ['ok', 'the program answers, version ' . reply.result.seogo])
  call add(report, [reply.result.papers > 0 ? 'ok' : 'warn', reply.result.papers . ' papers'])
  for index in reply.result.indexes
    call add(report, ['ok', printf('%s, made %s ago', index.path, s:age(index.age_seconds))])
  endfor
  return report
endfunction

function! s:age(seconds) abort
  for [size, name] in [[86400, 'day'], [3600, 'hour'], [60, 'minute']]
    if a:seconds >= size
      let whole = float2nr(a:seconds / size)
      return whole . ' ' . name . (whole == 1 ? '' : 's')
    endif
  endfor
  return 'less than a minute'
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
