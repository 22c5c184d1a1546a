# The manual pages are the contract: they tell every option, and are sound mdoc.
load common

# The options in a program's --help, a line each.
options_of() {
  "$1" --help | grep -oE '^ +(-[a-z0-9], )?--[a-z-]+' | grep -oE -- '--?[a-z0-9][a-z-]*' | sort
}

# The options that the list of a page explains, a line each.
options_in() {
  awk '$1 == ".It" && $2 == "Fl" {
    for (i = 3; i <= NF; i++)
      if ($i ~ /^-?[a-z0-9][a-z-]*$/ && ($(i - 1) == "Fl" || $(i - 1) == ",")) print "-" $i
  }' "$1" | sort -u
}

@test "each program's page explains every option and no other" {
  diff <(options_in "$SEOGO_SOURCE_DIR/query/man/seogo.1") <(options_of seogo)
  diff <(options_in "$SEOGO_SOURCE_DIR/indexer/man/seogo-index.1") <(options_of seogo-index)
}

@test "the page explains every format and no other" {
  diff <(sed -n '/^\.It Fl f ,/,/^\.El/s/^\.It Cm //p' "$SEOGO_SOURCE_DIR/query/man/seogo.1" | sed 's/ , /\n/g') \
    <(formats | tr ' ' '\n')
}

@test "--help fits a screen of 40 lines and 80 columns, and no line ends with blanks" {
  [ "$(seogo --help | wc -l)" -le 40 ]
  run -1 grep -E '.{81}| $' <(seogo --help; seogo-index --help)
}

@test "exit statuses of --help are those of the page" {
  statuses=$(sed -n '/^\.Sh EXIT STATUS/,/^\.El/s/^\.It \([0-9]*\)$/\1/p' \
    "$SEOGO_SOURCE_DIR/query/man/seogo.1")
  [ "$(seogo --help | sed -n '/^exit status/,$p' | grep -oE '[0-9]+' | sort)" = "$statuses" ]
  codes=$(sed -n 's/^\.It \\-320\(0[0-9]\|[1-9][0-9]\)$/\1/p' "$SEOGO_SOURCE_DIR/query/man/seogo-serve.7")
  [ "$(sed 's/^0//' <<<"$codes")" = "$(grep -vx 0 <<<"$statuses")" ]
}

@test "the page's kinds of match are those of the program" {
  kinds=$(sed -n 's/.*{\.name = "\([a-z]*\)".*/\1/p' "$SEOGO_SOURCE_DIR/query/answer/match.c" | sort)
  page=$SEOGO_SOURCE_DIR/query/man/seogo-json.7
  [ "$(sed -n '/"match": {"enum"/,/]/p' "$page" | grep -oE '"[a-z]+"' | tr -d '"' | grep -vxE 'match|enum' | sort)" = "$kinds" ]
  [ "$(sed -n '/^\.It Va match/,/^\.It Va id/p' "$page" | sed -n 's/^\.Li //p' | grep -oE '[a-z]+' | sort)" = "$kinds" ]
}

@test "the pages are sound" {
  command -v mandoc >/dev/null || skip "mandoc is not installed"
  for page in "$SEOGO_SOURCE_DIR"/*/man/*.[157]; do
    # Pages of this project need not be installed to refer to each other.
    found=$(mandoc -T lint -W style "$page" | grep -v 'referenced manual not found: Xr seogo' || true)
    [ -z "$found" ] || fail "$found"
  done
}
