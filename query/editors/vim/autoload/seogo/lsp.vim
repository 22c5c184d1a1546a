" Papers where a text names them, by `seogo --lsp`: cards, citations that complete,
" actions. Neovim has a client of its own, and this is Vim's: it opens a text to the
" server for as long as one request takes, so that nothing has to follow what is typed.
scriptencoding utf-8
let s:kept_cpo = &cpo
set cpo&vim

" How long a completion may hold the editor, in milliseconds.
let s:patience = 1000
let s:server = {} " argv, root, job; empty while none runs

" What the editor runs itself, and by which action.
let s:commands = {'seogo.openPage': 'open', 'seogo.openLink': 'link',
      \ 'seogo.similarPapers': 'similar'}

" Lets a text be served.
function! seogo#lsp#attach() abort
  if !executable(seogo#session#argv('--lsp')[0]) || &buftype isnot# ''
    return
  endif
  if has('nvim')
    call luaeval('require("seogo.lsp").attach(_A)', bufnr(''))
  endif
  if &omnifunc isnot# 'seogo#lsp#omni'
    let b:seogo_omnifunc = &omnifunc
    setlocal omnifunc=seogo#lsp#omni
  endif
  augroup seogo_lsp_buffer
    autocmd! * <buffer>
    autocmd CompleteDone <buffer> call s:completed(v:completed_item)
  augroup END
endfunction

" For the server's initialize.
function! seogo#lsp#options() abort
  let options = {'commands': sort(keys(s:commands)),
        \ 'addEntries': get(g:, 'seogo_add_entries', 1) ? v:true : v:false}
  let bibliography = get(g:, 'seogo_bibliography', '')
  return bibliography is# '' ? options
        \ : extend(options, {'bibliography': fnamemodify(bibliography, ':p')})
endfunction

" The folder of a text's project: where its repository begins, or its own.
function! seogo#lsp#root() abort
  let folder = expand('%:p:h')
  let repository = finddir('.git', escape(folder, ' ,;') . ';')
  return repository is# '' ? folder : fnamemodify(repository, ':p:h:h')
endfunction

" Shows the card of the paper under the cursor.
function! seogo#lsp#hover() abort
  if has('nvim')
    lua require("seogo.lsp").hover()
    return
  endif
  call s:ask('hover', {'position': s:position(line('.'), col('.') - 1)},
        \ {result -> s:show_card(result)})
endfunction

" Asks what to do with the paper under the cursor, or with the selected words.
function! seogo#lsp#act() abort
  if has('nvim')
    call luaeval('require("seogo.lsp").act()')
    return
  endif
  let [start, end] = s:selected()
  call s:ask('codeAction', {'range': {'start': start, 'end': end},
        \ 'context': {'diagnostics': []}}, {result -> s:choose(result)})
endfunction

" For 'omnifunc'; where no paper can be cited Vim goes on with what was set before.
" Neovim waits for nothing there, and offers what comes later.
function! seogo#lsp#omni(findstart, base) abort
  if has('nvim')
    call luaeval('require("seogo.lsp").complete()')
    return a:findstart ? -2 : []
  elseif a:findstart
    let s:items = s:completions()
  endif
  if empty(s:items)
    let other = get(b:, 'seogo_omnifunc', '')
    return other is# '' ? (a:findstart ? -3 : []) : call(other, [a:findstart, a:base])
  endif
  return a:findstart ? s:start_of(s:items) : map(copy(s:items), {_, item -> s:match(item)})
endfunction

" Offers what Neovim was answered, if the cursor is where it was.
function! seogo#lsp#offer(result, place) abort
  let items = s:items_of(a:result)
  if !empty(items) && mode() =~# '^i' && getpos('.') == a:place
    call complete(s:start_of(items) + 1, map(copy(items), {_, item -> s:match(item)}))
  endif
endfunction

function! s:completions() abort
  let answer = s:request('completion', {'position': s:position(line('.'), col('.') - 1)}, v:null)
  return s:items_of(get(answer, 'result', v:null))
endfunction

function! s:items_of(result) abort
  return type(a:result) == v:t_dict ? a:result.items : []
endfunction

function! s:start_of(items) abort
  return seogo#edit#byte(getline('.'), a:items[0].textEdit.range.start.character)
endfunction

" An item as complete() takes it.
function! s:match(item) abort
  return {'word': a:item.textEdit.newText, 'menu': seogo#card#cut(a:item.label, [], 50)[0],
        \ 'info': get(a:item, 'detail', ''), 'equal': 1, 'user_data': get(a:item, 'command', '')}
endfunction

" The entry of what was cited goes to the .bib file, where that is wanted.
function! s:completed(item) abort
  let data = get(a:item, 'user_data', '')
  if type(data) == v:t_dict && get(data, 'command', '') is# 'seogo.addEntry'
    call timer_start(0, {-> s:add_entry(data)})
  endif
endfunction

" Asked once, unless g:seogo_add_entries says it.
function! s:add_entry(command) abort
  if !exists('g:seogo_add_entries')
    let g:seogo_add_entries = confirm('Seogo: add the entries of what you cite to the .bib file?',
          \ "&Yes\n&No", 1) == 1
  endif
  if g:seogo_add_entries
    call seogo#lsp#run(a:command)
  endif
endfunction

" Runs a command of the server's, or of the editor's.
function! seogo#lsp#run(command) abort
  if has_key(s:commands, a:command.command)
    call seogo#action#do(s:commands[a:command.command], a:command.arguments[0])
  elseif has('nvim')
    call luaeval('require("seogo.lsp").execute(_A)', a:command)
  else
    call s:send({'method': 'workspace/executeCommand', 'params': a:command},
          \ {_, answer -> s:told(answer)})
  endif
endfunction

function! s:told(answer) abort
  if has_key(a:answer, 'error')
    let hint = get(get(a:answer.error, 'data', {}), 'hint', '')
    call seogo#fail({'message': a:answer.error.message, 'hint': hint})
  endif
endfunction

function! s:show_card(result) abort
  if type(a:result) != v:t_dict
    echo 'Seogo: no paper is named here'
    return
  endif
  let rows = []
  for line in split(a:result.contents.value, "\n", 1)
    call extend(rows, line is# '' ? [''] : map(seogo#card#wrap(line, [], min([76, &columns - 6])),
          \ {_, row -> row[0]}))
  endfor
  call popup_atcursor(rows, {'border': [], 'padding': [0, 1, 0, 1]})
endfunction

function! s:choose(actions) abort
  if empty(a:actions)
    echo 'Seogo: no paper is named here'
    return
  endif
  call seogo#choose#one(map(copy(a:actions), {index, action -> [index, action.title]}), 'Seogo',
        \ {index -> s:run(a:actions[index])})
endfunction

function! s:run(action) abort
  if has_key(a:action, 'edit')
    call seogo#edit#apply(a:action.edit)
  endif
  if has_key(a:action, 'command')
    call seogo#lsp#run(type(a:action.command) == v:t_dict ? a:action.command : a:action)
  endif
endfunction

" What is selected, or the cursor: [start, end].
function! s:selected() abort
  if mode() !~? "[v\<C-v>]"
    let here = s:position(line('.'), col('.') - 1)
    return [here, here]
  endif
  let ends = sort([getpos('v')[1:2], getpos('.')[1:2]],
        \ {one, other -> one[0] != other[0] ? one[0] - other[0] : one[1] - other[1]})
  let last = getline(ends[1][0])
  execute "normal! \<Esc>"
  return [s:position(ends[0][0], ends[0][1] - 1),
        \ s:position(ends[1][0], ends[1][1] - 1 + len(matchstr(last, '.', ends[1][1] - 1)))]
endfunction

function! s:position(line, byte) abort
  return {'line': a:line - 1, 'character': seogo#edit#units(strpart(getline(a:line), 0, a:byte))}
endfunction

" Asks about the text, and then(result) comes when the answer does.
function! s:ask(method, params, then) abort
  call s:request(a:method, a:params, {_, answer -> has_key(answer, 'error')
        \ ? s:told(answer) : a:then(answer.result)})
endfunction

" callback as of ch_sendexpr(), or null: then the answer is waited for.
function! s:request(method, params, callback) abort
  let document = {'uri': seogo#edit#uri(expand('%:p'))}
  call s:send({'method': 'textDocument/didOpen', 'params': {'textDocument': extend({
        \ 'languageId': &filetype, 'version': 1, 'text': join(getline(1, '$'), "\n")}, document)}}, 0)
  let answer = s:send({'method': 'textDocument/' . a:method,
        \ 'params': extend({'textDocument': document}, a:params)}, a:callback)
  call s:send({'method': 'textDocument/didClose', 'params': {'textDocument': document}}, 0)
  return answer
endfunction

" A call with a callback, a call that is waited for (null), or a notification (0).
function! s:send(message, callback) abort
  call s:start()
  if a:callback is v:null
    return ch_evalexpr(s:server.job, a:message, {'timeout': s:patience})
  elseif a:callback is 0
    return ch_sendexpr(s:server.job, a:message)
  endif
  return ch_sendexpr(s:server.job, a:message, {'callback': a:callback})
endfunction

" Starts the server, unless it runs for the options and the project of this text.
function! s:start() abort
  let [argv, root] = [seogo#session#argv('--lsp'), seogo#lsp#root()]
  if get(s:server, 'argv', []) ==# argv && s:server.root is# root
        \ && job_status(s:server.job) is# 'run'
    return
  elseif has_key(s:server, 'job')
    call job_stop(s:server.job)
  endif
  let s:server = {'argv': argv, 'root': root, 'job': job_start(argv, {'in_mode': 'lsp',
        \ 'out_mode': 'lsp', 'noblock': 1, 'err_io': 'null',
        \ 'out_cb': {channel, message -> s:take(channel, message)}})}
  " It answers in turn, so that nobody has to wait for this.
  call ch_sendexpr(s:server.job, {'method': 'initialize', 'params': {
        \ 'processId': getpid(), 'rootUri': seogo#edit#uri(root),
        \ 'capabilities': {'workspace': {'applyEdit': v:true}},
        \ 'initializationOptions': seogo#lsp#options()}}, {'callback': {_, answer -> s:told(answer)}})
  call ch_sendexpr(s:server.job, {'method': 'initialized', 'params': {}})
endfunction

" A request of the server's.
function! s:take(channel, message) abort
  if get(a:message, 'method', '') is# 'workspace/applyEdit'
    call seogo#edit#apply(a:message.params.edit)
    call ch_sendexpr(a:channel, {'id': a:message.id, 'result': {'applied': v:true}})
  endif
endfunction

let &cpo = s:kept_cpo
unlet s:kept_cpo
