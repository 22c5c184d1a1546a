" Seogo: search an archive of daily paper pages. See :help seogo
if exists('g:loaded_seogo')
  finish
endif
let g:loaded_seogo = 1
let s:kept_cpo = &cpo
set cpo&vim

command -nargs=1 -complete=customlist,seogo#complete Seogo call seogo#search(<q-args>)
command -nargs=? -bang SeogoLive call seogo#live#start(<q-args>, <bang>0)
command -nargs=0 SeogoHealth call seogo#health#show()

nnoremap <silent> <Plug>(seogo-live) <Cmd>call seogo#live#start('', 0)<CR>
nnoremap <silent> <Plug>(seogo-resume) <Cmd>call seogo#live#start('', 1)<CR>
nnoremap <silent> <Plug>(seogo-actions) <Cmd>call seogo#act('choose')<CR>
nnoremap <silent> <Plug>(seogo-open) <Cmd>call seogo#act('open')<CR>
nnoremap <silent> <Plug>(seogo-link) <Cmd>call seogo#act('link')<CR>
nnoremap <silent> <Plug>(seogo-cite) <Cmd>call seogo#act('cite')<CR>
nnoremap <silent> <Plug>(seogo-similar) <Cmd>call seogo#act('similar')<CR>
nnoremap <silent> <Plug>(seogo-card) <Cmd>call seogo#lsp#hover()<CR>
nnoremap <silent> <Plug>(seogo-text) <Cmd>call seogo#lsp#act()<CR>
xnoremap <silent> <Plug>(seogo-text) <Cmd>call seogo#lsp#act()<CR>

let s:filetypes = ['markdown', 'tex', 'plaintex', 'bib', 'org', 'typst', 'rst', 'asciidoc', 'text',
      \ 'mail']
augroup seogo
  autocmd!
  autocmd FileType * if index(get(g:, 'seogo_filetypes', s:filetypes), expand('<amatch>')) >= 0
        \ | call seogo#lsp#attach() | endif
augroup END

let &cpo = s:kept_cpo
unlet s:kept_cpo
