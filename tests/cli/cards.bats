# Cards at a terminal: width, colour, and nothing that steers it.
load common

setup_file() { index_corpus; }

# wider N: the lines of standard input that take more than N columns.
wider() {
  python3 -c '
import sys, unicodedata
width = int(sys.argv[1])
for line in sys.stdin:
    columns = sum(0 if unicodedata.combining(c) or "\u1160" <= c <= "\u11ff" else
                  2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip("\n"))
    if columns > width:
        print(columns, line, end="")' "$1"
}

@test "no line is wider than the terminal" {
  for width in 40 60 80 132; do
    for query in '' '확산 모델' 'LLM reasoning'; do
      found=$(seogo -n 100 --width "$width" "$query" | wider "$width")
      [ -z "$found" ] || fail "$width:" "$found"
    done
  done
  [ -z "$(COLUMNS=50 seogo -n 100 모델 | wider 50)" ]
}

@test "a card tells what a reader wants to know" {
  run -0 --separate-stderr seogo --width 80 'author:"Shanchuan Lin" 비디오'
  [ "${lines[0]}" = '2 papers' ]
  [ "${lines[1]}" = ' 1. AnimateDiff-Lightning: Cross-Model Diffusion Distillation' ]
  [ "${lines[2]}" = '    ▲ 11 · 2024-03-20 · Xiao Yang, Shanchuan Lin' ]
  [ "${lines[3]}" = '    https://arxiv.org/abs/2403.12706' ]
  holds "${lines[4]}" 비디오
}

@test "an exact number of papers is said as one" {
  run -0 --separate-stderr seogo -n 3 'votes:>=20'
  [ "${lines[0]}" = "1-3 of $(seogo --count 'votes:>=20') papers" ]
}

@test "colour is for terminals, and for those who ask" {
  lacks "$(seogo 확산)" $'\e'
  holds "$(seogo --color always 확산)" $'\e['
  holds "$(NO_COLOR=1 seogo --color always 확산)" $'\e['
  lacks "$(seogo --color never 확산)" $'\e'
}

# on_terminal COMMAND: what it sends to a terminal.
on_terminal() { TERM=xterm script -qec "$1" /dev/null </dev/null; }

@test "a terminal gets colour and links, unless NO_COLOR or a dumb one" {
  command -v script >/dev/null || skip "script(1) is not installed"
  holds "$(on_terminal 'seogo 확산')" $'\e[1'
  holds "$(on_terminal 'seogo 확산')" $'\e]8;;https://'
  lacks "$(on_terminal 'NO_COLOR=1 seogo 확산')" $'\e'
  lacks "$(on_terminal 'TERM=dumb seogo 확산')" $'\e'
  lacks "$(on_terminal 'seogo --color never 확산')" $'\e'
}

@test "marks stand on whole words" {
  marked=$(seogo --color always -n 10 '확산 모델' | grep -oP '\e\[1;31m\K[^\e]*' | sort -u)
  holds "$marked" 확산
  run -1 grep -E '^.?$|[[:space:]]' <<<"$marked"
}

@test "text from pages does not steer the terminal" {
  seogo-index -q --db "$BATS_TEST_TMPDIR/damaged" "$damaged" 2>/dev/null || [ $? -eq 1 ]
  for format in $(formats); do
    seogo --db "$BATS_TEST_TMPDIR/damaged" -f "$format" -n 100 '' >"$BATS_TEST_TMPDIR/out"
    run -1 grep -aP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]' \
      "$BATS_TEST_TMPDIR/out"
  done
  run --separate-stderr seogo --db "$BATS_TEST_TMPDIR/damaged" $'date:\e[2J'
  lacks "$stderr" $'\e'
}
