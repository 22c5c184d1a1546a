# What a person finds, in which order, and how much of it.
load common

setup_file() { index_corpus; }

votes_of() { seogo -f json -n 100 "$@" | jq -c '[.hits[].votes]'; }
dates_of() { seogo -f json -n 100 "$@" | jq -r '.hits[].date'; }

@test "Korean finds papers whatever the spacing and the endings" {
  for query in '확산모델' '확산 모델' '확산모델을' '확산 모델들의'; do
    found=$(ids "$query")
    for id in 2403.12706 2402.13929 2311.10982; do holds "$found" "$id"; done
  done
}

@test "decomposed Hangul finds what composed Hangul finds" {
  composed='LLM의 추론능력'
  decomposed=$(printf '%s' "$composed" | uconv -x nfd 2>/dev/null ||
    printf '%s' "$composed" | python3 -c \
      'import sys, unicodedata; print(unicodedata.normalize("NFD", sys.stdin.read()), end="")')
  [ "$composed" != "$decomposed" ]
  [ "$(ids -n 100 "$composed")" = "$(ids -n 100 "$decomposed")" ]
}

@test "a mixed query ranks the papers that speak of both first" {
  holds "$(ids -n 3 'LLM의 추론능력')" 2412.06769
  holds "$(ids -n 3 'LLM의 추론능력')" 2402.03300
}

@test "names are found joined, apart and with their signs" {
  [ "$(ids -n 1 'yolo v9')" = 2402.13616 ]
  [ "$(ids -n 1 'animate diff')" = 2403.12706 ]
  [ "$(ids -n 1 'm2ugen')" = 2311.11255 ]
  [ "$(ids -n 1 'deep seek math')" = 2402.03300 ]
}

@test "an author's name and a word, best first" {
  run -0 --separate-stderr seogo -f id 'author:"Shanchuan Lin" 비디오'
  [ "$(sort <<<"$output")" = $'2402.13929\n2403.12706' ]
  [ "${lines[0]}" = 2403.12706 ]
  [ "$(ids 'author:"Lin Shanchuan"')" = '' ]
}

@test "words of the command line are one query" {
  [ "$(ids 확산 모델)" = "$(ids '확산 모델')" ]
}

@test "a query that starts with a minus stands behind --" {
  run -0 --separate-stderr seogo -f id -n 100 -- -확산
  lacks "$output" 2402.13929
  holds "$output" 2402.17764
}

@test "an empty query lists every paper, the newest first" {
  [ "$(seogo --count '')" = 36 ]
  [ "$(dates_of '')" = "$(dates_of '' | sort -r)" ]
}

@test "filters hold, sorted by votes" {
  [ "$(ids 'since:2024-03 votes:>=50' --sort votes)" = $'2404.14219\n2406.14347' ]
  [ "$(ids 'since:2024-03 votes:>=50' --sort -votes)" = $'2406.14347\n2404.14219' ]
}

@test "papers without votes come last in both directions" {
  falling=$(votes_of --sort votes '') rising=$(votes_of --sort -votes '')
  [ "$falling" = "$(jq -c '[.[] | select(. != null)] | sort | reverse' <<<"$falling" |
    jq -c '. + [range(36 - length) | null]')" ] || fail "$falling"
  [ "$rising" = "$(jq -c '[.[] | select(. != null)] | sort' <<<"$rising" |
    jq -c '. + [range(36 - length) | null]')" ] || fail "$rising"
}

@test "sorted by date, either way, and by relevance from its end" {
  [ "$(dates_of --sort date 모델)" = "$(dates_of 모델 | sort -r)" ]
  [ "$(dates_of --sort -date 모델)" = "$(dates_of 모델 | sort)" ]
  [ "$(ids --sort -relevance -n 100 모델)" = "$(ids -n 100 모델 | tac)" ]
}

@test "pages one after the other are one long page" {
  for sort in relevance -relevance votes -votes date -date; do
    for query in '모델 추론' ''; do
      whole=$(ids --sort "$sort" -n 100 "$query")
      paged=$(for ((i = 0; i < 40; i += 7)); do
        seogo -f id --sort "$sort" -n 7 --offset "$i" "$query" 2>/dev/null || true
      done)
      [ "$whole" = "$paged" ] || fail "$sort $query" "$(diff <(echo "$whole") <(echo "$paged"))"
    done
  done
}

@test "ranks count on through the pages" {
  [ "$(seogo -f json -n 2 --offset 3 모델 | jq -c '[.hits[].rank]')" = '[4,5]' ]
}

@test "--count is the number of papers that can be listed" {
  for query in 모델 '확산 모델' 'LLM의 추론능력' 'votes:>=20' '' '+모델 -확산' 'dif*' '"강화 학습"'; do
    [ "$(seogo --count "$query")" = "$(ids -n 100000 "$query" | wc -l)" ] || fail "$query"
  done
}

@test "-n 0 shows nothing and has found it all the same" {
  run -0 --separate-stderr seogo -n 0 -f id 모델
  [ -z "$output$stderr" ]
}

@test "behind the last paper it is said how many there are" {
  run -1 --separate-stderr seogo --offset 100 ''
  [ "$output" = '' ]
  [ "$stderr" = 'seogo: nothing more: 36 papers were found' ]
}

@test "--votes and --recency weigh what they say" {
  [ "$(ids -n 1 --votes 100 --recency 0 모델)" = 2402.17764 ]
  [ "$(seogo -f json -n 1 --votes 0 --recency 100 모델 | jq -r '.hits[0].date')" = 2025-04-11 ]
}

@test "the same archive twice shows each paper once" {
  run -0 --separate-stderr seogo --db "$SEOGO_DB" --db "$SEOGO_DB" -f id -n 1000 ''
  [ "$(sort <<<"$output")" = "$(ids -n 100 '' | sort)" ]
  [ "$(seogo --db "$SEOGO_DB" --db "$SEOGO_DB" --count '모델')" = "$(seogo --count '모델')" ]
  [ "$(seogo --db "$SEOGO_DB" --db "$SEOGO_DB" -f json -n 5 모델 | jq -c .total)" = \
    "$(seogo -f json -n 5 모델 | jq -c .total)" ]
}

@test "papers of two archives are found together, each where it lies" {
  seogo-index -q --db "$BATS_TEST_TMPDIR/other" "$damaged" 2>/dev/null || [ $? -eq 1 ]
  run -0 --separate-stderr seogo --db "$SEOGO_DB" --db "$BATS_TEST_TMPDIR/other" -f path -n 1000 ''
  holds "$output" "$damaged/controls.md"
  holds "$output" "$pages/2024/03/20.md"
}

@test "--root says where the archive is now" {
  [ "$(seogo -f path id:2403.12706)" = "$pages/2024/03/20.md" ]
  [ "$(seogo -f path --root /elsewhere id:2403.12706)" = /elsewhere/2024/03/20.md ]
  [ "$(seogo -f path --root /elsewhere/ id:2403.12706)" = /elsewhere/2024/03/20.md ]
}

@test "--literal takes the words as they are typed" {
  [ "$(seogo --count --literal zzyzx 2>&1)" = 0 ]
  literal=$(seogo --count --literal '확산모델') guessed=$(seogo --count '확산모델')
  [ "$literal" -le "$guessed" ]
}

@test "a noun that ends as a josa does is found and marked whole" {
  mkdir -p "$BATS_TEST_TMPDIR/pages/2024/03"
  printf '## Daily Papers (2024-03-20)\n\n### [Cats](https://arxiv.org/abs/2403.00001)\n\n- %s\n' \
    '사진에서 고양이를 찾습니다.' >"$BATS_TEST_TMPDIR/pages/2024/03/20.md"
  seogo-index -q --db "$BATS_TEST_TMPDIR/index" "$BATS_TEST_TMPDIR/pages"
  [ "$(seogo --db "$BATS_TEST_TMPDIR/index" -f json 고양이 |
    jq -c '.hits[] | [.match, .highlights.summary]')" = '["literal",[[0,13,22]]]' ]
}

@test "neither the locale nor the environment changes what is found" {
  expected=$(seogo -n 5 'LLM의 추론능력')
  [ "$(LC_ALL=C seogo -n 5 'LLM의 추론능력')" = "$expected" ]
  [ "$(LC_ALL=ko_KR.UTF-8 seogo -n 5 'LLM의 추론능력')" = "$expected" ]
  [ "$(XAPIAN_CJK_NGRAM=1 seogo -n 5 'LLM의 추론능력')" = "$expected" ]
  [ "$(env -i "$SEOGO_BIN_DIR/seogo" --db "$SEOGO_DB" -n 5 'LLM의 추론능력')" = "$expected" ]
}

@test "a query of five hundred words and a word of ten thousand letters" {
  words=$(sed 's/[^ ]*[":()*+-][^ ]*//g' "$pages"/*/*/*.md | tr -s '\n ' ' ' | cut -d' ' -f1-500)
  run -0 --separate-stderr seogo -n 3 "$words"
  holds "${lines[0]}" 'only the first 200 words of the query were used'
  [ "$(seogo -n 1 -f json "$words" | jq -r '.notes[0]')" = \
    'only the first 200 words of the query were used' ]
  for letter in a 가 '('; do
    long=$(printf "%10000s" '' | sed "s/ /$letter/g")
    run --separate-stderr seogo -n 3 "$long"
    [ "$status" -le 2 ] || fail "$letter: $status"
  done
}

@test "more filters than anybody types are refused, not left out" {
  run -2 --separate-stderr seogo "$(printf 'votes:>=%d ' {1..1001})"
  holds "$stderr" 'there are more than 1000 dates, votes and ids'
}
