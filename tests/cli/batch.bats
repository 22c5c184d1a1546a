# --batch: many queries in one process.
load common

setup_file() { index_corpus; }

setup() { queries=$BATS_TEST_TMPDIR/queries; }

@test "a line is an id, a tab and a query; the answers come in their order" {
  printf 'k1\t확산모델\nk2\tLLM의 추론능력\n' >"$queries"
  run -0 --separate-stderr seogo --batch "$queries" -f trec -n 3
  [ "${#lines[@]}" -eq 6 ]
  [ "$(cut -d' ' -f1 <<<"$output" | uniq)" = $'k1\nk2' ]
  [ "$(sed -n 1,3p <<<"$output" | cut -d' ' -f3)" = "$(ids -n 3 확산모델)" ]
  [ "$(sed -n 4,6p <<<"$output" | cut -d' ' -f3)" = "$(ids -n 3 'LLM의 추론능력')" ]
}

@test "queries come from standard input too" {
  run -0 --separate-stderr bash -c "printf 'a\t모델' | seogo --batch - -f id -n 2"
  [ "$output" = $'# a\t모델\n'"$(ids -n 2 모델)" ]
}

@test "every format but a page names the query, and lines that begin with # say nothing" {
  printf '# a question\nk1\t비디오\n' >"$queries"
  for format in $(formats); do
    [ "$format" != html ] || continue
    run -0 --separate-stderr seogo --batch "$queries" -f "$format" -n 1
    holds "$output" k1
    lacks "$output" "a question"
  done
}

@test "a broken query or line is told by its number, and the others are answered" {
  printf 'a\t모델\nb\tid:\nno tab\n\nc\tzzyzx\nd\t모델\n' >"$queries"
  run -2 --separate-stderr seogo --batch "$queries" -f trec -n 1 --literal
  [ "$(cut -d' ' -f1 <<<"$output")" = $'a\nd' ]
  holds "$stderr" "queries:2: "
  holds "$stderr" "queries:3: there is no tab"
}

@test "nothing found is no failure of a batch" {
  printf 'a\tzzyzx\n' >"$queries"
  run -0 --separate-stderr seogo --batch "$queries" -f trec --literal
  [ -z "$output$stderr" ]
}

@test "a NUL in a query is no end of it" {
  printf 'a\t\0확산\n' >"$queries"
  run -0 --separate-stderr seogo --batch "$queries" -f id -n 5
  holds "$output" 2402.13929
}

@test "what cannot be read is said" {
  run -2 --separate-stderr seogo --batch "$BATS_TEST_TMPDIR/none" -f trec
  holds "$stderr" "cannot open '$BATS_TEST_TMPDIR/none'"
  run -2 --separate-stderr seogo --batch "$BATS_TEST_TMPDIR" -f trec
  holds "$stderr" "cannot read '$BATS_TEST_TMPDIR'"
}
