" The window that shows what a live search finds, above the command line and
" never entered: a popup in Vim, a floating window in Neovim.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

highlight default link SeogoMatch Search
highlight default link SeogoChosen PmenuSel
highlight default link SeogoNote Comment

let s:window = {} " id, columns, rows; empty while closed

function! seogo#window#open() abort
  let place = s:place()
  let s:window = {'columns': place.columns, 'rows': place.rows}
  if has('nvim')
    let s:window.id = nvim_open_win(nvim_create_buf(v:false, v:true), v:false, s:config(place))
    call nvim_buf_set_option(winbufnr(s:window.id), 'bufhidden', 'wipe')
    call nvim_win_set_option(s:window.id, 'wrap', v:false)
    call nvim_win_set_option(s:window.id, 'winhighlight', 'NormalFloat:Pmenu,FloatBorder:Pmenu')
    return
  endif
  for group in ['SeogoMatch', 'SeogoChosen', 'SeogoNote']
    if empty(prop_type_get(group))
      call prop_type_add(group, {'highlight': group, 'priority': group is# 'SeogoMatch' ? 2 : 1})
    endif
  endfor
  let s:window.id = popup_create('', {'line': place.line, 'col': 1, 'mapping': 0, 'wrap': 0,
        \ 'border': [], 'borderchars': s:border(), 'scrollbar': 0,
        \ 'minwidth': place.columns, 'maxwidth': place.columns,
        \ 'minheight': place.rows, 'maxheight': place.rows})
endfunction

function! seogo#window#close() abort
  if empty(s:window)
    return
  endif
  if has('nvim')
    call nvim_win_close(s:window.id, v:true)
  else
    call popup_close(s:window.id)
  endif
  let s:window = {}
endfunction

" The room inside: [columns, rows].
function! seogo#window#size() abort
  return [s:window.columns, s:window.rows]
endfunction

" Shows lines, each a dictionary of text and props: [[start, end, group], …] in
" bytes.
function! seogo#window#show(lines) abort
  if has('nvim')
    call s:show_neovim(winbufnr(s:window.id), a:lines)
  else
    call popup_settext(s:window.id, map(copy(a:lines), {_, line -> {'text': line.text,
          \ 'props': map(copy(line.props), {_, prop -> {'col': prop[0] + 1,
          \ 'length': prop[1] - prop[0], 'type': prop[2]}})}}))
  endif
  redraw
endfunction

function! s:show_neovim(buffer, lines) abort
  let space = nvim_create_namespace('seogo')
  call nvim_buf_clear_namespace(a:buffer, space, 0, -1)
  call nvim_buf_set_lines(a:buffer, 0, -1, v:false, map(copy(a:lines), {_, line -> line.text}))
  for row in range(len(a:lines))
    for [start, end, group] in a:lines[row].props
      call nvim_buf_set_extmark(a:buffer, space, row, start, {'end_col': end, 'hl_group': group,
            \ 'priority': group is# 'SeogoMatch' ? 2 : 1})
    endfor
  endfor
endfunction

" Two columns and two lines are the border's.
function! s:place() abort
  let rows = max([1, min([&lines - &cmdheight - 3, 20])])
  return {'columns': max([1, min([&columns - 2, 120])]), 'rows': rows,
        \ 'line': max([1, &lines - &cmdheight - rows - 1])}
endfunction

" Up, right, down, left, and the corners from the first on: each must be one column.
function! s:border() abort
  return &ambiwidth is# 'double' || seogo#card#warning() isnot# '' ? ['-', '|', '-', '|', '+', '+', '+', '+']
        \ : ['─', '│', '─', '│', '┌', '┐', '┘', '└']
endfunction

function! s:config(place) abort
  let [top, right, bottom, left, first, second, third, fourth] = s:border()
  return {'relative': 'editor', 'row': a:place.line - 1, 'col': 0, 'width': a:place.columns,
        \ 'height': a:place.rows, 'style': 'minimal',
        \ 'border': [first, top, second, right, third, bottom, fourth, left], 'focusable': v:false}
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
