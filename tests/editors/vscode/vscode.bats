# The extension without the editor: it compiles, keeps its promises to the real program,
# and is packed. ./smoke tries it in the editor.
load common

setup_file() {
  missing=$(prepare_extension)
  export missing
  index_corpus
}

setup() {
  [ ! "$missing" ] || skip "$missing"
  cd "$work"
  export HOME=$BATS_TEST_TMPDIR SEOGO_STAND_IN=$SEOGO_SOURCE_DIR/tests/editors/vim/stand-in
}

@test "it compiles without a complaint, its tests too" {
  npx --no-install tsc --noEmit -p test
}

@test "the session with the program" {
  npx --no-install esbuild test/session.test.ts --bundle --platform=node --outfile=dist/test.js \
    --log-level=warning
  timeout 120 node --test dist/test.js
}

@test "it is packed, and nothing else with it" {
  npm run -s package
  run -0 unzip -Z1 dist/seogo.vsix
  [ "$(sort <<<"$output")" = "$(printf '%s\n' '[Content_Types].xml' extension.vsixmanifest \
    extension/LICENSE.txt extension/README.md extension/dist/extension.js extension/icon.png \
    extension/l10n/bundle.l10n.ko.json extension/package.json extension/package.nls.json \
    extension/package.nls.ko.json | sort)" ]
}

@test "what it tells is there in English and in Korean" {
  told=$(grep -oE '%seogo\.[a-z]+%' package.json | tr -d % | sort)
  for language in nls nls.ko; do
    [ "$(jq -r keys[] "package.$language.json")" = "$told" ]
  done
  # What the code tells is what is translated, with the same places for values.
  grep -ohP "\bt\(\s*'\K[^']+" src/*.ts | LC_ALL=C sort -u | diff - <(jq -r keys[] l10n/bundle.l10n.ko.json | LC_ALL=C sort)
  [ -z "$(jq -r 'to_entries[] | map_values([scan("{[0-9]}")] | sort | tostring)
    | select(.key != .value) | .key' l10n/bundle.l10n.ko.json)" ]
}

@test "what npm fetches is pinned, from no particular place" {
  lacks "$(cat package-lock.json)" '"resolved"'
  [ -z "$(jq -r '.devDependencies[] | select(test("^[0-9.]+$") | not)' package.json)" ]
}
