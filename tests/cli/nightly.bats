# The units and the cron line that index every night, without systemd and cron
# running: what systemd-analyze says of them, and what they run.
load common
load installed
load archive

setup_file() { install_once; }

setup() {
  need_tree
  units=$prefix/share/systemd/user
  record=$BATS_TEST_TMPDIR/record
  export HOME=$BATS_TEST_TMPDIR/home XDG_RUNTIME_DIR=$BATS_TEST_TMPDIR/run
  unset XDG_CONFIG_HOME
  mkdir -p "$HOME/.config/seogo" "$XDG_RUNTIME_DIR"
  cd /
}

# The blocks of the manual page's NIGHTLY section that hold TEXT, without .Bd and .Ed.
shown() {
  sed -n '/^\.Sh NIGHTLY/,/^\.Sh ENV/p' "$SEOGO_SOURCE_DIR/indexer/man/seogo-index.1" |
    awk -v text="$1" '/^\.Ed/ { if (index(block, text)) printf "%s", block; inside = 0 }
      inside { block = block $0 "\n" } /^\.Bd/ { inside = 1; block = "" }' | sed 's/\\e/\\/g'
}

need_systemd() {
  command -v systemd-analyze >/dev/null || skip "systemd is not installed"
}

# run_recorded: runs the service as systemd would, but a program that writes its
# directory, its index and its arguments, a line each, into $record.
run_recorded() {
  printf '#!/bin/sh\n{ pwd; echo "$SEOGO_DB"; printf "%%s\\n" "$@"; } >"%s"\nexit %d\n' \
    "$record" "${1-0}" >"$BATS_TEST_TMPDIR/seogo-index"
  chmod +x "$BATS_TEST_TMPDIR/seogo-index"
  sed "s,^ExecStart=[^ ]*,ExecStart=$BATS_TEST_TMPDIR/seogo-index," "$units/seogo-index.service" \
    >"$BATS_TEST_TMPDIR/seogo-index.service"
  "$SEOGO_SOURCE_DIR/tests/harness/run-unit" "$BATS_TEST_TMPDIR/seogo-index.service"
}

@test "systemd finds nothing wrong with the units" {
  need_systemd
  run -0 systemd-analyze --user --man=no verify "$units"/seogo-index.{service,timer}
  [ "$output" = '' ]
}

@test "systemd finds nothing wrong with the manual's unit of failures" {
  need_systemd
  mkdir -p "$HOME/.config/systemd/user/seogo-index.service.d"
  shown OnFailure= >"$HOME/.config/systemd/user/seogo-index.service.d/override.conf"
  shown 'user status' >"$HOME/.config/systemd/user/seogo-index-failed.service"
  cp "$units"/* "$HOME/.config/systemd/user"
  run -0 systemd-analyze --user --man=no verify seogo-index.service seogo-index-failed.service
  [ "$output" = '' ]
}

# is_exposed_at_most TENTHS UNIT: as systemd counts it, 100 being all.
is_exposed_at_most() {
  need_systemd
  systemd-analyze --help | grep -q -- --offline || skip "this systemd cannot tell"
  run -0 --separate-stderr systemd-analyze --user --offline=true --threshold="$1" --no-pager \
    security "$2"
}

# The figure counts capabilities and name spaces, which no user's unit can give
# away without a name space of its own, so it is never near 0.
@test "the sandbox is as tight as it can be for any user and any command" {
  is_exposed_at_most 66 "$units/seogo-index.service"
}

@test "the manual's limits for a run without commands are tight" {
  cat "$units/seogo-index.service" >"$BATS_TEST_TMPDIR/seogo-index.service"
  shown ProtectSystem >>"$BATS_TEST_TMPDIR/seogo-index.service"
  is_exposed_at_most 28 "$BATS_TEST_TMPDIR/seogo-index.service"
}

@test "the service runs with what index.env says" {
  printf '%s\n' 'SEOGO_ARCHIVE=my archive' 'SEOGO_DB=/srv/index' \
    >"$HOME/.config/seogo/index.env"
  sed -i 's/=my archive/="my archive"/' "$HOME/.config/seogo/index.env"
  run_recorded
  [ "$(cat "$record")" = "$HOME"$'\n/srv/index\n--wait\n600\n--\nmy archive' ]
}

@test "the service runs with the manual's index.env" {
  shown "SEOGO_OPTIONS='--before" >"$HOME/.config/seogo/index.env"
  run_recorded
  [ "$(cat "$record")" = "$HOME
/srv/papers/index
--wait
600
--before
git -C archive pull -q --ff-only
--
archive" ]
}

@test "papers left out or lost are shown as a failure, as all else is" {
  echo SEOGO_ARCHIVE=archive >"$HOME/.config/seogo/index.env"
  for status in 1 2 3 4 5; do
    run "-$status" run_recorded "$status"
  done
}

@test "without index.env the service fails" {
  run ! run_recorded
  [ ! -e "$record" ]
}

@test "the README's two commands lead to an index" {
  cp -r "$pages" "$HOME/archive"
  commands=$(grep -A1 '^    mkdir -p ~/.config/seogo' "$SEOGO_SOURCE_DIR/README.md")
  [ "$(wc -l <<<"$commands")" -eq 2 ]
  systemctl() { echo "systemctl $*"; }
  run -0 eval "$commands"
  [ "$output" = 'systemctl --user enable --now seogo-index.timer' ]
  "$SEOGO_SOURCE_DIR/tests/harness/run-unit" "$units/seogo-index.service"
  run -0 seogo -f id 'AnimateDiff-Lightning'
  holds "$output" 2403.12706
}

# run_agent [STATUS]: what launchd would run, with a program that records as above.
run_agent() {
  mkdir -p "$HOME/Library/Logs" "$BATS_TEST_TMPDIR/macos/bin"
  printf '#!/bin/sh\n{ pwd; echo "$SEOGO_DB"; printf "%%s\\n" "$@"; } >"%s"\necho told >&2\nexit %d\n' \
    "$record" "${1-0}" >"$BATS_TEST_TMPDIR/macos/bin/seogo-index"
  chmod +x "$BATS_TEST_TMPDIR/macos/bin/seogo-index"
  cmake -D bin=bin -D agent="$SEOGO_SOURCE_DIR/indexer/launchd/seogo-index.plist.in" \
    -D made="$BATS_TEST_TMPDIR" -D CMAKE_INSTALL_PREFIX="$BATS_TEST_TMPDIR/macos" \
    -P "$SEOGO_SOURCE_DIR/indexer/launchd/install.cmake" >/dev/null
  python3 -c 'import plistlib, subprocess, sys
agent = plistlib.load(open(sys.argv[1], "rb"))
assert agent["Label"] == "seogo-index" and agent["StartCalendarInterval"]["Hour"] == 4
sys.exit(subprocess.run(agent["ProgramArguments"], cwd="/").returncode)' \
    "$BATS_TEST_TMPDIR/macos/share/seogo/seogo-index.plist"
}

@test "the agent of launchd runs with the manual's index.env" {
  shown "SEOGO_OPTIONS='--before" >"$HOME/.config/seogo/index.env"
  run -0 run_agent
  [ "$output" = '' ]
  [ "$(cat "$record")" = "$HOME
/srv/papers/index
--wait
600
--before
git -C archive pull -q --ff-only
--
archive" ]
  run -3 run_agent 3
  [ "$(cat "$HOME/Library/Logs/seogo-index.log")" = $'told\ntold' ]
}

@test "an archive's name is one word to the agent, and no command" {
  printf '%s\n' "SEOGO_ARCHIVE='my \$(touch here) archive'" >"$HOME/.config/seogo/index.env"
  run -0 run_agent
  [ "$(tail -n 1 "$record")" = 'my $(touch here) archive' ]
  [ ! -e "$HOME/here" ]
}

@test "without index.env the agent fails" {
  run ! run_agent
  [ ! -e "$record" ]
}

@test "the cron lines run as cron runs them" {
  cp -r "$pages" "$HOME/archive"
  mkdir "$HOME/bin"
  printf '#!/bin/sh\necho "$@" >>pulled\n' >"$HOME/bin/git"
  chmod +x "$HOME/bin/git"
  cd "$HOME"
  for line in "$(grep '^    [0-9].* seogo-index ' "$SEOGO_SOURCE_DIR/README.md")" \
    "$(shown ' * * * ')"; do
    [[ $line =~ ^\ *[0-9]+\ [0-9]+\ \*\ \*\ \*\ (.*)$ ]] || fail "no cron line: $line"
    lacks "$line" % # where cron would end it
    run -0 env PATH="$HOME/bin:$PATH" sh -c "${BASH_REMATCH[1]}"
    [ "$output" = '' ]
    run -0 seogo -f id 'AnimateDiff-Lightning'
    rm -r "$HOME/.local"
  done
  [ "$(cat pulled)" = '-C archive pull -q' ]
}
