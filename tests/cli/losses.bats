# What was there and is gone without a reason is told, and the index before is kept
# until it is back or a person accepts the loss.

setup() {
  load common
  load archive
  db=$BATS_TEST_TMPDIR/index
  archive=$BATS_TEST_TMPDIR/archive
  make_archive "$archive/2024" 6 10
  make_archive "$archive/2025" 1 1
  make_page "$archive/2025/new/01.md" 2505.00001
  make_page "$archive/2025/new/02.md" 2505.00002
  rm "$archive/2025/page-00000.md"
  make_page "$archive/2025/other.md" 2505.00003
  seogo-index -q --db "$db" "$archive"
}

papers() { seogo --db "$db" --count ''; }
live() { readlink "$db/current"; }

@test "a folder that is empty is told, night by night, and the way back stays" {
  mv "$archive/2025" "$BATS_TEST_TMPDIR/away"
  mkdir "$archive/2025"
  run -1 --separate-stderr seogo-index -q --dry-run --db "$db" "$archive"
  run -1 --separate-stderr seogo-index -q --db "$db" "$archive"
  holds "$stderr" "$archive/2025/: had 3 papers and has none"
  holds "$stderr" "of 63 papers 3 are gone"
  holds "$stderr" "--accept-loss"
  lacks "$stderr" "2025/new"
  run -1 --separate-stderr seogo-index -q --db "$db" "$archive"
  holds "$stderr" "not back"
  for night in 1 2 3; do
    make_page "$archive/2024/night-$night.md" "2406.0000$night"
    run -1 --separate-stderr seogo-index -q --db "$db" "$archive"
    holds "$stderr" "$archive/2025/: had 3 papers and has none"
  done
  run -1 seogo-index --status --db "$db"
  [ "$(key kept)" = 1, ]
  [ "$(seogo-index --status --report json --db "$db" | jq .kept)" = 1 ]
  run -0 seogo-index --rollback --db "$db"
  [ "$output" = "generation 1 is live again" ]
  [ "$(papers)" = 63 ]
  run -1 --separate-stderr seogo-index -q --db "$db" "$archive"
  holds "$stderr" "$archive/2025/: had 3 papers and has none"
}

@test "papers that come back end it" {
  mv "$archive/2025" "$BATS_TEST_TMPDIR/away"
  run -1 seogo-index -q --db "$db" "$archive"
  [ -L "$db/kept" ]
  mv "$BATS_TEST_TMPDIR/away" "$archive/2025"
  run -0 --separate-stderr seogo-index -q --db "$db" "$archive"
  [ -z "$stderr" ]
  [ ! -L "$db/kept" ]
  [ "$(papers)" = 63 ]
}

@test "a loss that is accepted is none, also on a night without news" {
  rm -r "$archive/2025"
  run -1 seogo-index -q --db "$db" "$archive"
  run -0 --separate-stderr seogo-index -q --accept-loss --db "$db" "$archive"
  [ -z "$stderr" ]
  run -0 seogo-index -q --db "$db" "$archive"
  rm -r "$archive/2024/page-00001.md"
  run -0 --separate-stderr seogo-index -q --accept-loss --db "$db" "$archive"
  [ -z "$stderr" ]
  [ ! -L "$db/kept" ]
}

@test "a page that is emptied, filled with zeros or away is told" {
  : >"$archive/2024/page-00001.md"
  truncate -s 0 "$archive/2024/page-00002.md"
  truncate -s 4096 "$archive/2024/page-00002.md"
  rm "$archive/2024/page-00003.md"
  run -1 --separate-stderr seogo-index -q --db "$db" "$archive"
  for page in 1 2 3; do
    holds "$stderr" "$archive/2024/page-0000$page.md: had 10 papers and has none"
  done
  holds "$stderr" "of 63 papers 30 are gone"
}

@test "papers taken off pages that have others are only counted, unless they are many" {
  sed -i '/^### .*number 7]/,$d' "$archive/2024/page-00000.md"
  run -0 --separate-stderr seogo-index --db "$db" "$archive"
  [ -z "$stderr" ]
  holds "$output" "(3 gone)"
  for page in "$archive"/2024/*.md; do sed -i '/^### .*number .[1-9]]/,$d' "$page"; done
  run -1 --separate-stderr seogo-index -q --db "$db" "$archive"
  holds "$stderr" "are gone"
  lacks "$stderr" "had"
}

@test "papers that moved to another page are not gone" {
  mv "$archive/2025/new" "$archive/2026"
  run -0 --separate-stderr seogo-index -q --db "$db" "$archive"
  [ -z "$stderr" ]
}

@test "a damaged index is compared with the one before it" {
  make_page "$archive/2025/third.md" 2505.00004
  seogo-index -q --db "$db" "$archive"
  printf X | dd of="$db/current/papers" bs=1 seek=9000 conv=notrunc status=none
  rm -r "$archive/2025"
  run -1 --separate-stderr seogo-index -q --db "$db" "$archive"
  holds "$stderr" "'papers' of the index is not as it was written"
  holds "$stderr" "$archive/2025/: had 3 papers and has none"
  run -0 seogo-index --rollback --db "$db"
  [ "$output" = "generation 1 is live again" ]
}

@test "where the index to compare with cannot be read, this is told and no more" {
  mv "$archive/2025" "$BATS_TEST_TMPDIR/away"
  run -1 seogo-index -q --db "$db" "$archive"
  truncate -s 1000 "$(readlink -f "$db/kept")/papers"
  make_page "$archive/2024/new.md" 2406.00001
  run -0 --separate-stderr seogo-index -q --db "$db" "$archive"
  holds "$stderr" "$db: cannot open"
  lacks "$stderr" "had 3 papers"
  [ "$(papers)" = 61 ]
}

@test "trouble of the machine while pages are read leaves the old index" {
  preload=("ASAN_OPTIONS=verify_asan_link_order=0" "LD_PRELOAD=$SEOGO_READ_TROUBLE")
  for error in EIO ESTALE ENOMEM EMFILE; do
    for place in page-00002.md 2025; do
      run -4 --separate-stderr env "${preload[@]}" READ_TROUBLE="$place" READ_ERROR="$error" \
        seogo-index -q --full --db "$db" "$archive"
      [ "$(live)" = generation-1 ]
    done
  done
  run -1 --separate-stderr env "${preload[@]}" READ_TROUBLE=page-00002.md READ_ERROR=EACCES \
    seogo-index -q --full --db "$db" "$archive"
  holds "$stderr" "left out, cannot be read"
}
