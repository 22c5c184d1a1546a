# :SeogoLive in the real editor: what is typed, and what the screen shows.
load common

@test "live: the list follows what is typed, as the program ranks it" {
  begin
  live '생성 모델'
  counts "$(seogo --count '생성 모델')"
  [ "$(listed)" = "$(titles -n "$(listed | wc -l)" '생성 모델')" ]
  [ "$(listed | wc -l)" -gt 5 ]
  press C-u
  type_in 'similar:2403.12706 '
  sees "$(titles -n 1 similar:2403.12706)"
}

@test "live: half-composed, one syllable, decomposed, initials" {
  begin
  live 확산몯
  sees '확산모델 (choseong)'
  press BSpace
  type_in 모델
  sees "$(titles -n 1 확산모델)"
  press C-u
  sees_no SDXL
  type_in 확
  sees SDXL
  press C-u
  type_in ㅎㅅㅁㄷ
  sees SDXL
  press C-u
  type_in "$(printf '\xe1\x84\x92\xe1\x85\xaa\xe1\x86\xa8\xe1\x84\x89\xe1\x85\xa1\xe1\x86\xab')" # 확산
  counts "$(seogo --count 확산)"
}

@test "live: in 40 columns every line ends where the window ends" {
  begin 40 16
  live 확산
  counts "$(seogo --count 확산)"
  for _ in 1 2 3 4 5; do
    press Down
    sleep 0.1
    wait_for 10 fits 2>"$BATS_TEST_TMPDIR/why" || fail "$(cat "$BATS_TEST_TMPDIR/why")"
  done
}

# The screen's window has its right border in the last of 40 columns, in every line.
fits() {
  screen | python3 -c '
import sys, unicodedata
lines = [line for line in sys.stdin.read().splitlines() if line[:1] in ("┌", "│", "└")]
def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
assert len(lines) > 8, lines
for line in lines:
    assert columns(line) == 40 and line[-1] in "┐│┘", (columns(line), line)
assert any("…" in line for line in lines), lines
assert any("가" <= c <= "힣" for line in lines for c in line), lines
'
}

@test "live: what matched is marked, at its bytes" {
  begin
  live '비디오 animatediff'
  sees AnimateDiff
  marked() { [[ $(terminal capture-pane -pe) =~ '만에 '($'\e'\[[0-9\;:]*m)+비디오$'\e'\[ ]]; }
  wait_for 10 marked || fail "$(terminal capture-pane -pe)"
}

@test "live: Enter opens, Esc leaves all as it was, the list goes to quickfix" {
  begin
  live 비디오
  sees AnimateDiff
  press Escape
  sees_no AnimateDiff
  live 비디오
  counts 6
  press C-q
  sees_no '┌──'
  sees 'AnimateDiff'
  live 비디오
  counts 6
  press Down Down Enter
  sees "### [$(titles -n 3 비디오 | tail -n 1)"
  type_in ':imap'
  press Enter
  type_in ":echo 'left:' len(filter(range(2), {_, i -> maparg(['<Tab>', '<CR>'][i], 'c') != ''}))"
  press Enter
  sees 'left: 0'
}

@test "live: words and Enter in one burst open the first paper of the words" {
  begin
  burst $':SeogoLive\r비디오 생성\r'
  sees_heading "$(titles -n 1 '비디오 생성')"
}

@test "live: with a slow program a key that acts waits for the answer, and says so" {
  begin_with slow
  burst $':SeogoLive\rab\r'
  sees 'waiting for the answer (Esc leaves)'
  sees 'the page "/nowhere/ab.md" is not there'
  press Enter
  live a
  sees 'Answer to <a>'
  burst b
  press C-q
  sees_no '┌──'
  sees 'Answer to <ab>'
  live a
  sees '<a>'
  burst b
  press Tab
  sees 'Open the link'
  sees 'Answer to <ab>'
}

@test "live: what waits is left by Esc, and dropped by who types on" {
  begin_with slow
  live a
  burst $'b\r'
  sees 'waiting for the answer'
  press Escape
  sees_no '┌──'
  live a
  burst $'b\rc'
  sees 'Answer to <abc>'
  sees 'Seogo: abc'
  hides nowhere
}

@test "live: a list that is older than the words is marked" {
  begin_with slow
  live a
  sees 'Answer to <a>'
  hides 'the list is that of'
  type_in b
  sees '… asking; the list is that of "a"'
  sees 'Answer to <ab>'
  hides 'the list is that of'
}

@test "live: a pasted line break is not Enter" {
  begin
  live ''
  terminal set-buffer $'비디오\n생성'
  terminal paste-buffer -p
  sees 'Seogo: 비디오'
  sees AnimateDiff
  sees '┌──'
  press Escape
  sees_no '┌──'
}

@test "live: all papers are reached, and the summary is read to its end" {
  begin 60 20
  live 'similar:2403.12706 '
  counts "$(seogo --count similar:2403.12706)"
  # Past the papers that came first the others have to be there before the bar goes on.
  goes_down() { press Down; shows "│$last of "; }
  last=$(($(seogo -n 50 -f id similar:2403.12706 | wc -l)))
  wait_for 20 goes_down || fail "$(screen)"
  [ "$last" -gt 15 ]
  press C-u
  type_in id:2403.12706
  sees '│1 paper '
  end=$(seogo -f jsonl id:2403.12706 | jq -r 'select(.title) | .summary[-1][-6:]')
  for _ in {1..9}; do press C-f; done
  sees "$end"
  press C-b
  sees '몇 단계 만에'
}

@test "live: C-v, C-x and C-t open the page beside, and the search goes on where it was" {
  begin
  live 비디오
  counts 6
  press Down Down C-v
  sees "### [$(titles -n 3 비디오 | tail -n 1)"
  type_in ":echo 'windows' winnr('$')"
  press Enter
  sees 'windows 2'
  type_in ':SeogoLive!'
  press Enter
  counts 6
  press C-t
  sees "### [$(titles -n 3 비디오 | tail -n 1)"
  type_in ":echo 'pages' tabpagenr('$')"
  press Enter
  sees 'pages 2'
}

@test "live: an error is told to its end in a narrow window" {
  echo "let g:seogo_db = '$HOME/none'" >>"$vimrc"
  begin 40 16
  live a
  remedy() { [[ $(screen | tr -d ' │\n') == *'(buildonewith:seogo-index'*')'* ]]; }
  wait_for 10 remedy || fail "$(screen)"
}

@test "live: a slow program holds nobody up, and late answers are dropped" {
  begin_with slow
  live a
  type_in b
  sees 'Seogo: ab' 2
  seen=
  until shows 'Answer to <ab>'; do
    if shows 'Answer to <a>'; then seen=yes; fi
  done
  [ ! "$seen" ]
  type_in c
  press Escape
  sees_no '┌──'
  type_in ':echo "still " . "here"'
  press Enter
  sees 'still here' 2
  sleep 1
  hides 'Answer to'
}

@test "live: marks outlast the words, and the marked papers go to quickfix alone" {
  begin
  live 비디오
  counts 6
  press Down BTab
  sees '│1 marked · 6 papers'
  sees "│* $(titles -n 2 비디오 | tail -n 1)"
  press C-u
  type_in id:2403.12706
  sees '│1 marked · 1 paper '
  press BTab
  sees '│2 marked'
  press C-q
  sees 'Seogo: 2 papers'
  type_in ":echo 'rows' line('$')"
  press Enter
  sees 'rows 2'
}
