# The query language over the sample pages, as sets of papers.
load common

setup_file() { index_corpus; }

found() { ids -n 100 --literal "$@" | sort; }
both() { comm -12 <(found "$1") <(found "$2"); }
either() { sort -u <(found "$1") <(found "$2"); }
without() { comm -23 <(found "$1") <(found "$2"); }

@test "AND, OR and NOT are sets" {
  [ "$(found '확산 AND 비디오')" = "$(both 확산 비디오)" ]
  [ "$(found '확산 OR 비디오')" = "$(either 확산 비디오)" ]
  [ "$(found '확산 AND NOT 비디오')" = "$(without 확산 비디오)" ]
  [ "$(found 'NOT 확산')" = "$(without '' 확산)" ]
  [ "$(found '(확산 OR 추론) AND LLM')" = "$(comm -12 <(either 확산 추론) <(found LLM))" ]
}

@test "words side by side are ranked together" {
  [ "$(found '확산 비디오')" = "$(either 확산 비디오)" ]
}

@test "plus demands, minus takes away" {
  [ "$(found '+확산 비디오')" = "$(found 확산)" ]
  [ "$(found '확산 -비디오')" = "$(without 확산 비디오)" ]
  [ "$(found '+확산 +비디오')" = "$(both 확산 비디오)" ]
}

@test "a phrase is its words in this order, whatever the spacing of Hangul" {
  holds "$(found '"강화 학습"')" 2402.03300
  [ "$(found '"강화 학습"')" = "$(found '"강화학습"')" ]
  [ "$(found '"language models"')" != '' ]
  [ "$(found '"models language"')" = '' ]
}

@test "a prefix begins words" {
  holds "$(found 'diff*')" 2402.13929
  [ "$(found 'title:anim*')" = 2403.12706 ]
  holds "$(found '확*')" 2402.13929
}

@test "fields have English and Korean names" {
  [ "$(found 'title:diffusion')" = "$(found '제목:diffusion')" ]
  [ "$(found 'author:"Shanchuan Lin"')" = $'2402.13929\n2403.12706' ]
  [ "$(found '저자:"Shanchuan Lin"')" = $'2402.13929\n2403.12706' ]
  [ "$(found 'author:guedon')" = 2311.12775 ]
  [ "$(found 'votes:>=50')" = "$(found '투표:>=50')" ]
  [ "$(found 'date:2024-03')" = "$(found '날짜:2024-03')" ]
  [ "$(found 'title:(diffusion distillation)')" = \
    "$(either title:diffusion title:distillation)" ]
}

@test "dates and votes are ranges, both ends counted in" {
  [ "$(seogo --count date:2024-03-20)" = 5 ]
  [ "$(found 'date:2024-02..2024-03')" = "$(found 'since:2024-02 until:2024-03')" ]
  [ "$(found date:2023)" = "$(found date:..2023-12-31)" ]
  [ "$(found 'votes:50')" = 2402.13753 ]
  holds "$(found 'votes:50..93')" 2402.13753
  holds "$(found 'votes:50..93')" 2406.14347
  [ "$(found 'votes:>93')" = $'2402.17764\n2404.14219' ]
}

@test "ids in any form" {
  for query in id:2403.12706 2403.12706 2403.12706v2 https://arxiv.org/abs/2403.12706; do
    [ "$(found "$query")" = 2403.12706 ] || fail "$query"
  done
  [ "$(found '2403.12706 2402.13929')" = $'2402.13929\n2403.12706' ]
}

@test "plain words never break" {
  for query in 'a:b' 'c++' '-' '+' 'what is this?' 'GPT-4o, 1.58' "don't" '50%' 'a & b' '*' \
    'foo:bar baz' '::' '한국어:' 'AND' ; do
    run --separate-stderr seogo -- "$query"
    [ "$status" -le 1 ] || fail "$query: $stderr"
  done
}

@test "pasted text is never refused, and a note says how it was taken" {
  while IFS='|' read -r query paper note; do
    run -0 --separate-stderr seogo -n 1 -f jsonl -- "$query"
    holds "${lines[0]}" "$note"
    [ "$(jq -r 'select(.id) | .id' <<<"$output")" = "$paper" ] || fail "$query: $output"
  done <<'END'
1) AnimateDiff-Lightning|2403.12706|): never opened, taken as text
(AnimateDiff-Lightning 확산|2403.12706|(: never closed, taken as text
AnimateDiff-Lightning -(강화학습 OR|2403.12706|(: never closed, taken as closed at the end
author:"Shanchuan Lin" title:"AnimateDiff-Lightning: Cross-Model Dif|2403.12706|never closed
“AnimateDiff-Lightning|2403.12706|never closed, taken as closed at the end
AnimateDiff-Lightning "|2403.12706|never closed, taken as text
AnimateDiff-Lightning AND|2403.12706|AND, OR, NOT: nothing beside it to join
END
}

@test "a quotation being typed finds what it holds so far" {
  found=$(ids '"강화 학습"')
  [ "$(ids '"강화 학습')" = "$found" ]
  [ "$(ids -n 1 '"AnimateDiff-Lightning: Cross-Model Diff')" = 2403.12706 ]
  [ "$(ids 'author:"Shanchuan Li')" = "$(ids 'author:"Shanchuan"')" ]
}

@test "an id in company names its paper, and alone only that" {
  for query in 2403.12706, '[2403.12706]' '"2403.12706"' 2403.12706에서 @2403.12706 \
    '<https://arxiv.org/abs/2403.12706v1>' '[논문](https://arxiv.org/abs/2403.12706)' \
    ２４０３．１２７０６ https://arxiv.org/pdf/2403.12706v2.pdf https://www.alphaxiv.org/abs/2403.12706 \
    https://ar5iv.org/abs/2403.12706 https://doi.org/10.48550/arXiv.2403.12706 \
    https://papers.cool/arxiv/2403.12706 https://huggingface.co/papers/2403.12706; do
    run -0 --separate-stderr seogo -f id -- "$query"
    [ "$output" = 2403.12706 ] || fail "$query: $output"
    [ "$stderr" = '' ] || fail "$query: $stderr"
  done
  for query in '2403.12706: 강화학습' '강화학습 (2403.12706)'; do
    [ "$(ids -n 1 "$query")" = 2403.12706 ] || fail "$query"
    [ "$(seogo --count "$query")" -gt 1 ] || fail "$query"
  done
  [ "$(found '2403.12706,2402.13929')" = $'2402.13929\n2403.12706' ]
}

@test "an address of anything is known by the page that holds it" {
  archive=$BATS_TEST_TMPDIR/archive
  cp -r "$pages" "$archive"
  sed -i 's|잘 맞습니다\.$|& 코드: https://github.com/some-lab/demo-page, 데모: https://demo2page.github.io/|' \
    "$archive/2024/03/20.md"
  export SEOGO_DB=$BATS_TEST_TMPDIR/addresses
  seogo-index -q "$archive"
  for query in https://github.com/some-lab/demo-page github.com/some-lab/demo-page에서 \
    '확산 모델 (https://www.github.com/some-lab/demo-page/tree/main?a=b)' some-lab/demo-page \
    git@github.com:some-lab/demo-page.git '[코드](https://github.com/some-lab/demo-page)' \
    demo2page.github.io '추론 https://demo2page.github.io'; do
    [ "$(ids -n 1 -- "$query")" = 2403.12706 ] || fail "$query"
  done
  run -1 --separate-stderr seogo --literal -f id https://github.com/zzzz
  run -1 --separate-stderr seogo --literal -f id https://zzzz.github.io
}

@test "a starred name comes before what its prefix finds" {
  run -0 seogo -n 1 -f id 'A*'
  [ "$output" = 2402.14083 ]
}

# noted QUERY NOTE: the first note of the query, in JSON as in a card.
noted() {
  local note
  note=$(seogo -f json -n 1 "$1" | jq -r '.notes[0]')
  [ "$note" = "$2" ] || fail "$1: $note"
  holds "$(seogo -n 1 "$1" 2>&1)" "$2"
}

@test "a misspelt field is told, and its words stay words" {
  while IFS='|' read -r query typed name; do
    noted "$query" "$typed: not a field, taken as text; the field is $name:"
  done <<'END'
titel:확산|titel|title
Titel:확산|Titel|title
autor:"Kaiming He"|autor|author
확산 AND autor:(lin OR yang)|autor|author
autor:“Kaiming He”|autor|author
vote:>5|vote|votes
dat:2024|dat|date
sumary:diff*|sumary|summary
abstrct:video|abstrct|abstract
제먹:확산|제먹|제목
튜표:10|튜표|투표
titel：확산|titel|title
END
  [ "$(ids 'titel:확산')" = "$(ids 'titel-확산')" ]
  run -0 --separate-stderr seogo --serve < <(
    printf '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":%s}\n' \
      '{"name":"search_papers","arguments":{"query":"titel:확산"}}')
  holds "$output" 'titel: not a field, taken as text; the field is title:'
}

@test "what only looks like a misspelt field is not told" {
  for query in 'Vid2Robot: End-to-end' 'phi-3: a model' 'titel: 확산' 'titel:' 'Titles: a study' \
    'foo:bar' 'lint://확산' 'node::fs' 'in:2024' 'net:확산' 'title:확산' '저자:lin' \
    'title:(autor:lin)' 'http://example.org:80'; do
    lacks "$(seogo -n 1 "$query" 2>&1)" 'not a field'
  done
  while IFS= read -r title; do
    lacks "$(seogo -n 1 "$title" 2>&1)" 'not a field'
  done < <(seogo -n 100 -f json '' | jq -r '.hits[].title | select(contains(":"))')
}
