# What a night's run is asked for besides: hooks, the morning's look, going back,
# and whether the index is what its pages say.

setup() {
  load common
  load archive
  db=$BATS_TEST_TMPDIR/index
  archive=$BATS_TEST_TMPDIR/archive
}

@test "--before runs first and under the lock, --after when an index was published" {
  hook="cp -r '$pages' '$archive'; seogo-index -q --db '$db' '$pages' 2>'$BATS_TEST_TMPDIR/second'"
  run -0 --separate-stderr seogo-index -q --db "$db" --before "$hook; echo begun" \
    --after 'echo "$SEOGO_DB $SEOGO_GENERATION $SEOGO_PAPERS"' "$archive"
  [ "$stderr" = "begun"$'\n'"$db 1 36" ]
  [ -z "$output" ]
  holds "$(cat "$BATS_TEST_TMPDIR/second")" "another seogo-index is at work"
  run -0 --separate-stderr seogo-index -q --db "$db" --after 'echo once more' "$archive"
  [ -z "$output$stderr" ]
}

@test "a hook that fails is told and harmless" {
  run -0 --separate-stderr seogo-index -q --db "$db" --before 'exit 3' --after 'kill -9 $$' "$pages"
  holds "$stderr" "--before failed with status 3: exit 3"
  holds "$stderr" "--after was ended by signal 9"
  [ -L "$db/current" ]
  run -0 seogo-index --status --db "$db"
  holds "$output" "a command of --before or --after failed"
  seogo-index -q --db "$db" "$pages"
  run -0 seogo-index --status --db "$db"
  lacks "$output" "--before"
}

@test "a hook has nothing to read, and the report stays alone" {
  run -0 --separate-stderr seogo-index --report json --db "$db" --before 'cat; echo noise' "$pages"
  [ "$(jq .papers <<<"$output")" = 36 ]
  [ "$stderr" = noise ]
}

@test "a hook that waits for a terminal, or will not end, is ended" {
  run -0 --separate-stderr seogo-index -q --db "$db" --before 'kill -STOP $$' "$pages"
  holds "$stderr" "--before was ended by signal"
}

@test "a run that was killed is told by --status" {
  seogo-index -q --db "$db" "$pages"
  # A hook that ends with who started it, as nobody is left to end it.
  seogo-index -q --db "$db" --before 'tail -f /dev/null --pid=$PPID' "$pages" 3>&- &
  indexer=$!
  until_there "$db/scratch-$indexer"
  run -0 seogo-index --status --db "$db"
  holds "$output" "at work     process $indexer"
  kill -KILL "$indexer"
  wait "$indexer" || true
  run -4 seogo-index --status --db "$db"
  holds "$output" "not ended"
  run -0 seogo-index -q --db "$db" "$pages"
  run -0 seogo-index --status --db "$db"
}

@test "an index that no reader can open is made anew though nothing is new" {
  seogo-index -q --db "$db" "$pages"
  dd if=/dev/zero of="$db/current/papers" bs=4096 count=1 conv=notrunc status=none
  run ! seogo --db "$db" --count ''
  run -0 seogo-index -q --db "$db" "$pages"
  [ "$(seogo --db "$db" --count '')" = 36 ]
}

@test "a root that is damaged is not that of another archive" {
  seogo-index -q --db "$db" "$pages" || true
  export pages
  perl -pi -e 's/\Q$ENV{pages}\E/"x" x length $ENV{pages}/e' "$db/current/papers"
  grep -q xxxxxxxx "$db/current/papers"
  run -0 --separate-stderr seogo-index -q --db "$db" "$pages"
  holds "$stderr" 'of the index'
  run -0 seogo-index --check -q --db "$db" "$pages"
}

@test "a signal ends a hook and the run" {
  seogo-index -q --db "$db" --before 'sleep 100' "$pages" 3>&- &
  indexer=$!
  until_there "$db/scratch-$indexer"
  kill -TERM "$indexer"
  status=0
  wait "$indexer" || status=$?
  [ "$status" = 143 ]
  no_scratch "$db"
}

@test "a hook that is deaf to the signal is killed" {
  seogo-index -q --db "$db" --before 'trap "" TERM; while :; do sleep 1; done' "$pages" 3>&- &
  indexer=$!
  until_there "$db/scratch-$indexer"
  kill -TERM "$indexer"
  status=0
  timeout 30 tail -f /dev/null --pid="$indexer"
  wait "$indexer" || status=$?
  [ "$status" = 143 ]
  no_scratch "$db"
}

@test "--status says what is live and how the last run ended" {
  run -3 seogo-index --status --db "$db"
  holds "$output" "no index in '$db'"
  seogo-index -q --db "$db" "$pages" "$damaged" || true
  run -1 seogo-index --status --db "$db"
  [ "$(key generation)" = 1, ]
  [ "$(key papers)" = "$(seogo --db "$db" --count '')" ]
  holds "$output" "published, exit 1"
  run -3 seogo-index -q --db "$db" "$BATS_TEST_TMPDIR/none"
  run -3 seogo-index --status --db "$db"
  holds "$output" "failed, exit 3"
  holds "$output" "cannot read '$BATS_TEST_TMPDIR/none'"
  seogo-index -q --replace --db "$db" "$pages"
  run -0 seogo-index --status --report json --db "$db"
  [ "$(jq -r '"\(.generation) \(.previous) \(.papers) \(.last_run.outcome)"' <<<"$output")" = \
    "2 1 36 published" ]
  [ "$(jq '.age_seconds < 1000 and .bytes > 1000 and (.at_work | not)' <<<"$output")" = true ]
}

@test "--status tells a damaged index" {
  seogo-index -q --db "$db" "$pages"
  truncate -s 1000 "$db/current/papers"
  run -4 seogo-index --status --db "$db"
  holds "$output" "'papers' of the index is not as long as it was written"
  run -0 seogo-index -q --db "$db" "$pages"
  run -0 seogo-index --status --db "$db"
}

@test "--rollback makes the index before the live one live again" {
  run -3 --separate-stderr seogo-index --rollback --db "$db"
  [ ! -e "$db" ]
  seogo-index -q --db "$db" "$pages"
  run -3 --separate-stderr seogo-index --rollback --db "$db"
  seogo-index -q --replace --db "$db" "$damaged" || true
  # What a run that was killed had half removed is passed over.
  mv "$db/generation-2" "$db/generation-3"
  ln -sfn generation-3 "$db/current"
  mkdir "$db/generation-2"
  run -0 seogo-index --rollback --db "$db"
  [ "$output" = "generation 1 is live again" ]
  [ "$(seogo --db "$db" --count '')" = 36 ]
  make_page "$archive/new.md" 2505.00001
  run -0 seogo-index -q --replace --db "$db" "$archive"
  [ "$(readlink "$db/current")" = generation-4 ]
}

@test "--check compares every paper with its page" {
  cp -r "$pages" "$archive"
  chmod -R u+w "$archive"
  seogo-index -q --db "$db" "$archive"
  run -0 --separate-stderr seogo-index --check --db "$db" "$archive"
  [ "$(key papers)$(key missing)$(key different)$(key surplus)" = 36000 ]
  [ -z "$stderr" ]
  sed -i 's/^Vote: .*/Vote: 77/' "$archive/2024/03/20.md"
  make_page "$archive/new.md" 2505.00001
  rm "$archive/2024/12/12.md"
  gone=$(seogo --db "$db" -n 100 -f path '' | grep -c 2024/12/12)
  run -1 --separate-stderr seogo-index --check --report json --db "$db" "$archive"
  [ "$(jq -r '"\(.missing) \(.different) \(.surplus)"' <<<"$output")" = "1 5 $gone" ]
  holds "$stderr" "$archive/new.md:3: the paper is not in the index"
  holds "$stderr" "$archive/2024/03/20.md:3: the index has the paper otherwise"
  [ "$(grep -c "^$archive/2024/12/12.md:[0-9]*: the paper is in the index and on no page" \
    <<<"$stderr")" = "$gone" ]
}

@test "--status of a database by itself names no day on which it was published" {
  seogo-index -q --db "$db" "$pages"
  run -0 seogo-index --status --db "$db/current/papers"
  holds "$output" "generation  none, a database by itself"
  run -0 seogo-index --status --report json --db "$db/current/papers"
  [ "$(jq -c "[.papers, .published, .age_seconds]" <<<"$output")" = "[36,null,null]" ]
}

@test "what cannot be written to standard output is told" {
  seogo-index -q --db "$db" "$pages"
  for what in "--status" "--check $pages" "--full $pages" --version --help; do
    run -1 --separate-stderr bash -c "seogo-index --db '$db' $what >/dev/full"
    holds "$stderr" "cannot write to standard output"
  done
}

@test "--check tells a byte that is not as it was written" {
  seogo-index -q --db "$db" "$pages"
  part=$db/current/papers
  size=$(stat -c %s "$part")
  printf '\377' | dd of="$part" bs=1 seek="$((size - 1))" conv=notrunc status=none
  run -4 --separate-stderr seogo-index --check --db "$db" "$pages"
  holds "$stderr" "'papers' of the index is not as it was written"
  holds "$stderr" "--rollback"
}

@test "wrong mixtures of options are told" {
  run -2 --separate-stderr seogo-index --status "$pages"
  holds "$stderr" "--status takes no PATH"
  run -2 --separate-stderr seogo-index --check
  holds "$stderr" "no PATH is given"
  for option in --full --dry-run --accept-loss --replace '--thesaurus x' '--before x' '--after x'; do
    run -2 --separate-stderr seogo-index --rollback $option
    holds "$stderr" "--replace, --thesaurus, --shard, --before and --after are for indexing"
  done
  run -2 --separate-stderr seogo-index --check --rollback "$pages"
  holds "$stderr" "do not go together"
  run -2 --separate-stderr seogo-index --wait soon "$pages"
  holds "$stderr" "--wait takes a number from 0 to 86400, not 'soon'"
}
