# seogo-index: what it publishes, what it says, and that whatever happens the
# old index stays.

setup() {
  load common
  load archive
  db=$BATS_TEST_TMPDIR/index
  archive=$BATS_TEST_TMPDIR/archive
}

teardown() {
  if [ -n "${indexer-}" ]; then
    kill -KILL "$indexer" 2>/dev/null || true
    wait "$indexer" 2>/dev/null || true
  fi
}

# start ARGUMENT...: a run in the background that has begun to work; its
# process is $indexer.
start() {
  seogo-index --db "$db" "$@" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" 3>&- &
  indexer=$!
  until_there "$db/scratch-$indexer"
}

# finish: waits for the run in the background; how it ended is its $status.
finish() {
  status=0
  wait "$indexer" || status=$?
  indexer=
}

@test "publishes the pages and sums up" {
  run -0 --separate-stderr seogo-index --db "$db" "$pages"
  [ "$(key pages)" = 12 ]
  [ "$(key papers)" = 36 ]
  [ "$(key duplicates)" = 1 ]
  [ "$(key warnings)" = 0 ]
  [ "$(key terms)" -gt 1000 ]
  [ "$(key bytes)" = "$(stat -c %s "$db/current/papers")" ]
  [[ $(key seconds) =~ ^[0-9]+\.[0-9]{2}$ ]]
  [ "$(key index)" = "$db" ]
  [ -z "$stderr" ]
  [ "$(readlink "$db/current")" = generation-1 ]
}

@test "a rebuild keeps the previous generation and removes the one before" {
  for _ in 1 2 3; do seogo-index -q --full --db "$db" "$pages"; done
  [ "$(readlink "$db/current")" = generation-3 ]
  [ "$(files_in "$db")" = $'current\ngeneration-2\ngeneration-3\nlast-run.json' ]
}

@test "a night without news publishes nothing and says so" {
  seogo-index -q --db "$db" "$pages"
  run -0 --separate-stderr seogo-index --db "$db" "$pages"
  holds "$output" "as it was: nothing is new"
  [ -z "$stderr" ]
  run -0 seogo-index --report json --db "$db" "$pages"
  holds "$output" '"published":false,"pages":12,"new":0,"changed":0,"removed":0,"papers":null'
  [ "$(files_in "$db")" = $'current\ngeneration-1\nlast-run.json' ]
}

@test "what is new, changed and removed is published and counted" {
  cp -r "$pages" "$archive"
  chmod -R u+w "$archive"
  seogo-index -q --db "$db" "$archive"
  make_page "$archive/2025/05/01.md" 2505.00001 2025-05-01
  sed -i 's/^Vote: .*/Vote: 77/' "$archive/2024/03/20.md"
  rm "$archive/2024/12/12.md"
  run -0 seogo-index --accept-loss --db "$db" "$archive"
  holds "$output" "pages       12 (1 new, 1 changed, 1 removed)"
  holds "$output" "papers      $(seogo --db "$db" --count '') (1 new, 5 changed, "
  [ "$(seogo --db "$db" -f id 'id:2505.00001')" = 2505.00001 ]
  [ "$(seogo --db "$db" --count 'votes:77..77')" = 5 ]
  seogo-index -q --db "$db-anew" "$archive"
  same_index "$db" "$db-anew"
}

@test "papers that come, change, go and move are counted" {
  make_page "$archive/1.md" 2403.00001
  make_page "$archive/2.md" 2403.00002
  make_page "$archive/3.md" 2403.00003
  seogo-index -q --db "$db" "$archive"
  mv "$archive/1.md" "$archive/moved.md"
  make_page "$archive/2.md" 2403.00004
  sed -i 's/^Vote: .*/Vote: 8/' "$archive/3.md"
  run -0 seogo-index --accept-loss --db "$db" --report json "$archive"
  holds "$output" '"papers":3,"papers_new":1,"papers_changed":1,"papers_removed":1,'
}

@test "archives beside each other have one card for a paper of both" {
  make_page "$archive/one/a.md" 2403.00001 2024-03-21
  make_page "$archive/one/b.md" 2403.00002
  make_page "$archive/two/a.md" 2403.00001 2024-03-20
  sed -i 's/^Vote: .*/Vote: 8/' "$archive/two/a.md"
  make_page "$archive/two/c.md" 2403.00003
  seogo-index -q --db "$db" "$archive/one" "$archive/two"
  run -0 seogo --db "$db" -f json id:2403.00001
  [ "$(jq -r '.hits[] | "\(.path) \(.votes)"' <<<"$output")" = "$archive/one/a.md 8" ]
  [ "$(jq -c '.hits[].also' <<<"$output")" = "[{\"path\":\"$archive/two/a.md\",\"line\":3}]" ]
  [ "$(seogo --db "$db" -f id source:one | sort | tr '\n' ' ')" = "2403.00001 2403.00002 " ]
  [ "$(seogo --db "$db" -f id source:Two | sort | tr '\n' ' ')" = "2403.00001 2403.00003 " ]
  run -0 seogo-index --check --db "$db" "$archive/one" "$archive/two"
  # A card with a summary wins over one without.
  sed -i '/^- /d' "$archive/one/a.md"
  seogo-index -q --db "$db" "$archive/one" "$archive/two" || [ $? -eq 1 ]
  [ "$(seogo --db "$db" -f path id:2403.00001)" = "$archive/two/a.md" ]
  # One archive alone has no name.
  seogo-index -q --db "$db-one" "$archive/one" || [ $? -eq 1 ]
  [ "$(seogo --db "$db-one" --count source:one)" = 0 ]
}

@test "an index of another version is made anew by itself" {
  seogo-index -q --db "$db" "$pages"
  sed -i 's/format [0-9]* analyzer/format 1 analyzer/' "$db/current/pages"
  run -0 seogo-index --db "$db" "$pages"
  [ "$(key papers)" = 36 ]
  [ "$(readlink "$db/current")" = generation-2 ]
}

@test "another root is another index, and takes its place where that is meant" {
  seogo-index -q --db "$db" "$pages"
  run -4 --separate-stderr seogo-index -q --db "$db" "$pages/2024"
  holds "$stderr" "the index in '$db' is of the pages below '$pages', not '$pages/2024'"
  holds "$stderr" "--replace"
  [ "$(readlink "$db/current")" = generation-1 ]
  run -0 --separate-stderr seogo-index --replace --db "$db" "$pages/2024"
  [ -z "$stderr" ]
  [ "$(seogo --db "$db" -f path id:2403.12706)" = "$pages/2024/03/20.md" ]
}

@test "the report as JSON has the summary's keys" {
  run -0 --separate-stderr seogo-index --report json --db "$db" "$pages"
  [ "${#lines[@]}" = 1 ]
  for part in '"published":true,' '"pages":12,' '"new":12,' '"changed":0,' '"removed":0,' \
    '"papers":36,' '"papers_new":36,' '"papers_changed":0,' '"papers_removed":0,' '"duplicates":1,' '"warnings":0,' '"left_out":0,' \
    '"terms":' '"bytes":' '"seconds":' '"generation":1,' "\"index\":\"$db\""; do
    holds "$output" "$part"
  done
}

@test "-q says nothing" {
  run -0 seogo-index -q --db "$db" "$pages"
  [ -z "$output" ]
}

@test "the number of jobs changes nothing" {
  make_archive "$archive" 60 40
  for jobs in 1 2 7; do seogo-index -q --jobs $jobs --db "$db-$jobs" "$archive" "$pages"; done
  same_index "$db-1" "$db-2"
  same_index "$db-1" "$db-7"
}

@test "another archive gives another index" {
  seogo-index -q --db "$db-1" "$pages/2024"
  seogo-index -q --db "$db-2" "$pages/2023"
  run ! same_index "$db-1" "$db-2"
}

@test "more databases than are merged at once" {
  make_archive "$archive" 200 100
  run -0 seogo-index --db "$db" "$archive"
  [ "$(key papers)" = 20000 ]
  no_scratch "$db"
}

@test "a dry run reads the pages and writes nothing" {
  run -0 seogo-index --dry-run --db "$db" "$pages"
  [ "$(key papers)" = 36 ]
  [ ! -e "$db" ]
}

@test "of papers with one id the one on the newest page stays" {
  make_page "$archive/a.md" 2401.00001 2024-03-01
  make_page "$archive/b.md" 2401.00001 2024-03-03
  make_page "$archive/c.md" 2401.00001 2024-03-02
  run -0 --separate-stderr seogo-index -v --db "$db" "$archive"
  [ "$(key papers)" = 1 ]
  [ "$(key duplicates)" = 2 ]
  [ "$(wc -l <<<"$stderr")" = 2 ]
  holds "$stderr" "$archive/a.md:3: 2401.00001 is newer, and kept, at $archive/b.md:3"
  holds "$stderr" "$archive/c.md:3: 2401.00001 is newer, and kept, at $archive/b.md:3"
}

@test "a page is known by its real path, however it is named or linked" {
  make_page "$archive/2024/01.md" 2401.00001
  ln -s 2024 "$archive/1-link"
  ln -s . "$archive/2024/loop"
  ln -s .. "$archive/2024/up"
  ln -s 2024/01.md "$archive/0-link.md"
  run -0 --separate-stderr seogo-index -v --db "$db" "$archive" \
    "$archive/2024/01.md" "$archive/2024"
  [ "$(key pages)" = 1 ]
  [ "$(key duplicates)" = 0 ]
  [ -z "$stderr" ]
}

@test "what lies behind a link is found, outside only where that is asked for" {
  make_page "$BATS_TEST_TMPDIR/elsewhere/deep/01.md" 2401.00001
  make_page "$BATS_TEST_TMPDIR/elsewhere/02.md" 2401.00002
  make_page "$archive/deep/03.md" 2401.00003
  ln -s ../elsewhere "$archive/link"
  ln -s ../elsewhere/02.md "$archive/page.md"
  ln -s deep "$archive/inside"
  run -1 --separate-stderr seogo-index --db "$db" "$archive"
  [ "$(key pages)" = 1 ]
  holds "$stderr" "$archive/link:1: left out, a link that leads out of the paths"
  holds "$stderr" "$archive/page.md:1: left out, a link that leads out of the paths"
  run -0 --separate-stderr seogo-index --follow --db "$db" "$archive"
  [ "$(key pages)" = 3 ]
  [ -z "$stderr" ]
}

@test "hidden files and directories, and other suffixes, are passed over" {
  make_page "$archive/01.md" 2401.00001
  make_page "$archive/.hidden.md" 2401.00002
  make_page "$archive/.git/02.md" 2401.00003
  make_page "$archive/notes.txt" 2401.00004
  run -0 seogo-index --db "$db" "$archive"
  [ "$(key pages)" = 1 ]
  run -0 seogo-index --db "$db" "$archive" "$archive/notes.txt"
  [ "$(key pages)" = 2 ]
}

@test "any bytes may name a page, and none of them steers the terminal" {
  cp "$damaged/no-link.md" "$BATS_TEST_TMPDIR/fault"
  mkdir "$archive"
  for name in 'with space' $'new\nline' $'\e[2Jclear' $'bytes \xff' $'\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab' \
    $'turned \xe2\x80\xae'; do
    cp "$BATS_TEST_TMPDIR/fault" "$archive/$name.md"
  done
  run -1 --separate-stderr seogo-index -v --db "$db" "$archive"
  [ "$(key pages)" = 6 ]
  holds "$stderr" "/with space.md:3: "
  holds "$stderr" '/new\x0aline.md:3: '
  holds "$stderr" '/\x1b[2Jclear.md:3: '
  holds "$stderr" '/bytes \xff.md:3: '
  holds "$stderr" $'/\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab.md:3: '
  holds "$stderr" '/turned \u{202e}.md:3: '
}

@test "warnings come page by page, once, whatever the jobs" {
  run -1 --separate-stderr seogo-index -v --jobs 1 --db "$db" "$damaged"
  first=$stderr
  [ "$(key warnings)" = "$(wc -l <<<"$stderr")" ]
  [ "$(cut -d: -f1 <<<"$stderr" | uniq)" = "$(cut -d: -f1 <<<"$stderr" | sort -u)" ]
  run -1 --separate-stderr seogo-index -v --full --jobs 4 --db "$db" "$damaged"
  [ "$stderr" = "$first" ]
}

@test "of a warning three places are shown, and how many more there are" {
  run -1 --separate-stderr seogo-index -q -v --db "$db" "$damaged"
  kinds=$(sed -E 's/^[^:]*(:[0-9]+)?: //' <<<"$stderr" | sort | uniq -c)
  run -1 --separate-stderr seogo-index -q --full --db "$db" "$damaged"
  while read -r count kind; do
    shown=$((count < 3 ? count : 3))
    [ "$(grep -cF ": $kind" <<<"$stderr")" = "$((shown + (count > 3)))" ]
    [ "$count" -le 3 ] || holds "$stderr" "$((count - 3)) more: $kind"
  done <<<"$kinds"
  holds "$stderr" "-v shows all"
}

@test "where no page has changed the warnings of before are counted, not told" {
  run -1 --separate-stderr seogo-index --db "$db" "$damaged"
  before=$(jq -c '[.pages, .warnings, .left_out]' "$db/last-run.json")
  run -0 --separate-stderr seogo-index --db "$db" "$damaged"
  [ "$(jq -r .outcome "$db/last-run.json")" = 'nothing new' ]
  [ "$(jq -c '[.pages, .warnings, .left_out]' "$db/last-run.json")" = "$before" ]
  [ "$(jq .left_out "$db/last-run.json")" -gt 0 ]
  [ -z "$stderr" ]
}

@test "a page that cannot be read costs itself alone" {
  make_page "$archive/01.md" 2401.00001
  ln -s nowhere "$archive/02.md"
  mkfifo "$archive/03.md"
  run -1 --separate-stderr seogo-index --db "$db" "$archive"
  [ "$(key pages)" = 1 ]
  [ "$(key papers)" = 1 ]
  [ "$(key warnings)" = 2 ]
  holds "$stderr" "$archive/02.md:1: left out, cannot be read: No such file"
  holds "$stderr" "$archive/03.md:1: left out, cannot be read"
}

@test "a page and a directory without rights cost themselves alone" {
  [ "$(id -u)" != 0 ] || skip "root may read everything"
  make_page "$archive/01.md" 2401.00001
  make_page "$archive/02.md" 2401.00002
  make_page "$archive/03/04.md" 2401.00003
  chmod 000 "$archive/02.md" "$archive/03"
  run -1 --separate-stderr seogo-index --db "$db" "$archive"
  chmod 700 "$archive/03"
  [ "$(key papers)" = 1 ]
  holds "$stderr" "$archive/02.md:1: left out, cannot be read: Permission denied"
  holds "$stderr" "$archive/03:1: left out, cannot be read: Permission denied"
}

@test "wrong usage exits 2 with a hint" {
  for arguments in "" "--jobs 0 $pages" "--jobs x $pages" "--jobs 257 $pages" "--report xml $pages" \
    "--progress perhaps $pages" "--nonsense $pages" "-x $pages" "--db" "--quiet=yes $pages"; do
    # Unquoted: the words are arguments.
    run -2 --separate-stderr seogo-index $arguments
    holds "$stderr" "try 'seogo-index --help'"
    [ -z "$output" ]
  done
}

@test "a misspelt option is told with the one that was meant" {
  run -2 --separate-stderr seogo-index --hepl "$pages"
  holds "$stderr" 'did you mean --help?'
}

@test "without --db and a home there is no index directory" {
  run -2 --separate-stderr env -u HOME -u SEOGO_DB seogo-index "$pages"
  holds "$stderr" "--db DIR"
}

@test "SEOGO_DB and the home name the index directory" {
  SEOGO_DB=$db/a seogo-index -q "$pages"
  [ -L "$db/a/current" ]
  HOME=$db/b seogo-index -q "$pages"
  [ -L "$db/b/.local/share/seogo/current" ]
}

@test "no page at the paths exits 3 and leaves the old index" {
  seogo-index -q --db "$db" "$pages"
  mkdir "$archive"
  touch "$archive/notes.txt"
  run -3 --separate-stderr seogo-index --db "$db" "$archive"
  holds "$stderr" "no page in '$archive'"
  run -3 --separate-stderr seogo-index --db "$db" "$pages" "$archive/no such"
  holds "$stderr" "no such"
  run -3 --separate-stderr seogo-index --replace --db "$db" "$damaged/empty.md"
  holds "$stderr" "no paper"
  [ "$(files_in "$db")" = $'current\ngeneration-1\nlast-run.json' ]
}

@test "an index directory that cannot be made exits 4" {
  touch "$BATS_TEST_TMPDIR/file"
  run -4 --separate-stderr seogo-index --db "$BATS_TEST_TMPDIR/file/index" "$pages"
  holds "$stderr" "Not a directory"
  run -4 --separate-stderr seogo-index --db "$BATS_TEST_TMPDIR/file" "$pages"
}

@test "an index directory without rights exits 4" {
  [ "$(id -u)" != 0 ] || skip "root may write everywhere"
  seogo-index -q --db "$db" "$pages"
  chmod 500 "$db"
  run -4 --separate-stderr seogo-index --db "$db" "$pages"
  chmod 700 "$db"
  holds "$stderr" "Permission denied"
  [ "$(files_in "$db")" = $'current\ngeneration-1\nlast-run.json' ]
}

@test "files that may not grow, as on a full disk, leave the old index" {
  seogo-index -q --db "$db" "$pages"
  make_archive "$archive" 20 20
  before=$(files_in "$db")
  for kilobytes in 4 64 120; do
    run -4 --separate-stderr bash -c 'ulimit -f "$1"; shift; exec seogo-index --replace --db "$@"' \
      bash $kilobytes "$db" "$archive"
    holds "$stderr" "File too large"
    [ "$(files_in "$db")" = "$before" ]
  done
}

@test "a failure is told as JSON too" {
  touch "$BATS_TEST_TMPDIR/file"
  run -4 --separate-stderr seogo-index --report json --db "$BATS_TEST_TMPDIR/file" "$pages"
  holds "$output" '"error":{"code":'
  holds "$stderr" "seogo-index: cannot"
}

@test "a second indexer exits 5 and names the first" {
  make_archive "$archive" 200 100
  start --jobs 1 "$archive"
  kill -STOP "$indexer"
  run -5 --separate-stderr seogo-index --db "$db" "$pages"
  holds "$stderr" "process $indexer,"
  [ -d "$db/scratch-$indexer" ]
}

@test "a second indexer waits as long as it is told to" {
  make_archive "$archive" 20 20
  start --before 'sleep 1' "$archive"
  run -5 --separate-stderr seogo-index --wait 0 --db "$db" "$pages"
  run -0 --separate-stderr seogo-index --replace --wait 60 --progress always --db "$db" "$pages"
  holds "$stderr" "Waiting for another seogo-index: 0 of 60 s"
  finish
  [ "$status" = 0 ]
  [ "$(readlink "$db/current")" = generation-2 ]
}

@test "what a killed run left behind is removed by the next" {
  seogo-index -q --db "$db" "$pages"
  make_archive "$archive" 200 100
  start --replace --jobs 1 "$archive"
  kill -KILL "$indexer"
  finish
  [ "$status" = 137 ]
  mkdir "$db/generation-2"
  touch "$db/generation-x" "$db/scratch-notes"
  run -0 seogo-index -q --full --db "$db" "$pages"
  [ "$(files_in "$db")" = $'current\ngeneration-1\ngeneration-3\ngeneration-x\nlast-run.json\nscratch-notes' ]
  [ "$(readlink "$db/current")" = generation-3 ]
  [ -s "$db/current/papers" ]
}

@test "a signal ends the run, and the old index and nothing else stays" {
  seogo-index -q --db "$db" "$pages"
  make_archive "$archive" 200 100
  for signal in TERM:143 HUP:129; do
    start --replace "$archive"
    kill -"${signal%:*}" "$indexer"
    finish
    [ "$status" = "${signal#*:}" ]
    [ "$(files_in "$db")" = $'current\ngeneration-1\nlast-run.json' ]
    [ ! -s "$BATS_TEST_TMPDIR/out" ]
    [ ! -s "$BATS_TEST_TMPDIR/err" ]
  done
}

@test "a signal while the databases are merged does the same" {
  seogo-index -q --db "$db" "$pages"
  make_archive "$archive" 100 100
  for _ in 1 2 3 4 5; do
    start --replace "$archive"
    until_there "$db/scratch-$indexer/gen*"
    kill -TERM "$indexer"
    finish
    [ "$status" = 143 ] && break
    # Published before the signal came: once more.
    [ "$status" = 0 ]
  done
  [ "$status" = 143 ] || skip "merging takes no time here"
  no_scratch "$db"
  [ "$(files_in "$db" | grep -c generation-)" -le 2 ]
}

@test "an indexer started with signals ignored goes on" {
  make_archive "$archive" 30 30
  (trap '' HUP; exec seogo-index -q --db "$db" "$archive" 3>&-) &
  indexer=$!
  until_there "$db/scratch-*"
  kill -HUP "$indexer"
  finish
  [ "$status" = 0 ]
  [ -L "$db/current" ]
}

@test "a reader of the warnings that goes away ends nothing" {
  (seogo-index --db "$db" "$damaged" 2>&1 || echo "$?" >"$BATS_TEST_TMPDIR/status") | true
  [ "$(cat "$BATS_TEST_TMPDIR/status")" = 1 ]
  [ -L "$db/current" ]
}

@test "progress is drawn on demand, and taken away" {
  run -0 --separate-stderr seogo-index -q --progress always --db "$db" "$pages"
  [ -z "$stderr" ]
  run -0 --separate-stderr seogo-index --full --progress always --db "$db" "$pages"
  holds "$stderr" "Reading: "
  holds "$stderr" "Publishing"
  [[ $stderr == *$'\r\e[K' ]] || fail "the line is still there"
}

@test "papers whose ids are longer than a key are told apart" {
  long=$(printf '%0250d' 0)
  make_page "$archive/1.md" "${long}1"
  make_page "$archive/2.md" "${long}2"
  make_page "$archive/3.md" 2401.00003
  # "Paper" and a number are a label of a link, and no title.
  sed -i 's/\[Paper/[A numbered paper/' "$archive"/*.md
  seogo-index -q --db "$db" "$archive"
  run -0 seogo --db "$db" -f url "Paper"
  [ "$(sed 's/.*\(.\)$/\1/' <<<"$output" | sort | tr -d '\n')" = 123 ]
}

@test "a broken link to the live generation is repaired" {
  seogo-index -q --db "$db" "$pages"
  ln -sfn /nowhere "$db/current"
  seogo-index -q --db "$db" "$pages"
  [ "$(readlink "$db/current")" = generation-2 ]
  [ -s "$db/current/papers" ]
}

@test "--help names every option, --version the version" {
  run -0 seogo-index --help
  for option in --db --jobs --wait --full --dry-run --thesaurus --before --after --status \
    --check --rollback --report --progress --quiet --verbose --version --help; do
    holds "$output" "$option"
  done
  run -0 seogo-index --version
  [[ $output =~ ^seogo-index\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
}

@test "the manual names the options of --help" {
  command -v mandoc >/dev/null || skip "mandoc is not there"
  manual=$SEOGO_SOURCE_DIR/indexer/man/seogo-index.1
  diff <(seogo-index --help | grep -oE '^ +(-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+' | sort) \
    <(mandoc -T utf8 "$manual" | col -bx | sed -n '/The options:/,/^OUTPUT/p' |
      grep -oE '^ {5}(-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+' | sort)
}
