# The folders know of each other what the house allows, and nothing goes round.
load common

# folder: the folders that its sources may include, beside itself
arrows='
shim/base:
shim/glass:
shim/xapian: shim/base shim/glass
shim/match: shim/base shim/glass shim/xapian
indexer: shim/base indexer/format indexer/command
indexer/command: shim/base indexer/format indexer/build
indexer/build: shim/base shim/xapian indexer/format indexer/format/analysis indexer/lexicon indexer/page
indexer/format: shim/base shim/xapian indexer/format/analysis
indexer/format/analysis: shim/base
indexer/lexicon: shim/base shim/xapian indexer/format indexer/format/analysis
indexer/page: shim/base indexer/format
query: shim/base indexer/format query/command query/language query/lsp query/render query/search query/serve query/settings
query/answer: indexer/format
query/command: shim/base shim/xapian indexer/format query/answer query/render query/search query/settings
query/language: shim/base indexer/format indexer/format/analysis
query/lsp: shim/base indexer/format query/answer query/render query/serve
query/plan: shim/base shim/xapian indexer/format indexer/format/analysis query/language query/plan/term query/plan/rank query/plan/guess query/plan/words
query/plan/term: shim/base shim/xapian indexer/format indexer/format/analysis query/answer
query/plan/rank: shim/base shim/xapian indexer/format indexer/format/analysis query/plan/term
query/plan/guess: shim/base shim/xapian indexer/format indexer/format/analysis query/plan/term query/plan/rank
query/plan/words: shim/base indexer/format indexer/format/analysis query/plan/term query/plan/rank query/plan/guess
query/render: shim/base indexer/format query/answer
query/search: shim/base shim/xapian shim/match indexer/format indexer/format/analysis query/answer query/language query/plan query/plan/guess query/plan/rank query/render
query/settings: shim/base
query/serve: shim/base indexer/format indexer/format/analysis query/answer query/plan/guess query/plan/words query/render query/search
'

# includes ROOM...: a line "FILE HEADER" for each header of this project that a room's
# sources include.
includes() {
  (cd "$SEOGO_SOURCE_DIR" && grep -rnoP --include='*.[ch]' --include='*.cc' --include='*.hpp' \
    '^\s*#\s*include\s*[<"]\K(shim|indexer|query|tests)/[^>"]+' "$@" | sed 's/:[0-9]*:/ /')
}

# without PATTERN: each of two paths less what the pattern matches, no pair of the same.
without() {
  sed -E "s#$1( |\$)#\\2#g" | awk '$1 != $2' | sort -u
}

# fine: fails with what standard input holds, each line of it.
fine() {
  local bad
  bad=$(cat)
  [ -z "$bad" ] || fail "$bad"
}

@test "Xapian is included by the shim alone" {
  cd "$SEOGO_SOURCE_DIR"
  grep -rqE '^#include <xapian' shim
  run -1 grep -rE --include='*.[ch]' '^\s*#\s*include\s*[<"]xapian' indexer query
}

@test "a folder includes what its row allows, and each has a row" {
  includes shim indexer query | without '(/[^/ ]*)' | awk -v rows="$arrows" '
    BEGIN {
      n = split(rows, row, "\n")
      for (i = 1; i <= n; i++) {
        split(row[i], part, ": *")
        named[part[1]] = 1
        m = split(part[2], allowed, " ")
        for (k = 1; k <= m; k++) may[part[1] " " allowed[k]] = 1
      }
    }
    !($1 in named) { print $1 " has no row" }
    ($1 in named) && !(($1 " " $2) in may) { print $1 " includes " $2 }' | fine
}

@test "the rows go one way" {
  awk -F': *' '{ n = split($2, to, " "); for (i = 1; i <= n; i++) print $1, to[i] }' <<<"$arrows" |
    tsort 2>&1 >/dev/null | fine
}

# A unit is x.h with x.c.
@test "no units include each other, one way round or another" {
  includes shim indexer query | without '\.([^. /]*)' | tsort 2>&1 >/dev/null | fine
}

@test "what Linux alone has is called in one file" {
  run -1 grep -rnwE 'qsort_r|pipe2|memrchr|prctl|malloc_trim|mallopt|renameat2|statx|O_TMPFILE|F_OFD_[A-Z]+|st_[amc]tim|strerror_r|sigtimedwait|tdestroy|reallocarray|pthread_condattr_setclock|char16_t|char32_t|memfd_create|syscall|pidfd_open|accept4|epoll_[a-z0-9]+|fsync|fdatasync' \
    --include='*.[ch]' --include='*.cc' --include='*.hpp' --exclude=system.c \
    "$SEOGO_SOURCE_DIR"/{shim,indexer,query}
  run -1 grep -rn '"/proc/' --include='*.[ch]' --include='*.cc' "$SEOGO_SOURCE_DIR"/{shim,indexer,query}
}
