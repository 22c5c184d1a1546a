# What the manual pages and the README show is run here.
load common

# An archive in the home directory, indexed: where the examples are at home.
setup_file() {
  export HOME=$BATS_FILE_TMPDIR/home
  mkdir -p "$HOME/srv"
  cp -r "$pages" "$HOME/archive"
  cp -r "$pages" "$HOME/srv/archive"
  cd "$HOME"
  seogo-index -q archive
}

setup() { export HOME=$BATS_FILE_TMPDIR/home; cd "$HOME"; }

# The commands that a manual page shows, a line each.
examples_in() {
  sed -n -e 's/^\.\\" example: //p' -e 's/^\.Dl \$ //p' -e '/^\.Bd/,/^\.Ed/s/^\$ //p' "$1" |
    sed "s|/srv/papers|$HOME/srv|g"
}

# The blocks of the README that are transcripts, without their fences.
transcripts() { sed -n '/^```console/,/^```/{/^```/!p}' "$SEOGO_SOURCE_DIR/README.md"; }

@test "every page shows examples" {
  for page in "$SEOGO_SOURCE_DIR"/*/man/*.[17]; do
    [ -n "$(examples_in "$page")" ] || fail "$page"
  done
}

@test "every example of the manual pages runs and finds something" {
  for page in "$SEOGO_SOURCE_DIR"/*/man/*.[17]; do
    while IFS= read -r command; do
      run -0 bash -c "$command"
      [ -n "$output" ] || [[ $command == seogo-index* ]] || fail "$page: $command"
    done < <(examples_in "$page")
  done
}

@test "an example is shown as it is run" {
  for page in "$SEOGO_SOURCE_DIR"/*/man/*.[17]; do
    diff <(sed -n 's/^\.\\" example: //p' "$page") \
      <(sed -n '/^\.\\" example: /{n;s/^\.Dl //;s/\\(dq/"/g;s/\\-/-/g;s/\\e/\\/g;p}' "$page")
  done
}

@test "the README's transcripts are what happens" {
  cd "$SEOGO_SOURCE_DIR"
  export SEOGO_DB=$BATS_TEST_TMPDIR/index
  while IFS= read -r line; do
    [[ $line == '$ '* ]] || continue
    printf '%s\n' "$line"
    bash -c "${line#'$ '}"
  done < <(transcripts) >"$BATS_TEST_TMPDIR/happened" 2>&1
  diff <(transcripts) "$BATS_TEST_TMPDIR/happened"
}

@test "the README's queries run" {
  cd "$SEOGO_SOURCE_DIR"
  export SEOGO_DB=$BATS_TEST_TMPDIR/index
  seogo-index -q corpus/pages
  commands=$(sed -n 's/^| `\(seogo .*\)` |.*/\1/p' README.md)
  [ -n "$commands" ]
  while IFS= read -r command; do
    run -0 bash -c "${command//\\|/|}"
    [ -n "$output" ] || fail "$command"
  done <<<"$commands"
}

@test "what the README names is there" {
  for path in $(grep -oE '`[./a-z-]+/[./a-z0-9-]*`' "$SEOGO_SOURCE_DIR/README.md" | tr -d '`' |
    grep -v '^build/' | sort -u); do
    [ -e "$SEOGO_SOURCE_DIR/${path#./}" ] || fail "$path"
  done
}
