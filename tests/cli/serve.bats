# The editors' session: calls in, answers out, a line each.
load common

setup_file() { index_corpus; }

# call ID METHOD PARAMS: a request on one line.
call() { printf '{"jsonrpc":"2.0","id":%s,"method":"%s","params":%s}\n' "$1" "$2" "${3:-{\}}"; }

# of ID FILTER: what jq finds in the answer to ID, of all that was answered.
of() { jq -rc --argjson id "$1" "select(.id == \$id) | $2" <<<"$output"; }

@test "a session answers and ends with its input" {
  run -0 --separate-stderr seogo --serve < <(call 1 search '{"query":"확산 모델"}')
  [ "$(of 1 '.result.hits[].id')" = "$(ids '확산 모델')" ]
  [ -z "$stderr" ]
}

@test "a result is the object that -f json prints" {
  run -0 --separate-stderr seogo --serve < <(call 1 search '{"query":"비디오","limit":3,"offsets":"char"}')
  diff <(of 1 '.result | .took_ms = 0' | jq .) \
    <(seogo -f json -n 3 --offsets char 비디오 | jq '.took_ms = 0')
}

@test "of searches that lie ready the newest is run" {
  # In one write, so that all three lie ready.
  lines=$(for n in 1 2 3; do call "$n" search '{"query":"확산"}'; done)
  run -0 --separate-stderr seogo --serve < <(printf '%s\n' "$lines")
  [ "$(jq -c '[.id, .error.code, .error.data.code]' <<<"$output")" = '[1,-32800,"superseded"]
[2,-32800,"superseded"]
[3,null,null]' ]
}

@test "a shutdown ends it, and what comes after is not answered" {
  run -0 --separate-stderr seogo --serve < <(call 1 shutdown && call 2 search '{"query":"확산"}')
  [ "$output" = '{"jsonrpc":"2.0","id":1,"result":null}' ]
}

@test "the command line says what a call does not" {
  run -0 --separate-stderr seogo --serve -n 1 --sort votes --offsets utf16 < <(
    call 1 search '{"query":""}')
  [ "$(of 1 '[.result.hits[].id] + [.result.offsets]')" = "[\"$(ids -n 1 --sort votes '')\",\"utf16\"]" ]
}

@test "queries are not taken from the command line as well" {
  run -2 --separate-stderr seogo --serve 확산
  holds "$stderr" 확산
  run -2 --separate-stderr seogo --serve --batch queries
}

@test "a paper is shown by its id, and papers like it are found" {
  run -0 --separate-stderr seogo --serve < <(
    call 1 show '{"id":"2403.12706"}'
    call 2 show '{"id":"https://arxiv.org/abs/2403.12706v2"}'
    call 3 similar '{"id":"2403.12706","limit":2}'
    call 4 show '{"id":"1"}'
    call 5 similar '{"id":"1"}'
    call 6 show '{"id":"2403.12706 OR 확산"}')
  [ "$(of 1 '.result | [.id, .rank, .title]')" = \
    '["2403.12706",1,"AnimateDiff-Lightning: Cross-Model Diffusion Distillation"]' ]
  [ "$(of 2 .result.id)" = 2403.12706 ]
  [ "$(of 3 '.result.hits[].id')" = "$(ids -n 2 similar:2403.12706)" ]
  for id in 4 5; do
    [ "$(of $id '[.error.code, .error.message, .error.data.code]')" = \
      '[-32001,"there is no paper 1 in the archive","not found"]' ]
  done
  [ "$(of 6 .error.code)" = -32602 ]
}

@test "a search counts and explains where that is wanted" {
  run -0 --separate-stderr seogo --serve < <(call 1 search '{"query":"확산","count":true,"explain":true}')
  count=$(seogo --count 확산)
  [ "$(of 1 '.result | [.total, (.hits | length)]')" = "[[$count,$count,$count],0]" ]
  holds "$(of 1 .result.explain)" 'words: '
}

@test "a broken query says where, in the session's unit" {
  run -0 --separate-stderr seogo --serve < <(
    call 1 initialize '{"offsets":"utf16"}'
    call 2 search '{"query":"확산 id:"}')
  [ "$(of 1 .result.offsets)" = utf16 ]
  [ "$(of 2 '.error | [.code, .data.code, .data.offset, .data.offsets]')" = \
    '[-32002,"bad query",3,"utf16"]' ]
}

@test "a query that would take too much memory is refused" {
  long=$(printf '모델 %.0s' {1..9500})
  run -0 --separate-stderr seogo --serve < <(
    call 1 complete '{"query":"확"}'
    call 2 search "{\"query\":\"$long\"}"
    call 3 status)
  [ "$(of 2 '.error.code')" = -32602 ]
  [ "$(of 3 'has("result")')" = true ]
}

@test "a call's own unit goes before the session's" {
  run -0 --separate-stderr seogo --serve --offsets byte < <(
    call 1 search '{"query":"확산 id:","offsets":"char"}')
  [ "$(of 1 '.error.data | [.offset, .offsets]')" = '[3,"char"]' ]
}

@test "several indexes are one, and each has its state" {
  seogo-index -q --db "$BATS_TEST_TMPDIR/more" "$pages/2024"
  run -0 --separate-stderr seogo --serve --db "$SEOGO_DB" --db "$BATS_TEST_TMPDIR/more" < <(
    call 1 status
    call 2 search '{"query":"","count":true}')
  [ "$(of 1 '[.result.indexes[].path]')" = "[\"$SEOGO_DB\",\"$BATS_TEST_TMPDIR/more\"]" ]
  [ "$(of 2 '.result.total[1]')" = "$(seogo --count '')" ]
}

@test "wrong parameters are named" {
  run -0 --separate-stderr seogo --serve < <(
    call 1 similar '{"id":"2403.12706","limit":1001}'
    call 2 similar '{"id":"2403.12706","sort":"title"}'
    call 3 similar '{"query":"확산"}'
    call 4 search '{"offset":1.5,"query":""}'
    call 5 show)
  [ "$(jq -c .error.code <<<"$output" | sort -u)" = -32602 ]
  [ "$(jq -r .error.message <<<"$output")" = "'limit' takes an integer from 0 to 1000
'sort' takes relevance, votes or date, or one of them behind a -
there is no parameter 'query'
'offset' takes an integer from 0 to 1000000000
'id' is missing" ]
}

@test "status tells the index, its generation and how old it is" {
  run -0 --separate-stderr seogo --serve < <(call 1 status)
  [ "$(of 1 '.result.indexes[] | [.path, .generation, .age_seconds < 600]')" = "[\"$SEOGO_DB\",1,true]" ]
  [ "$(of 1 .result.papers)" = "$(seogo --count '')" ]
}

@test "a cancelled call is not run" {
  run -0 --separate-stderr seogo --serve < <(
    call 1 status
    call 2 status
    call 3 cancel '{"id":2}'
    call 4 cancel '{"id":2}'
    printf '{"jsonrpc":"2.0","method":"cancel","params":{"id":4}}\n'
    printf '{"jsonrpc":"2.0","id":"five","method":"status"}\n'
    printf '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"five"}}\n')
  [ "$(jq -c '[.id, .error.data.code, .result.cancelled]' <<<"$output")" = '[1,null,null]
[2,"cancelled",null]
[3,null,true]
[4,"cancelled",null]' ]
}

@test "any line is survived, and answered with the standard's code" {
  run -0 --separate-stderr seogo --serve < <(
    printf 'nonsense\n\n{"jsonrpc":"2.0","id":1}\n{"jsonrpc":"2.0","id":2,"method":"nothing"}\n'
    printf '{"jsonrpc":"2.0","id":{},"method":"status"}\n{"jsonrpc":"2.0","id":3,"method":"status","params":[1]}\n'
    printf '{"jsonrpc":"2.0","id":4,"method":"status"\xff}\n[]\n"text"\n'
    printf '{"jsonrpc":"1.0","id":5,"method":"status"}\n'
    head -c 1100000 /dev/zero | tr '\0' x
    printf '\n%s%s\n' "$(printf '[%.0s' {1..40})" "$(printf ']%.0s' {1..40})"
    printf '{"jsonrpc":"2.0","id":6,"method":"search","params":{"query":"a\\u0000b"}}\n'
    call 7 ping)
  [ "$(jq -c '[.id, .error.code]' <<<"$output")" = '[null,-32700]
[1,-32600]
[2,-32601]
[null,-32600]
[3,-32602]
[null,-32700]
[null,-32600]
[null,-32600]
[5,-32600]
[null,-32600]
[null,-32600]
[6,-32600]
[7,null]' ]
  [ -z "$stderr" ]
}

@test "a batch is answered on one line, notifications not at all" {
  run -0 --separate-stderr seogo --serve < <(
    printf '[%s,%s,1]\n' "$(call 1 ping)" '{"jsonrpc":"2.0","method":"ping"}'
    printf '[{"jsonrpc":"2.0","method":"ping"}]\n{"jsonrpc":"2.0","method":"nothing"}\n'
    printf '{"jsonrpc":"2.0","id":9,"result":{}}\n'
    call 2 ping)
  [ "${#lines[@]}" -eq 2 ]
  [ "$(jq -c 'map(.id)' <<<"${lines[0]}")" = '[1,null]' ]
}

@test "a session goes on without an index, and finds it when it is there" {
  export SEOGO_DB=$BATS_TEST_TMPDIR/late
  coproc seogo --serve
  call 1 search '{"query":"확산"}' >&"${COPROC[1]}"
  read -r answer <&"${COPROC[0]}"
  [ "$(jq -c '[.error.code, (.error.data.hint | test("seogo-index"))]' <<<"$answer")" = '[-32003,true]' ]
  seogo-index -q "$pages"
  call 2 search '{"query":"확산"}' >&"${COPROC[1]}"
  read -r answer <&"${COPROC[0]}"
  [ "$(jq -r '.result.hits[].id' <<<"$answer")" = "$(ids 확산)" ]
}

@test "a new generation is followed, and one that is not there told" {
  export SEOGO_DB=$BATS_TEST_TMPDIR/index
  cp -r "$pages" "$BATS_TEST_TMPDIR/pages"
  rm -r "$BATS_TEST_TMPDIR/pages/2025"
  seogo-index -q "$BATS_TEST_TMPDIR/pages"
  before=$(seogo --count '')
  coproc seogo --serve
  call 1 status >&"${COPROC[1]}"
  read -r answer <&"${COPROC[0]}"
  [ "$(jq -c '[.result.papers, .result.indexes[0].generation]' <<<"$answer")" = "[$before,1]" ]
  seogo-index -q --replace "$pages"
  after=$(seogo --count '')
  [ "$after" -gt "$before" ]
  call 2 status >&"${COPROC[1]}"
  read -r answer <&"${COPROC[0]}"
  [ "$(jq -c '[.result.papers, .result.indexes[0].generation]' <<<"$answer")" = "[$after,2]" ]
  ln -sfn generation-9 "$SEOGO_DB/next" && mv -T "$SEOGO_DB/next" "$SEOGO_DB/current"
  call 3 search '{"query":"확산"}' >&"${COPROC[1]}"
  read -r answer <&"${COPROC[0]}"
  [ "$(jq -c .error.code <<<"$answer")" = -32003 ]
  ln -sfn generation-2 "$SEOGO_DB/next" && mv -T "$SEOGO_DB/next" "$SEOGO_DB/current"
  call 4 search '{"query":"확산"}' >&"${COPROC[1]}"
  read -r answer <&"${COPROC[0]}"
  [ "$(jq -c '.result.hits | length > 0' <<<"$answer")" = true ]
}

@test "it ends quietly where its reader goes away or it is told to" {
  for _ in {1..200}; do call 1 similar '{"id":"2403.12706"}'; done >"$BATS_TEST_TMPDIR/many"
  run --separate-stderr bash -c \
    "set -o pipefail; seogo --serve <'$BATS_TEST_TMPDIR/many' | head -c 1 >/dev/null"
  [ "$status" -eq 141 ]
  [ -z "$stderr" ]
  run --separate-stderr bash -c \
    "trap '' PIPE; set -o pipefail; seogo --serve <'$BATS_TEST_TMPDIR/many' | head -c 1 >/dev/null"
  [ "$status" -eq 0 ]
  [ -z "$stderr" ]
  run --separate-stderr timeout 0.2 seogo --serve < <(sleep 2)
  [ "$status" -eq 124 ]
  [ -z "$stderr$output" ]
}

@test "it ends with its parent, though another process holds its input open" {
  cd "$BATS_TEST_TMPDIR"
  mkfifo in out
  exec {held}<>in
  call 1 status >&"$held"
  bash -c 'seogo --serve <in >out & echo $! >pid; read -r _ <out'
  timeout 20 tail --pid="$(<pid)" -f /dev/null
  exec {held}>&-
}

# offers QUERY...: what the completion of each offers, a line of JSON each. The
# calls are sent one after the other, or the last would supersede the others.
offers() {
  local query answer to from
  coproc seogo --serve
  exec {to}>&"${COPROC[1]}" {from}<&"${COPROC[0]}"
  exec {COPROC[0]}<&- {COPROC[1]}>&-
  for query; do
    call 1 complete "{\"query\":\"${query//\"/\\\"}\",\"limit\":${limit:-10}}" >&"$to"
    read -r answer <&"$from"
    printf '%s\n' "$answer"
  done | jq -c '[.result.items[].text]'
  exec {to}>&- {from}<&-
  wait
}

@test "a word is completed while its last syllable is half composed" {
  run -0 --separate-stderr offers 확산모ㄷ 확산몯 확산모 '+확산모ㄷ' '"확산모' '비디오 추ㄹ' \
    '(비디오 추로' title:diffu ㅎㅅ ghkrtks
  [ "${#lines[@]}" -eq 10 ]
  for i in 0 1 2 3 4; do holds "${lines[i]}" '"확산모델"'; done
  for i in 5 6; do holds "${lines[i]}" '"추론"'; done
  holds "${lines[7]}" '"diffusion"'
  for i in 8 9; do holds "${lines[i]}" '"확산"'; done
}

@test "a completion says what it replaces" {
  run -0 --separate-stderr seogo --serve < <(
    call 1 similar '{"id":"1"}'
    call 2 complete '{"query":"🙂 확산모ㄷ","offsets":"utf16","limit":1}')
  [ "$(of 2 '.result | [.start, .end, .offsets, .items[].text, .items[].kind]')" = \
    '[3,7,"utf16","확산모델","word"]' ]
  [ "$(of 2 '.result.items[0].papers > 0')" = true ]
}

@test "fields and authors are offered where they may stand" {
  limit=100 run -0 --separate-stderr offers au title:au 저ㅈ 젖 '' '확산 ' author:shanch \
    '저자:"Shanchuan L' since:2024
  [ "${lines[0]}" = '["author:"]' ]
  lacks "${lines[1]}" author:
  for i in 2 3; do holds "${lines[i]}" '"저자:"'; done
  [ "${lines[4]}" = "${lines[5]}" ]
  shell=$SEOGO_SOURCE_DIR/query/completions/seogo.bash # test_fields.c: it has all of them
  [ "$(jq -r '.[]' <<<"${lines[4]}" | sort)" = \
    "$(sed -n "s/.*fields='\(.*\)'/\1/p" "$shell" | tr ' ' '\n' | sort)" ]
  for i in 6 7; do [ "${lines[i]}" = '["\"Shanchuan Lin\""]' ]; done
  [ "${lines[8]}" = '[]' ]
}

@test "what is offered is found" {
  run -0 --separate-stderr offers 확산모ㄷ 저자:shanch
  [ -n "$(ids "$(jq -r '.[0]' <<<"${lines[0]}")")" ]
  [ -n "$(ids "저자:$(jq -r '.[0]' <<<"${lines[1]}")")" ]
}

@test "a paper is cited as the program's BibTeX, as a link and in plain text" {
  run -0 --separate-stderr seogo --serve < <(
    call 1 cite '{"id":"2403.12706"}'
    call 2 cite '{"id":"9"}'
    call 3 cite)
  [ "$(of 1 .result.bibtex)" = "$(seogo -f bibtex id:2403.12706 | grep -v '^%')" ]
  [ "$(of 1 .result.markdown)" = \
    "[$(seogo -f json id:2403.12706 | jq -r '.hits[0].title')](https://arxiv.org/abs/2403.12706)" ]
  [ "$(of 1 .result.plain)" = "Xiao Yang, Shanchuan Lin. AnimateDiff-Lightning:\
 Cross-Model Diffusion Distillation. 2024. https://arxiv.org/abs/2403.12706" ]
  [ "$(of 2 .error.code)$(of 3 .error.code)" = -32001-32602 ]
}

@test "a citation escapes what Markdown would take for marks, and names one of many authors" {
  id=$(ids 'title:taxonomy' | head -n 1)
  run -0 --separate-stderr seogo --serve < <(call 1 cite "{\"id\":\"$id\"}")
  [[ $(of 1 .result.markdown) == '[Do I look like a \`cat.n.01\` to you? '*"]($(seogo -f url "id:$id"))" ]]
  [[ $(of 1 .result.plain) == *" et al. Do I look like a \`cat.n.01\` to you? "* ]]
}
