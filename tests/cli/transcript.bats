# The sessions that seogo-serve(7) shows are what happens.
load common

setup_file() {
  export HOME=$BATS_FILE_TMPDIR
  seogo-index -q "$pages"
}

# The lines of the page's sessions, each whole, an empty line between sessions.
sessions() {
  sed -n '/^\.Bd -literal/,/^\.Ed/p' "$SEOGO_SOURCE_DIR/query/man/seogo-serve.7" |
    awk '/^\.Ed/ { print line "\n"; line = "" } /^[<>] / { if (line) print line; line = $0 }
      /^   / { line = line substr($0, 4) }' | sed 's/\\e/\\/g' | cat -s
}

# fits WANTED GOT: GOT has the keys and values of WANTED and no others. A string
# is cut at …, and what a run measures only has to be a number.
fits() {
  jq -en --argjson wanted "$1" --argjson got "$2" '
    def fits($w):
      if type != ($w | type) then false
      elif type == "object" then (keys == ($w | keys)) and
        (. as $g | all(keys[]; . as $k | $g[$k] |
          if $k == "took_ms" or $k == "score" or $k == "age_seconds" then type == "number"
          else fits($w[$k]) end))
      elif type == "array" then (length == ($w | length)) and
        (. as $g | all(range(length); . as $i | $g[$i] | fits($w[$i])))
      elif type == "string" and ($w | endswith("…")) then startswith($w[:-1])
      else . == $w end;
    $got | fits($wanted)' >/dev/null || fail "wanted: $1" "got: $2"
}

@test "the sessions of the manual page are what happens" {
  shown=0 open=
  while IFS= read -r line; do
    case $line in
      '> '*) calls+=${line#> }$'\n' ;;
      '< '*)
        if [ ! "$open" ]; then
          coproc seogo --serve
          exec {to}>&"${COPROC[1]}" {from}<&"${COPROC[0]}"
          exec {COPROC[0]}<&- {COPROC[1]}>&-
          open=yes
        fi
        printf '%s' "$calls" >&"$to"
        calls=
        read -r answer <&"$from"
        fits "${line#< }" "$answer"
        shown=$((shown + 1)) ;;
      '') # the end of a session
        if [ "$open" ]; then
          exec {to}>&- {from}<&-
          wait
          open=
        fi ;;
    esac
  done < <(sessions)
  [ "$shown" -ge 15 ]
}
