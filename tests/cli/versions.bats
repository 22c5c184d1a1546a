# The version is told in CMakeLists.txt, and all else that names one agrees.
load common

setup() {
  version=$(sed -n 's/^project(seogo VERSION \([0-9.]*\).*/\1/p' "$SEOGO_SOURCE_DIR/CMakeLists.txt")
  [ "$version" ]
  editors=$SEOGO_SOURCE_DIR/query/editors
}

# only_version FOUND: lines that all are the version, and one at least.
only_version() {
  [ "$(sort -u <<<"$1")" = "$version" ] || fail "not $version:" "$1"
}

@test "the programs tell it" {
  only_version "$(seogo --version | grep -oE '[0-9.]+\.[0-9.]+')"
  only_version "$(seogo-index --version | grep -oE '[0-9.]+\.[0-9.]+')"
}

@test "the news and the Debian package begin with it" {
  only_version "$(sed -n '1s/^seogo (\(.*\)-.*) .*/\1/p' "$SEOGO_SOURCE_DIR/.packaging/changelog")"
}

@test "the editors' plugins are of it" {
  only_version "$(sed -n 's/^;; Version: //p' "$editors/emacs/seogo.el")"
  only_version "$(jq -r .version "$editors/vscode/package.json")"
  only_version "$(jq -r '.version, .packages[""].version' "$editors/vscode/package-lock.json")"
}

@test "the manual pages show answers of it" {
  for page in seogo-json.7 seogo-serve.7; do
    only_version "$(grep -oE '"(seogo|version)":"[0-9]+[.][0-9.]+"' "$SEOGO_SOURCE_DIR/query/man/$page" | cut -d '"' -f 4)"
  done
}

@test "a commit that is tagged as a version is that version" {
  tags=$(git -C "$SEOGO_SOURCE_DIR" tag --points-at HEAD 'v*' 2>/dev/null) || skip "not in a clone"
  [ "$tags" ] || skip "this commit is not tagged"
  [ "$tags" = "v$version" ]
}
