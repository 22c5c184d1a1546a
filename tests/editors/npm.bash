# npm_install DIR: in DIR, which lies below build/, what its package-lock.json pins, once for
# all builds. Says in a line why where that cannot be.
npm_install() {
  local said program
  for program in node npm; do
    command -v "$program" >/dev/null || { echo "$program is not installed"; return; }
  done
  cmp -s "$1/package-lock.json" "$1/installed" && return
  if ! said=$(cd "$1" && HOME=$1 npm ci --ignore-scripts --no-audit --no-fund 2>&1); then
    case $said in
      *ENOTFOUND* | *EAI_AGAIN* | *ECONNREFUSED* | *ETIMEDOUT*) echo 'npm reaches no registry' ;;
      *) fail "$said" ;;
    esac
    return
  fi
  cp "$1/package-lock.json" "$1/installed"
}
