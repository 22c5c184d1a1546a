# What the tests of the plugin share: a real editor in a terminal of its own, keys
# typed into it, and its screen read back.
#
#   begin 40 16            # an editor of 40 columns and 16 lines
#   type_in :SeogoLive     # as typed
#   press Enter            # by the names of tmux
#   sees 'SDXL'            # waits until the screen shows it
#
# EDITOR_UNDER_TEST is vim or nvim. By hand, after tests/run:
#   EDITOR_UNDER_TEST=nvim bats tests/editors/vim/plugin.bats
load ../../cli/common

: "${EDITOR_UNDER_TEST:=vim}"
plugin=$SEOGO_SOURCE_DIR/query/editors/vim
stand_in=$BATS_TEST_DIRNAME/stand-in

# What the tests drive and is not there, if anything.
missing_editor() {
  local program
  for program in "$EDITOR_UNDER_TEST" tmux; do
    command -v "$program" >/dev/null || { echo "$program"; return; }
  done
  [ "$EDITOR_UNDER_TEST" = nvim ] ||
    vim -u NONE -es -c 'exe has("popupwin") && has("job") ? "q" : "cq"' ||
    echo 'a vim with popupwin and job'
}

setup_file() {
  missing=$(missing_editor)
  export missing
  index_corpus
}
setup() { make_home; }
teardown() { end; }

# A home where the README's lines have installed the plugin, or no test. What the test wants
# in the editor's configuration goes to $vimrc.
make_home() {
  [ ! "$missing" ] || skip "$missing is not installed"
  export HOME=$BATS_TEST_TMPDIR/home
  local packages='~/.vim/pack' vimrc_name=.vimrc
  if [ "$EDITOR_UNDER_TEST" = nvim ]; then
    packages='~/.local/share/nvim/site/pack' vimrc_name=.config/nvim/init.vim
  fi
  vimrc=$HOME/$vimrc_name
  mkdir -p "$(dirname "$vimrc")"
  (cd "$SEOGO_SOURCE_DIR" && eval "$(sed -n "\\,$packages,s/^    //p" "$plugin/README.md")")
  mkfifo "$HOME/never"
  echo 'set noswapfile nomore' >"$vimrc"
}

# A server for each beginning: one that is told to end may still take a client.
terminal() { LC_ALL=C.UTF-8 tmux -S "$BATS_TEST_TMPDIR/t${begun-}" "$@"; }

# begin [COLUMNS LINES [FILE]]
begin() {
  begun=$((${begun-0} + 1))
  printf '%s\n' 'set -g escape-time 0' 'set -g status off' \
    'set -g default-terminal screen-256color' >"$BATS_TEST_TMPDIR/tmux.conf"
  (cd "$HOME" && terminal -f "$BATS_TEST_TMPDIR/tmux.conf" new-session -d -x "${1:-100}" -y "${2:-30}" \
    "LC_ALL=${locale-C.UTF-8} exec $EDITOR_UNDER_TEST -i NONE ${3-}")
  sees '~'
}

# Ends the editor by taking its terminal away: it ends then, and all that it started.
end() {
  local editor started
  editor=$(terminal list-panes -F '#{pane_pid}' 2>/dev/null) || return 0
  started=$(pgrep -d ' ' -P "$editor") || true
  terminal kill-server || true
  wait_for 20 gone $editor $started && return
  ps -o pid,ppid,stat,args -p "${editor} $started" >&2
  kill -KILL $editor $started
  fail 'it stays where its terminal has gone'
}
gone() { ! kill -0 "$@" 2>/dev/null; }

type_in() { terminal send-keys -l -- "$*"; }
press() { terminal send-keys "$@"; }

# live QUERY: types into a new live search.
live() {
  type_in ':SeogoLive'
  press Enter
  sees '┌──'
  type_in "$1"
}

screen() { terminal capture-pane -p; }

# wait_for SECONDS COMMAND...: until the command succeeds.
wait_for() {
  local end=$((${EPOCHREALTIME/./} + $1 * 1000000))
  shift
  until "$@"; do
    [ "${EPOCHREALTIME/./}" -lt "$end" ] || return 1
    read -rt 0.1 <>"$HOME/never" || true # no process, as sleep would be
  done
}

shows() { [[ $(screen) == *"$1"* ]]; }
hides() { ! shows "$1"; }

# sees TEXT [SECONDS]: the screen shows it, soon or within that time.
sees() { wait_for "${2:-10}" shows "$1" || fail "not seen: $1" "$(screen)"; }
sees_no() { wait_for 10 hides "$1" || fail "still seen: $1" "$(screen)"; }

# counts NUMBER: the live window tells of that many papers, and so shows no longer what
# a part of the query found.
counts() { sees "│$1 papers"; }

# The beginnings of the titles that the program finds, best first.
titles() { seogo -f jsonl "$@" | jq -r 'select(.title) | .title[:12]'; }

# Of the live window's list, the beginnings of its lines.
listed() { screen | grep -oE '^│.*([0-9]{4}-[0-9]{2}-[0-9]{2}) *│$' | sed 's/^│//' | cut -c -12; }

# An editor whose program is the stand-in.
begin_with() {
  export STAND_IN=$1
  echo "let g:seogo_program = '$stand_in'" >>"$vimrc"
  begin "${@:2}"
}

# The file that the editor has written.
written() {
  type_in ':w!'
  press Enter
  wait_for 10 [ -s "$1" ]
  cat "$1"
}

# lists ROW: the screen shows it in a line of its own.
lists() { screen | sed 's/ *$//' | grep -qxF -- "$1"; }

# burst KEYS: all at once, as a fast hand or a macro does; a line break is Enter.
burst() { terminal send-keys -l -- "$1"; }

# sees_heading TITLE: a page is shown, and in its window's first line the paper's heading.
sees_heading() { wait_for 10 heading "$1" || fail "not at the top: $1" "$(screen)"; }
heading() { [[ $(screen) == "### [$1"* ]]; }

# choose NUMBER: of what the editor asks for.
choose() {
  if [ "$EDITOR_UNDER_TEST" = nvim ]; then
    type_in "$1"
  else
    for _ in $(seq 2 "$1"); do press Down; done
  fi
  press Enter
}
