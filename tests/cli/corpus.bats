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

@test "every title is found as it stands between its brackets" {
  sed -n 's|^### \[\(.*\)\](https://.*|\1|p' "$pages"/*/*/*.md |
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

@test "each form of pages gives its papers, and what is no paper costs nothing" {
  run -0 --separate-stderr seogo-index --db "$BATS_TEST_TMPDIR/forms" "$corpus/forms"
  [[ $stderr == *README.md:1:\ no\ paper\ on\ this\ page ]]
  found=$(seogo --db "$BATS_TEST_TMPDIR/forms" -n 20 -f json '' | jq -r '.hits[] |
    [.id, .title, (.votes // "-"), (.authors | join("; ")), .date] | join(" | ")' | sort)
  diff - <(echo "$found") <<'END'
10.5555/90008 | A Kite Without Wind | - |  | 2024-03-20
2024.demo-1.99 | Seven Ways to Fold a Map | - |  | 2024-03-20
2403.90001 | A Lantern That Fits a Pocket | 1234 | Ada Kim; Bo Lee | 2024-03-20
2403.90002 | Rivers Remember Their Beds | - |  | 2024-03-20
2403.90004 | A Bridge of Paper | - |  | 2024-03-20
2403.90005 | Letters Between Lighthouses | - | Ada Kim; Cho Park | 2024-03-20
2403.90006 | Maps of Places That Moved | 12 | Cho Park | 2024-03-20
2403.90010 | 작은 등불 | 9 | 김아다; 이보 | 2024-03-20
Cloud90003 | Counting Clouds by Hand | 7 | Ada Kim; Bo Lee | 2024-03-20
math/0701001 | Old Ids Still Open Doors | 3 | Ada Kim; Bo Lee | 2024-03-20
END
  for query in note:Meadow link:github.com/example/lantern 이보 id:alphaxiv.org/abs/2403.90010; do
    [ "$(seogo --db "$BATS_TEST_TMPDIR/forms" --count "$query")" -ge 1 ] || fail "$query"
  done
}

@test "a clone of an archive with its licence and its README exits 0" {
  cp -r "$pages" "$BATS_TEST_TMPDIR/clone"
  chmod -R u+w "$BATS_TEST_TMPDIR/clone"
  printf '%s\n' '# MIT License' '' 'Copyright (c) 2024 A Keeper, https://example.org' \
    >"$BATS_TEST_TMPDIR/clone/LICENSE.md"
  printf '%s\n' '# Daily papers' '' 'See [March](2024/03/20.md), [arXiv](https://arxiv.org).' \
    >"$BATS_TEST_TMPDIR/clone/README.md"
  run -0 --separate-stderr seogo-index --db "$BATS_TEST_TMPDIR/cloned" "$BATS_TEST_TMPDIR/clone"
  [[ $output == *'papers      36'* ]]
}

@test "an arXiv id's month is the date where the page has none" {
  mkdir "$BATS_TEST_TMPDIR/month"
  printf '%s\n' '# [A Paper Without a Day](https://arxiv.org/abs/2403.90020)' '' '- Undated.' \
    >"$BATS_TEST_TMPDIR/month/page.md"
  seogo-index -q --db "$BATS_TEST_TMPDIR/months" "$BATS_TEST_TMPDIR/month"
  [ "$(seogo --db "$BATS_TEST_TMPDIR/months" -f json '' | jq -r '.hits[].date')" = 2024-03 ]
  [[ $(seogo --db "$BATS_TEST_TMPDIR/months" '') =~ 2024-03( |$|[^-0-9]) ]]
  for query in date:2024-03 since:2024-03 until:2024-03; do
    [ "$(seogo --db "$BATS_TEST_TMPDIR/months" --count "$query")" = 1 ] || fail "$query"
  done
  for query in date:2024-02 until:2024-02 since:2024-03-02; do
    [ "$(seogo --db "$BATS_TEST_TMPDIR/months" --count "$query")" = 0 ] || fail "$query"
  done
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
