" What can be done with a paper.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

let s:actions = [
      \ ['open', 'Open the page'],
      \ ['link', 'Open the link'],
      \ ['cite', 'Insert a citation'],
      \ ['similar', 'Similar papers']]

" Where a page is opened, by the name of the action.
let s:windows = {'open': '', 'split': 'split', 'vsplit': 'vsplit', 'tab': 'tabedit'}

" Does the action of that name, or opens the page: 'open', 'split', 'vsplit', 'tab';
" 'choose' asks which. Cited are all that are marked, if any.
function! seogo#action#do(name, paper, marked = []) abort
  if has_key(s:windows, a:name)
    call s:open(a:paper, s:windows[a:name])
  elseif a:name is# 'link'
    call s:link(a:paper.url)
  elseif a:name is# 'cite'
    call seogo#choose#one(seogo#cite#styles(), 'Cite as',
          \ {style -> seogo#cite#insert(style, empty(a:marked) ? [a:paper] : a:marked)})
  elseif a:name is# 'similar'
    call seogo#similar(a:paper)
  else
    call seogo#choose#one(s:actions, a:paper.title,
          \ {name -> seogo#action#do(name, a:paper, a:marked)})
  endif
endfunction

" The page's file. A path that is not UTF-8 is told as a URI.
function! seogo#action#page(paper) abort
  if !has_key(a:paper, 'path_uri')
    return a:paper.path
  endif
  return substitute(a:paper.path_uri[len('file://'):], '%\(\x\x\)',
        \ '\=eval(''"\x'' . submatch(1) . ''"'')', 'g')
endfunction

" The paper's heading is then the window's first line.
function! s:open(paper, how) abort
  let page = seogo#action#page(a:paper)
  if !filereadable(page)
    call seogo#fail({'message': 'the page "' . page . '" is not there any more',
          \ 'hint': 'run seogo-index again'})
    return
  endif
  stopinsert
  let how = a:how isnot# '' ? a:how : &modified && !&hidden ? 'split' : 'edit'
  execute how '+' . a:paper.line fnameescape(page)
  normal! zvzt
endfunction

function! s:link(link) abort
  if a:link !~? '^https\=://'
    call seogo#fail({'message': 'this is not a link to a web page: ' . a:link})
    return
  endif
  if has('nvim') && luaeval('vim.ui.open ~= nil')
    call luaeval('vim.ui.open(_A)', a:link)
    return
  endif
  let openers = filter(['xdg-open', 'wslview', 'open'], {_, program -> executable(program)})
  if empty(openers)
    call setreg('"', a:link)
    call seogo#fail({'message': 'there is no xdg-open to open the link with',
          \ 'hint': 'p puts it into the text'})
  elseif has('nvim')
    call jobstart([openers[0], a:link], {'detach': v:true})
  else
    call job_start([openers[0], a:link], {'stoponexit': '', 'in_io': 'null', 'out_io': 'null',
          \ 'err_io': 'null'})
  endif
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
