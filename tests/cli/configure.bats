# What cmake makes of a system where packages are missing.
load common

# configure CMAKE-OPTION...: a new build tree where pkg-config does not know cmocka.
configure() {
  local folder packages=$BATS_TEST_TMPDIR/packages
  mkdir "$packages"
  for folder in $(pkg-config --variable pc_path pkg-config | tr : ' '); do
    [ ! -d "$folder" ] || find "$folder" -name '*.pc' ! -name cmocka.pc -exec ln -sf -t "$packages" {} +
  done
  PKG_CONFIG_LIBDIR=$packages run cmake -S "$SEOGO_SOURCE_DIR" -B "$BATS_TEST_TMPDIR/build" "$@"
}

@test "without cmocka there are no tests, which is told in one line" {
  configure
  [ "$status" -eq 0 ]
  [ "$(grep -ci cmocka <<<"$output")" -eq 1 ]
  holds "$output" '-- Without tests: '
}

@test "tests that are asked for insist on cmocka" {
  configure -DSEOGO_TESTS=ON
  [ "$status" -eq 1 ]
  holds "$output" 'tests need cmocka and bats'
}
