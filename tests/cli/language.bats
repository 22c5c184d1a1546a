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
    [ "$status" -le 1 ] || [ "$query" = AND ] || fail "$query: $stderr"
  done
}

@test "a starred name comes before what its prefix finds" {
  run -0 seogo -n 1 -f id 'A*'
  [ "$output" = 2402.14083 ]
}
