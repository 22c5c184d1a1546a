# The archive's and the index's edge: what is no file, or leads elsewhere, is refused at
# once by name, and nothing beside the index pays for it.

setup() {
  load common
  load archive
  db=$BATS_TEST_TMPDIR/index
  archive=$BATS_TEST_TMPDIR/archive
  make_page "$archive/01.md" 2401.00001
}

# at_once COMMAND...: what it does, in less than ten seconds.
at_once() { timeout 10 "$@"; }

@test "a page that is a pipe, a socket, a device or enormous costs itself alone" {
  mkfifo "$archive/pipe.md"
  python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$archive/s.md"
  ln -s /dev/zero "$archive/device.md"
  truncate -s 2T "$archive/vast.md"
  run -1 --separate-stderr at_once seogo-index -q --db "$db" --follow "$archive"
  for name in pipe s device vast; do holds "$stderr" "$archive/$name.md:1: left out"; done
  [ "$(seogo --db "$db" --count '')" = 1 ]
}

@test "a pipe or an enormous file in an index is told, by readers and by the next run" {
  for name in XAPIANDB papers pages seal; do
    for kind in pipe vast; do
      rm -rf "$db"
      seogo-index -q --db "$db" "$archive"
      rm "$db/current/$name"
      if [ "$kind" = pipe ]; then mkfifo "$db/current/$name"; else
        truncate -s 2T "$db/current/$name"; fi
      run -4 --separate-stderr at_once seogo-index --status --db "$db"
      status=0
      at_once seogo --db "$db" --count paper >/dev/null 2>&1 || status=$?
      [ "$status" != 124 ] || fail "a reader hangs at $name, a $kind"
      [ "$name" != papers ] || [ "$status" = 4 ] || fail "a reader ends with $status"
      run -0 --separate-stderr at_once seogo-index -q --db "$db" "$archive"
      holds "$stderr" "'$name' of the index"
      run -0 at_once seogo-index --status -v --db "$db"
      [ "$(seogo --db "$db" --count '')" = 1 ]
    done
  done
}

@test "pipes beside the generations hold nobody up" {
  seogo-index -q --db "$db" "$archive"
  rm -f "$db/last-run.json"
  mkfifo "$db/last-run.json" "$db/last-run.new"
  run -0 at_once seogo-index --status --db "$db"
  run -0 at_once seogo-index -q --db "$db" "$archive"
  run -0 at_once seogo-index --status --db "$db"
}

@test "a lock that has another name, or is no file, costs nothing" {
  seogo-index -q --db "$db" "$archive"
  echo precious >"$BATS_TEST_TMPDIR/precious"
  ln -f "$BATS_TEST_TMPDIR/precious" "$db/lock"
  run -4 --separate-stderr seogo-index -q --db "$db" "$archive"
  holds "$stderr" "'lock' in '$db' is no file that stands alone"
  [ "$(cat "$BATS_TEST_TMPDIR/precious")" = precious ]
  rm "$db/lock"
  mkfifo "$db/lock"
  run -4 at_once seogo-index -q --db "$db" "$archive"
}

@test "what a hint says to paste is quoted" {
  strange="$BATS_TEST_TMPDIR/it's \$(touch X)"
  run -3 --separate-stderr seogo --db "$strange" --count ''
  pasted=$(sed -n "s/.*build one with: //p" <<<"$stderr")
  [ -n "$pasted" ]
  cd "$BATS_TEST_TMPDIR"
  eval "${pasted/PATH/\"\$archive\"}"
  [ ! -e X ]
  [ -L "$strange/current" ]
}
