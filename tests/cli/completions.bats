#!/usr/bin/env bats
# What a shell offers after Tab is what the programs take.

setup() {
  load common
  completions=$SEOGO_SOURCE_DIR/query/completions
}

# The options in a program's --help, a line each.
options_of() {
  "$1" --help | grep -oE '^ +(-[a-z0-9], )?--[a-z-]+' | grep -oE -- '--?[a-z0-9][a-z-]*' | sort
}

# Completes the words, the last of which is being typed.
complete_words() {
  local function=$1
  shift
  COMP_WORDS=("$@")
  COMP_CWORD=$(($# - 1))
  compopt() { :; }
  "$function"
  printf '%s\n' "${COMPREPLY[@]}"
}

@test "bash offers every option and no other" {
  source "$completions/seogo.bash"
  source "$completions/seogo-index.bash"
  diff <(complete_words _seogo seogo - | sort) <(options_of seogo)
  diff <(complete_words _seogo_index seogo-index - | sort) <(options_of seogo-index)
}

@test "zsh offers every option and no other" {
  for program in seogo seogo-index; do
    diff <(sed -nE "s/^  ('[^[]*)\[.*/\1/p" "$completions/_$program" |
        grep -oE -- '--?[a-z0-9][a-z-]*' | sort -u) \
      <(options_of "$program")
  done
}

@test "fish offers every option and no other" {
  for program in seogo seogo-index; do
    diff <(sed -nE 's/.* -s ([a-z0-9]).*/-\1/p; s/.* -l ([a-z-]+).*/--\1/p' \
        <(sed 's/ -l /\n -l /' "$completions/$program.fish") | sort -u) \
      <(options_of "$program")
  done
}

@test "the shells offer the formats that seogo speaks" {
  source "$completions/seogo.bash"
  index_corpus
  for format in $(formats); do
    run -0 --separate-stderr seogo -f "$format" ''
  done
  [ "$(complete_words _seogo seogo -f '' | paste -sd ' ')" = "$(formats)" ]
  holds "$(grep -e '--format=' "$completions/_seogo")" ":($(formats))"
  holds "$(grep -e '-l format ' "$completions/seogo.fish")" "-a '$(formats)'"
  [ "$(complete_words _seogo seogo --format = js)" = $'json\njsonl' ]
}

@test "bash offers fields where a word has begun" {
  source "$completions/seogo.bash"
  [ "$(complete_words _seogo seogo au)" = author: ]
  [ "$(complete_words _seogo seogo '')" = '' ]
}

@test "bash offers the saved queries behind digest" {
  source "$completions/seogo.bash"
  export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR
  [ "$(complete_words _seogo seogo digest '')" = '' ]
  seogo --save video 비디오
  seogo --save agents agent
  [ "$(complete_words _seogo seogo digest '')" = $'video\nagents' ]
  [ "$(complete_words _seogo seogo digest video ag)" = agents ]
}

@test "bash offers names with spaces as they are" {
  source "$completions/seogo-index.bash"
  cd "$BATS_TEST_TMPDIR"
  mkdir 'my pages'
  touch 'a page.md' notes.txt
  [ "$(complete_words _seogo_index seogo-index '')" = $'my pages\na page.md' ]
  [ "$(complete_words _seogo_index seogo-index --db my)" = 'my pages' ]
}
