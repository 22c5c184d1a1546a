" Citations. A BibTeX entry is the one that `seogo -f bibtex` prints.
scriptencoding utf-8

function! seogo#cite#styles() abort
  return [['bibtex', 'BibTeX'], ['markdown', 'Markdown link'], ['plain', 'Plain text']]
endfunction

" Puts the citation behind the cursor; where the text must not be changed, into
" the unnamed register.
function! seogo#cite#insert(style, paper) abort
  let text = seogo#cite#text(a:style, a:paper)
  if !&modifiable || &readonly
    call setreg('"', text)
    redraw
    echo 'Seogo: this text cannot be changed; p puts the citation elsewhere'
    return
  endif
  let kept = getreginfo('z')
  call setreg('z', text, a:style is# 'bibtex' ? 'l' : 'c')
  silent normal! "zp
  call setreg('z', kept)
endfunction

function! seogo#cite#text(style, paper) abort
  if a:style is# 'bibtex'
    return s:bibtex(a:paper)
  endif
  if a:style is# 'markdown'
    return '[' . escape(a:paper.title, '\[]*_`<>') . '](' . a:paper.url . ')'
  endif
  let authors = a:paper.authors
  let names = len(authors) > 3 ? authors[0] . ' et al.' : join(authors, ', ')
  return join(filter([names, a:paper.title, s:year(a:paper), a:paper.url],
        \ {_, part -> part isnot# ''}), '. ')
endfunction

function! s:is_arxiv(paper) abort
  return a:paper.id =~# '^\d\{4}\.\d\{4,5}$'
endfunction

" Empty where nothing tells it.
function! s:year(paper) abort
  if s:is_arxiv(a:paper)
    return '20' . a:paper.id[:1]
  endif
  return a:paper.date is v:null ? '' : a:paper.date[:3]
endfunction

function! s:bibtex(paper) abort
  let year = s:year(a:paper)
  let fields = [['title', '{' . s:title_in_tex(a:paper.title) . '}']]
  if !empty(a:paper.authors)
    call add(fields, ['author', join(map(copy(a:paper.authors), {_, name -> s:author(name)}), ' and ')])
  endif
  if year isnot# ''
    call add(fields, ['year', year])
  endif
  if s:is_arxiv(a:paper)
    call extend(fields, [['eprint', a:paper.id], ['archivePrefix', 'arXiv']])
  endif
  if a:paper.url isnot# ''
    call add(fields, ['url', a:paper.url])
  endif
  let lines = map(fields, {_, field -> printf('  %-13s = {%s}', field[0], field[1])})
  return '@misc{' . s:key(a:paper, year) . ",\n" . join(lines, ",\n") . "\n}\n"
endfunction

" First author's last name, year, first word of the title that says something.
function! s:key(paper, year) abort
  let name = empty(a:paper.authors) ? '' : s:letters(split(a:paper.authors[0], ' ')[-1])
  let words = filter(map(split(a:paper.title, ' '), {_, word -> s:letters(word)}),
        \ {_, word -> word !~# '^\%(\|a\|an\|the\|on\|of\|in\|for\|to\)$'})
  return (name is# '' ? 'paper' : name) . a:year . get(words, 0, '')
endfunction

" ASCII letters without their accents, in lower case, and digits. A stroke is no
" accent: Vim takes ø for a kind of o, Unicode does not.
function! s:letters(word) abort
  let word = substitute(substitute(tolower(a:word), '[øđħłŧ]', '', 'g'), 'ß', 'ss', 'g')
  for letter in split('abcdefghijklmnopqrstuvwxyz', '\zs')
    let word = substitute(word, '[[=' . letter . '=]]', letter, 'g')
  endfor
  return strpart(substitute(word, '[^a-z0-9]', '', 'g'), 0, 32)
endfunction

" BibTeX reads a comma and the word "and" as parts of a list of names.
function! s:author(name) abort
  let tex = s:tex(a:name)
  return a:name =~# ',\| and ' ? '{' . tex . '}' : tex
endfunction

" A title's mathematics stays as it is, $ and all.
function! s:title_in_tex(title) abort
  let out = ''
  let [at, dollar] = [0, stridx(a:title, '$')]
  while dollar >= 0
    let end = s:math_end(a:title, dollar)
    if end > 0
      let out .= s:tex(strpart(a:title, at, dollar - at)) . strpart(a:title, dollar, end - dollar)
      let at = end
    endif
    let dollar = stridx(a:title, '$', max([end, dollar + 1]))
  endwhile
  return out . s:tex(strpart(a:title, at))
endfunction

" Where the mathematics ends that begins with the dollar at start, or 0. In "$5
" and $10" the dollars are money: no space stands inside mathematics at its ends,
" and no digit behind it. Its braces are in pairs.
function! s:math_end(title, start) abort
  let [inner, _, end] = matchstrpos(a:title, '^\$\zs\%(\\[%#&_$]\|[^%#&$]\)\+\ze\$\d\@!', a:start)
  if end < 0 || inner =~# '^ \| $\|[[:cntrl:]]'
    return 0
  endif
  let depth = 0
  for brace in split(substitute(inner, '\\[%#&_$]\|[^{}]', '', 'g'), '\zs')
    let depth += brace is# '{' ? 1 : -1
    if depth < 0
      return 0
    endif
  endfor
  return depth == 0 ? end + 1 : 0
endfunction

function! s:tex(text) abort
  let names = {'{': 'braceleft', '}': 'braceright', '~': 'asciitilde', '^': 'asciicircum',
        \ '\': 'backslash', '<': 'less', '>': 'greater'}
  return substitute(a:text, '[&%$#_{}~^\\<>]', {found -> has_key(names, found[0])
        \ ? '\text' . names[found[0]] . '{}' : '\' . found[0]}, 'g')
endfunction
