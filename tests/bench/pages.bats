#!/usr/bin/env bats
# The made-up archives: measurements compare only if everyone makes the same one.

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
}

@test "the same seed makes the same pages, another seed others" {
    "$BENCH_PAGES" --papers 30 --seed 7 one
    LC_ALL=C "$BENCH_PAGES" --papers 30 --seed 7 two
    "$BENCH_PAGES" --papers 30 --seed 8 other
    diff -r one two
    run diff -rq one other
    [ "$status" -eq 1 ]
}

@test "a seed's bytes do not change unnoticed, on whatever machine" {
    "$BENCH_PAGES" --papers 140 --seed 1 pages
    [ "$(find pages -name '*.md' | sort | xargs cat | sha256sum)" = "0923477a4cb28db7873d1c58e11cc7bcdc8bfb6d1feb2d0a06c08c819a2e0bc5  -" ]
}

@test "a smaller archive is the beginning of a larger one" {
    "$BENCH_PAGES" --papers 28 small
    "$BENCH_PAGES" --papers 70 large
    for page in 2023/11/20.md 2023/11/21.md; do
        cmp "small/$page" "large/$page"
    done
}

@test "as many papers as asked for, no id twice" {
    "$BENCH_PAGES" --papers 2000 pages
    [ "$(grep -rh '^### \[' pages | wc -l)" -eq 2000 ]
    [ "$(grep -rhoE 'abs/[0-9]{4}\.[0-9]{5}\)' pages | sort -u | wc -l)" -eq 2000 ]
}

@test "josa fit the word they follow" {
    "$BENCH_PAGES" --papers 700 pages
    for right in 모델을 데이터를 모델로 학습으로 데이터로; do
        grep -rqE "(^| )$right " pages
    done
    run grep -rE '(^| )((모델|학습)(를|는|가|와)|(데이터|언어)(을|은|이|과)|학습로|(모델|데이터)으로) ' pages
    [ "$status" -eq 1 ]
}

@test "queries are drawn from the same words" {
    "$BENCH_PAGES" --papers 700 pages
    "$BENCH_PAGES" --queries 36 >queries
    [ "$(wc -l <queries)" -eq 36 ]
    while IFS=$'\t' read -r class query; do
        [ "$class" != common ] || grep -rqF "$query" pages
    done <queries
}

@test "a wrong usage and a folder that cannot be written say so" {
    run "$BENCH_PAGES" --papers many pages
    [ "$status" -eq 2 ]
    touch file
    run "$BENCH_PAGES" --papers 5 file
    [ "$status" -eq 1 ]
    [[ $output == *"cannot write below file"* ]]
}

@test "papers crossed from an archive: its words, ids and titles of their own" {
    "$BENCH_PAGES" --papers 56 source
    "$BENCH_PAGES" --from source --papers 300 pages
    [ "$(grep -rh '^### \[' pages | wc -l)" -eq 300 ]
    [ "$(grep -rhoE 'abs/[0-9]{4}\.[0-9]{5}\)' pages | sort -u | wc -l)" -eq 300 ]
    [ "$(grep -rh '^### \[' pages | sed 's/](.*//' | sort -u | wc -l)" -eq 300 ]
    for kind in '^- ' '^Authors: ' '^Vote: '; do
        grep -rh "$kind" source | sort -u >of-source
        grep -rh "$kind" pages | sort -u >of-pages
        [ -s of-pages ]
        [ -z "$(comm -13 of-source of-pages)" ]
    done
}

@test "crossed papers are those of their seed, the smaller archive the beginning" {
    "$BENCH_PAGES" --papers 56 source
    "$BENCH_PAGES" --from source --papers 300 --seed 3 large
    "$BENCH_PAGES" --from source --papers 200 --seed 3 small
    "$BENCH_PAGES" --from source --papers 200 --seed 4 other
    cmp small/2023/11/20.md large/2023/11/20.md
    cmp small/2023/11/21.md large/2023/11/21.md
    run cmp small/2023/11/20.md other/2023/11/20.md
    [ "$status" -eq 1 ]
}

@test "an archive without papers, or too few, is told" {
    mkdir none
    run "$BENCH_PAGES" --from none --papers 5 pages
    [ "$status" -eq 1 ]
    "$BENCH_PAGES" --papers 14 source
    run "$BENCH_PAGES" --from source --papers 1000 pages
    [ "$status" -eq 1 ]
    [[ $output == *'with titles of their own'* ]]
}
