# What is found though it is typed otherwise, and that it is always said how.
load common

setup_file() { index_corpus; }

# asks QUERY ID KIND NOTE: the first hit is ID, found so, and a note says NOTE
# ("" for none at all).
asks() {
  answer=$(seogo -f json -n 5 -- "$1") || fail "nothing found: $1"
  [ "$(jq -r '.hits[0].id' <<<"$answer")" = "$2" ] || fail "$1 found other papers:" "$answer"
  [ "$(jq -r '.hits[0].match' <<<"$answer")" = "$3" ] || fail "$1 was found otherwise:" "$answer"
  case $3 in
  literal | spacing) ;;
  *) # no guess where none is wanted
    [ "$(seogo -f json -n 5 --literal -- "$1" | jq -c --arg kind "$3" '[.hits[] | select(.match == $kind)]')" = '[]' ] ||
      fail "$1 was guessed though taken literally" ;;
  esac
  if [ -z "$4" ]; then
    [ "$(jq -c '.notes' <<<"$answer")" = '[]' ] || fail "unwanted notes of $1:" "$answer"
  else
    jq -e --arg note "$4" '.notes | index($note)' <<<"$answer" >/dev/null ||
      fail "$1 has no note '$4':" "$answer"
  fi
}

@test "what the archive holds is literal and needs no note" {
  asks 'mamba' 2312.00752 literal ''
  asks 'animate diff' 2403.12706 literal ''
  asks 'animatediff' 2403.12706 literal ''
}

@test "a compound is found by its words, and no note troubles anyone" {
  asks '확산모델' 2401.07519 spacing ''
  found=$(ids '확산모델')
  for id in 2403.12706 2402.13929 2311.10982; do holds "$found" "$id"; done
}

@test "a word that was heard is found by its sound" {
  asks '맘바' 2312.00752 sound '맘바: mamba (sound)'
  asks '라이트닝' 2403.12706 sound '라이트닝: lightning (sound)'
}

@test "a slip of the keys is mended" {
  asks 'difusion' 2403.12706 spelling 'difusion: diffusion (spelling)'
  asks 'lightening' 2403.12706 spelling 'lightening: lightning (spelling)'
}

@test "the keyboard in its other mode" {
  asks 'dlalwl' 2503.10357 keyboard 'dlalwl: 이미지 (keyboard)'
  asks 'ㅡㅐㅇ디' 2403.07750 keyboard 'ㅡㅐㅇ디: model (keyboard)'
}

@test "initials find words, and neighbours whose initials run together" {
  asks 'ㅊㄹㄴㄹ' 2412.06769 choseong 'ㅊㄹㄴㄹ: 추론능력 (choseong)'
  asks 'ㅊㄹ' 2504.07128 choseong 'ㅊㄹ: 추론 (choseong)'
  answer=$(seogo -f json 'ㅎㅅㅁㄷ')
  holds "$(jq -r '.notes[0]' <<<"$answer")" '확산 모델'
  holds "$(jq -r '.hits[].id' <<<"$answer")" 2403.12706
  [ "$(jq -r '.hits[].match' <<<"$answer" | sort -u)" = choseong ]
  holds "$(ids 'ㅎㅅ ㅁㄷ')" 2403.12706
}

# nothing QUERY: no paper, and a note says that the word is not in the archive.
nothing() {
  run -1 --separate-stderr seogo -f id -- "$1"
  holds "$stderr" "$1: not in the archive"
}

@test "a native word is no name that happens to sound alike" {
  nothing 지진
  nothing 대충
  nothing 카카오
  nothing 첼시
  nothing 초거대
}

@test "one slip makes a word that papers hold before it is one that sounds alike" {
  [ "$(seogo -f json '확싼' | jq -r '.notes[]')" = '확싼: 확산 (spelling)' ]
  [ "$(ids '확싼' | sort)" = "$(ids '확산' | sort)" ]
  [ "$(seogo -f json '트랜스포' | jq -r '.notes[0]')" = '트랜스포: 트랜스포머 (spelling)' ]
}

@test "the keyboard in its other mode for a part of a word, and with Caps Lock" {
  answer=$(seogo -f json 'ghkrtks모델')
  [ "$(jq -r '.notes[]' <<<"$answer")" = 'ghkrtks모델: 확산 모델 (keyboard)' ]
  [ "$(seogo -f json 'DLALWL' | jq -r '.notes[]')" = 'DLALWL: 이미지 (keyboard)' ]
}

@test "initials of neighbours, with a space between them" {
  answer=$(seogo -f json 'ㅎㅅ ㅁㄷ')
  [ "$(jq -r '.notes[]' <<<"$answer")" = 'ㅎㅅ ㅁㄷ: 학습 모델, 확산 모델 (choseong)' ]
}

@test "an author whose name is typed as it sounds" {
  asks '알버트 구' 2312.00752 sound '알버트 구: albert gu (sound)'
  asks '트리 다오' 2312.00752 sound '트리 다오: tri dao (sound)'
  nothing 서민준
}

@test "a question in English asks for what it is about" {
  found=$(ids -n 3 'diffusion model inference')
  for asked in 'What are recent papers about diffusion model inference?' \
    'show me the latest work on diffusion model inference'; do
    [ "$(ids -n 3 "$asked")" = "$found" ] || fail "$asked"
  done
}

@test "two syllables that a paper holds are that word, not an author's short name" {
  for n in 1 2 3 4; do
    printf '## [Paper %d](https://arxiv.org/abs/2401.0000%d)\n\nAuthors: Dong Yu\n\n- 요약.\n\n' $n $n
  done >"$BATS_TEST_TMPDIR/page.md"
  printf '## [Flow](https://arxiv.org/abs/2401.00009)\n\nAuthors: Ada Kim\n\n- 유동 속도.\n' \
    >>"$BATS_TEST_TMPDIR/page.md"
  seogo-index -q --db "$BATS_TEST_TMPDIR/index" "$BATS_TEST_TMPDIR/page.md"
  [ "$(seogo --db "$BATS_TEST_TMPDIR/index" -f id 유동)" = 2401.00009 ]
}

# shows QUERY ID FIELD: what is marked of the field, each in brackets.
shows() {
  seogo -f json -n 20 -- "$1" | jq -r --arg id "$2" --arg field "$3" '
    .hits[] | select(.id == $id) | . as $hit |
    (.highlights[$field] | map(map(tostring) | join("-")) | join(" "))'
}

@test "a phrase is marked where it was asked for, and whole" {
  [ "$(shows '저자:"Albert Gu"' 2312.00752 authors)" = '0-0-6 0-7-9' ]
  [ "$(shows '제목:"diffusion distillation"' 2402.13929 title)" != '' ]
  [ "$(shows '제목:"diffusion distillation"' 2402.13929 summary)" = '' ]
}

@test "a tense consonant is no plain one" {
  run -1 --separate-stderr seogo -f id 'ㅉㄹㄴㄹ'
  holds "$stderr" 'ㅉㄹㄴㄹ: not in the archive'
}

@test "a syllable that is still being typed does not empty the list" {
  asks '추ㄹ' 2504.07128 choseong '추ㄹ: 추론, 추론능력 (choseong)'
  asks '추로' 2504.07128 spelling '추로: 추론, 추론능력 (spelling)'
  asks '확산모ㄷ' 2401.07519 spacing '확산모ㄷ: 확산 모델 (choseong)'
  asks '확산몯' 2401.07519 choseong '확산몯: 확산모델 (choseong)'
  asks 'lightni' 2403.12706 spelling 'lightni: lightning (spelling)'
}

@test "only the last word is still being typed" {
  run -1 --separate-stderr seogo -f id 'lightni '
  holds "$stderr" 'lightni: not in the archive'
}

@test "cards say what was tried, and with each paper how it was found" {
  run -0 --separate-stderr seogo '맘바'
  [ "${lines[0]}" = '맘바: mamba (sound)' ]
  holds "$output" '(sound)'
  [ -z "$stderr" ]
}

@test "where nothing is found it is said why, on standard error" {
  run -1 --separate-stderr seogo 'qwertyzxcv'
  [ -z "$output" ]
  [ "$stderr" = $'seogo: nothing found\nnote: qwertyzxcv: not in the archive' ]
  run -1 --separate-stderr seogo '"고양이 강아지"'
  holds "$stderr" '"고양이 강아지": not in the archive'
  run -1 --separate-stderr seogo 'qwertyzx*'
  holds "$stderr" 'qwertyzx*: not in the archive'
  run -1 --separate-stderr seogo 'author:qwertyzxcv'
  holds "$stderr" 'qwertyzxcv: not in this field'
  run -1 seogo -f json 'qwertyzxcv'
  [ "$(jq -c .notes <<<"$output")" = '["qwertyzxcv: not in the archive"]' ]
}

@test "a note is safe for a terminal" {
  run -1 --separate-stderr seogo $'qwerty\xe2\x80\xaezxcv'
  lacks "$stderr" $'\xe2\x80\xae'
}

@test "--literal guesses nothing" {
  for query in '맘바' 'difusion' 'dlalwl' 'ㅊㄹㄴㄹ' '추ㄹ' 'lightni'; do
    run -1 --separate-stderr seogo --literal -f id "$query"
    [ -z "$output" ] || fail "--literal found $output for $query"
    holds "$stderr" 'not in the archive'
  done
}

@test "--literal takes spaces and endings as people write them" {
  holds "$(seogo --literal -f id '확산모델')" 2403.12706
  holds "$(seogo --literal -f id '추론능력을')" 2402.03300
  [ "$(seogo --literal -f id 'animate diff')" = 2403.12706 ]
}

@test "a demanded word and a phrase are literal" {
  for query in '+맘바' '"맘바"' '+difusion' '+dlalwl'; do run -1 seogo -f id "$query"; done
  [ "$(ids '+mamba')" = 2312.00752 ]
  [ "$(ids 'title:맘바')" = 2312.00752 ]
}

@test "papers like one or several, without them" {
  [ "$(ids -n 1 similar:2403.12706)" = 2402.13929 ]
  lacks "$(ids -n 100 similar:2403.12706)" 2403.12706
  found=$(ids -n 100 similar:2403.12706,2402.13929)
  lacks "$found" 2403.12706
  lacks "$found" 2402.13929
  [ "$(seogo -f json similar:2403.12706 | jq -r '.hits[0].match')" = related ]
}

@test "papers like one, filtered and from a link" {
  [ "$(ids -n 1 'similar:2402.13929 since:2024-03')" = 2403.12706 ]
  [ "$(ids similar:2403.12706)" = "$(ids similar:https://arxiv.org/abs/2403.12706v1)" ]
}

@test "papers like one that the archive has not: an error that shows the id" {
  run -2 --separate-stderr seogo 'mamba similar:2403.12706,9999.00001'
  holds "$stderr" 'there is no paper 9999.00001 in the archive'
  [ "${stderr_lines[2]}" = "  $(printf '%25s' '')^" ] || fail "${stderr_lines[@]}"
}

@test "an id among words is first and leaves the others in" {
  found=$(ids -n 20 '2312.00752 확산 모델')
  [ "$(head -n 1 <<<"$found")" = 2312.00752 ]
  holds "$found" 2403.12706
}

@test "an explanation shows every alternative with its kind and weight" {
  run -0 seogo --explain '맘바 ㅊㄹㄴㄹ'
  holds "$output" 'mamba (sound), weight'
  holds "$output" '추론능력 (choseong), weight'
  run -0 seogo --explain similar:2403.12706
  holds "$output" 'like "similar:2403.12706"'
}

@test "other words for the same thing find its papers, below those that have it" {
  asks '말소리' 2312.00752 related '말소리: 음성 (related)'
  run -1 --separate-stderr seogo --literal -f id '말소리'
  run -0 --separate-stderr seogo --explain '말소리'
  holds "$output" '음성 (related in the thesaurus)'
  run -0 --separate-stderr seogo -f id '그림'
  [ "${lines[0]}" = "$(seogo --literal -f id -n 1 '그림')" ] || fail "not literal:" "$output"
}

@test "the keeper of an archive adds words" {
  printf '# our own\n귀염둥이, mamba\n' >"$BATS_TEST_TMPDIR/words"
  seogo-index -q --db "$BATS_TEST_TMPDIR/index" "$pages"
  run -1 --separate-stderr seogo --db "$BATS_TEST_TMPDIR/index" -f id '귀염둥이'
  seogo-index -q --db "$BATS_TEST_TMPDIR/index" --thesaurus "$BATS_TEST_TMPDIR/words" "$pages"
  [ "$(seogo --db "$BATS_TEST_TMPDIR/index" -f id -n 1 '귀염둥이')" = 2312.00752 ]
}

@test "a damaged line of a thesaurus is told with its number" {
  printf '피피티, slides\n\n귀염둥이\n' >"$BATS_TEST_TMPDIR/words"
  run -2 --separate-stderr seogo-index --db "$BATS_TEST_TMPDIR/index" \
    --thesaurus "$BATS_TEST_TMPDIR/words" "$pages"
  holds "$stderr" "words:3: a concept has at least two words"
  [ ! -e "$BATS_TEST_TMPDIR/index" ]
  run -2 --separate-stderr seogo-index --db "$BATS_TEST_TMPDIR/index" --thesaurus /nowhere "$pages"
}

@test "a misspelt field is told, in cards, JSON and to an assistant" {
  while read -r query meant; do
    [ "$(seogo "$query" | head -n 1)" = "${query%%:*}: no field, but $meant: is one" ] || fail "$query"
  done <<'END'
titel:확산 title
TITL:확산 title
autohr:lin author
sumary:확산 summary
END
  [ "$(seogo -f json titel:확산 | jq -r '.notes[0]')" = 'titel: no field, but title: is one' ]
  told=$(printf '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search_papers","arguments":{"query":"titel:확산"}}}\n' |
    seogo --serve | jq -r '.result.content[0].text')
  holds "$told" 'titel: no field, but title: is one'
  for query in 'model: a study' title:확산 'videx: 확산' votes:1; do
    lacks "$(seogo -f json "$query")" 'no field'
  done
}
