# What .github/CONTRIBUTING.md points at is there.
load common

guide=$SEOGO_SOURCE_DIR/.github/CONTRIBUTING.md

@test "each witness of a convention is in the file that is named" {
  cd "$SEOGO_SOURCE_DIR"
  witnesses=$(grep -oE '`[a-z]+/[a-z_./]+:[a-z_]+`' "$guide" | tr -d '`')
  [ "$witnesses" ]
  for witness in $witnesses; do
    grep -qw "${witness#*:}" "${witness%:*}" || fail "not there: $witness"
  done
}

@test "each preset that is named is one, and each is named" {
  presets=$SEOGO_SOURCE_DIR/tests/harness/presets.json
  named=$(sed -n '/^`tests\/run` builds by/,/^`package`/p' "$guide" | grep -oE '`[a-z]+`' | tr -d '`')
  [ "$(sort <<<"$named")" = "$(jq -r '.configurePresets[] | select(.hidden | not).name' "$presets" | sort)" ]
}

# Its own C files: those of a folder below that has a README are told there.
files_of() {
  find "$1" -name '*.c' | while read -r file; do
    below=${file%/*}
    [ "$below" != "$1" ] && [ -f "$below/README.md" ] || echo "$file"
  done
}

# The first table of a README says which file answers what: `name.*`, `name.c`.
@test "each README names the files of its folder, and no others" {
  cd "$SEOGO_SOURCE_DIR"
  for readme in indexer/*/README.md indexer/format/analysis/README.md query/*/README.md; do
    folder=${readme%/*}
    for file in $(sed '/^| to add /,$d' "$readme" | grep '^|' | grep -oE '`[a-z_/]+\.(\*|c|h)`' | tr -d '`'); do
      [ "$(find "$folder" -path "$folder/*$file")" ] || fail "$readme: no $file"
    done
    for file in $(files_of "$folder"); do
      name=${file##*/}
      grep -qE "[\`/]${name%.c}\.(\*|c)" "$readme" || fail "$readme: lacks $file"
    done
  done
}

@test "a tool that finds no build says what to do" {
  for tool in damage allocations; do
    run -1 --separate-stderr env SEOGO_BUILD_DIR="$BATS_TEST_TMPDIR" \
      "$SEOGO_SOURCE_DIR/tests/harness/$tool"
    holds "$stderr" "$BATS_TEST_TMPDIR is no build: make one"
    [ "$(wc -l <<<"$stderr")" -eq 1 ]
  done
}
