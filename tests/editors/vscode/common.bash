# A copy of the extension with what npm installs for it, which lies below build/ and is
# made once for all builds.
load ../../cli/common
load ../npm

extension=$SEOGO_SOURCE_DIR/query/editors/vscode
work=$SEOGO_SOURCE_DIR/build/vscode

# Says what is missing where the extension cannot be built.
prepare_extension() {
  rm -rf "$work/src" "$work/test"
  mkdir -p "$work/test"
  tar -C "$extension" --exclude=./node_modules --exclude=./dist -ch . | tar -C "$work" -x
  cp "$BATS_TEST_DIRNAME"/*.ts "$BATS_TEST_DIRNAME/tsconfig.json" "$work/test/"
  npm_install "$work"
}
