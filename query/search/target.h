/* What is looked for in the texts of a hit. */
#ifndef SEOGO_SEARCH_TARGET_H
#define SEOGO_SEARCH_TARGET_H

#include "indexer/format/analysis/token.h"
#include "query/plan/rank/planned.h"

/* A text that is marked where it stands. */
struct target {
    const char *text;
    size_t length;
    double weight;
    enum match match;
    bool seen;   /* in the text being read */
    bool hangul; /* also inside a compound, and where only a part of it stands */
    bool prefix;
    bool whole;            /* its parts are not marked where they stand apart */
    unsigned fields;       /* where it is looked for: a bit for each text field */
    size_t run, run_start; /* of a whole one: its bytes that have just stood, and from where */
    uint32_t next_word;    /* where it would go on */
    bool unmarked;         /* tells how the paper was found, and is not shown */
};

/* A query has dozens, a page thousands of words: which targets a word may be tells a bit
 * for each, 64 and more sharing theirs, by the letters that both must have. */
#define TARGET_BUCKETS 256
struct targets {
    struct target *items;
    size_t count;
    uint64_t always;
    uint64_t equal[TARGET_BUCKETS];  /* by length, first and last byte */
    uint64_t begins[TARGET_BUCKETS]; /* by the first character */
    uint64_t holds[TARGET_BUCKETS];  /* by each character */
};

/* The planned terms, which are borrowed. False where memory is short; targets_clear
 * frees also then. */
bool targets_of(struct targets *out, const struct plan *plan, uint32_t documents);
void targets_clear(struct targets *targets);

/* Which targets a token may be, hold, or be a part of, as targets_next() takes it. */
uint64_t targets_near(const struct targets *targets, const struct token *token);
/* The first of them from this one on; targets->count where there is none. */
static inline size_t targets_next(const struct targets *targets, uint64_t near, size_t from)
{
    for (size_t i = from; i < targets->count;) {
        uint64_t rest = near >> i % 64;

        if (rest)
            return i + (size_t)__builtin_ctzll(rest);
        i += 64 - i % 64;
    }
    return targets->count;
}

#endif
