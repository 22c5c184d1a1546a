# Shards of one archive, near and far, answer as one index of all its pages does.
load common

shards=3

setup_file() {
  command -v xapian-tcpsrv >/dev/null || skip "xapian-tools is not installed"
  cd "$BATS_FILE_TMPDIR"
  seogo-index -q --db whole "$pages"
  for ((i = 1; i <= shards; i++)); do
    seogo-index -q --db "shard-$i" --shard "$i/$shards" "$pages"
    echo "auto shard-$i" >>near.stub
  done
}

setup() {
  cd "$BATS_FILE_TMPDIR"
  servers=()
}

teardown() {
  for server in "${servers[@]}"; do stop "$server"; done
}

# stop PID: ends a server and the children that hold its connections. At SIGTERM it
# would end its whole process group, the test with it.
stop() {
  local children
  children=$(ps -o pid= --ppid "$1") || true
  # shellcheck disable=SC2086
  kill -KILL "$1" $children 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# Serves a database at a port that is free, which is left in $port.
serve() {
  local tries pid
  for ((tries = 0; tries < 50; tries++)); do
    port=$((20000 + RANDOM % 20000))
    xapian-tcpsrv --quiet --interface 127.0.0.1 --port "$port" "$1" 3>&- >/dev/null 2>&1 &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
      if (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        kill -0 "$pid" 2>/dev/null || break # another's port
        servers+=("$pid")
        return
      fi
    done
  done
  fail "no server of $1"
}

# Serves every shard; far.stub names them.
serve_shards() {
  : >far.stub
  for ((i = 1; i <= shards; i++)); do
    serve "shard-$i/current"
    echo "remote 127.0.0.1:$port" >>far.stub
  done
}

# What a query finds: ids and scores, of which ties may change places.
scored() { seogo "$@" -f json | jq -r '.hits[] | [(.score * 1e6 | round), .id] | @tsv' | sort -rn; }

@test "shards have each page once, and know their share" {
  total=0
  for ((i = 1; i <= shards; i++)); do
    count=$(seogo --db "shard-$i" --count '')
    [ "$count" -lt "$(seogo --db whole --count '')" ]
    total=$((total + count))
    seogo-index --db "shard-$i" --check "$pages"
  done
  [ "$total" -eq "$(seogo --db whole --count '')" ]
}

@test "a stub, --db for each, and remote shards answer as one index" {
  serve_shards
  id=$(seogo --db whole -f id -n 1 '확산 모델')
  for query in '확산 모델' 'diffusion' '강화 학습' 'votes:>=10' "id:$id" "similar:$id" \
    '"강화 학습"' 'vdieo generation' 'since:2024' '레이턴트'; do
    whole=$(scored --db whole "$query")
    count=$(seogo --db whole --count "$query")
    for set in '--db near.stub' '--db shard-1 --db shard-2 --db shard-3' '--db far.stub'; do
      # shellcheck disable=SC2086
      [ "$(scored $set "$query")" = "$whole" ] || fail "$set $query" "$(scored $set "$query")" "$whole"
      # shellcheck disable=SC2086
      [ "$(seogo $set --count "$query")" = "$count" ] || fail "$set --count $query"
    done
  done
}

@test "shards near and far count their papers by month, votes and author as one index does" {
  serve_shards
  for facet in month year votes author source; do
    whole=$(seogo --db whole -n 500 -f json --facet "$facet" 'diffusion')
    for stub in near far; do
      [ "$(seogo --db "$stub.stub" -n 500 -f json --facet "$facet" 'diffusion')" = "$whole" ] || fail "$stub $facet"
    done
  done
  for stub in near far; do
    diff <(seogo --db whole --trend 'diffusion' '강화 학습') <(seogo --db "$stub.stub" --trend 'diffusion' '강화 학습')
  done
  cat near.stub far.stub >twice.stub
  run -2 --separate-stderr seogo --db twice.stub --facet month diffusion
  holds "$stderr" 'would count twice'
}

@test "what is new in shards is what is new in the archive" {
  cp -r "$pages" fresh
  mapfile -t late < <(find fresh -name '*.md' | sort | tail -n 2)
  for i in 0 1; do mv "${late[i]}" "late-$i"; done
  # publish DAY: who has brought something notes the day.
  publish() {
    seogo-index -q --db fresh-whole fresh
    for ((n = 1; n <= shards; n++)); do seogo-index -q --db "fresh-$n" --shard "$n/$shards" fresh; done
    for db in fresh-*; do
      touch "$db/days"
      [ "$(find "$db/current/" -name news -exec grep ^@ {} + | wc -l)" -le "$(wc -l <"$db/days")" ] || echo "@$1" >>"$db/days"
    done
  }
  publish 2001-01-01
  for i in 0 1; do
    mv "late-$i" "${late[i]}"
    publish "2001-01-1$i"
  done
  for db in fresh-*; do
    [ -s "$db/days" ] || continue
    tac "$db/days" | awk 'NR == FNR { day[NR] = $0; next } /^@/ { $0 = day[++n] } 1' - "$db/current/news" >news
    cp news "$db/current/news"
  done
  for ((i = 1; i <= shards; i++)); do echo "auto fresh-$i"; done >fresh.stub
  for new in 'new:' 'new:2' 'new:3'; do
    whole=$(seogo --db fresh-whole -n 500 -f id "$new" | sort)
    [ "$whole" ]
    [ "$(seogo --db fresh.stub -n 500 -f id "$new" | sort)" = "$whole" ] || fail "$new"
    [ "$(seogo --db fresh-1 --db fresh-2 --db fresh-3 -n 500 -f id "$new" | sort)" = "$whole" ] || fail "$new"
  done
  [ "$(seogo --db fresh-whole --count 'new:')" -lt "$(seogo --db fresh-whole --count 'new:2')" ]
  serve_shards
  run -2 --separate-stderr seogo --db far.stub 'new:'
  holds "$stderr" 'remote shards do not tell what is new'
}

@test "the paths of a remote shard's papers are the archive's" {
  serve_shards
  diff <(seogo --db whole -f path -n 50 'diffusion' | sort) <(seogo --db far.stub -f path -n 50 'diffusion' | sort)
}

@test "a shard is reached through ssh by a program" {
  mkdir -p bin
  printf '#!/bin/sh\n[ "$1" = papers2.example ] && shift && exec "$@"\n' >bin/ssh
  chmod +x bin/ssh
  printf '# two near, one far\n\nauto shard-1\n  auto shard-2\nremote :ssh papers2.example xapian-progsrv %s\n' \
    "$PWD/shard-3/current" >ssh.stub
  PATH=$PWD/bin:$PATH run -0 scored --db ssh.stub 'diffusion'
  [ "$output" = "$(scored --db whole 'diffusion')" ]
}

@test "a stub's line that names no database is told, and a stub that leads to itself" {
  echo 'local shard-1' >broken.stub
  run -2 --separate-stderr seogo --db broken.stub diffusion
  holds "$stderr" "'local shard-1'"
  echo 'auto loop.stub' >loop.stub
  run -2 --separate-stderr seogo --db loop.stub diffusion
  holds "$stderr" 'leads back to itself'
}

@test "a shard that is missing, silent or of another format is told by name" {
  printf 'auto shard-1\nauto nowhere\n' >missing.stub
  run -3 --separate-stderr seogo --db missing.stub diffusion
  holds "$stderr" nowhere
  run -0 --separate-stderr seogo --db missing.stub --partial -f json diffusion
  holds "$stderr" 'partial answer: '
  [ "$(jq -r '.notes[0]' <<<"$output" | cut -c 1-8)" = partial: ]
  [ "$(jq '.hits | length' <<<"$output")" -gt 0 ]

  serve shard-2/current
  kill -STOP "${servers[0]}"
  printf 'auto shard-1\nremote 127.0.0.1:%s\n' "$port" >silent.stub
  run -4 --separate-stderr seogo --db silent.stub --timeout 1 diffusion
  holds "$stderr" "remote 127.0.0.1:$port"
  holds "$stderr" 'start its server again'
  run -0 --separate-stderr seogo --db silent.stub --timeout 1 --partial -f id diffusion
  holds "$stderr" "partial answer: "

  cp -r shard-3 foreign
  stored=$(grep -aoE 'format [0-9]+ analyzer' foreign/current/papers | head -n 1)
  LC_ALL=C sed -i "s/$stored/${stored//[0-9]/0}/" foreign/current/papers
  serve foreign/current
  printf 'auto shard-1\nremote 127.0.0.1:%s\n' "$port" >foreign.stub
  run -4 --separate-stderr seogo --db foreign.stub diffusion
  holds "$stderr" "remote 127.0.0.1:$port: "
  holds "$stderr" 'format 0'
}

@test "while a shard dies each answer is whole, or told as partial" {
  serve_shards
  # What a session has in memory it answers whole without the shard, until it looks again.
  for ((i = 0; i < 500; i++)); do printf 'q%s\tdiffusion\n' "$i"; done >before
  for ((i = 0; i < 500; i++)); do printf 'q%s\tvideo\n' "$i"; done >after
  mkfifo queries
  seogo --db far.stub --partial -f json -n 5 --batch queries 3>&- >answers 2>told &
  pid=$!
  exec 7>queries
  cat before >&7
  until [ "$(grep -c '"hits"' answers)" -ge 1 ]; do kill -0 "$pid"; done
  stop "${servers[1]}"
  cat after >&7
  exec 7>&-
  wait "$pid"
  [ "$(jq -s length answers)" -eq 1000 ]
  jq -c '[(.notes // [] | map(select(startswith("partial:"))) | length),
          [.hits[] | [(.score * 1e6 | round), .id]], .query]' answers | sort -u >kinds
  for query in diffusion video; do grep "\"$query\"\]\$" kinds >"kinds-$query"; done
  [ "$(grep -c '^\[0,' kinds-diffusion)" -eq 1 ]
  [ "$(grep '^\[0,' kinds-diffusion | jq -r '.[1][] | @tsv' | sort -rn)" = "$(scored --db whole 'diffusion' -n 5)" ]
  [ "$(wc -l <kinds-video)" -eq "$(grep -c '^\[1,' kinds-video)" ]
}

# Of the session: what it answers, and how many papers it finds.
ask() {
  printf '{"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"","limit":1}}\n' >&"${session[1]}"
  read -r answer <&"${session[0]}"
}
papers() { jq '.result.total[1]' <<<"$answer"; }

@test "a session sees what a shard nearby published meanwhile" {
  cp -r "$pages" near
  seogo-index -q --db grows-near near
  echo 'auto grows-near' >grows-near.stub
  coproc session { seogo --db grows-near.stub --serve 3>&-; }
  ask
  before=$(papers)
  rm "$(find near -name '*.md' | sort | head -n 1)"
  seogo-index -q --db grows-near --accept-loss near
  ask
  [ "$(papers)" -lt "$before" ]
  exec {session[1]}>&-
}

@test "a connection that broke is made again, and reads what was published meanwhile" {
  cp -r "$pages" more
  seogo-index -q --db grows --shard 1/1 more
  serve grows/current
  echo "remote 127.0.0.1:$port" >grows.stub
  coproc session { seogo --db grows.stub --serve 3>&-; }
  ask
  before=$(papers)
  rm "$(find more -name '*.md' | sort | head -n 1)"
  seogo-index -q --db grows --shard 1/1 --accept-loss more
  ask
  [ "$(papers)" -eq "$before" ]
  # shellcheck disable=SC2046
  kill -KILL $(ps -o pid= --ppid "${servers[0]}")
  ask
  [ "$(papers)" -lt "$before" ]
  exec {session[1]}>&-
}
