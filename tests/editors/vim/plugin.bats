# The plugin in the real editor: what is typed, and what the screen shows.
load common

setup_file() {
  missing=$(missing_editor)
  export missing
  index_corpus
}

setup() {
  [ ! "$missing" ] || skip "$missing is not installed"
  make_home
}
teardown() { end; }

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

@test ":Seogo lists papers in the program's order, and Enter opens the page at one" {
  begin 160
  type_in ':Seogo 확산 모델'
  press Enter
  sees "Seogo: $(seogo --count '확산 모델') papers"
  wait_for 10 lists 'InstantID: Zero-shot Identity-Preserving Generation in Seconds ▲17 2024-01-19' ||
    fail "$(screen)"
  press Down Enter
  sees '### [SDXL-Lightning'
  type_in ":echo 'at line' line('.') 'of this page'"
  press Enter
  sees "at line $(seogo -f vimgrep -n 2 '확산 모델' | sed -n '2s/^[^:]*:\([0-9]*\):.*/\1/p') of"
}

# lists ROW: the screen shows it in a line of its own.
lists() { screen | sed 's/ *$//' | grep -qxF -- "$1"; }

@test ":Seogo completes half a syllable, a field and an author" {
  begin
  type_in ':Seogo 비디오 생ㅅ'
  press Tab
  sees ':Seogo 비디오 생성'
  press C-u
  type_in 'Seogo 저'
  press Tab
  sees ':Seogo 저자:'
  press C-u
  type_in 'Seogo 비디오 author:"Shanchuan L'
  press Tab
  sees ':Seogo 비디오 author:"Shanchuan Lin"'
}

@test "nothing of a query reaches a shell" {
  begin
  type_in ":Seogo \$(touch $HOME/touched) \`touch $HOME/touched\` | ' \" % # <cword>"
  press Enter
  sees 'Seogo: '
  type_in ":Seogo '\$(touch $HOME/touched)' | 확산"
  press Enter
  sees 'Seogo: '
  [ ! -e "$HOME/touched" ]
}

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

# burst KEYS: all at once, as a fast hand or a macro does; a line break is Enter.
burst() { terminal send-keys -l -- "$1"; }

@test "live: words and Enter in one burst open the first paper of the words" {
  begin
  burst $':SeogoLive\r비디오 생성\r'
  sees_heading "$(titles -n 1 '비디오 생성')"
}

# sees_heading TITLE: a page is shown, and in its window's first line the paper's heading.
sees_heading() { wait_for 10 heading "$1" || fail "not at the top: $1" "$(screen)"; }
heading() { [[ $(screen) == "### [$1"* ]]; }

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
  for _ in {1..30}; do press Down; done
  last=$(($(seogo -n 50 -f id similar:2403.12706 | wc -l)))
  [ "$last" -lt 31 ] || last=31
  sees "│$last of "
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

@test "a citation from insert mode lands at the cursor, and typing goes on behind it" {
  echo 'inoremap <C-g>s <Cmd>SeogoLive<CR>' >>"$vimrc"
  begin 100 30 text
  type_in 'i앞[]뒤'
  press Left Left C-g
  type_in s
  sees '┌──'
  type_in 'id:2403.12706'
  sees '│1 paper '
  press Tab
  sees 'Insert a citation'
  choose 3
  sees 'Plain text'
  choose 2
  sees arxiv.org/abs/2403.12706
  type_in 더
  press Escape
  title='AnimateDiff-Lightning: Cross-Model Diffusion Distillation'
  [ "$(written "$HOME/text")" = "앞[[$title](https://arxiv.org/abs/2403.12706)더]뒤" ] ||
    fail "$(cat "$HOME/text")"
}

@test "in a locale without Korean that is told at once" {
  [ "$EDITOR_UNDER_TEST" = vim ] || skip "Neovim is always in UTF-8"
  locale=C begin
  type_in ':Seogo video'
  press Enter
  sees 'Korean cannot be shown in latin1 (use a UTF-8 locale)'
  press Enter
  type_in ':SeogoLive'
  press Enter
  sees '|Korean cannot be shown in latin1'
}

@test "it works with 'compatible', and with signs of two columns" {
  [ "$EDITOR_UNDER_TEST" = vim ] && echo 'set compatible' >>"$vimrc"
  echo 'set ambiwidth=double' >>"$vimrc"
  begin
  type_in ':SeogoLive'
  press Enter
  sees '+--'
  type_in 비디오
  sees AnimateDiff
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

@test "a program that never answers holds nobody up" {
  begin_with mute
  type_in ':Seogo 확'
  press Tab
  type_in 산
  sees '산' 3
  press Enter
  type_in ':echo "still " . "here"'
  press Enter
  sees 'still here' 3
}

@test "a program that has died is started again, and nobody is told" {
  begin_with dies-once
  live a
  sees 'Answer to <a>'
  [ "$(wc -l <"$HOME/starts")" -eq 2 ]
}

@test "a program that is killed between two searches is started again" {
  begin
  type_in ':Seogo 확산'
  press Enter
  sees ' papers'
  # Neovim 0.10 starts it below a process of its own.
  editor=$(terminal list-panes -F '#{pane_pid}')
  kill "$(pgrep -f 'seogo --serve' -P "$(echo "$editor" $(pgrep -P "$editor") | tr ' ' ,)")"
  type_in ':Seogo 비디오'
  press Enter
  sees 'Seogo: 6 papers'
}

@test "a program that dies again is told of, with its last words" {
  begin_with dies 140
  type_in ':Seogo a'
  press Enter
  sees 'Seogo: the program stopped twice and said "the disk is on fire" ('
  [ "$(wc -l <"$HOME/starts")" -eq 2 ]
  live b
  sees 'the program stopped twice'
}

@test "a missing program is told of, and found as soon as it is named" {
  echo "let g:seogo_program = 'seogo-that-is-not-there'" >>"$vimrc"
  begin 140
  type_in ':Seogo 확산'
  press Enter
  sees 'Seogo: cannot find the program "seogo-that-is-not-there" (install Seogo, or set g:seogo_program'
  type_in ":let g:seogo_program = 'seogo'"
  press Enter
  type_in ':Seogo 비디오'
  press Enter
  sees 'Seogo: 6 papers'
}

@test "a program of another format version, or none of seogo's, is told of" {
  begin_with old 140
  type_in ':Seogo 확산'
  press Enter
  sees 'Seogo: the program does not speak version 1 of the answers (install the plugin and the program'
  end
  begin_with chatter 140
  type_in ':Seogo 확산'
  press Enter
  sees 'Seogo: the program answered what this plugin does not understand ('
}

@test "no index and an index of another format are told of, and what to do" {
  echo "let g:seogo_db = '$HOME/none'" >>"$vimrc"
  begin 220
  type_in ':Seogo 확산'
  press Enter
  sees 'Seogo: no index in '
  sees '(build one with: seogo-index'
  cp -r "$SEOGO_DB" "$HOME/none"
  file=$HOME/none/current/papers
  stored=$(grep -aoE 'format [0-9]+ analyzer' "$file" | head -n 1)
  LC_ALL=C sed -i "s/$stored/format 9 analyzer/" "$file"
  type_in ':Seogo 확산'
  press Enter
  sees '(build it anew'
}

@test "papers of a rebuilt index are found in the same session" {
  cp -r "$pages/2024" "$HOME/pages"
  seogo-index -q --db "$HOME/index" "$HOME/pages"
  echo "let g:seogo_db = '~/index'" >>"$vimrc"
  begin
  live PixelDance
  sees 'PixelDance: not in the archive'
  cp -r "$pages/2023" "$HOME/pages/2023"
  seogo-index -q --db "$HOME/index" "$HOME/pages"
  press BSpace
  type_in e
  sees 'Make Pixels Dance'
}

@test "the link is opened by one argument to xdg-open" {
  mkdir "$HOME/bin"
  printf '#!/bin/sh\necho "$# $1" >"$HOME/opened.new" && mv "$HOME/opened.new" "$HOME/opened"\n' >"$HOME/bin/xdg-open"
  chmod +x "$HOME/bin/xdg-open"
  PATH=$HOME/bin:$PATH begin
  live 'id:2403.12706'
  sees AnimateDiff
  press Tab
  sees 'Open the link'
  choose 2
  wait_for 10 [ -e "$HOME/opened" ]
  [ "$(cat "$HOME/opened")" = '1 https://arxiv.org/abs/2403.12706' ]
}

# choose NUMBER: of what the editor asks for.
choose() {
  if [ "$EDITOR_UNDER_TEST" = nvim ]; then
    type_in "$1"
  else
    for _ in $(seq 2 "$1"); do press Down; done
  fi
  press Enter
}

# cites NUMBER: inserts a citation of that kind into an empty file, and shows it.
cites() {
  rm -f "$HOME/text"
  begin 100 30 text
  live 'id:2403.12706'
  sees AnimateDiff
  press Tab
  sees 'Insert a citation'
  choose 3
  sees 'Plain text'
  choose "$1"
  sees arxiv.org/abs/2403.12706
  press Enter # where Neovim waits for it
  written "$HOME/text"
  end
}

@test "citations are inserted: BibTeX as the program prints it, Markdown, plain" {
  [ "$(cites 1 | sed '/^$/d')" = "$(seogo -f bibtex id:2403.12706)" ]
  title='AnimateDiff-Lightning: Cross-Model Diffusion Distillation'
  [ "$(cites 2)" = "[$title](https://arxiv.org/abs/2403.12706)" ]
  [ "$(cites 3)" = "Xiao Yang, Shanchuan Lin. $title. 2024. https://arxiv.org/abs/2403.12706" ]
}

@test "the mappings act on the paper under the cursor in the list" {
  echo 'nmap gs <Plug>(seogo-similar)' >>"$vimrc"
  echo 'nmap go <Plug>(seogo-open)' >>"$vimrc"
  begin
  type_in go
  sees 'Seogo: there is no paper here (search with :Seogo first)'
  type_in ':Seogo 비디오'
  press Enter
  sees 'Seogo: 6 papers'
  press Down Down
  type_in gs
  sees "$(titles -n 1 "similar:$(seogo -f id -n 3 비디오 | tail -n 1)")"
  sees_no 'Seogo: 6 papers'
  type_in ':cfirst'
  press Enter
  type_in go
  sees '### ['
}

@test "Neovim's vim.ui.select may be anybody's" {
  [ "$EDITOR_UNDER_TEST" = nvim ] || skip "this is about Neovim"
  echo 'lua vim.ui.select = function(items, o, done) print("picked", o.kind, items[1]) done(items[1], 1) end' \
    >>"$vimrc"
  begin
  live 'id:2403.12706'
  sees AnimateDiff
  press Tab
  sees '### [AnimateDiff'
}

# tells LEVEL TEXT: as health begins a line; newer Neovims have dropped the colon.
tells() { wait_for 10 told "$@" || fail "not told: $*" "$(screen)"; }
told() { [[ $(screen) =~ $1:?\ "$2" ]]; }

@test "health tells the index, and what is wrong" {
  begin 120
  health=:SeogoHealth
  [ "$EDITOR_UNDER_TEST" = vim ] || health=':checkhealth seogo'
  type_in "$health"
  press Enter
  tells OK 'the program answers'
  tells OK '36 papers'
  tells OK "$SEOGO_DB, made"
  end
  echo "let g:seogo_program = 'seogo-that-is-not-there'" >>"$vimrc"
  begin 120
  type_in "$health"
  press Enter
  tells ERROR 'Seogo: cannot find the program'
}

@test "the help is found, and its tags are those of the text" {
  begin
  type_in ':help g:seogo_db'
  press Enter
  sees 'The index.  Default: the one'
  cp -r "$plugin/doc" "$HOME/doc"
  LC_ALL=C "$EDITOR_UNDER_TEST" -es -u NONE -i NONE -c "helptags $HOME/doc" -c q </dev/null
  diff "$plugin/doc/tags" "$HOME/doc/tags"
}
