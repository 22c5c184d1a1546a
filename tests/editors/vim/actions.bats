# What is done with a paper, in the real editor: windows, citations, links, pickers.
load common

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

# cites NUMBER [TEXT]: inserts a citation of that kind, with TEXT in it, into an empty
# file, and shows it.
cites() {
  rm -f "$HOME/text"
  begin 100 30 text
  live 'id:2403.12706'
  sees AnimateDiff
  press Tab
  sees 'Insert a citation'
  choose 3
  sees Key
  choose "$1"
  sees "${2-arxiv.org/abs/2403.12706}"
  press Enter # where Neovim waits for it
  written "$HOME/text"
  end
}

@test "citations are inserted: BibTeX as the program prints it, Markdown, plain, the key" {
  [ "$(cites 1 | sed '/^$/d')" = "$(seogo -f bibtex id:2403.12706 | sed '/^%/d')" ]
  title='AnimateDiff-Lightning: Cross-Model Diffusion Distillation'
  [ "$(cites 2)" = "[$title](https://arxiv.org/abs/2403.12706)" ]
  [ "$(cites 3)" = "Xiao Yang, Shanchuan Lin. $title. 2024. https://arxiv.org/abs/2403.12706" ]
  key=$(seogo -f bibtex id:2403.12706 | sed -n 's/^@[^{]*{\(.*\),$/\1/p')
  [ "$(cites 4 "$key")" = "$key" ]
}

@test "all that are marked are cited" {
  begin 100 30 text
  live 비디오
  counts 6
  press BTab BTab Tab
  sees 'Insert a citation'
  choose 3
  sees Key
  choose 2
  sees arxiv.org
  press Enter
  [ "$(written "$HOME/text" | grep -c '^\[.*](https://arxiv.org/')" -eq 2 ] || fail "$(cat "$HOME/text")"
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

@test "the mappings act on the paper whose id is in the text, and after Enter in a live search" {
  echo 'nmap go <Plug>(seogo-open)' >>"$vimrc"
  echo 'nmap gs <Plug>(seogo-similar)' >>"$vimrc"
  printf '%s\n' '먼저 2402.13929, 그리고 https://arxiv.org/abs/2403.12706v2.' >"$HOME/text"
  begin 100 30 text
  type_in '$h'
  type_in go
  sees_heading AnimateDiff-Lightning
  type_in gs
  sees "$(titles -n 1 similar:2403.12706)"
  type_in ':cclose | edit text'
  press Enter
  type_in '0go'
  sees_heading "$(titles id:2402.13929)"
}

@test "Enter in the list opens a page where the cursor was, its heading on top" {
  begin
  type_in ':vsplit'
  press Enter
  type_in ':Seogo 비디오'
  press Enter
  sees 'Seogo: 6 papers'
  press Down Enter
  sees_heading "$(titles -n 2 비디오 | tail -n 1)"
  type_in ":echo 'window' winnr()"
  press Enter
  sees 'window 1'
}

# Telescope, fzf-lua and snacks.picker are in no package of Debian: pickers.lua stands
# for what of them is documented and used here.
@test "pickers of Neovim show the program's list, and open a page at its paper" {
  [ "$EDITOR_UNDER_TEST" = nvim ] || skip "this is about Neovim"
  echo "luafile $BATS_TEST_DIRNAME/pickers.lua" >>"$vimrc"
  begin 160
  for picker in telescope fzf snacks; do
    type_in ":lua Try('$picker', '비디오 생성')"
    press Enter
    wait_for 10 lists "$picker: $(seogo -n 1 -f jsonl '비디오 생성' | jq -r \
      'select(.title) | .title + " ▲\(.votes) \(.date)"')" || fail "$(screen)"
    sees "$(seogo -n 2 -f vimgrep '비디오 생성' | sed -n '2s/^.*\/\([^/:]*:[0-9]*\):.*/\1/p') is the second"
    press C-l
  done
}
