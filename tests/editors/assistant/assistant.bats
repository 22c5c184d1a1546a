# The server of the Model Context Protocol, used by the client that assistants are made with.
load ../../cli/common
load ../npm

work=$SEOGO_SOURCE_DIR/build/assistant

setup_file() {
  mkdir -p "$work"
  cp "$BATS_TEST_DIRNAME"/{package.json,package-lock.json,.npmrc,*.mjs} "$work/"
  missing=$(npm_install "$work")
  export missing
  index_corpus
}

@test "the official client gets on with the server, whatever it sends" {
  [ ! "$missing" ] || skip "$missing"
  cd "$work"
  node --test client.test.mjs
}

@test "what npm fetches is pinned, from no particular place" {
  cd "$BATS_TEST_DIRNAME"
  lacks "$(cat package-lock.json)" '"resolved"'
  [ -z "$(jq -r '.dependencies[] | select(test("^[0-9.]+$") | not)' package.json)" ]
}
