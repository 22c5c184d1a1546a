# Papers where a text names them, in the real editor: cards, completion, actions.
load common

setup() {
  make_home
  echo 'filetype plugin on' >>"$vimrc"
  echo 'nmap gh <Plug>(seogo-card)' >>"$vimrc"
  echo 'map gt <Plug>(seogo-text)' >>"$vimrc"
  mkdir "$HOME/한글"
  text=$HOME/한글/notes.md bibliography=$HOME/한글/refs.bib
  title='AnimateDiff-Lightning: Cross-Model Diffusion Distillation'
}

@test "the card of the paper under the cursor is shown" {
  echo '모델 😀 2403.12706 x' >"$text"
  begin 130 30 "$text"
  type_in '$gh'
  sees_no 'AnimateDiff'
  type_in '03wgh'
  sees 'AnimateDiff-Lightning: Cross-Model'
  sees '몇 단계 만에 비디오를 만드는 번개처럼 빠른 생성 모델입니다.'
}

@test "an id becomes a link, and behind an emoji at its place" {
  echo '모델 😀 2403.12706 x' >"$text"
  begin 130 30 "$text"
  type_in '05lgt'
  sees 'Cite: '
  choose 4
  sees "[$title](https://arxiv.org/abs/2403.12706) x"
  type_in ':w'
  press Enter
  written() { [ "$(cat "$text")" = "모델 😀 [$title](https://arxiv.org/abs/2403.12706) x" ]; }
  wait_for 10 written || fail "$(cat "$text")"
}

@test "selected words become a link" {
  echo '비디오 생성 모델' >"$text"
  begin 130 30 "$text"
  type_in '0v5lgt'
  sees 'AnimateDiff'
  choose 1
  sees "[비디오 생성](https://arxiv.org/abs/$(seogo -n 1 -f id '비디오 생성')) 모델"
}

@test "a citation is completed, and its entry goes to the .bib file, asked once" {
  echo '앞 ' >"$text"
  echo '% mine' >"$bibliography"
  begin 130 30 "$text"
  type_in 'A@애니메이션 확산'
  press Escape
  type_in 'o@animatediff'
  # A program that is only starting is not waited for.
  completes() { press C-x C-o; wait_for 3 shows '@yang2024animatedifflightning'; }
  wait_for 15 completes || fail "$(screen)"
  press C-y
  sees 'add the entries of what you cite'
  type_in y
  in_bibliography() { grep -q '^@.*{yang2024animatedifflightning,' "$bibliography"; }
  wait_for 10 in_bibliography || fail "$(screen)" "$(cat "$bibliography")"
  [ "$(head -n 1 "$bibliography")" = '% mine' ]
}

@test "the page of a paper is opened from its key, its heading on top" {
  printf '%s\n' '\cite{yang2024animatedifflightning}' >"$HOME/한글/notes.tex"
  begin 90 30 "$HOME/한글/notes.tex"
  type_in '$hgt'
  sees 'Similar papers: '
  choose 1
  sees_heading AnimateDiff-Lightning
}
