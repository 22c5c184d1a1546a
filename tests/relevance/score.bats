#!/usr/bin/env bats
# relevance_score against figures worked out by hand.

setup() {
    cd "$BATS_TEST_TMPDIR"
    printf 'Q1\tko\tp1\t하나\nQ2\tko\tp2\t둘\nQ3\ten\tp3\tthree\n' >known
    printf 'T1 0 a 2\nT1 0 b 1\nT1 0 c 0\nT2 0 z 0\n' >qrels
    # Q1 finds its paper second, Q2 not at all, Q3 first though its line stands last.
    printf '%s\n' 'Q1 Q0 x 1 9 t' 'Q1 Q0 p1 2 8 t' 'Q2 Q0 x 1 9 t' 'Q3 Q0 x 2 8 t' \
        'Q3 Q0 p3 1 9 t' 'T1 Q0 b 1 9 t' 'T1 Q0 c 2 8 t' 'T1 Q0 a 3 7 t' >run
}

score() {
    run "$RELEVANCE_SCORE" --known known --qrels qrels "$@"
}

@test "classes, all of them, and topics" {
    score run
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "all       n=  3  MRR@10 0.500  success@10 0.667" ]
    [ "${lines[1]}" = "en        n=  1  MRR@10 1.000  success@10 1.000" ]
    [ "${lines[2]}" = "ko        n=  2  MRR@10 0.250  success@10 0.500" ]
    # (1/log2(2) + 3/log2(4)) / (3/log2(2) + 1/log2(3)); T2 has nothing to find.
    [ "${lines[3]}" = "topics    n=  1  nDCG@10 0.689  recall@50 1.000" ]
}

@test "the tenth hit counts and the eleventh does not" {
    for rank in 1 2 3 4 5 6 7 8 9; do echo "Q1 Q0 x$rank $rank 1 t"; done >run
    echo 'Q1 Q0 p1 10 1 t' >>run
    score run
    [ "${lines[2]}" = "ko        n=  2  MRR@10 0.050  success@10 0.500" ]
    sed -i 's/p1 10/p1 11/; $a Q1 Q0 y 10 1 t' run
    score run
    [ "${lines[2]}" = "ko        n=  2  MRR@10 0.000  success@10 0.000" ]
}

@test "a run as good as the accepted one passes, a worse one fails and says where" {
    score --accept accepted run
    score --floor accepted run
    [ "$status" -eq 0 ]
    sed -i 's/^Q3 Q0 p3 1/Q3 Q0 p3 3/' run
    score --floor accepted run
    [ "$status" -eq 1 ]
    [[ $output == *"all MRR@10 fell to 0.333, accepted is 0.500"* ]]
}

@test "a hundredth less passes" {
    printf 'ko\tMRR@10\t0.260\n' >accepted
    score --floor accepted run
    [ "$status" -eq 0 ]
    printf 'ko\tMRR@10\t0.262\n' >accepted
    score --floor accepted run
    [ "$status" -eq 1 ]
}

@test "an accepted class that was not measured fails" {
    printf 'typo\tMRR@10\t0.1\n' >accepted
    score --floor accepted run
    [ "$status" -eq 1 ]
    [[ $output == *"typo MRR@10 was not measured"* ]]
}

@test "a file that is not there or not a run is an error" {
    score missing
    [ "$status" -eq 1 ]
    echo 'Q1 p1' >run
    score run
    [ "$status" -eq 1 ]
}

@test "every knob of the ranking has its figures, of the value it has, and no other" {
    "$(dirname "$RELEVANCE_SCORE")/relevance_rank" --knobs | cut -f1,2 | sort >knobs
    [ -s knobs ]
    sed 1,2d "$BATS_TEST_DIRNAME/ablation.tsv" | cut -f1,2 | sort -u | diff knobs -
}
