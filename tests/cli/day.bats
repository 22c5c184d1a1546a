# A working day with the archive: each command of day.md, and its screen at 80 columns.
#
# day.md is written anew by: SEOGO_WRITE=yes bats tests/cli/day.bats
load common

# The last three pages came tonight; the person's file of options fixes what today is.
setup_file() {
  export HOME=$BATS_FILE_TMPDIR/home COLUMNS=80
  mkdir -p "$HOME/.config/seogo" "$HOME/bin"
  cp -r "$pages" "$HOME/archive"
  cd "$HOME"
  find archive -name '*.md' | sort | tail -n 3 | while IFS= read -r page; do
    mv "$page" "$page.tonight"
  done
  seogo-index -q archive
  find archive -name '*.tonight' | while IFS= read -r page; do
    mv "$page" "${page%.tonight}"
  done
  seogo-index -q archive
  echo '--today=2025-04-14' >.config/seogo/options
  # Stands for the desktop.
  printf '#!/bin/sh\necho "opened: $1"\n' >bin/xdg-open
  cp bin/xdg-open bin/open
  chmod +x bin/*
}

# replay FILE: the file with what its commands print now. Only a block in ```console is run.
replay() {
  local line inside=
  while IFS= read -r line; do
    case $line in
      '```console') inside=yes ;;
      '```') inside= ;;
      '$ '*)
        if [ "$inside" ]; then
          printf '%s\n' "$line"
          bash -c "${line#'$ '}" 2>&1 </dev/null | sed "s,$HOME,/home/me,g"
          continue
        fi ;;
    esac
    [ "$inside" ] && [ "$line" != '```console' ] || printf '%s\n' "$line"
  done <"$1"
}

@test "the day is as it is told" {
  told=$SEOGO_SOURCE_DIR/tests/cli/day.md
  export HOME=$BATS_FILE_TMPDIR/home COLUMNS=80 PATH=$BATS_FILE_TMPDIR/home/bin:$PATH
  cd "$HOME"
  replay "$told" >"$BATS_TEST_TMPDIR/day.md"
  [ -z "${SEOGO_WRITE-}" ] || cp "$BATS_TEST_TMPDIR/day.md" "$told"
  diff "$told" "$BATS_TEST_TMPDIR/day.md"
  [ "$(grep -c '^```console' "$told")" -ge 20 ]
}
