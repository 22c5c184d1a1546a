" A paper as text. Text that is shown is cut at display columns, and its marks,
" [start, end] in bytes, with it.
scriptencoding utf-8

" The line of a paper in a list: its title, votes and date.
function! seogo#card#text(paper) abort
  return join(filter([s:plain(a:paper.title), s:about(a:paper)], {_, part -> part isnot# ''}))
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
  let room = a:columns - strdisplaywidth(about) - 2
  if about is# '' || room < 16
    return seogo#card#cut(a:paper.title, a:paper.highlights.title, a:columns)
  endif
  let [title, marks] = seogo#card#cut(a:paper.title, a:paper.highlights.title, room)
  return [printf('%-' . room . 'S', title) . '  ' . about, marks]
endfunction

" The bullets of a paper's summary, each a [text, marks].
function! seogo#card#summary(paper, columns) abort
  let rows = []
  for index in range(len(a:paper.summary))
    let marks = filter(copy(a:paper.highlights.summary), {_, mark -> mark[0] == index})
    call add(rows, seogo#card#cut(a:paper.summary[index],
          \ map(marks, {_, mark -> mark[1:]}), a:columns))
  endfor
  return rows
endfunction

function! seogo#card#cut(text, marks, columns) abort
  let text = s:plain(a:text)
  if strdisplaywidth(text) <= a:columns
    return [text, a:marks]
  endif
  let room = a:columns - strdisplaywidth('…')
  let kept = room < 1 ? '' : printf('%.' . room . 'S', text)
  let marks = filter(copy(a:marks), {_, mark -> mark[0] < len(kept)})
  return [kept . '…', map(marks, {_, mark -> [mark[0], min([mark[1], len(kept)])]})]
endfunction

function! s:about(paper) abort
  let votes = a:paper.votes is v:null ? '' : '▲' . a:paper.votes
  let date = a:paper.date is v:null ? '' : a:paper.date
  return join(filter([votes, date], {_, part -> part isnot# ''}))
endfunction

" Control characters would be shown as two columns, or end the line; a space
" keeps the bytes where they are.
function! s:plain(text) abort
  return substitute(a:text, '[[:cntrl:]]', ' ', 'g')
endfunction
