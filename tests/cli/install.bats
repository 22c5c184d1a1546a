# What cmake --install puts where, and that it goes away again.
load common
load installed

setup_file() { install_once; }
setup() { need_tree; }

@test "the programs run where they are installed" {
  for program in seogo seogo-index; do
    run -0 --separate-stderr "$prefix/bin/$program" --version
    holds "$output" "$program"
  done
  [ "$(ls "$prefix/bin")" = $'seogo\nseogo-index' ]
}

@test "every manual page of the rooms is installed and found" {
  for page in "$SEOGO_SOURCE_DIR"/*/man/*; do
    name=$(basename "$page") section=${page##*.}
    [ -f "$prefix/share/man/man$section/$name" ] || fail "not installed: $page"
    [ "$(man -M "$prefix/share/man" -w "$section" "${name%.*}")" = \
      "$prefix/share/man/man$section/$name" ]
  done
}

@test "bash finds the completions" {
  for program in seogo seogo-index; do
    run -0 bash -c ". '$prefix/share/bash-completion/completions/$program' && complete -p $program"
    holds "$output" "$program"
  done
}

@test "zsh finds the completions" {
  for program in seogo seogo-index; do
    [ "$(head -n 1 "$prefix/share/zsh/site-functions/_$program")" = "#compdef $program" ]
  done
  command -v zsh >/dev/null || skip "only looked at: zsh is not installed"
  run -0 zsh -fc "fpath=('$prefix/share/zsh/site-functions' \$fpath)
    autoload -Uz compinit && compinit -Du && print \$_comps[seogo] \$_comps[seogo-index]"
  [ "$output" = '_seogo _seogo-index' ]
}

@test "fish finds the completions" {
  for program in seogo seogo-index; do
    grep -q "^complete -c $program " "$prefix/share/fish/vendor_completions.d/$program.fish"
  done
  command -v fish >/dev/null || skip "only looked at: fish is not installed"
  run -0 env XDG_DATA_DIRS="$prefix/share" fish -c 'complete -C "seogo-index --dry"'
  holds "$output" --dry-run
}

@test "Vim and Neovim find the plugin and its help" {
  plugin=$SEOGO_SOURCE_DIR/query/editors/vim
  for packages in vim/vimfiles nvim/site; do
    installed=$prefix/share/$packages/pack/seogo/start/seogo
    diff <(files_below "$installed") <(files_below "$plugin" | grep /)
    grep -q '^:Seogo' "$installed/doc/tags"
  done
  command -v nvim >/dev/null || skip "only looked at: nvim is not installed"
  XDG_DATA_DIRS=$prefix/share run -0 nvim --headless -i NONE -u NONE --cmd 'set loadplugins' \
    -c 'echo exists(":SeogoLive")' -c q
  [ "$output" = 2 ]
}

@test "the license, the README and the news are installed" {
  [ "$(ls "$prefix/share/doc/seogo")" = $'LICENSE\nNEWS\nREADME.md\ncopyright' ]
  diff "$SEOGO_SOURCE_DIR/.packaging/changelog" "$prefix/share/doc/seogo/NEWS"
}

@test "the units lie where systemd looks, and name the installed program" {
  grep -q "^ExecStart=$prefix/bin/seogo-index " "$prefix/share/systemd/user/seogo-index.service"
  [ -f "$prefix/share/systemd/user/seogo-index.timer" ]
  for system in /usr /usr/local; do
    DESTDIR=$BATS_TEST_TMPDIR/staged install_below "$system"
    units=$BATS_TEST_TMPDIR/staged$system/lib/systemd/user
    [ "$(ls "$units")" = $'seogo-index.service\nseogo-index.timer' ]
    grep -q "^ExecStart=$system/bin/seogo-index " "$units/seogo-index.service"
  done
}

@test "uninstall removes what was installed and nothing else" {
  for DESTDIR in '' "$BATS_TEST_TMPDIR/staged"; do
    export DESTDIR
    own=$BATS_TEST_TMPDIR/own
    mkdir -p "$DESTDIR$own/bin"
    touch "$DESTDIR$own/bin/seogo-mine"
    install_below "$own"
    [ -x "$DESTDIR$own/bin/seogo" ]
    cmake --build "$tree" --target uninstall
    [ "$(files_below "$DESTDIR$own")" = bin/seogo-mine ]
    [ ! -e "$DESTDIR$own/share/doc/seogo" ]
  done
  run ! cmake --build "$tree" --target uninstall
  holds "$output" 'install_manifest.txt is not there'
}
