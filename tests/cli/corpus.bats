# The sample pages are read as they are written, and damage stays where it is.
load common

setup_file() { index_corpus; }

# The link's ids of the headings that match PATTERN in FILES, one a line.
heading_ids() {
  local pattern=$1
  shift
  sed -n "s|^### \[$pattern.*(https://arxiv.org/abs/\([0-9.]*\)).*|\1|p" "$@" | sort -u
}

report() { seogo-index --db "$BATS_TEST_TMPDIR/index" --report json "$@"; }

hit() { seogo -f json "id:$1" | jq -r ".hits[0] | $2"; }

@test "the sample pages are indexed whole and without a warning" {
  run -0 --separate-stderr report "$pages"
  [ -z "$stderr" ] || fail "$stderr"
  [ "$(jq -c '[.pages, .papers, .duplicates, .warnings]' <<<"$output")" = '[12,36,1,0]' ] ||
    fail "$output"
}

@test "every paper of the pages is found" {
  expected=$(heading_ids '' "$pages"/*/*/*.md)
  found=$(ids -n 100 '' | sort)
  [ "$found" = "$expected" ] || fail "$(diff <(echo "$expected") <(echo "$found"))"
}

@test "every title is found as it stands there for people" {
  sed -n 's|^### \[\(.*\)\](https://.*|\1|p' "$pages"/*/*/*.md | tr -d '`' |
    grep -vF 'LLM$\times$MapReduce' | sort >"$BATS_TEST_TMPDIR/expected"
  seogo -n 100 -f json '' | jq -r '.hits[].title' | sort >"$BATS_TEST_TMPDIR/found"
  diff "$BATS_TEST_TMPDIR/expected" "$BATS_TEST_TMPDIR/found"
}

@test "of a paper on two days the newer page is kept" {
  [ "$(hit 2410.09342 '[.title[:8], .date, .votes] | @csv')" = '"LLMtimes","2024-10-18",34' ] ||
    fail "$(hit 2410.09342 .)"
}

@test "votes are null where the page has none or a dash" {
  [ "$(hit 2311.11255 .votes)" = null ]
  [ "$(hit 2312.06353 .votes)" = null ]
  [ "$(hit 2402.17764 .votes)" = 291 ]
}

@test "authors are read from text, from a list literal, and may be missing" {
  [ "$(hit 2403.12706 '.authors | join("|")')" = 'Xiao Yang|Shanchuan Lin' ]
  [ "$(hit 2409.05862 '.authors[3]')" = "Thomas O'Connell" ]
  [ "$(hit 2311.10125 '.authors | length')" = 0 ]
}

@test "a nested bullet is a bullet, and an image or a video is none" {
  [ "$(hit 2311.10125 '.summary | length')" = 6 ]
  [ "$(hit 2311.12052 '.summary | length')" = 3 ]
  lacks "$(hit 2311.12052 '.summary | join(" ")')" Video
}

@test "the second heading of a page begins a day too" {
  [ "$(hit 2410.13852 .date)" = 2024-10-18 ]
}

@test "a page in NFD and a page with CR LF are found as any other" {
  [ "$(ids '스스로 채점하고' | head -n 1)" = 2401.10020 ]
  [ "$(ids '소코반' | head -n 1)" = 2402.14083 ]
  lacks "$(seogo -f json id:2402.14083)" '\r'
}

@test "a heading's line is that of the page" {
  line=$(grep -n 'arxiv.org/abs/2410.13852' "$pages/2024/10/18.md" | cut -d: -f1)
  [ "$(hit 2410.13852 .line)" = "$line" ]
  holds "$(hit 2410.13852 .path)" 2024/10/18.md
}

@test "damage is warned of with its page and line, and costs no other paper" {
  run -1 --separate-stderr report "$damaged"
  while read -r warning; do
    [[ ! $warning =~ ^([0-9]+\ more:|-v\ shows) ]] || continue
    [[ $warning =~ ^[^:]+\.md:[0-9]+:\ .+ ]] || fail "not a warning: $warning"
  done <<<"$stderr"
  for page in "$damaged"/*.md; do
    # An unreadable list of authors and control characters are read as text, and an
    # id tells the month where the page has no day.
    [[ $page != */@(bad-authors|controls|no-heading).md ]] || continue
    holds "$stderr" "${page##*/}:"
  done
  expected=$(heading_ids 'A sound paper' "$damaged"/*.md)
  found=$(ids --db "$BATS_TEST_TMPDIR/index" -n 100 'title:sound' | sort)
  [ "$found" = "$expected" ] || fail "$(diff <(echo "$expected") <(echo "$found"))"
}

@test "damaged pages cost the pages beside them nothing" {
  run -1 --separate-stderr report "$pages" "$damaged"
  holds "$(ids --db "$BATS_TEST_TMPDIR/index" 'AnimateDiff Lightning')" 2403.12706
}

@test "what a page holds cannot steer the terminal" {
  report "$damaged" >/dev/null 2>&1 || true
  local word
  for word in 붉게 지우려 숨겼습니다; do
    run -0 --separate-stderr seogo --db "$BATS_TEST_TMPDIR/index" "id:2401.90071 $word"
    holds "$output" "$word"
    printf '%s\n' "$output"
    seogo --db "$BATS_TEST_TMPDIR/index" -f vimgrep "id:2401.90071 $word"
  done >"$BATS_TEST_TMPDIR/shown"
  # ESC, BEL; U+009B; U+200F, U+202E, U+2066.
  run -1 grep -laP '\x1b|\x07|\xc2\x9b|\xe2\x80[\x8f\xae]|\xe2\x81\xa6' \
    "$BATS_TEST_TMPDIR/shown"
}
