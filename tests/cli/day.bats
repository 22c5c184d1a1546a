# A day with the archive: what is done before and after a search.
load common

# An index that was published twice: the second time brought one paper.
setup_file() {
  export SEOGO_DB=$BATS_FILE_TMPDIR/index
  cp -r "$pages" "$BATS_FILE_TMPDIR/archive"
  seogo-index -q "$BATS_FILE_TMPDIR/archive"
  mkdir -p "$BATS_FILE_TMPDIR/archive/2024/04"
  printf '# 2024-04-01\n\n## [Fresh Video Diffusion](https://arxiv.org/abs/2404.00001)\n\nVote: 7\n\nAuthors: Ada Kim, +, Bob Lee, Ada Kim\n\n- 비디오 확산 모델입니다. [코드](https://example.org/fresh)\n- 둘째 줄입니다.\n' \
    >"$BATS_FILE_TMPDIR/archive/2024/04/01.md"
  seogo-index -q "$BATS_FILE_TMPDIR/archive"
}

setup() {
  export XDG_CONFIG_HOME=$BATS_FILE_TMPDIR/config
  rm -rf "$XDG_CONFIG_HOME/seogo"
}

settings() { mkdir -p "$XDG_CONFIG_HOME/seogo"; cat >"$XDG_CONFIG_HOME/seogo/$1"; }

@test "new: is what the last publication brought, and stays so when all is made anew" {
  [ "$(ids new:)" = 2404.00001 ]
  [ "$(ids --new)" = 2404.00001 ]
  [ "$(ids 'new: 비디오')" = 2404.00001 ]
  [ "$(ids -- -new: | grep -c 2404.00001)" = 0 ]
  seogo-index -q --full "$BATS_FILE_TMPDIR/archive"
  [ "$(ids new:)" = 2404.00001 ]
  [ "$(seogo --count new:2)" = "$(seogo --count '')" ]
  run -2 seogo new:31
  holds "$output" "from 1 to 30"
}

@test "text with new: in it is text" {
  [ "$(seogo --count 'something old, something new: a study')" != "$(seogo --count new:)" ]
}

@test "a saved query stands for itself in others" {
  seogo --save video '비디오 -이미지'
  [ "$(ids query:video)" = "$(ids '비디오 -이미지')" ]
  [ "$(ids 'query:video new:')" = 2404.00001 ]
  seogo --save fresh 'query:video new:'
  [ "$(ids query:fresh)" = 2404.00001 ]
  seogo --save video 'title:llm'
  [ "$(ids query:video)" = "$(ids title:llm)" ]
  seogo --save fresh ''
  run -2 seogo query:fresh
  holds "$output" "there is no saved query 'fresh'"
  holds "$output" "hint: seogo --saved"
}

@test "saved queries are listed with what is new of them first" {
  seogo --save llm title:llm
  seogo --save 비디오 비디오
  run -0 seogo --saved
  [[ ${lines[0]} == 비디오*"1 new  비디오" ]]
  [[ ${lines[1]} == llm*"0 new  title:llm" ]]
  run -0 seogo --saved -f json
  holds "$output" '"name":"비디오"'
  rm "$XDG_CONFIG_HOME/seogo/queries"
  run -1 seogo --saved
}

@test "saved queries that name each other, and what is no name, are told" {
  settings queries <<<$'a\tquery:b\nb query:a\n# a remark'
  run -2 seogo query:a
  holds "$output" "the saved query 'a' names itself"
  run -2 seogo --save 'two words' x
  holds "$output" "is no name"
  run -2 seogo --save half '"x'
  settings queries <<<'alone'
  run -2 seogo --saved
  holds "$output" "queries:1: there is no query behind 'alone'"
}

@test "days that are counted are said" {
  run -0 seogo --today 2024-03-22 'since:7d until:0d'
  holds "$output" "7d: from 2024-03-15 on"
  [ "$(ids -n 99 --today 2024-03-22 date:7d)" = "$(ids -n 99 date:2024-03-15..2024-03-22)" ]
  [ "$(ids -n 99 --today 2024-03-31 date:지난달)" = "$(ids -n 99 date:2024-02)" ]
  run -2 seogo --today soon x
}

@test "a paper whole: every point, all authors once, place, key and links" {
  run -0 seogo show 2404.00001
  for part in "Fresh Video Diffusion" "▲ 7 · 2024-04-01" "    Ada Kim, Bob Lee" 04/01.md:3 \
    @kim2024fresh "비디오 확산 모델입니다" "둘째 줄입니다" https://example.org/fresh; do
    holds "$output" "$part"
  done
  lacks "$output" "+"
  [ "$(seogo -f full 2404.00001)" = "$output" ]
  run -0 seogo show 2403.12706 https://arxiv.org/abs/2402.13929
  [ "$(grep -c '▲' <<<"$output")" = 2 ]
  run -0 seogo 'show me videos'
}

@test "a paper a line, and for notes" {
  run -0 seogo -f line new:
  [[ $output == "  1  2024-04-01  ▲   7  Fresh Video Diffusion  2404.00001" ]]
  run -0 seogo -f markdown new:
  holds "$output" "## [Fresh Video Diffusion](<https://arxiv.org/abs/2404.00001>)"
  holds "$output" "- 둘째 줄입니다."
}

@test "BibTeX says whose order it has" {
  run -0 seogo -f bibtex new:
  [[ ${lines[0]} == "% Authors stand in the page's order"* ]]
  holds "$output" "{Ada Kim and Bob Lee}"
}

@test "facets are exact" {
  run -0 seogo --facet month -f json ''
  [ "$(grep -o '"papers":[0-9]*' <<<"$output" | head -n 1)" = "\"papers\":$(seogo --count '')" ]
  for month in $(grep -oE '"2[0-9-]+","papers":[0-9]+' <<<"$output" | tr -d '"'); do
    [ "${month##*:}" = "$(seogo --count "date:${month%%,*}")" ]
  done
  run -0 seogo --facet author -n 1 --width 40 new:
  [[ ${lines[1]} == "Ada Kim  1 ██"* ]]
  [ "${lines[2]}" = "and 1 more" ]
  run -0 seogo --facet votes ''
  holds "$output" "5-9"
  run -1 seogo --facet month --literal zzyzx
  run -2 seogo --facet month date:2
}

@test "a trend has a line for each query" {
  run -0 seogo --trend --width 60 LLM 비디오
  [ "${#lines[@]}" -eq 3 ]
  local LC_ALL=C.UTF-8
  for line in "${lines[@]}"; do [ "${#line}" -le 60 ]; done
  run -2 seogo --trend LLM date:2
  holds "$output" date:2
}

@test "what is opened is the web's or the page" {
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  printf '#!/bin/sh\necho "opened $1"\n' | tee "$BATS_TEST_TMPDIR/bin/xdg-open" \
    >"$BATS_TEST_TMPDIR/bin/open"
  chmod +x "$BATS_TEST_TMPDIR/bin"/*
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  run -0 seogo --open link new:
  [ "$output" = "opened https://arxiv.org/abs/2404.00001" ]
  run -0 seogo --open page new:
  [ "$output" = "opened $BATS_FILE_TMPDIR/archive/2024/04/01.md" ]
  run ! seogo --open thumbnail new:
  holds "$output" "no thumbnail"
}

@test "a file of options counts less than the command line, and not for scripts" {
  settings options <<<$'# mine\n\n-f id\n--limit 1\n--sort=date'
  [ "$(seogo 비디오)" = "$(SEOGO_OPTIONS= seogo -f id -n 1 --sort date 비디오)" ]
  [ "$(seogo -n 2 비디오 | wc -l)" = 2 ]
  [[ $(SEOGO_OPTIONS= seogo 비디오) == *▲* ]]
  settings options <<<$'-f id\n--wrong'
  run -2 seogo 비디오
  holds "$output" "options:2: there is no option '--wrong'"
  settings options <<<'확산'
  run -2 seogo 비디오
  holds "$output" "options:1: '확산' is no option"
}

@test "a mistake names what was typed" {
  run -2 seogo 확산 -비디오
  holds "$output" "there is no option '-비디오'"
  holds "$output" "quotes"
  run -2 seogo -xyz 확산
  holds "$output" "'-xyz'"
  run -2 seogo --hepl
  holds "$output" "did you mean --help?"
  run -2 seogo -h
  holds "$output" "seogo --help"
}

@test "--help fits a screen" { [ "$(seogo --help | wc -l)" -le 40 ]; }
