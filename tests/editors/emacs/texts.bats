# Papers where a text names them, in Emacs in a terminal.
load ../../cli/common
load common
load terminal

@test "the paper whose id is at point is told, opened and cited" {
  lisp '(progn (insert "먼저 2402.13929, https://arxiv.org/abs/2403.12706v2 ")
    (global-set-key (kbd "C-c 3") (quote seogo-at-point)))'
  keys C-e C-b C-b C-c 3
  shows '2403.12706 (p: page'
  keys c
  shows '몇 단계 만에 비디오를 만드는 번개처럼 빠른 생성 모델입니다.'
  keys C-e C-c 3 # not at one
  shows '2402.13929 (p: page'
  keys i
  shows 'k: key'
  keys k
  shows yang2024sdxllightning
  keys C-a C-c 3
  shows '2402.13929 (p: page'
  keys p
  shows '### [SDXL'
  [[ $(screen | head -n 1) == '### [SDXL'* ]]
}

@test "Eglot makes selected words a link, shows the card, and opens the page of a paper" {
  with_packages -l eglot >/dev/null 2>&1 || skip 'Eglot is not installed'
  mkdir "$BATS_TEST_TMPDIR/notes"
  echo '비디오 생성 모델 2403.12706' >"$BATS_TEST_TMPDIR/notes/a.txt"
  lisp "(progn (package-initialize) (find-file \"$BATS_TEST_TMPDIR/notes/a.txt\") (seogo-lsp)
    (global-set-key (kbd \"C-c 3\") 'eglot-code-actions) (goto-char (point-min)))"
  shows 'eglot:notes'
  keys C-@ ; for _ in 1 2 3 4 5 6; do keys C-f; done
  keys C-c 3
  shows 'Link to'
  keys Enter # the first one
  shows '[비디오 생성](https://arxiv.org/abs/'
  keys C-g
  shows Quit # which drops what is typed ahead
  keys C-e C-b C-b
  shows 'AnimateDiff-Lightning: Cross'
  keys C-c 3
  shows 'Pick an action'
  typed "$(printf 'Open the page\t\r')"
  shows '### [AnimateDiff'
}
