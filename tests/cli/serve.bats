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
  run -0 --separate-stderr seogo --serve < <(
    for n in 1 2 3; do call "$n" search '{"query":"확산"}'; done)
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
