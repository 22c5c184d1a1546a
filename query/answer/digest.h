/* A digest: what several queries find. Filled by command, read by render. */
#ifndef SEOGO_ANSWER_DIGEST_H
#define SEOGO_ANSWER_DIGEST_H

#include "query/answer/answer.h"

/* A query, by its name, and its answer. Text is borrowed. */
struct digest_part {
    const char *name, *query;
    uint32_t fresh; /* papers of all it finds that the last publication brought */
    struct answer answer;
};

struct digest {
    uint32_t date; /* the day it is of */
    const struct digest_part *parts;
    size_t count;
};

#endif
