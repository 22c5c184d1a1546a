# The plugin in the real editor: its commands, and what goes wrong.
load common

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
  LC_ALL=C sed -i "s/$stored/${stored//[0-9]/0}/" "$file"
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

@test "what .packaging/plugins makes is cloned as any plugin" {
  "$SEOGO_SOURCE_DIR/.packaging/plugins" "$HOME/made"
  packages=$HOME/.vim/pack
  [ "$EDITOR_UNDER_TEST" = vim ] || packages=$HOME/.local/share/nvim/site/pack
  rm -r "$packages"
  git clone -q "$HOME/made/seogo.vim" "$packages/any/start/seogo"
  begin
  type_in ':Seogo 비디오'
  press Enter
  sees 'Seogo: 6 papers'
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
