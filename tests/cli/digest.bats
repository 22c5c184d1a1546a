# seogo digest: the saved queries' papers as a page, as notes and as a mail.
load common

setup_file() {
  index_corpus
  export XDG_CONFIG_HOME=$BATS_FILE_TMPDIR/config
  seogo --save video '비디오 생성'
  seogo --save agents 'agent OR 에이전트'
  seogo --save diffusion '"확산 모델" votes:>=20'
  seogo --save 언어 '언어 모델'
  seogo --save none 'author:nobody'
}
setup() { export XDG_CONFIG_HOME=$BATS_FILE_TMPDIR/config; }

check() { "$SEOGO_SOURCE_DIR/tests/harness/page-check" "$1"; }

# An archive of papers that would break out of a page, in $hostile with its page.
make_hostile() {
  hostile=$BATS_TEST_TMPDIR
  mkdir -p "$hostile/pages/2024"
  cat >"$hostile/pages/2024/a.md" <<'PAGE'
## Daily Papers (2024-03-20)

### [<script>parent.hit=1</script></title> "onload=parent.hit=1 '><b> agent](https://arxiv.org/abs/2403.00001?a="onmouseover="x'&lt;)
![](https://images.example.org/a.png"onerror="parent.hit=1)
Vote: 5
Authors: <i>Eve</i>, "onload=x, O'Neil & Sons

- <img src=x onerror=parent.hit=1> agent </section></body></html> &lt;script&gt; javascript:alert(1)
- see javascript:alert(2) and https://example.org/"onclick=x and data:text/html,x agent

### [agent with a thumbnail that is none](https://arxiv.org/abs/2403.00002)
![](javascript:parent.hit=1)

- <svg onload=parent.hit=1> agent

### [agent with one that is not safe, Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa](https://arxiv.org/abs/2403.00003)
![](http://images.example.org/b.png)

- <style>body{display:none}</style> <!-- agent -->
- agent
PAGE
  seogo-index -q --db "$hostile/index" "$hostile/pages"
  seogo digest agents --db "$hostile/index" -f html >"$hostile/page.html"
}

@test "a page has every saved query, its papers, and a way to each" {
  run -0 --separate-stderr seogo digest -f html --today 2024-05-01
  [ -z "$stderr" ]
  printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/page.html"
  check "$BATS_TEST_TMPDIR/page.html"
  [ "$(grep -c '<section id=' <<<"$output")" -eq 5 ]
  [ "$(grep -c '<li><a href="#part-' <<<"$output")" -eq 5 ]
  holds "$output" '<h1>Papers, 2024-05-01</h1>'
  holds "$output" '<h2>언어</h2>'
  holds "$output" '<mark>비디오</mark>'
  holds "$output" '<a href="https://arxiv.org/abs/'
  holds "$output" 'prefers-color-scheme:dark'
  holds "$output" 'word-break:keep-all'
}

@test "the papers are those of the queries, at most n of each" {
  for name in video diffusion; do
    seogo digest "$name" -f html -n 4 | grep -oE '<h3><a href="[^"]*' | sed 's|.*/||' |
      sort >"$BATS_TEST_TMPDIR/page"
    seogo --new -f id -n 4 "query:$name" | sort | diff - "$BATS_TEST_TMPDIR/page"
  done
  [ "$(seogo digest video agents -f line -n 1 | grep -c '^  1  ')" -eq 2 ]
}

@test "new papers come first, and alone with --new" {
  cp -r "$pages" "$BATS_TEST_TMPDIR/pages"
  export SEOGO_DB=$BATS_TEST_TMPDIR/index
  seogo-index -q "$BATS_TEST_TMPDIR/pages"
  printf '## Daily Papers (2025-06-01)\n\n### [A clip](https://arxiv.org/abs/2506.00001)\n\n- 비디오.\n' \
    >"$BATS_TEST_TMPDIR/pages/2025/2025-06-01.md"
  seogo-index -q "$BATS_TEST_TMPDIR/pages"
  run -0 seogo digest video -f line -n 3
  [ "${lines[0]}" = '# video (1 new): 비디오 생성' ]
  holds "${lines[1]}" 2506.00001
  [ "${#lines[@]}" -eq 4 ]
  [ "$(cut -c1-3 <<<"$output" | tail -n +2 | tr -d ' \n')" = 123 ]
  run -0 seogo digest video --new -f line
  [ "${#lines[@]}" -eq 2 ]
  [ "$(seogo digest video -f html | grep -c '<span class="new">new</span>')" -eq 1 ]
  [ "$(seogo digest video -f text | grep -c ' (new)$')" -eq 1 ]
  [ "$(seogo digest video -f markdown | grep -c ' · new$')" -eq 1 ]
  run -1 seogo digest none --new
}

@test "text is fit for a mail" {
  run -0 --separate-stderr seogo digest -f text --color always
  [ -z "$stderr" ]
  lacks "$output" $'\033'
  lacks "$output" $'\r'
  PYTHONUTF8=1 python3 -c '
import sys, unicodedata
for line in sys.stdin.read().splitlines():
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in unicodedata.normalize("NFC", line))
    assert width <= 72, line' <<<"$output"
  holds "$output" '# none (0 new): author:nobody'
  holds "$output" 'nothing found'
  seogo digest -f markdown | grep -qx '# video (.* new): 비디오 생성'
}

@test "the manual's hooks write a page and a mail of what is new" {
  export HOME=$BATS_TEST_TMPDIR USER=someone PATH=$BATS_TEST_TMPDIR:$PATH
  printf '#!/bin/sh\ncat >sent\n' >"$HOME/mail"
  printf '#!/bin/sh\nshift 2 # --user -qP\nexec "$@"\n' >"$HOME/systemd-run"
  chmod +x "$HOME/mail" "$HOME/systemd-run"
  manual=$SEOGO_SOURCE_DIR/indexer/man/seogo-index.1
  cd "$HOME"
  for number in 1 2; do
    hook=$(sed -n "s/^SEOGO_OPTIONS='--after \"\(.*\)\"'$/\1/p" "$manual" | sed -n "${number}p")
    [ -n "$hook" ]
    run -0 seogo-index -q --full --db index --after "$hook" "$pages"
    [ -z "$output" ] || fail "$output"
  done
  check papers.html
  holds "$(<sent)" '# video ('
}

@test "what a paper says is text in a page" {
  make_hostile
  check "$hostile/page.html"
  page=$(<"$hostile/page.html")
  [ "$(grep -c '^<article>' <<<"$page")" -eq 3 ]
  holds "$page" '&lt;script&gt;parent.hit=1&lt;/script&gt;&lt;/title&gt; &quot;onload='
  lacks "$page" '<script'
  lacks "$page" 'href="javascript'
  seogo --db "$hostile/index" -f html '<script>"onload=' 'agent</title>' >"$hostile/one.html"
  check "$hostile/one.html"
}

@test "an ordinary query's papers are a page too" {
  seogo -f html -n 3 '확산 모델' >"$BATS_TEST_TMPDIR/page.html"
  check "$BATS_TEST_TMPDIR/page.html"
  [ "$(grep -c '^<article>' "$BATS_TEST_TMPDIR/page.html")" -eq 3 ]
  run -2 seogo -f html --batch /dev/null
}

@test "a trend is a chart, and its numbers are in a table behind it" {
  seogo --trend 비디오 '"<b>"' '확산 모델' -f html >"$BATS_TEST_TMPDIR/page.html"
  check "$BATS_TEST_TMPDIR/page.html"
  page=$(<"$BATS_TEST_TMPDIR/page.html")
  [ "$(grep -c '<polyline' <<<"$page")" -eq 3 ]
  holds "$page" '<th>&quot;&lt;b&gt;&quot;</th>'
  month=$(seogo -f json --trend 비디오 '"<b>"' '확산 모델' |
    jq -r '.months[0] as $all | .trends[0].months[] | select(.value == $all.value) |
      [.value, (.papers / $all.papers * 1000 | round / 10)] | @tsv')
  holds "$page" "<th>${month%$'\t'*}</th><td>${month#*$'\t'}"
  [ "$(grep -c '</tr>' <<<"$page")" -eq "$(($(seogo -f json --trend 비디오 | jq '.months | length') + 1))" ]
}

@test "what cannot be a digest is told, and how it can be" {
  run -2 env XDG_CONFIG_HOME=/nonexistent seogo digest
  holds "$output" 'seogo --save NAME QUERY'
  run -2 seogo digest video nothere
  holds "$output" "'nothere'"
  holds "$output" '"digest"'
  run -2 seogo digest -f trec
  mkdir "$BATS_TEST_TMPDIR/seogo"
  printf 'broken\tvotes:many\n' >"$BATS_TEST_TMPDIR/seogo/queries"
  XDG_CONFIG_HOME=$BATS_TEST_TMPDIR run -2 seogo digest
  holds "$output" 'broken'
  run ! grep -q 'saved quer' <(seogo 'digest video' 2>&1) # one word more, and it is a query
}

# Renders $1 in a frame of $2 columns, and says how wide it is and whether it did anything.
rendered() {
  printf '<iframe id=f src="%s" style="width:%spx;height:900px"></iframe><p id=p></p>
<script>f.onload = () => { const e = f.contentDocument.documentElement
  p.textContent = "wide " + e.scrollWidth + " hit " + window.hit }</script>' \
    "${1##*/}" "$2" >"${1%/*}/frame.html"
  browse --allow-file-access-from-files --dump-dom "file://${1%/*}/frame.html" |
    grep -o 'wide [0-9]* hit [a-z0-9]*'
}

browse() {
  timeout 120 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run \
    --host-resolver-rules='MAP * ~NOTFOUND' --user-data-dir="$BATS_TEST_TMPDIR/profile" \
    --virtual-time-budget=5000 --enable-logging=stderr "$@" 2>"$BATS_TEST_TMPDIR/browser"
}

# Of addresses, which this browser is kept from, it may complain.
complaints() { grep 'CONSOLE' "$BATS_TEST_TMPDIR/browser" | grep -v 'ERR_NAME_NOT_RESOLVED'; }

@test "Chromium shows a page as wide as a telephone, and has nothing to complain of" {
  command -v chromium >/dev/null || skip "chromium is not installed"
  make_hostile
  # Without its policy the page is as inert; with it a script is complained of.
  grep -v 'Content-Security-Policy' "$hostile/page.html" >"$hostile/bare.html"
  sed 's|<body>|&<script>parent.hit = 1</script>|' "$hostile/page.html" >"$hostile/bad.html"
  rendered "$hostile/bad.html" 360 >/dev/null
  complaints | grep -q 'Content Security Policy'
  seogo digest -f html >"$hostile/digest.html"
  seogo --trend 비디오 '확산 모델' -f html >"$hostile/trend.html"
  for page in page bare digest trend; do
    for width in 360 1200; do
      [ "$(rendered "$hostile/$page.html" "$width")" = "wide $width hit undefined" ] ||
        fail "$page at $width: $(rendered "$hostile/$page.html" "$width")"
      run ! complaints
    done
  done
  for width in 360 1200; do
    browse --window-size="$width,1400" --screenshot="$hostile/$width.png" "file://$hostile/page.html"
    [ -s "$hostile/$width.png" ]
    run ! complaints
  done
}
