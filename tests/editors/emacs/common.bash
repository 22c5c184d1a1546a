# What the tests of seogo.el share; to be loaded after tests/cli/common.
#
#   setup_file() { ! have emacs || { index_corpus && compile; }; }
#   setup() { need emacs; }

export LC_ALL=C.UTF-8 SEOGO_TEST_DIR=$BATS_TEST_DIRNAME
lisp=$SEOGO_SOURCE_DIR/query/editors/emacs
stand_in=$BATS_TEST_DIRNAME/stand-in
compiled=$BATS_FILE_TMPDIR/lisp

# have PROGRAM...: emacs must be 28 or newer.
have() {
  local program
  for program; do
    command -v "$program" >/dev/null || return
  done
  [ -n "${emacs_is_new-}" ] ||
    emacs -Q --batch --eval '(kill-emacs (if (< emacs-major-version 28) 1 0))' 2>/dev/null ||
    return
  export emacs_is_new=yes
}

need() { have "$@" || skip "not installed: $* (Emacs 28 or newer)"; }

# What Emacs compiles beside the tests would only slow them down.
not_native=(--eval '(setq native-comp-deferred-compilation nil
  native-comp-async-report-warnings-errors nil)')

# with_packages ARGUMENT...: Emacs with what Debian's elpa-* packages bring.
with_packages() {
  emacs -q --no-site-file --batch "${not_native[@]}" -f package-initialize "$@"
}

have_consult() { with_packages -l consult >/dev/null 2>&1; }
need_consult() { have_consult || skip 'Consult is not installed'; }

# in_batch ARGUMENT...: Emacs with the compiled package on its load path.
in_batch() { emacs -Q --batch "${not_native[@]}" -L "$compiled" "$@"; }

# Compiles a copy of the package, warnings being errors, into the file's folder.
compile() {
  mkdir "$compiled"
  cp "$lisp"/*.el "$compiled"
  with_packages -L "$compiled" \
    --eval '(setq byte-compile-error-on-warn t)' \
    -f batch-byte-compile "$compiled"/*.el >"$BATS_FILE_TMPDIR/compile.log" 2>&1 ||
    fail "$(cat "$BATS_FILE_TMPDIR/compile.log")"
}

need_vertico() {
  with_packages -l vertico >/dev/null 2>&1 || skip 'Vertico is not installed'
}
