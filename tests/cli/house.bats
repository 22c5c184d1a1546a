# The rooms know of each other what the house allows: what a room may include.
load common

# includes ROOM...: the project's own headers that a room's sources include, as
# FILE:HEADER.
includes() {
  (cd "$SEOGO_SOURCE_DIR" && grep -rnoP --include='*.[ch]' --include='*.cc' --include='*.hpp' \
    '^\s*#\s*include\s*[<"]\K[^>"]+' "$@" | sed 's/:[0-9]*:/:/')
}

# only ALLOWED ROOM...: fails with the includes that ALLOWED does not match.
only() {
  local allowed=$1
  shift
  run -1 grep -vE ":($allowed)" <<<"$(includes "$@" | grep -E ':(shim|indexer|query|tests)/')"
}

@test "Xapian is included by the shim alone" {
  holds "$(includes shim)" xapian.h
  lacks "$(includes indexer query)" ':xapian'
}

@test "the shim knows no room" {
  only 'shim/' shim
}

@test "the indexer knows the shim and itself" {
  only 'shim/|indexer/' indexer
}

@test "the query knows the shim, itself and the indexer's format" {
  only 'shim/|query/|indexer/format/' query
}

@test "pages and analysis know the index only by what all must agree on" {
  only 'shim/base/|indexer/format/|indexer/page/' indexer/page
  only 'indexer/format/|shim/base/' indexer/format/analysis
}
