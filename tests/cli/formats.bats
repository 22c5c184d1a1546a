# What each format gives to the programs behind it.
load common

setup_file() { index_corpus; }

@test "json and jsonl are valid and tell the same" {
  seogo -f json -n 20 '확산 모델' | jq -e . >/dev/null
  [ "$(seogo -f jsonl -n 20 '확산 모델' | sed 1d | jq -c .)" = \
    "$(seogo -f json -n 20 '확산 모델' | jq -c '.hits[]')" ]
}

@test "highlights are whole words at their bytes" {
  seogo -f json -n 36 --offsets char 'diffusion 확산 모델의 추론능력 yolo' >"$BATS_TEST_TMPDIR/j"
  jq -r '.hits[] | . as $h | (.highlights.title[] | $h.title[.[0]:.[1]]),
    (.highlights.summary[] | . as $m | $h.summary[$m[0]][$m[1]:$m[2]])' \
    "$BATS_TEST_TMPDIR/j" | sort -u >"$BATS_TEST_TMPDIR/words"
  [ -s "$BATS_TEST_TMPDIR/words" ]
  # A mark begins and ends at a character of its word.
  run -1 grep -nE '^[[:space:][:punct:]]|[[:space:]]$|^$' "$BATS_TEST_TMPDIR/words"
  # No English word is marked in its middle.
  middle=$(jq -r '.hits[] | . as $h | .highlights.title[] | . as $m |
    [$h.title[([.[0] - 1, 0] | max):.[0] + 1], $h.title[.[1] - 1:.[1] + 1]] |
    select(($m[0] > 0 and (.[0] | test("^[a-z]{2}$"))) or (.[1] | test("^[a-z]{2}$"))) |
    tostring' "$BATS_TEST_TMPDIR/j")
  [ -z "$middle" ] || fail "$middle"
}

@test "the unit of highlights counts the same words" {
  slices() {
    seogo -f json -n 10 --offsets "$1" '확산 모델' | python3 -c '
import json, sys
unit = {"byte": "utf-8", "char": "utf-32-le", "utf16": "utf-16-le"}
answer = json.load(sys.stdin)
code = unit[answer["offsets"]]
size = {"byte": 1, "char": 4, "utf16": 2}[answer["offsets"]]
for hit in answer["hits"]:
    for bullet, start, end in hit["highlights"]["summary"]:
        text = hit["summary"][bullet].encode(code)
        print(text[start * size:end * size].decode(code))'
  }
  expected=$(slices byte)
  holds "$expected" 확산
  [ "$(slices char)" = "$expected" ]
  [ "$(slices utf16)" = "$expected" ]
}

@test "match tells how a paper was found" {
  [ "$(seogo -f json -n 1 diffusion | jq -r '.hits[0].match')" = literal ]
  [ "$(seogo -f json -n 1 '비디오모델' | jq -r '.hits[0].match')" = spacing ]
}

@test "vimgrep leads to the line in the page" {
  IFS=: read -r file line column text < <(seogo -f vimgrep -n 1 id:2403.12706)
  holds "$(sed -n "${line}p" "$file")" 'AnimateDiff-Lightning'
  holds "$text" 'AnimateDiff-Lightning'
  [ "$column" -ge 1 ]
}

@test "lines end by NUL where they are asked to" {
  seogo -0 -f path -n 5 모델 | xargs -0 ls >/dev/null
  [ "$(seogo -0 -f id -n 3 모델 | tr -dc '\0' | wc -c)" -eq 3 ]
  [ "$(seogo -0 -f id -n 3 모델 | tr '\0' '\n')" = "$(ids -n 3 모델)" ]
}

@test "url, path, bibtex and sexp" {
  [ "$(seogo -f url id:2403.12706)" = https://arxiv.org/abs/2403.12706 ]
  [ -r "$(seogo -f path id:2403.12706)" ]
  holds "$(seogo -f bibtex id:2403.12706)" '2403.12706'
  holds "$(seogo -f sexp id:2403.12706)" ':id "2403.12706"'
}

@test "every format ends with a newline" {
  for format in $(formats); do
    [ "$(seogo -f "$format" -n 2 모델 | tail -c 1 | od -An -c | tr -d ' ')" = '\n' ] ||
      fail "$format"
  done
}
