# The language server: papers where a text names them.
load common

setup_file() { index_corpus; }

setup() {
  mkdir "$BATS_TEST_TMPDIR/work"
  cd "$BATS_TEST_TMPDIR/work" || return
  text=file://$PWD/text.md
}

# session [LINE]...: what the server answers to a document at $text and to the lines,
# which are of tests/harness/lsp; document TEXT [LANGUAGE] gives the first.
session() {
  printf '%s\n' "$@" >script
  run -0 --separate-stderr "$SEOGO_SOURCE_DIR/tests/harness/lsp" seogo --lsp <script
  [ -z "$stderr" ] || fail "$stderr"
}
document() { printf 'open %s %s %s' "$text" "${2:-markdown}" "$(jq -n --arg text "$1" '$text')"; }
# at METHOD LINE CHARACTER [END]: a request about a place of the document, or a range.
at() {
  printf '%s {"textDocument":{"uri":"%s"},"position":{"line":%s,"character":%s},' "$1" "$text" "$2" "$3"
  printf '"range":{"start":{"line":%s,"character":%s},"end":{"line":%s,"character":%s}},"context":{}}' \
    "$2" "$3" "$2" "${4:-$3}"
}
hover() { at textDocument/hover "$@"; }
complete() { at textDocument/completion "$@"; }
act() { at textDocument/codeAction "$@"; }
answer() { jq -rc "$2" <<<"${lines[$1]}"; }

@test "it says what it can do, and nothing is asked of an editor that cannot" {
  session 'initialize {"capabilities":{}}' \
    'initialize {"capabilities":{},"initializationOptions":{"commands":["seogo.openPage"]}}'
  [ "$(answer 0 '.result.capabilities | [.positionEncoding, .hoverProvider, .textDocumentSync.change]')" = \
    '["utf-16",true,2]' ]
  [ "$(answer 1 '.result.capabilities.executeCommandProvider.commands')" = \
    '["seogo.openLink","seogo.addEntry"]' ]
}

@test "a card is shown of an id, an address and a key, at its place" {
  session "$(document '모델 😀 arXiv:2403.12706, (https://huggingface.co/papers/2403.12706)
yang2024animatedifflightning 12403.12706')" \
    "$(hover 0 6)" "$(hover 0 40)" "$(hover 1 28)" "$(hover 0 5)" "$(hover 1 35)"
  for n in 0 1 2; do
    holds "$(answer $n .result.contents.value)" \
      '[AnimateDiff-Lightning: Cross-Model Diffusion Distillation](https://arxiv.org/abs/2403.12706)'
  done
  while IFS= read -r bullet; do holds "$(answer 0 .result.contents.value)" "- $bullet"; done \
    < <(seogo -f json id:2403.12706 | jq -r '.hits[0].summary[]')
  [ "$(answer 0 '.result.range | [.start.character, .end.character]')" = '[6,22]' ]
  [ "$(answer 1 '.result.range | [.start.character, .end.character]')" = '[25,65]' ]
  [ "$(answer 2 '.result.range | [.start.line, .end.character]')" = '[1,28]' ]
  for n in 3 4; do [ "$(answer $n .result)" = null ]; done
}

@test "what an editor changes is followed, in UTF-16" {
  change() {
    printf 'notify textDocument/didChange {"textDocument":{"uri":"%s"},"contentChanges":[%s]}' "$text" "$1"
  }
  session "$(document $'확산 😀 x\r\nend')" \
    "$(change '{"range":{"start":{"line":0,"character":6},"end":{"line":0,"character":7}},"text":"2403.12706"},
      {"range":{"start":{"line":1,"character":3},"end":{"line":9,"character":9}},"text":" 2403.12706"}' | tr -d '\n')" \
    "$(hover 0 16)" "$(hover 1 4)" "$(change '{"text":"2403.12706"}')" "$(hover 0 0)" \
    "notify textDocument/didClose {\"textDocument\":{\"uri\":\"$text\"}}" "$(hover 0 0)"
  [ "$(answer 0 '.result.range | [.start.character, .end.character]')" = '[6,16]' ]
  [ "$(answer 1 '.result.range | [.start.character, .end.character]')" = '[4,14]' ]
  [ "$(answer 2 '.result.range.start.character')" = 0 ]
  [ "$(answer 3 .result)" = null ]
}

@test "a citation is completed by words of title and author, and by its key" {
  session "$(document '[see @a; @비디오 생성
본다 @shanchuan
\parencite*[see][]{other, animatediff
a@b.c @yang2024ani
[@a] @b c' latex)" \
    "$(complete 0 16)" "$(complete 1 13)" "$(complete 2 37)" "$(complete 3 18)" \
    "$(complete 3 3)" "$(complete 4 9)" "$(complete 2 5)"
  [ "$(answer 0 '.result.items[0].data.id')" = "$(ids -n 1 '비디오 생성')" ]
  [ "$(answer 0 '.result.items[0].textEdit.range | [.start.character, .end.character]')" = '[10,16]' ]
  [ "$(answer 1 '.result.items[0].data.id')" = "$(ids -n 1 shanchuan)" ]
  [ "$(answer 2 '.result.items[0].textEdit | [.newText, .range.start.character]')" = \
    '["yang2024animatedifflightning",26]' ]
  [ "$(answer 3 '[.result.items[].textEdit.newText]')" = '["yang2024animatedifflightning"]' ]
  for n in 4 5 6; do [ "$(answer $n .result)" = null ]; done
}

@test "an item is shown with its entry" {
  session 'completionItem/resolve {"label":"x","data":{"id":"2403.12706"}}' \
    'completionItem/resolve {"label":"y","data":{"id":"1"}}'
  holds "$(answer 0 .result.documentation.value)" "$(seogo -f bibtex id:2403.12706 | grep -v '^%')"
  [ "$(answer 0 .result.label)" = x ]
  [ "$(answer 1 '.result | keys')" = '["data","label"]' ]
}

@test "a name becomes a link or a citation, as the language has them" {
  title='AnimateDiff-Lightning: Cross-Model Diffusion Distillation'
  url=https://arxiv.org/abs/2403.12706
  while IFS='|' read -r language link cite; do
    session "$(document '가 2403.12706' "$language")" "$(act 0 4)"
    [ "$(answer 0 '[.result[].edit.changes[][0].newText]')" = \
      "$(jq -nc --arg link "$link" --arg cite "$cite" '[$link, $cite]')" ] || fail "$output"
    [ "$(answer 0 '.result[0].edit.changes[][0].range | [.start.character, .end.character]')" = '[2,12]' ]
  done <<END
markdown|[$title]($url)|[@yang2024animatedifflightning]
text|[$title]($url)|[@yang2024animatedifflightning]
latex|\\href{$url}{$title}|\\cite{yang2024animatedifflightning}
org|[[$url][$title]]|[cite:@yang2024animatedifflightning]
typst|#link("$url")[$title]|@yang2024animatedifflightning
END
}

@test "selected words become a link, or are cited" {
  session "$(document '빠른 애니메이션 확산 모델')" "$(act 0 0 8)" "$(act 0 3 3)"
  id=$(ids -n 1 '빠른 애니메이션')
  [ "$(answer 0 '.result[0].edit.changes[][0].newText')" = "[빠른 애니메이션](https://arxiv.org/abs/$id)" ]
  holds "$(answer 0 '.result[1].edit.changes[][0].newText')" '빠른 애니메이션 [@'
  [ "$(answer 0 '.result | length <= 6')" = true ]
  [ "$(answer 1 .result)" = '[]' ]
}

@test "only the kinds of actions that are asked for are given" {
  only() { act "$@" | sed "s/\"context\":{}/\"context\":{\"only\":[\"$kind\"]}/"; }
  for kind in source.organizeImports refactor; do
    session "$(document 2403.12706)" "$(only 0 4)"
    found+=$(answer 0 '.result | length')' '
  done
  [ "$found" = '0 2 ' ]
}

@test "a page and a link are opened by the editor" {
  session 'initialize {"capabilities":{"window":{"showDocument":{"support":true}}}}' \
    "$(document 2403.12706)" "$(act 0 4)" \
    'workspace/executeCommand {"command":"seogo.openPage","arguments":[{"id":"2403.12706"}]}' \
    'workspace/executeCommand {"command":"seogo.openLink","arguments":[{"id":"2403.12706"}]}' \
    'workspace/executeCommand {"command":"seogo.openLink","arguments":[{"id":"1"}]}' \
    'workspace/executeCommand {"command":"seogo.nothing"}'
  [ "$(answer 1 '[.result[].command.command // empty]')" = '["seogo.openPage","seogo.openLink"]' ]
  line=$(seogo -f vimgrep id:2403.12706 | cut -d : -f 2)
  [ "$(jq -c 'select(.method) | [.method, .params.external, .params.selection.start.line]' <<<"$output")" = \
    "[\"window/showDocument\",null,$((line - 1))]
[\"window/showDocument\",true,null]" ]
  [ "$(jq -r 'select(.method) | .params.uri' <<<"$output")" = \
    "file://$(seogo -f path id:2403.12706)
https://arxiv.org/abs/2403.12706" ]
  [ "$(jq -c 'select(.error) | .error.code' <<<"$output")" = '-32001
-32602' ]
}

@test "what the editor runs itself is offered, and not what nobody runs" {
  session 'initialize {"capabilities":{},"initializationOptions":{"commands":["seogo.similarPapers"]}}' \
    "$(document 2403.12706)" "$(act 0 4)"
  [ "$(answer 1 '[.result[].command | select(.) | .command, .arguments[0].id, .arguments[0].uri]')" = \
    "[\"seogo.similarPapers\",\"2403.12706\",\"$text\"]" ]
}

@test "an entry is added to the bibliography above the document, once" {
  mkdir sub && text=file://$PWD/sub/text.md
  printf '@misc{x,\n}' >b.bib
  : >c.bib
  add="workspace/executeCommand {\"command\":\"seogo.addEntry\",\"arguments\":[{\"id\":\"2403.12706\",\"uri\":\"$text\"}]}"
  open="initialize {\"rootUri\":\"file://$PWD\",\"capabilities\":{\"workspace\":{\"applyEdit\":true}}}"
  session "$open" "$(document 2403.12706)" "$(act 0 4)" "$add"
  [ "$(jq -c --slurp '.[1].result[0].edit == .[3].params.edit' <<<"$output")" = true ]
  [ "$(answer 1 '.result[0].edit.changes | to_entries[0] | [.key, .value[0].range.start.line, .value[0].range.start.character]')" = \
    "[\"file://$PWD/b.bib\",1,1]" ]
  jq -j '.result[0].edit.changes[][0].newText' <<<"${lines[1]}" >>b.bib
  diff b.bib <(printf '@misc{x,\n}\n\n' && seogo -f bibtex id:2403.12706 | grep -v '^%')
  session "$open" "$(document 2403.12706)" "$(act 0 4)" "$add"
  lacks "$output" b.bib
  session "${open/"file://$PWD"/"file://$PWD/sub"}" "$(document 2403.12706)" "$add"
  holds "$(answer 1 .error.message)" 'there is no .bib file'
}

@test "the bibliography is what the editor has of it, and which it names" {
  printf '@misc{a,\n' >b.bib
  session "initialize {\"capabilities\":{},\"initializationOptions\":{\"bibliography\":\"$PWD/b.bib\"}}" \
    "open file://$PWD/b.bib bibtex \"@misc{yang2024animatedifflightning,\"" \
    "$(document 2403.12706)" "$(act 0 4)"
  lacks "${lines[1]}" 'Add to'
  rm b.bib
  session "initialize {\"capabilities\":{},\"initializationOptions\":{\"bibliography\":\"$PWD/b.bib\"}}" \
    "$(document 2403.12706)" "$(act 0 4)"
  lacks "${lines[1]}" 'Add to'
}

@test "a key brings its entry along where that is wanted" {
  session 'initialize {"capabilities":{"workspace":{"applyEdit":true}},"initializationOptions":{"addEntries":true}}' \
    "$(document @animatediff)" "$(complete 0 12)"
  [ "$(answer 1 '.result.items[0].command | [.command, .arguments[0].id]')" = \
    '["seogo.addEntry","2403.12706"]' ]
}

@test "ids that stand alone are links" {
  session "$(document '가 arXiv:2403.12706v2, 2403.12706; https://arxiv.org/abs/2403.12706 1999.12345')" \
    "textDocument/documentLink {\"textDocument\":{\"uri\":\"$text\"}}"
  [ "$(answer 0 '[.result[] | .target, .range.start.character]')" = \
    '["https://arxiv.org/abs/2403.12706",2,"https://arxiv.org/abs/2403.12706",22]' ]
}

@test "the editors' own methods are there too" {
  session 'seogo/search {"query":"확산","limit":2}' 'seogo/cite {"id":"2403.12706"}' 'nothing {}'
  [ "$(answer 0 '[.result.offsets, (.result.hits | length)]')" = '["utf16",2]' ]
  [ "$(answer 1 .result.key)" = yang2024animatedifflightning ]
  [ "$(answer 2 .error.code)" = -32601 ]
}

@test "a session goes on without an index" {
  SEOGO_DB=$PWD/none session "$(document 2403.12706)" "$(hover 0 4)" 'seogo/status {}'
  [ "$(jq -c .error.code <<<"$output")" = '-32003
-32003' ]
}

@test "frames of any form are survived" {
  frame() { printf 'Content-Length: %s\r\n\r\n%s' "${#1}" "$1"; }
  run -0 --separate-stderr seogo --lsp < <(
    printf 'nonsense\r\n\r\n{"jsonrpc":"2.0"'
    frame '{"jsonrpc":"2.0","id":1,"method":"shutdown"}'
    printf 'Content-Length: x\r\n\r\n'
    printf 'Content-Type: a\r\ncontent-length:44\r\n\r\n{"jsonrpc":"2.0","id":2,"method":"shutdown"}'
    printf 'Content-Length: 99999999\r\n\r\n'
    head -c 99999999 /dev/zero
    frame '{"jsonrpc":"2.0","id":3,"method":"shutdown"}'
    frame '{"jsonrpc":"2.0","method":"exit"}'
    frame '{"jsonrpc":"2.0","id":4,"method":"shutdown"}')
  [ "$(tr '}' '\n' <<<"$output" | grep -o '"id":[a-z0-9]*' | tr '\n' ' ')" = '"id":1 "id":2 "id":null "id":3 ' ]
}
