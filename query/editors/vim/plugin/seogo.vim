" Seogo: search an archive of daily paper pages. See :help seogo
if exists('g:loaded_seogo')
  finish
endif
let g:loaded_seogo = 1

command -nargs=1 -complete=customlist,seogo#complete Seogo call seogo#search(<q-args>)
command -nargs=? SeogoLive call seogo#live#start(<q-args>)
command -nargs=0 SeogoHealth call seogo#health#show()

nnoremap <silent> <Plug>(seogo-live) <Cmd>call seogo#live#start('')<CR>
nnoremap <silent> <Plug>(seogo-actions) <Cmd>call seogo#act('choose')<CR>
nnoremap <silent> <Plug>(seogo-open) <Cmd>call seogo#act('open')<CR>
nnoremap <silent> <Plug>(seogo-link) <Cmd>call seogo#act('link')<CR>
nnoremap <silent> <Plug>(seogo-cite) <Cmd>call seogo#act('cite')<CR>
nnoremap <silent> <Plug>(seogo-similar) <Cmd>call seogo#act('similar')<CR>
