/* How well a run found what was meant: the measures of a test collection.
 * Reads files, prints nothing, makes no runs. */
#ifndef SEOGO_RELEVANCE_MEASURES_H
#define SEOGO_RELEVANCE_MEASURES_H

#include <stdbool.h>
#include <stddef.h>

#define CLASS_SIZE 32

/* The sums of one class of queries, or of the topics. */
struct tally {
    char class[CLASS_SIZE];
    size_t count;
    double first, second; /* MRR@10 and success@10; for topics nDCG@10 and recall@50 */
};

struct score {
    struct hit *hits; /* by query, then rank, then paper */
    size_t hit_count;
    struct judgment *judgments; /* by topic, the best grades first */
    size_t judgment_count;
    struct tally *tallies; /* "all" first, then classes by name, "topics" last */
    size_t tally_count;
    char message[512]; /* of the first failure, one line */
};

/* Fills *score, which the caller zeroed and clears also on failure. run: TREC
 * lines `qid Q0 paper rank score tag`, the tag may be absent. known: qid TAB
 * class TAB paper TAB query. qrels: `topic 0 paper grade`. A query without
 * hits counts as not found, a topic without a relevant paper not at all. */
bool score_run(struct score *score, const char *run, const char *known, const char *qrels);
void score_clear(struct score *score);

/* measure is 0 or 1. */
const char *measure_name(const struct tally *tally, size_t measure);
double measure_value(const struct tally *tally, size_t measure);

/* Calls take for every line of the file that is not empty, split at the
 * separators, with at most 8 fields; false as soon as take is, or where the
 * file cannot be read. Empty fields are left out unless TAB is the only
 * separator. */
typedef bool line_taker(struct score *score, char **fields, size_t count);
bool each_line(struct score *score, const char *path, const char *separators, line_taker *take);

/* Keeps the message and returns false. */
bool score_failed(struct score *score, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
