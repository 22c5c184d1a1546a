# A copy of the extension with what npm installs for it, which lies below build/ and is
# made once for all builds.
load ../../cli/common

extension=$SEOGO_SOURCE_DIR/query/editors/vscode
work=$SEOGO_SOURCE_DIR/build/vscode

# Says what is missing where the extension cannot be built.
prepare_extension() {
  local said program
  for program in node npm; do
    command -v "$program" >/dev/null || { echo "$program is not installed"; return; }
  done
  rm -rf "$work/src" "$work/test"
  mkdir -p "$work/test"
  tar -C "$extension" --exclude=./node_modules --exclude=./dist -ch . | tar -C "$work" -x
  cp "$BATS_TEST_DIRNAME"/*.ts "$BATS_TEST_DIRNAME/tsconfig.json" "$work/test/"
  cmp -s "$work/package-lock.json" "$work/installed" && return
  if ! said=$(cd "$work" && HOME=$work npm ci --ignore-scripts --no-audit --no-fund 2>&1); then
    case $said in
      *ENOTFOUND* | *EAI_AGAIN* | *ECONNREFUSED* | *ETIMEDOUT*) echo 'npm reaches no registry' ;;
      *) fail "$said" ;;
    esac
    return
  fi
  cp "$work/package-lock.json" "$work/installed"
}
