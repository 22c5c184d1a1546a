# How each system of tests/bench/run indexes the pages, answers a query as a process,
# and runs as a session. Sourced by run, which sets work, pages, records, builds and
# the programs.

declare -A built_index=()

quoted() { # TEXT: one word for the shell, whatever it holds
    printf "'%s'" "${1//\'/\'\\\'\'}"
}

megabytes() { # PATH NAME: as many bytes as the files of that name hold, in MB
    find "$1" -type f -name "$2" -printf '%s\n' | awk '{ bytes += $1 } END { printf "%.1f", bytes / 1e6 }'
}

fail_build() { # COMMAND...
    tail -n 5 "$work/said" >&2
    die "failed: $*"
}

# resident SESSION SECONDS: KiB that all its processes hold, again and again, until
# the first is gone. A program that forks workers has no peak of its own.
resident() {
    while kill -0 "$1" 2>/dev/null; do
        { ps -s "$1" -o rss= || true; } | awk '{ sum += $1 } END { print sum + 0 }'
        sleep "$2"
    done
}

# build_index SYSTEM PATH COMMAND...: builds PATH of the work folder anew and keeps
# the seconds, those of the processors, its bytes, and the peak memory: the larger of
# the largest process and the largest sum seen. A small index is built three times
# before that and the fastest counts: what else the machine does, and looking at the
# memory of a short run, can only slow a build down.
build_index() {
    local system=$1 index=$work/$2 process interval=1 peak
    shift 2
    if made "$system"; then
        built_index[$system]=$(cat "$work/$system.built")
        return
    fi
    : >"$work/times"
    for _ in $(seq "$((builds - 1))"); do
        interval=0.2
        rm -rf "$index"
        /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/said" 2>&1 || fail_build "$@"
        tail -n 1 "$work/time" >>"$work/times"
    done
    rm -rf "$index"
    setsid /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/said" 2>&1 &
    process=$!
    resident "$process" "$interval" >"$work/resident"
    wait "$process" || fail_build "$@"
    tail -n 1 "$work/time" >>"$work/times"
    peak=$({ awk '{ print $4 }' "$work/times"; cat "$work/resident"; } | sort -n | tail -n 1)
    built_index[$system]=$(sort -n "$work/times" | awk -v mb="$(megabytes "$index" '*')" \
        -v mib="$((peak / 1024))" 'NR == 1 { print $1, $2 + $3, mb, mib }' |
        tee "$work/$system.built")
}

# The text that every peer indexes: what seogo itself made of the pages.
make_records() {
    if made records; then
        count=$(cat "$work/records.built")
        return
    fi
    if [ -z "$records" ]; then
        [ "${built_index[seogo]-}" ] || die "seogo is not measured, and --records is not given"
        records=$work/records.jsonl
        "$seogo" --db "$work/seogo" -n 100000000 -f jsonl '' >"$records"
    fi
    rm -f "$work/records.db"
    sqlite3 "$work/records.db" <<END
create table line(text);
.mode ascii
.separator "\037" "\n"
.import $(quoted "$records") line
create table record as
    select json_extract(text, '\$.id') as id, json_extract(text, '\$.url') as url,
           json_extract(text, '\$.title') as title,
           (select group_concat(value, ', ') from json_each(text, '\$.authors')) as authors,
           (select group_concat(value, char(10)) from json_each(text, '\$.summary')) as summary
    from line where json_extract(text, '\$.id') is not null;
drop table line;
END
    count=$(sqlite3 "$work/records.db" 'select count(*) from record' | tee "$work/records.built")
}

index_seogo() {
    build_index seogo seogo "$seogo_index" --db "$work/seogo" --jobs 2 -q "$pages"
}
ask_seogo() { # QUERY
    printf '%s --db %s -n 10 -f url -- %s' "$(quoted "$seogo")" "$(quoted "$work/seogo")" \
        "$(quoted "$1")"
}
session_seogo() {
    printf '%s --serve --db %s' "$(quoted "$seogo")" "$(quoted "$work/seogo")"
}

#
# SQLite FTS5
#
index_fts() { # TOKENIZER
    cat >"$work/load.sql" <<END
attach '$work/records.db' as records;
create virtual table papers using fts5(title, authors, summary, id unindexed, url unindexed,
                                       tokenize='$1');
begin;
insert into papers select title, authors, summary, id, url from record;
commit;
END
    build_index "$1" "$1.db" sqlite3 -bail "$work/$1.db" ".read '$work/load.sql'"
}
ask_fts() { # TOKENIZER OPERATOR QUERY
    local word match='' words
    read -ra words <<<"$3"
    for word in "${words[@]}"; do
        match+=${match:+ $2 }\"${word//\"/\"\"}\"
    done
    printf 'sqlite3 -readonly %s %s' "$(quoted "$work/$1.db")" "$(quoted "select url, title \
from papers where papers match '${match//\'/\'\'}' order by rank limit 10")"
}
index_unicode61() { index_fts unicode61; }
index_trigram() { index_fts trigram; }

#
# scriptindex, words
#
index_scriptindex() {
    printf '%s\n' 'title : index=S index field' 'authors : index=A index field' \
        'summary : index field' 'url : field' 'id : boolean=Q unique=Q' >"$work/script"
    sqlite3 "$work/records.db" "select 'id=' || id || char(10) || 'url=' || url || char(10)
        || 'title=' || title || char(10) || 'authors=' || coalesce(authors, '') || char(10)
        || 'summary=' || replace(coalesce(summary, ''), char(10), char(10) || '=') || char(10)
        from record" >"$work/script.txt"
    build_index scriptindex scriptindex scriptindex "$work/scriptindex" "$work/script" \
        "$work/script.txt"
}

#
# Lucene: Lucene.java says how.
#
lucene() { # ARGUMENT...: its command line
    printf 'java -Xmx512m -cp %s:%s Lucene' "$(quoted "$work/classes")" "$lucene_jars"
    printf ' %s' "$@"
}
make_lucene() {
    install_missing "${lucene_packages[@]}"
    lucene_jars=$(printf '%s:' /usr/share/java/lucene-{core,analyzers-common,analyzers-nori}-8*.jar)
    javac -encoding UTF-8 -cp "$lucene_jars" -d "$work/classes" "$here/Lucene.java"
    made records.tsv || sqlite3 "$work/records.db" "select url || char(9)
        || replace(replace(title || char(30) || coalesce(authors, '') || char(30)
        || coalesce(summary, ''), char(10), ' '), char(9), ' ')
        from record" | tr '\036' '\t' >"$work/records.tsv"
    touch "$work/records.tsv.built"
}
index_lucene() { # SYSTEM ANALYZER [stored]
    [ -n "${lucene_jars-}" ] || make_lucene
    build_index "$1" "$1" sh -c "exec $(lucene index "$2" "$(quoted "$work/records.tsv")" \
        "$(quoted "$work/$1")" "${@:3}")"
}
index_cjk() { index_lucene cjk cjk; }
index_nori() { index_lucene nori nori; }
index_cjk_stored() { index_lucene cjk_stored cjk stored; }
index_nori_stored() { index_lucene nori_stored nori stored; }
session_cjk() { lucene serve cjk "$(quoted "$work/cjk")"; }
session_nori() { lucene serve nori "$(quoted "$work/nori")"; }
session_cjk_stored() { lucene serve cjk "$(quoted "$work/cjk_stored")"; }
session_nori_stored() { lucene serve nori "$(quoted "$work/nori_stored")"; }

#
# ripgrep: all lines with any of the words, in no order
#
index_ripgrep() { :; }
ask_ripgrep() { # QUERY
    local word words
    read -ra words <<<"$1"
    printf "rg --no-config -i -F -g '*.md'"
    for word in "${words[@]}"; do
        printf ' -e %s' "$(quoted "$word")"
    done
    printf ' %s' "$(quoted "$pages")"
}
