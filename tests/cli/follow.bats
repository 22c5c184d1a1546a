# Readers beside a writer.
load common

setup_file() { index_corpus; }

@test "a reader keeps answering while the archive is published again and again" {
  expected=$(ids -n 100 모델)
  for _ in $(seq 1 300); do printf 'q\t모델\n'; done >"$BATS_TEST_TMPDIR/queries"
  (for _ in $(seq 1 30); do seogo-index -q --full "$pages" || exit 1; done) &
  writer=$!
  while kill -0 "$writer" 2>/dev/null; do
    run -0 --separate-stderr seogo --batch "$BATS_TEST_TMPDIR/queries" -f id -n 100
    [ -z "$stderr" ] || fail "$stderr"
    output=$(grep -v "^# " <<<"$output")
    [ "$(sort <<<"$output" | uniq -c | awk '{ print $1 }' | sort -u)" = 300 ]
    [ "$(head -n "$(wc -l <<<"$expected")" <<<"$output")" = "$expected" ]
    [ "$(ids -n 100 모델)" = "$expected" ]
  done
  wait "$writer"
}
