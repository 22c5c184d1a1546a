# seogo.el: compiled, checked, and run against the real server.
load ../../cli/common
load common

setup_file() { ! have emacs || { index_corpus && compile; }; }
setup() { need emacs; }

@test "what users rely on holds" {
  run in_batch -l "$SEOGO_TEST_DIR/seogo-test.el" -f ert-run-tests-batch-and-exit
  [ "$status" -eq 0 ] || fail "$output"
  holds "$output" ' 0 unexpected'
}

@test "its files pass checkdoc" {
  run -0 in_batch --eval '(progn (require (quote checkdoc))
    (dolist (file command-line-args-left)
      (checkdoc-file file))
    (setq command-line-args-left nil))' "$lisp"/*.el
  [ -z "$output" ]
}

@test "the lines of its README set it up from a clone" {
  lines=$(sed -n '/^```elisp$/,/^```$/{/^```/d;p}' "$lisp/README.md")
  holds "$lines" "(require 'seogo)"
  printf '%s\n' "${lines//\~\/seogo/$SEOGO_SOURCE_DIR}" >"$BATS_TEST_TMPDIR/init.el"
  run -0 emacs -Q --batch -l "$BATS_TEST_TMPDIR/init.el" \
    --eval '(princ (list (commandp (quote seogo)) (key-binding (kbd "C-c s"))))'
  [ "$output" = '(t seogo)' ]
}

@test "it is installed as a package from its folder, where there is no Consult" {
  mkdir "$BATS_TEST_TMPDIR/seogo-0.1.0"
  cp "$lisp"/*.el "$BATS_TEST_TMPDIR/seogo-0.1.0"
  run -0 emacs -Q --batch "${not_native[@]}" \
    --eval "(setq package-user-dir \"$BATS_TEST_TMPDIR/elpa\")" -f package-initialize \
    --eval "(package-install-file \"$BATS_TEST_TMPDIR/seogo-0.1.0\")" \
    --eval "(princ (list 'commands (commandp 'seogo) (commandp 'seogo-consult)))"
  holds "$output" '(commands t t)'
  lacks "$output" Error
  lacks "$output" Warning
}

@test "it is installed as a package from what .packaging/plugins makes, and renewed" {
  "$SEOGO_SOURCE_DIR/.packaging/plugins" "$BATS_TEST_TMPDIR/made"
  "$SEOGO_SOURCE_DIR/.packaging/plugins" "$BATS_TEST_TMPDIR/made"
  [ "$(git -C "$BATS_TEST_TMPDIR/made/seogo.el" rev-list --count HEAD)" -eq 1 ]
  run -0 emacs -Q --batch "${not_native[@]}" \
    --eval "(setq package-user-dir \"$BATS_TEST_TMPDIR/elpa\")" -f package-initialize \
    --eval "(package-install-file (car (file-expand-wildcards \"$BATS_TEST_TMPDIR/made/*.tar\")))" \
    --eval "(princ (list 'commands (commandp 'seogo) (package-desc-version (cadr (assq 'seogo package-alist)))))"
  holds "$output" "(commands t ($(sed -n 's/^;; Version: //p' "$lisp/seogo.el" | tr . ' ')))"
  lacks "$output" Error
  lacks "$output" Warning
}

@test "Consult shows what the server found, in its order" {
  need_consult
  run -0 with_packages -L "$compiled" -l "$SEOGO_TEST_DIR/seogo-consult-test.el" \
    -f ert-run-tests-batch-and-exit
  holds "$output" ' 0 unexpected'
}

@test "it is installed where Emacs looks" {
  tree=$(dirname "$SEOGO_BIN_DIR")
  [ -f "$tree/cmake_install.cmake" ] || skip "$SEOGO_BIN_DIR is in no build tree"
  cmake --install "$tree" --prefix "$BATS_TEST_TMPDIR/prefix" >"$BATS_TEST_TMPDIR/log"
  run -0 emacs -Q --batch -L "$BATS_TEST_TMPDIR/prefix/share/emacs/site-lisp" \
    --eval "(princ (progn (require 'seogo) (locate-library \"seogo-live\")))"
  holds "$output" "$BATS_TEST_TMPDIR/prefix/"
}
