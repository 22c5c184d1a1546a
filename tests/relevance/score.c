/* relevance_score: prints how well a TREC run found what was meant, and
 * compares that with the figures that were accepted before. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measures.h"

#define TOLERANCE 0.01 /* how far a figure may fall below the accepted one */

static void print_score(const struct score *score, FILE *out)
{
    for (size_t i = 0; i < score->tally_count; i++) {
        const struct tally *tally = &score->tallies[i];
        fprintf(out, "%-9s n=%3zu  %s %.3f  %s %.3f\n", tally->class, tally->count,
                measure_name(tally, 0), measure_value(tally, 0), measure_name(tally, 1),
                measure_value(tally, 1));
    }
}

/* Writes the table that --floor reads: class, measure, value. */
static bool write_accepted(struct score *score, const char *path)
{
    FILE *out = fopen(path, "w");
    if (out == NULL)
        return score_failed(score, "cannot write %s: %s", path, strerror(errno));
    for (size_t i = 0; i < score->tally_count; i++)
        for (size_t j = 0; j < 2; j++)
            fprintf(out, "%s\t%s\t%.3f\n", score->tallies[i].class,
                    measure_name(&score->tallies[i], j), measure_value(&score->tallies[i], j));
    bool written = !ferror(out);
    if (fclose(out) != 0 || !written)
        return score_failed(score, "cannot write %s: %s", path, strerror(errno));
    return true;
}

/* class, measure, value: false where the run is worse, or was not measured. */
static bool check_accepted(struct score *score, char **fields, size_t count)
{
    if (count != 3)
        return score_failed(score, "a line of the accepted figures has %zu fields, not 3", count);
    double accepted = strtod(fields[2], NULL);
    for (size_t i = 0; i < 2 * score->tally_count; i++) {
        const struct tally *tally = &score->tallies[i / 2];
        if (strcmp(tally->class, fields[0]) != 0 ||
            strcmp(measure_name(tally, i % 2), fields[1]) != 0)
            continue;
        /* Both as printed, so that the table's own figures never fail. */
        double now = measure_value(tally, i % 2);
        if (now > accepted - TOLERANCE - 0.0005)
            return true;
        return score_failed(score, "%s %s fell to %.3f, accepted is %.3f", fields[0], fields[1],
                            now, accepted);
    }
    return score_failed(score, "%s %s was not measured, accepted is %s", fields[0], fields[1],
                        fields[2]);
}

static int usage(FILE *out, int status)
{
    fputs("usage: relevance_score --known FILE --qrels FILE [--floor FILE] [--accept FILE] RUN\n"
          "Prints MRR@10 and success@10 of known items by class, nDCG@10 and recall@50 of topics.\n"
          "  --floor FILE   exit 1 where a figure is more than 0.01 below the one in FILE\n"
          "  --accept FILE  write the figures as such a file\n",
          out);
    return status;
}

int main(int argc, char **argv)
{
    enum { KNOWN, QRELS, FLOOR, ACCEPT, FILES };
    static const struct option options[] = {
        {"known", required_argument, NULL, KNOWN}, {"qrels", required_argument, NULL, QRELS},
        {"floor", required_argument, NULL, FLOOR}, {"accept", required_argument, NULL, ACCEPT},
        {"help", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0}};
    const char *files[FILES] = {NULL};
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'h')
            return usage(stdout, 0);
        if (option == '?')
            return usage(stderr, 2);
        files[option] = optarg;
    }
    if (files[KNOWN] == NULL || files[QRELS] == NULL || optind + 1 != argc)
        return usage(stderr, 2);
    struct score score = {.hits = NULL};
    bool good = score_run(&score, argv[optind], files[KNOWN], files[QRELS]);
    if (good) {
        print_score(&score, stdout);
        good = files[ACCEPT] == NULL || write_accepted(&score, files[ACCEPT]);
    }
    if (good && files[FLOOR] != NULL)
        good = each_line(&score, files[FLOOR], "\t", check_accepted);
    if (!good)
        fprintf(stderr, "relevance_score: %s\n", score.message);
    score_clear(&score);
    return good ? 0 : 1;
}
