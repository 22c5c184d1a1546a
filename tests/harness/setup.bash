# What ./corpus/demo and ./tests/run share: the Debian packages and the builds.
# Sourced, never run. It installs only what is missing, writes in the tree nothing that
# git does not ignore, and is silent about what went well.

export LC_ALL=C.UTF-8
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$root/build
terminal=
if [ -t 0 ] && [ -t 2 ]; then terminal=yes; fi

# To build and to run.
runtime_packages=(gcc g++ libc6-dev cmake ninja-build pkgconf
  libxapian-dev libcjson-dev libutf8proc-dev libmd4c-dev libxxhash-dev libzstd-dev)
# To test as well.
test_packages=(clang bats libcmocka-dev jq man-db procps python3 xapian-tools fzf tmux)
# To test the editors as well.
editor_packages=(vim-nox neovim emacs-nox elpa-consult elpa-vertico elpa-embark
  elpa-marginalia elpa-evil elpa-eglot unzip)
# Where Node.js is from elsewhere, it has brought npm.
command -v npm >/dev/null || editor_packages+=(nodejs npm)
# To look at pages of HTML as well.
browser_packages=(chromium fonts-nanum)
# To fuzz as well: libFuzzer and the sanitizers of clang.
fuzz_packages=(libclang-rt-dev)
# To make the Debian package and to prove it.
package_packages=(dpkg-dev file lintian systemd-container)
# To measure beside other systems as well, and to draw that: bench/run and bench/curve
# install them when they are run.
bench_packages=(hyperfine sqlite3 ripgrep xapian-omega time procps)
lucene_packages=(default-jdk-headless liblucene8-java)
draw_packages=(gnuplot-nox)

say() { printf '%s\n' "$*"; }

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# logged NAME COMMAND...: runs the command quietly; its output is kept in
# build/log/NAME and shown when it fails.
logged() {
  local log=$build/log/$1
  shift
  mkdir -p "$build/log"
  "$@" >"$log" 2>&1 </dev/null && return
  local status=$?
  cat "$log" >&2
  printf '%s: failed (%d): %s\n' "${0##*/}" "$status" "$*" >&2
  return "$status"
}

# as_root COMMAND...: where nobody sits at a terminal sudo may not ask for a
# password.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    say "neither root nor sudo"
    return 126
  elif [ "$terminal" ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
    apt-get install -y --no-install-recommends "$@"
}

# install_missing PACKAGE...
install_missing() {
  local package missing=()
  if ! command -v dpkg-query >/dev/null; then
    say "This is not Debian; going on with what is installed. Debian calls it: $*"
    return
  fi
  for package; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "Installing ${missing[*]}"
  # The lists of a fresh system are empty, those of an old one name packages
  # that are gone; both are found out by trying.
  logged packages apt_install "${missing[@]}" 2>/dev/null && return
  logged lists as_root apt-get update && logged packages apt_install "${missing[@]}" && return
  die "could not install them. As root: apt-get update && apt-get install ${missing[*]}"
}

# build_tree NAME [CMAKE-OPTION...]: configures and builds build/NAME as the preset of
# that name says. CMake looks for presets at the top of the tree alone, where only its
# user's file may lie; a person who has one of their own lets it include presets.json.
build_tree() {
  local name=$1
  shift
  say "Building build/$name"
  [ -e "$root/CMakeUserPresets.json" ] || ln -sf tests/harness/presets.json "$root/CMakeUserPresets.json"
  logged "$name.configure" cmake -S "$root" --preset "$name" "$@" &&
    logged "$name.build" cmake --build "$build/$name" -- --quiet -k 0
}

# programs: names in SEOGO_BUILD_DIR the build tree whose programs are to be run.
# Where the caller names none, build/clang is brought up to date.
programs() {
  [ -z "${SEOGO_BUILD_DIR-}" ] || return 0
  install_missing "${runtime_packages[@]}" "${test_packages[@]}"
  build_tree clang
  SEOGO_BUILD_DIR=$build/clang
}
