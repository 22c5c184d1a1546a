# Exit statuses, and what is said with them.
load common

setup_file() { index_corpus; }

# in_json: the error object on standard error of the last run.
code() { jq -r .error.code <<<"$stderr"; }

@test "0 where something is found, 1 where nothing is" {
  run -0 --separate-stderr seogo 모델
  [ -z "$stderr" ]
  run -1 --separate-stderr seogo --literal zzyzx
  [ "$output" = '' ]
  [ "${stderr_lines[0]}" = 'seogo: nothing found' ]
  [ "${stderr_lines[1]}" = 'note: zzyzx: not in the archive' ]
  run -1 --separate-stderr seogo --count --literal zzyzx
  [ "$output" = 0 ]
  run -1 --separate-stderr seogo -f json --literal zzyzx
  [ -z "$stderr" ]
  [ "$(jq -c .hits <<<"$output")" = '[]' ]
}

@test "2 and a caret for a broken query" {
  run -2 --separate-stderr seogo '확산 votes:x'
  [ "$output" = '' ]
  [ "${stderr_lines[1]}" = '  확산 votes:x' ]
  [ "${stderr_lines[2]}" = '             ^' ]
  holds "${stderr_lines[3]}" 'hint: '
  for query in 'votes:>=x' 'date:2024-13' 'since:yesterday' 'id:' '""'; do
    run --separate-stderr seogo "$query"
    [ "$status" -le 2 ]
    [ "$status" -ne 2 ] || holds "$stderr" '^'
  done
  run -2 --separate-stderr seogo 'votes:>=x'
  run -2 --separate-stderr seogo 'date:2024-13'
}

@test "2 and the place in JSON for a broken query" {
  run -2 --separate-stderr seogo -f json '확산 id:'
  [ "$output" = '' ]
  [ "$(jq -c '[.error.query, .error.offset, .error.offsets]' <<<"$stderr")" = \
    '["확산 id:",7,"byte"]' ]
  run -2 --separate-stderr seogo -f json --offsets char '확산 id:'
  [ "$(jq -c .error.offset <<<"$stderr")" = 3 ]
}

@test "2 for usage" {
  run -2 --separate-stderr seogo
  holds "$stderr" 'there is no query'
  run -2 --separate-stderr seogo --wrong 모델
  holds "$stderr" "there is no option '--wrong'"
  holds "$stderr" 'hint: '
  run -2 --separate-stderr seogo --hepl 모델
  holds "$stderr" 'did you mean --help?'
  run -2 --separate-stderr seogo -n
  holds "$stderr" '-n needs an argument'
  for pair in '-n x' '-n -1' '--offset 1.5' '-f yaml' '--sort size' '--votes -1' '--votes x' \
    '--recency 1,5' '--color maybe' '--width 5' '--offsets bit' '--format-version 0' '--db='; do
    run -2 --separate-stderr seogo $pair 모델
    holds "$stderr" ' takes '
  done
  run -2 --separate-stderr seogo --batch queries 모델
}

@test "3 and a hint where there is no index" {
  run -3 --separate-stderr seogo --db "$BATS_TEST_TMPDIR/none" 모델
  holds "$stderr" "$BATS_TEST_TMPDIR/none"
  holds "$stderr" 'hint: '
  holds "$stderr" seogo-index
  mkdir "$BATS_TEST_TMPDIR/empty"
  run -3 --separate-stderr seogo --db "$BATS_TEST_TMPDIR/empty" -f json 모델
  holds "$(jq -r .error.hint <<<"$stderr")" seogo-index
}

@test "4 for a generation that is cut off" {
  cp -r "$SEOGO_DB" "$BATS_TEST_TMPDIR/cut"
  cut=$BATS_TEST_TMPDIR/cut/current/papers
  for size in 1000 $(($(stat -c %s "$cut") / 2)); do
    cp "$SEOGO_DB/current/papers" "$cut"
    truncate -s "$size" "$cut"
    run -4 --separate-stderr seogo --db "$BATS_TEST_TMPDIR/cut" -n 100 모델
    holds "$stderr" 'seogo: '
    holds "$stderr" 'hint: '
  done
}

@test "4 and what to do for an index of another format" {
  cp -r "$SEOGO_DB" "$BATS_TEST_TMPDIR/other"
  file=$BATS_TEST_TMPDIR/other/current/papers
  stored=$(grep -aoE 'format [0-9]+ analyzer' "$file" | head -n 1)
  LC_ALL=C sed -i "s/$stored/${stored//[0-9]/0}/" "$file"
  run -4 --separate-stderr seogo --db "$BATS_TEST_TMPDIR/other" 모델
  holds "$stderr" 'format 0'
  holds "$stderr" 'hint: '
}

@test "6 for a format version that is not spoken" {
  run -6 --separate-stderr seogo --format-version 2 모델
  run -6 --separate-stderr seogo -f json --format-version 2 모델
  [ "$(jq -r 'has("error")' <<<"$stderr")" = true ]
  run -0 --separate-stderr seogo --format-version 1 모델
}

@test "an answer that cannot be written is no success" {
  for arguments in '모델' '--help' '--version' '-f json 모델' '--count 모델' '--explain 모델'; do
    run -2 --separate-stderr bash -c "seogo $arguments >/dev/full"
    holds "$stderr" 'cannot write'
  done
  printf 'a\t모델\nb\t모델\n' >"$BATS_TEST_TMPDIR/queries"
  run -2 --separate-stderr bash -c "seogo --batch '$BATS_TEST_TMPDIR/queries' >/dev/full"
  [ "${#stderr_lines[@]}" -eq 1 ]
}

@test "a reader that goes away ends it quietly" {
  run --separate-stderr bash -c 'set -o pipefail; seogo -n 100 -f json "" | head -c 1'
  [ "$status" -eq 141 ] || [ "$status" -eq 0 ]
  [ -z "$stderr" ]
  for _ in $(seq 1 2000); do printf 'q\t모델\n'; done >"$BATS_TEST_TMPDIR/many"
  run -141 --separate-stderr bash -c \
    "set -o pipefail; seogo --batch '$BATS_TEST_TMPDIR/many' -f json | head -c 1 >/dev/null"
  [ -z "$stderr" ]
}

@test "help and version are answers" {
  run -0 --separate-stderr seogo --help
  holds "$output" 'usage: seogo'
  [ -z "$stderr" ]
  run -0 --separate-stderr seogo --version
  holds "$output" 'format version 1'
}
