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
