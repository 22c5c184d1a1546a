# The programs as cmake --install puts them, for tests of what belongs to an
# installation. To be loaded after common.
#
#   setup_file() { install_once; }
#   setup() { need_tree; }

tree=$(dirname "$SEOGO_BIN_DIR")

# Programs that lie in no build tree are installed already.
need_tree() {
  [ -f "$tree/cmake_install.cmake" ] || skip "$SEOGO_BIN_DIR is in no build tree"
}

# install_below PREFIX: installs the build of the tests below PREFIX, and below
# DESTDIR where that is set.
install_below() { cmake --install "$tree" --prefix "$1" >"$BATS_FILE_TMPDIR/install.log"; }

# Installs once for the file's tests, below prefix; for setup_file().
install_once() {
  export prefix=$BATS_FILE_TMPDIR/prefix
  [ ! -f "$tree/cmake_install.cmake" ] || install_below "$prefix"
}

# The files below a directory, a path a line.
files_below() { (cd "$1" && find . -not -type d | sed 's,^\./,,' | sort); }
