# --explain says how a query was taken and where a score comes from.
load common

setup_file() { index_corpus; }

# Of the explanation in $output: "rank score sum" for each hit.
sums() {
  awk '/^hits:/ { on = 1; next } !on { next }
    /^ *[0-9]+\. / { if (rank) print rank, score, sum; rank = $1; score = $2; sum = 0; next }
    !/not added/ { sum += $1 }
    END { if (rank) print rank, score, sum }' <<<"$output"
}

@test "the tree has a line a node, with fields, demands and bytes" {
  run -0 --separate-stderr seogo --explain '확산 +모델 -author:lin votes:>=5 since:2024-03'
  holds "$output" 'word "확산"  [0,6)'
  holds "$output" 'word "모델" must  [8,14)'
  holds "$output" 'word author: "lin" must not  [16,26)'
  holds "$output" 'range votes: 5.. must  [27,36)'
  holds "$output" 'range date: 2024-03-01.. must  [37,50)'
}

@test "alternatives have a kind, a weight and the papers of each field" {
  run -0 --separate-stderr seogo --explain 'Diffusion'
  holds "$output" 'diffus (literal), weight 1.00'
  title=$(seogo --count 'title:diffusion') summary=$(seogo --count --literal 'summary:diffusion')
  holds "$output" "diffus: title $title, summary $summary"
}

@test "filters tell how many papers they let through" {
  run -0 --separate-stderr seogo --explain 'votes:>=50'
  holds "$output" "range votes: 50.. must: $(seogo --count 'votes:>=50') papers"
}

@test "a hit's parts add up to its score" {
  for query in 'LLM의 추론능력' '확산 모델 비디오' 'yolo v9' '"강화 학습" LLM' 'diff* 확산' '+모델 추론' \
    '(확산 OR 추론) AND 모델' 'author:"Shanchuan Lin" 비디오' '2403.12706 확산'; do
    run -0 --separate-stderr seogo --explain "$query"
    [ -n "$(sums)" ] || fail "$query" "$output"
    awk -v query="$query" '{ d = $2 - $3; if (d > 0.06 || d < -0.06) { print query ": " $0; bad = 1 } }
      END { exit bad }' <<<"$(sums)" || fail "$output"
  done
}

@test "no part of a score goes without a name" {
  for query in '확산 모델 비디오' 'LLM의 추론능력' 'language model' '"강화 학습" diff*' 'dj'; do
    run --separate-stderr seogo --explain "$query"
    lacks "$output" 'ids and names, less what is capped'
  done
}

@test "a part that adds nothing has no line" {
  run -0 --separate-stderr seogo --explain 'diffusion models'
  holds "$output" 'words together'
  run -0 --separate-stderr seogo --explain 'diffusion'
  lacks "$output" 'words together'
}

@test "votes and recency are left out where they are switched off" {
  run -0 --separate-stderr seogo --explain --votes 0 --recency 0 모델
  lacks "$output" '  votes'
  lacks "$output" '  recency'
  run -0 --separate-stderr seogo --explain 모델
  holds "$output" '  votes'
  holds "$output" '  recency'
}

@test "at most ten hits, in the order of the search" {
  run -0 --separate-stderr seogo --explain -n 100 모델
  [ "$(sums | wc -l)" -eq 10 ]
  [ "$(awk '$1 ~ /^[0-9]+\.$/ && $2 ~ /^[0-9.]+$/ { print $3 }' <<<"$output")" = "$(ids 모델)" ]
}

@test "nothing found is exit status 1 here too" {
  run -1 --separate-stderr seogo --explain --literal zzyzx
  holds "$output" 'word "zzyzx"'
  holds "$output" 'no hits'
}

@test "control characters of a query are shown, not sent" {
  run --separate-stderr seogo --explain $'"\e[31m확산"'
  lacks "$output" $'\e'
}
