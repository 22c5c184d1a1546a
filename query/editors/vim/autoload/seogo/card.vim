" A paper as text. Text that is shown is cut at display columns, and its marks,
" [start, end] in bytes, with it.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

" The line of a paper in a list: its title, votes and date.
function! seogo#card#text(paper) abort
  let [title, _] = s:shown(a:paper.title, [])
  return join(filter([title, s:about(a:paper)], {_, part -> part isnot# ''}))
endfunction

" How many papers there are, and what was tried to find them.
function! seogo#card#count(result) abort
  let [least, estimate, most] = a:result.total
  let papers = (least == most ? '' : 'about ') . estimate . (estimate == 1 ? ' paper' : ' papers')
  return join([papers] + a:result.notes, ' · ')
endfunction

" A paper in that many columns, title to the left, votes and date to the right
" where there is room: [text, marks].
function! seogo#card#row(paper, columns) abort
  let about = s:about(a:paper)
  let room = a:columns - strwidth(about) - 2
  if about is# '' || room < 16
    return seogo#card#cut(a:paper.title, a:paper.highlights.title, a:columns)
  endif
  let [title, marks] = seogo#card#cut(a:paper.title, a:paper.highlights.title, room)
  return [title . repeat(' ', room - strwidth(title) + 2) . about, marks]
endfunction

" The bullets of a paper's summary as rows, each a [text, marks].
function! seogo#card#summary(paper, columns) abort
  let rows = []
  for index in range(len(a:paper.summary))
    let marks = filter(copy(a:paper.highlights.summary), {_, mark -> mark[0] == index})
    call extend(rows, seogo#card#wrap(a:paper.summary[index],
          \ map(marks, {_, mark -> mark[1:]}), a:columns))
  endfor
  return rows
endfunction

" Why papers cannot be shown as they are, or nothing.
function! seogo#card#warning() abort
  let encoding = &termencoding is# '' ? &encoding : &termencoding
  return &encoding is# 'utf-8' && (has('gui_running') || encoding is# 'utf-8') ? ''
        \ : 'Korean cannot be shown in ' . encoding . ' (use a UTF-8 locale)'
endfunction

" Text over as many rows as it takes, each a [text, marks]; between words where
" there are any.
function! seogo#card#wrap(text, marks, columns) abort
  let [text, marks] = s:shown(a:text, a:marks)
  let rows = []
  let start = 0
  while start < len(text)
    let rest = strpart(text, start)
    let row = strwidth(rest) <= a:columns ? rest : s:fit(rest, a:columns)
    if len(row) < len(rest) && rest[len(row)] isnot# ' ' && row =~# '\S\s'
      let row = matchstr(row, '^.*\S\ze\s')
    endif
    let row = row is# '' ? strcharpart(rest, 0, 1) : row
    let end = start + len(row)
    let inside = filter(copy(marks), {_, mark -> mark[0] < end && mark[1] > start})
    call add(rows, [row, map(inside, {_, mark -> [max([mark[0], start]) - start,
          \ min([mark[1], end]) - start]})])
    let start = matchend(text, '^ *', end)
  endwhile
  return rows
endfunction

function! seogo#card#cut(text, marks, columns) abort
  let [text, marks] = s:shown(a:text, a:marks)
  if strwidth(text) <= a:columns
    return [text, marks]
  endif
  let kept = s:fit(text, a:columns - strwidth('…'))
  let marks = filter(copy(marks), {_, mark -> mark[0] < len(kept)})
  return [kept . '…', map(marks, {_, mark -> [mark[0], min([mark[1], len(kept)])]})]
endfunction

" The longest beginning that takes no more columns: printf() may end within a
" character, and strdisplaywidth() counts what the current window adds.
function! s:fit(text, columns) abort
  let [least, most] = [0, strchars(a:text)]
  while least < most
    let middle = (least + most + 1) / 2
    if strwidth(strcharpart(a:text, 0, middle)) <= a:columns
      let least = middle
    else
      let most = middle - 1
    endif
  endwhile
  return strcharpart(a:text, 0, least)
endfunction

function! s:about(paper) abort
  let votes = a:paper.votes is v:null ? '' : '▲' . a:paper.votes
  let date = a:paper.date is v:null ? '' : a:paper.date
  return join(filter([votes, date], {_, part -> part isnot# ''}))
endfunction

" Text as it can be shown, and its marks. A space stands for a control character,
" which would take two columns or end the line.
function! s:shown(text, marks) abort
  let text = substitute(a:text, '[[:cntrl:]]', ' ', 'g')
  return text =~# '[\u1100-\u1112]' ? s:composed(text, a:marks) : [text, a:marks]
endfunction

" Decomposed Hangul is composed: terminals do it too, and Vim would count more
" columns than they take.
function! s:composed(text, marks) abort
  let syllables = []
  let moved = {}
  let [from, to] = [0, 0]
  let last = 0
  for point in str2list(a:text)
    let whole = s:join_jamo(last, point)
    if whole
      let to -= len(nr2char(last))
      call remove(syllables, -1)
    endif
    let last = whole ? whole : point
    call add(syllables, nr2char(last))
    let moved[from] = to
    let from += len(nr2char(point))
    let to += len(nr2char(last))
  endfor
  let moved[from] = to
  return [join(syllables, ''), map(copy(a:marks),
        \ {_, mark -> [get(moved, mark[0], 0), get(moved, mark[1], to)]})]
endfunction

" The syllable that a jamo makes with what stands before it, or 0: of U+1100 to
" U+1112 and U+1161 to U+1175 one of U+AC00 to U+D7A3 without a final, which one of
" U+11A8 to U+11C2 completes.
function! s:join_jamo(before, jamo) abort
  if a:jamo >= 0x1161 && a:jamo <= 0x1175 && a:before >= 0x1100 && a:before <= 0x1112
    return 0xac00 + ((a:before - 0x1100) * 21 + a:jamo - 0x1161) * 28
  elseif a:jamo >= 0x11a8 && a:jamo <= 0x11c2 && a:before >= 0xac00 && a:before <= 0xd7a3
        \ && (a:before - 0xac00) % 28 == 0
    return a:before + a:jamo - 0x11a7
  endif
  return 0
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
