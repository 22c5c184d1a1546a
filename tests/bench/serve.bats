# The measurement of a session is told of every kind of request.
bats_require_minimum_version 1.5.0

@test "a session is measured by its kinds of requests" {
  "$SEOGO_BIN_DIR/seogo-index" -q --db "$BATS_TEST_TMPDIR/index" "$SEOGO_SOURCE_DIR/corpus/pages"
  printf 'one\t확산\nauthor\tauthor:"Shanchuan Lin"\n' >"$BATS_TEST_TMPDIR/queries"
  run -0 --separate-stderr "$BENCH_SERVE" "$SEOGO_BIN_DIR/seogo" "$BATS_TEST_TMPDIR/index" \
    "$BATS_TEST_TMPDIR/queries" 1
  [ "$(awk 'NR > 1 && NF == 7 { print $1, $2 }' <<<"$output")" = 'search 2
keystroke 24
complete 24
status 2
burst 2' ]
  [[ $output == *'searches run for 2 bursts: '* ]]
}

@test "sessions are measured beside each other, also Korean after tabs" {
  local session="'$SEOGO_BIN_DIR/seogo' --serve --db '$BATS_TEST_TMPDIR/index'"
  "$SEOGO_BIN_DIR/seogo-index" -q --db "$BATS_TEST_TMPDIR/index" "$SEOGO_SOURCE_DIR/corpus/pages"
  printf '확산\nK1\tname\t2401.1\t확산 모델\n' >"$BATS_TEST_TMPDIR/queries"
  run -0 --separate-stderr "$BENCH_BESIDE" "$BATS_TEST_TMPDIR/queries" 1 "one=$session" "two=$session"
  [ "$(awk 'NR > 1 && NF == 7 { print $1, $2 }' <<<"$output")" = 'one 2
two 2' ]
}

@test "what cannot be measured is told" {
  run -2 --separate-stderr "$BENCH_SERVE"
  run -2 --separate-stderr "$BENCH_SERVE" /bin/false "$BATS_TEST_TMPDIR" /dev/null
  printf 'word\n' >"$BATS_TEST_TMPDIR/queries"
  run -2 --separate-stderr "$BENCH_BESIDE" "$BATS_TEST_TMPDIR/queries" 1 gone=/bin/false
  [[ $stderr == *'bench_beside: the session gave no answer'* ]]
  run -2 --separate-stderr "$BENCH_BESIDE" "$BATS_TEST_TMPDIR/queries" 1 nameless
}
