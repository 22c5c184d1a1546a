# A query takes a bounded amount of work, whatever is typed, and says where it was cut.

setup_file() {
  load common
  index_corpus
}
setup() { load common; }

# times N TEXT: the text N times.
times() { printf "$2%.0s" $(seq "$1"); }

@test "clauses that say the same count once" {
  for clause in 's*' 'title:s*' '"diffusion model"' '+s*' 'votes:>=3'; do
    diff <(seogo -f json "$clause" | jq '.took_ms = 0 | .query = ""') \
      <(seogo -f json "$(times 100 "$clause ")" | jq '.took_ms = 0 | .query = ""')
  done
  diff <(seogo -f id 's* OR a*') <(seogo -f id "s*$(times 50 ' OR a*')")
}

@test "many prefixes share what they may open, and that is said" {
  run -0 --separate-stderr seogo -f json 'a* b* c* d* e* f* g* h*'
  lacks "$output" 'of the words of each prefix'
  run -0 --separate-stderr seogo -f json "$(printf '%s* ' {a..z})"
  holds "$(jq -r '.notes[]' <<<"$output")" 'of the words of each prefix only the 61 commonest were used'
}

@test "a query that takes too much work gives up, and says so" {
  local query note='too much work: only the beginning of the query was used'
  query=$(for i in {1..99}; do printf '(s* w%d) ' "$i"; done)
  run -0 --separate-stderr seogo -f json "확산 $query"
  [ "$(jq -r '.notes[0]' <<<"$output")" = "$note" ]
  [ "$(jq ".total[0]" <<<"$output")" -gt 0 ]
  run -0 --separate-stderr seogo "확산 $query"
  holds "$output" "$note"
  call=$(jq -cn --arg query "$query" '{jsonrpc: "2.0", id: 1, method: "tools/call",
    params: {name: "search", arguments: {query: $query}}}')
  holds "$(seogo --serve <<<"$call")" "$note"
}

@test "a pasted text of two hundred words is not too much" {
  run -0 --separate-stderr seogo -f json "$(for i in {1..199}; do printf 'diffusion%d 모델링%d ' "$i" "$i"; done)"
  lacks "$output" 'too much work'
  holds "$output" 'only the first 200 words'
}

# Work is counted in allocations, which no other load of the machine changes. What these
# bounds allow takes some 60 ms on an archive of 3,600 papers (tests/bench/hostile).
has_counter() { [ -e "${SEOGO_ALLOCATION_COUNTER-}" ]; }

# allocations QUERY...: how many a session makes that is asked these in turn, each of
# which it must answer.
allocations() {
  local query counter=$BATS_TEST_TMPDIR/counter
  head -c 8 /dev/zero >"$counter"
  for query; do
    jq -cn --arg query "$query" '{jsonrpc: "2.0", id: 1, method: "tools/call",
      params: {name: "search_papers", arguments: {query: $query}}}'
  done | MEMORY_COUNTER=$counter LD_PRELOAD=$SEOGO_ALLOCATION_COUNTER \
    "$SEOGO_BIN_DIR/seogo" --serve >"$BATS_TEST_TMPDIR/answers"
  [ "$(jq -r '.result.isError' <"$BATS_TEST_TMPDIR/answers" | grep -c false)" -eq $# ]
  od -An -t u8 "$counter"
}

@test "random hostile queries take a bounded amount of work" {
  local bound=()
  if has_counter; then bound=(--allocations --most 40000); fi
  SEOGO_BUILD_DIR=$(dirname "$SEOGO_BIN_DIR") run -0 "$SEOGO_SOURCE_DIR/tests/bench/hostile" \
    --queries 300 "${bound[@]}" --db "$SEOGO_DB"
}

@test "a query behind a hostile one in a session waits for a bounded amount of work" {
  has_counter || skip "this build counts no allocations"
  local alone hostile letter field
  alone=$(allocations '확산 모델')
  for hostile in "$(times 100 's* ')" "a*$(times 100 ' OR a*')" "확산 $(for i in {1..99}; do
    printf '(s* w%d) ' "$i"; done)" "$(for letter in {a..z}; do for field in title summary author; do
    printf '%s:%s* ' "$field" "$letter"; done; done)" "\"$(times 200 'the of ')\""; do
    [ $(($(allocations "$hostile" '확산 모델') - alone)) -lt 40000 ]
  done
}
