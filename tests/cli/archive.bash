# Archives and index directories for tests of seogo-index. To be loaded after
# common.

# make_archive DIR PAGES PAPERS: PAGES pages of PAPERS made-up papers each, all
# with ids of their own.
make_archive() {
  mkdir -p "$1"
  awk -v directory="$1" -v pages="$2" -v papers="$3" 'BEGIN {
    for (page = 0; page < pages; page++) {
      file = sprintf("%s/page-%05d.md", directory, page)
      printf "## Daily Papers (2024-%02d-%02d)\n", page % 12 + 1, page % 28 + 1 > file
      for (paper = 0; paper < papers; paper++) {
        number = page * papers + paper
        printf "\n### [Paper number %d](https://arxiv.org/abs/%04d.%05d)\n\n", number,
          2401 + int(number / 100000), number % 100000 > file
        printf "Vote: %d\n\nAuthors: Writer %d\n\n", number % 50, number % 300 > file
        printf "- 견본 논문 %d번은 색인을 시험하려고 지은 글입니다.\n", number > file
        printf "- 둘째 줄에는 낱말 %d개를 더 적어 두었습니다.\n", number % 97 > file
      }
      close(file)
    }
  }'
}

# make_page FILE ID [DATE]: a page with one paper.
make_page() {
  mkdir -p "$(dirname "$1")"
  printf '%s\n' "## Daily Papers (${3-2024-03-20})" "" "### [Paper $2](https://arxiv.org/abs/$2)" \
    "" "Vote: 3" "" "Authors: A. Writer" "" "- 하나뿐인 논문입니다." >"$1"
}

# The files of an index directory but for the lock.
files_in() { ls -A "$1" | grep -vx lock; }

# no_scratch DIR: nothing is left of an indexer's work.
no_scratch() { lacks "$(ls -A "$1")" scratch-; }

# same_index DIR DIR: the live indexes hold the same bytes but for Xapian's
# identifier of a database, 16 bytes that are random.
same_index() {
  local differences
  differences=$(cmp -l "$1/current/papers" "$2/current/papers" | awk 'NR == 1 { first = $1 } { last = $1 }
    END { print NR == 0 ? 0 : last - first + 1 }')
  [ "$differences" -le 16 ] || fail "the indexes differ over $differences bytes"
}

# until_there PATTERN: waits until a file of that name is there, at most a minute.
until_there() {
  local tries
  for ((tries = 0; tries < 6000; tries++)); do
    compgen -G "$1" >/dev/null && return
    sleep 0.01
  done
  fail "never there: $1"
}

# key NAME: its value in the summary that the test saw in $output.
key() { awk -v name="$1" '$1 == name { print $2 }' <<<"$output"; }
