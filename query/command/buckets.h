/* What a tally counted, in the parts that a facet has. */
#ifndef SEOGO_COMMAND_BUCKETS_H
#define SEOGO_COMMAND_BUCKETS_H

#include <stdint.h>

#include "query/command/command.h"

enum facet { FACET_MONTH, FACET_YEAR, FACET_AUTHOR, FACET_VOTES, FACET_SOURCE, FACET_NONE };

/* The nth facet's name, or NULL behind the last. */
const char *facet_name(size_t n);

#define BUCKET_NAME_MAX 96

struct bucket {
    char name[BUCKET_NAME_MAX];
    uint32_t papers;
};

struct buckets {
    struct bucket *items; /* owned */
    size_t count;         /* of authors and archives the request's count at most */
    size_t total;         /* how many there are */
    uint32_t papers;      /* that the query has */
    uint32_t unknown;     /* of them in no part, where each paper is in one at most */
};

/* Counts the papers of the request. Parts of time are in their order, with those that
 * lie between and have none, parts of votes too; authors and archives the most frequent
 * first. On STATUS_BAD_QUERY *offset is the byte where the query breaks. The caller clears,
 * also after a failure. */
enum status buckets_count(struct buckets *out, const struct command *command, enum facet facet,
                          size_t *offset, struct error *error);
void buckets_clear(struct buckets *buckets);

#endif
