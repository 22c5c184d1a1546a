# seogo -i as somebody types: keys into a terminal, screens back.
load common
load ../editors/emacs/terminal

setup_file() { index_corpus; }

setup() {
  for program in fzf tmux; do
    command -v "$program" >/dev/null || skip "not installed: $program"
  done
  export LC_ALL=C.UTF-8 SHELL=/bin/false EDITOR="$BATS_TEST_TMPDIR/editor -q"
  unset VISUAL WAYLAND_DISPLAY DISPLAY FZF_DEFAULT_OPTS
  cd "$BATS_TEST_TMPDIR"
  stand_in xdg-open 'echo "opened: $1"'
  cp xdg-open open
  stand_in editor 'echo "edits: $*"'
  export PATH=$BATS_TEST_TMPDIR:$PATH
}
teardown() { close_terminal; }

# A terminal for each window: one that is on its way out takes no other.
terminals=0
in_terminal() { tmux -S "$BATS_TEST_TMPDIR/tmux$terminals" "$@"; }
open_terminal() { : $((++terminals)); in_terminal -f /dev/null new-session -d -y 24 "$@"; }

# stand_in PROGRAM SCRIPT: for a program of the desktop.
stand_in() {
  printf '#!/bin/sh\n%s\n' "$2" >"$1"
  chmod +x "$1"
}

# window COLUMNS COMMAND...: what the command shows, its status at the end.
window() {
  open_terminal -x "$1" /bin/sh -c '"$@"; echo "status $?"; exec cat' sh "${@:2}"
}

@test "the list follows what is typed, half syllables too, beside the paper whole" {
  window 80 seogo -i
  shows 'DeepSeek-R1 Thoughtology'
  typed '비디오'
  shows 'AnimateDiff-Lightning'
  typed ' 생ㅅ'
  shows '비디오 생ㅅ'
  shows '1  2024-03-20  ▲  11  AnimateDiff-Lightning'
  shows '@yang2024animatedifflightning'
}

@test "Enter opens the link" {
  window 80 seogo -i '비디오 생성'
  shows AnimateDiff-Lightning
  keys Enter
  shows 'opened: https://arxiv.org/abs/2403.12706'
  shows 'status 0'
}

@test "Enter prints the paper where a format is asked for" {
  window 80 seogo -in5 -f url '비디오 생성'
  shows 5/5
  keys Enter
  shows https://arxiv.org/abs/2403.12706
  lacks "$(screen)" opened
}

@test "Ctrl-E shows the page in the editor, at the paper" {
  window 160 seogo -i '비디오 생성'
  shows AnimateDiff-Lightning
  keys C-e
  shows "edits: -q +3 $(seogo -f path -n 1 '비디오 생성')"
}

@test "Ctrl-B and Ctrl-Y copy to the clipboard, or print where there is none" {
  window 80 seogo -i '비디오 생성'
  shows AnimateDiff-Lightning
  keys C-b
  shows '@misc{yang2024animatedifflightning,'
  close_terminal
  stand_in xclip 'cat >copied'
  DISPLAY=:0 window 80 seogo -i '비디오 생성'
  shows AnimateDiff-Lightning
  keys C-y
  shows 'Copied to the clipboard.'
  [ "$(cat copied)" = https://arxiv.org/abs/2403.12706 ]
}

@test "Ctrl-S lists similar papers" {
  window 80 seogo -i '비디오 생성'
  shows AnimateDiff-Lightning
  keys C-s
  shows 'seogo> similar:2403.12706'
  shows '1  2024-02-22  ▲  15  SDXL-Lightning'
}

@test "what is wrong with a query is told above the list, and typing goes on" {
  window 100 seogo -i author:
  shows 'this field has no value; hint: author:"Shanchuan Lin"'
  keys C-u
  typed '"animatediff'
  shows '1  2024-03-20'
  keys C-u
  typed zzzqqqxx
  shows 'nothing found; note: zzzqqqxx: not in the archive'
}

@test "options of the command line hold for each search" {
  window 80 seogo -i --sort -date --limit 3 -- ''
  shows 3/3
  shows "1  $(seogo -f line -n 1 --sort -date '' | cut -c 6-15)"
}

@test "titles, paths and queries run nothing" {
  evil='$(touch ran) `touch ran` '"'; touch ran; '"
  mkdir -p "pages/$evil" "index {q} $evil"
  printf '## Daily Papers (2025-06-01)\n\n### [%s](https://arxiv.org/abs/2506.00001)\n\n- %s\n' \
    "Newcomer $evil" "논문 $evil" >"pages/$evil/2025-06-01.md"
  seogo-index -q --db "index {q} $evil" pages
  window 80 seogo -i --db "index {q} $evil" "newcomer $evil"
  shows '1  2025-06-01'
  shows '@'
  keys C-s
  shows 'similar:2506.00001'
  keys C-u
  typed "\$(touch ran)'\`touch ran\`; touch ran \\ author:"
  shows 'this field has no value'
  keys C-u
  typed newcomer
  shows '1  2025-06-01'
  keys C-e
  shows 'edits: -q +3'
  [ ! -e ran ]
}

@test "a narrow window has the paper below the list, a wide one beside it" {
  window 60 seogo -i '비디오 생성'
  shows ' 1. AnimateDiff'
  lacks "$(screen | grep '1  2024-03-20')" ' 1. '
  list=$(screen | grep -n '1  2024-03-20' | cut -d : -f 1)
  card=$(screen | grep -n ' 1. AnimateDiff' | cut -d : -f 1)
  [ "$card" -gt "$((list + 4))" ]
  close_terminal
  window 140 seogo -i '비디오 생성'
  beside() { [[ $(screen | head -n 4) == *'1 paper'* ]]; }
  until_true 15 beside || fail "$(screen)"
}

@test "where fzf is missing it is told how to get it" {
  window 80 env PATH="$SEOGO_BIN_DIR" seogo -i 비디오
  shows "there is no program 'fzf'"
  shows 'apt-get install fzf'
  shows 'status 2'
}

@test "without a terminal, and beside what is no search, -i is refused" {
  run -2 seogo -i 비디오
  holds "$output" '-i needs a terminal'
  for option in --count --explain --open=link --save=x --trend --serve; do
    run -2 seogo -i "$option"
    holds "$output" '-i shows papers'
  done
}

# in_shell BIND SHELL...: the widget of a shell, bound to Ctrl-X p.
in_shell() {
  open_terminal -x 100 "${@:2}"
  typed ". $SEOGO_SOURCE_DIR/query/completions/seogo-widget.$2; $1; echo rea''dy"
  keys Enter
  shows ready
  typed 'echo "about "'
  keys C-x p
  shows 'Enter link'
  typed 'animatediff'
  shows '1  2024-03-20'
  keys Enter
  shows 'echo "about "https://arxiv.org/abs/2403.12706'
  close_terminal
}

@test "widgets of the shells put a link at the cursor" {
  in_shell "bind -x '\"\\C-xp\": seogo-widget'" bash --norc
  ! command -v zsh >/dev/null || in_shell "bindkey '^xp' seogo-widget" zsh -f
  ! command -v fish >/dev/null || in_shell 'bind \cxp seogo-widget' fish --no-config
}
