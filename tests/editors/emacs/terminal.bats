# Emacs in a terminal, as somebody types: keys in, screens back.
load ../../cli/common
load common
load terminal

@test "the list follows what is typed, RET opens the page there, and M-, goes back" {
  keys M-x; typed seogo; keys Enter
  shows 'Papers:'
  typed '비디오'
  shows 'AnimateDiff-Lightning'
  typed ' magicdance'
  shows '> MagicDance'
  keys C-n
  hides '> MagicDance'
  keys C-p
  shows '> MagicDance'
  keys Enter
  shows '### [M'
  [[ $(screen | head -n 1) == '### [M'* ]]
  keys M-,
  shows '*scratch*'
}

@test "one syllable, half a syllable, and syllables in parts are understood" {
  keys C-c s; typed '확'
  shows '> '
  keys C-a C-k
  hides '> '
  typed '비디오 생ㅅ'
  shows '> AnimateDiff'
  keys C-a C-k
  hides '> AnimateDiff'
  typed "$(printf '\u1107\u1175\u1103\u1175\u110b\u1169')" # 비디오
  shows 'AnimateDiff'
}

@test "the list follows Emacs's own input method within a syllable" {
  lisp '(setq default-input-method "korean-hangul")'
  keys C-c s
  keys 'C-\'
  typed 'qleldh to' # 비디오 새, which is on its way to 생성
  shows 'Papers: 비디오 새'
  shows '> '
  typed 'd'
  shows 'Papers: 비디오 생'
  shows '생성'
}

@test "words and RET in one burst open the first paper of the words" {
  typed "$(printf '\03s비디오 생성\r')" # C-c s
  shows '### [AnimateDiff'
  [[ $(screen | head -n 1) == '### [AnimateDiff'* ]]
}

# slow_with FORM: with a server that takes its time, and what FORM sets up.
slow_with() { lisp "(setenv \"STAND_IN\" \"slow\") (setq seogo-program \"$stand_in\") ${1-}"; }

@test "with a slow server RET waits for the answer to what is typed, and says so" {
  slow_with
  acts_late seogo
}

# acts_late COMMAND: RET behind words that are not answered yet opens their paper.
acts_late() {
  lisp "(global-set-key (kbd \"C-c 3\") #'$1)"
  keys C-c 3
  shows 'Papers:'
  typed animatediff
  shows AnimateDiff-Lightning
  keys C-a C-k
  typed "$(printf 'magicdance\r')"
  shows 'Waiting for the answer (C-g leaves); the list is that of "animatediff"'
  shows '### [M'
  [[ $(screen | head -n 1) == '### [M'* ]]
}

@test "what waits is left by C-g, and dropped by who types on" {
  slow_with
  keys C-c s
  shows 'Papers:'
  typed "$(printf 'animatediff\r')"
  shows 'Waiting for the answer'
  keys C-g
  hides 'Papers:'
  keys C-c s
  shows 'Papers:'
  typed "$(printf 'anim\rate')"
  shows '> AnimateDiff'
  shows 'Papers: animate'
}

@test "a list that is older than the words is marked" {
  slow_with
  keys C-c s
  shows 'Papers:'
  typed animatediff
  shows '> AnimateDiff'
  typed ' 사진'
  shows 'Asking; the list is that of "animatediff"'
  hides '> AnimateDiff'
  hides 'Asking'
}

@test "a pasted line break is not RET" {
  keys C-c s
  shows 'Papers:'
  in_terminal set-buffer $'비디오\n생성'
  in_terminal paste-buffer -p
  shows 'Papers: 비디오'
  shows '> AnimateDiff'
}

@test "with Vertico Korean stays whole, and RET waits for the answer" {
  need_vertico
  slow_with '(package-initialize) (require (quote vertico)) (vertico-mode 1)'
  keys C-c s
  shows 'Papers:'
  for syllable in 한 국 어 로 쓴 논 문 을 찾 는 다; do typed "$syllable"; done
  shows 'Papers: 한국어로쓴논문을찾는다'
  keys C-g
  hides 'Papers:'
  acts_late seogo
}

@test "with Icomplete and Fido RET waits for the answer" {
  slow_with '(fido-vertical-mode 1)'
  acts_late seogo
}

@test "with Consult RET waits for the answer" {
  need_consult
  need_vertico
  slow_with '(package-initialize) (require (quote seogo-consult)) (vertico-mode 1)'
  acts_late seogo-consult
}

@test "whoever shows the list, it follows Emacs's own input method" {
  need_consult
  need_vertico
  lisp '(package-initialize) (require (quote seogo-consult)) (require (quote vertico))'
  composes seogo vertico-mode
  composes seogo fido-vertical-mode
  composes seogo-consult vertico-mode
}

# composes COMMAND MODE: 생, in the middle of a syllable, is already searched for.
composes() {
  fresh
  # The prompt inherits the input method.
  lisp "($2 1) (activate-input-method \"korean-hangul\")
    (global-set-key (kbd \"C-c 3\") #'$1)"
  keys C-c 3
  shows 'Papers:'
  typed 'qleldh to'
  shows 'Papers: 비디오 새'
  shows 'MagicDance'
  typed d
  shows 'Papers: 비디오 생'
  hides Asking
  shows AnimateDiff
  until_true 15 left 'Papers:' || fail "still shown: $(screen)"
}

# C-g once for the syllable, once for the prompt, and again where Emacs was busy.
left() { off_screen "$1" || { keys C-g && false; }; }

@test "Embark acts on a paper, and Marginalia tells its votes and date" {
  need_vertico
  with_packages -l embark -l marginalia >/dev/null 2>&1 || skip 'Embark and Marginalia are not installed'
  lisp "(package-initialize) (require 'vertico) (require 'embark) (require 'marginalia)
    (vertico-mode 1) (marginalia-mode 1) (global-set-key (kbd \"C-c 4\") #'embark-act)"
  keys C-c s
  shows 'Papers:'
  typed '비디오 생ㅅ'
  shows '▲ 11 · 2024-03-20'
  keys C-c 4
  typed s
  shows 'like AnimateDiff'
}

@test "in Evil's normal state the keys of a list of papers work" {
  with_packages -l evil >/dev/null 2>&1 || skip 'Evil is not installed'
  lisp "(package-initialize) (require 'evil) (evil-mode 1) (seogo-search \"비디오 생성\")"
  shows '비디오 생성: 8 papers'
  typed nm
  shows '*  2. '
}

@test "C-o shows the page beside, its heading on top, and C-M-v scrolls it" {
  keys C-c s
  typed magicdance
  shows '> MagicDance'
  keys C-o
  shows '### [M'
  [[ $(screen | grep -A 1 '\*scratch\*') == *$'\n### [MagicDance'* ]]
  shows 'Papers: magicdance'
  keys C-M-v
  hides '### [MagicDance'
  shows 'Authors: Di Chang'
}

@test "what to do about a missing index is never cut off" {
  fresh 40
  lisp "(setq seogo-database \"$BATS_TEST_TMPDIR/a-long-name-of-a-folder/that-is-not-there\")"
  keys C-c s; typed x
  remedy() { [[ $(screen | tr -d ' \n') == *'buildonewith:seogo-index--db'*that-is-not-there*PATH* ]]; }
  seen remedy || fail "$(screen)"
}

@test "TAB completes the word that is typed" {
  keys C-c s; typed '비디오 생ㅅ'
  shows '> AnimateDiff'
  keys Tab
  shows 'Papers: 비디오 생성'
}

@test "rows fit into a window of 40 columns, also where it became that while they were shown" {
  keys C-c s; typed '비디오 생성'
  shows '> AnimateDiff'
  in_terminal resize-window -x 40 -y 24
  fits() {
    list=$(screen | sed -n '/^Papers:/,$p')
    # A backslash is where Emacs would break a row.
    [ "$(grep -c '^[> ] [^ ]' <<<"$list")" -ge 5 ] && [[ $list != *'\'* ]] && [[ $list == *…* ]]
  }
  seen fits || fail "$list"
  keys M-Enter
  shows ' 1. AnimateDiff'
  shows '몇 단계 만에'
  lacks "$(screen)" '\'
}

@test "M-RET lists all in a buffer, where papers are marked, copied and inserted" {
  keys C-c s; typed '비디오 생성'
  shows '> AnimateDiff'
  keys M-Enter
  shows '비디오 생성: 8 papers'
  keys m
  shows '*  1. AnimateDiff'
  keys n m p
  shows '*  3. '
  keys i
  shows 'b: BibTeX'
  keys o
  shows 'Inserted into *scratch*'
  keys C-x b Enter
  shows '[[https://arxiv.org/abs/2403.12706][AnimateDiff'
}

@test "a link is inserted at point" {
  keys M-x; typed seogo-insert-org-link; keys Enter
  shows 'Cite paper:'
  typed animatediff
  shows '> AnimateDiff'
  keys Enter
  hides 'Cite paper:'
  shows '[[https://arxiv.org/abs/2403.12706][AnimateDiff'
}

@test "a broken query is explained under what is typed, and the papers stay" {
  keys C-c s; typed animatediff
  shows '> AnimateDiff'
  typed ' date:2024-13'
  shows 'no such month'
  shows AnimateDiff-Lightning
  hides '> '
}

@test "with a slow server the newest query is shown, and no older one after it" {
  lisp "(setenv \"STAND_IN\" \"slow\") (setq seogo-program \"$stand_in\")"
  keys C-c s
  shows 'Papers:'
  for letter in a n i m a t e d i f f; do typed "$letter"; done
  shows 'Papers: animatediff'
  shows '> AnimateDiff-Lightning'
  sleep 1.5 # longer than an answer takes
  shows '> AnimateDiff-Lightning'
}

@test "a server that never answers holds up nobody who types, and is left by C-g" {
  lisp "(setenv \"STAND_IN\" \"deaf\") (setq seogo-program \"$stand_in\")"
  keys C-c s; typed animatediff
  shows 'Papers: animatediff'
  keys C-g
  hides 'Papers:'
  typed 'still here'
  shows 'still here'
}

@test "a server that died is started again" {
  keys C-c s; typed animatediff
  shows '> AnimateDiff'
  keys C-c 2 # kills it
  keys C-a C-k; typed 비디오
  shows 'MagicDance'
}

@test "a server that dies again is told" {
  lisp "(setenv \"STAND_IN\" \"dying\") (setq seogo-program \"$stand_in\")"
  keys C-c s; typed x
  shows 'ended twice, with status 7'
}

@test "a missing program is told while one types" {
  lisp '(setq seogo-program "seogo-nowhere")'
  keys C-c s; typed x
  shows 'cannot run `seogo-nowhere'
}

@test "a missing index is told while one types" {
  lisp '(setq seogo-database "/nowhere")'
  keys C-c s; typed x
  shows "no index in '/nowhere'"
}

@test "a program of another format version is told while one types" {
  lisp "(setenv \"STAND_IN\" \"older\") (setq seogo-program \"$stand_in\")"
  keys C-c s; typed x
  shows 'format version'
}

@test "a rebuild between two keystrokes is read by the second" {
  mkdir "$BATS_TEST_TMPDIR/pages"
  cp -r "$pages/2024" "$BATS_TEST_TMPDIR/pages"
  seogo-index -q --db "$BATS_TEST_TMPDIR/index" "$BATS_TEST_TMPDIR/pages"
  lisp "(setq seogo-database \"$BATS_TEST_TMPDIR/index\")"
  keys C-c s; typed newcomer
  shows 'Papers: newcomer'
  printf '## Daily Papers (2025-06-01)\n\n### [%s](https://arxiv.org/abs/2506.00001)\n\n- %s\n' \
    'Newcomer: A Paper of Tonight' '오늘 밤에 들어온 논문입니다.' >"$BATS_TEST_TMPDIR/pages/2025-06-01.md"
  seogo-index -q --db "$BATS_TEST_TMPDIR/index" "$BATS_TEST_TMPDIR/pages"
  typed ' 논문'
  shows '> Newcomer: A Paper of Tonight'
}

@test "Consult shows the same list, with the page beside it" {
  need_consult
  lisp "(package-initialize) (require 'seogo-consult) (fido-vertical-mode 1)"
  keys M-x; typed seogo-consult; keys Enter
  shows 'Papers:'
  typed '비디오 생ㅅ'
  shows '1/10 Papers'
  keys C-n
  shows '### [M'
  [[ $(screen | head -n 1) == '### [M'* ]]
  keys Enter
  hides 'Papers:'
  [[ $(screen | head -n 1) == '### [M'* ]]
}

@test "Icomplete shows the same list in the same order" {
  lisp '(fido-vertical-mode 1)'
  keys C-c s; typed '비디오 생ㅅ'
  shows '1/10 Papers'
  keys Enter
  shows '### [AnimateDiff-Lightning'
}

@test "what the terminal lost of a drawing is drawn again" {
  # Behind Emacs's back, as it would stand there had the newer row been lost.
  printf '\e7\e[24;1HQuit\e[K\e8' >"$(in_terminal display-message -p '#{pane_tty}')"
  shows Quit
  fresh
}
