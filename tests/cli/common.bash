# What every tests/cli/*.bats loads: the programs of one build, a user without
# settings, and an index of the sample pages that a file's tests share.
#
#   load common
#   setup_file() { index_corpus; }
#   @test "…" { run -0 --separate-stderr seogo -f id '확산 모델'; … }
#
# CTest gives SEOGO_BIN_DIR and SEOGO_SOURCE_DIR; by hand, after tests/run:
#   bats tests/cli/FILE.bats
bats_require_minimum_version 1.5.0

: "${SEOGO_SOURCE_DIR:=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}"
: "${SEOGO_BIN_DIR:=$SEOGO_SOURCE_DIR/build/debug/bin}"
export SEOGO_SOURCE_DIR SEOGO_BIN_DIR
corpus=$SEOGO_SOURCE_DIR/corpus
pages=$corpus/pages
damaged=$corpus/damaged

case :$PATH: in
  *":$SEOGO_BIN_DIR:"*) ;;
  *) export PATH=$SEOGO_BIN_DIR:$PATH ;;
esac
unset LC_ALL LC_CTYPE LANG LANGUAGE COLUMNS NO_COLOR XDG_DATA_HOME XDG_CONFIG_HOME SEOGO_OPTIONS XAPIAN_CJK_NGRAM
export HOME=${BATS_FILE_TMPDIR:-/nonexistent} TERM=dumb

# Indexes the sample pages once for the file's tests and names the index in
# SEOGO_DB; for setup_file().
index_corpus() {
  export SEOGO_DB=$BATS_FILE_TMPDIR/index
  seogo-index -q "$pages"
}

# What a query finds, an arXiv id a line, best first.
ids() { seogo -f id "$@"; }

# The output formats that --help names, in its order.
formats() {
  seogo --help | sed -nE '/--format FORMAT/,/--sort/ { /--sort/d; s/ \(default\)|,//g; s/^.*--format FORMAT//; p }' |
    xargs
}

# fail TEXT...: for a test's last word when what it saw is not what it should be.
fail() {
  printf '%s\n' "$@" >&2
  return 1
}

# holds TEXT WHAT: TEXT contains WHAT.
holds() { [[ $1 == *"$2"* ]] || fail "missing: $2" "in: $1"; }

# lacks TEXT WHAT: TEXT does not contain WHAT.
lacks() { [[ $1 != *"$2"* ]] || fail "unwanted: $2" "in: $1"; }
