/* An open index, or several as one: the live generations and what is read from
 * them once. */
#ifndef SEOGO_SEARCH_SEARCHER_H
#define SEOGO_SEARCH_SEARCHER_H

#include <stdbool.h>

#include "indexer/format/analysis/analysis.h"
#include "query/search/kept.h"
#include "shim/base/buffer.h"
#include "shim/xapian/shim.h"

/* Where to search: one index directory or more; one that is NULL is the default.
 * root, if not NULL, replaces the archive's stored root. The strings are borrowed. */
struct searcher_place {
    const char *const *directories;
    size_t directory_count;
    const char *root;
    bool often;       /* many searches follow: what they read again is cached */
    bool plain;       /* by Xapian's operators alone: the same hits and scores, slower */
    bool partial;     /* a shard that cannot be opened is left out */
    uint32_t timeout; /* seconds that a remote shard may be silent; 0 for the default */
};

struct searcher {
    struct searcher_place place;
    struct shim_database *database; /* of all shards; remote ones are asked for what stock
                                       Xapian understands */
    char **roots;                   /* of the archives, by shard */
    size_t shard_count;
    char **generations; /* paths of those that are open; of remote shards none */
    size_t generation_count;
    char **missing; /* why shards were left out, a line each */
    size_t missing_count;
    bool overlaps;       /* a paper may stand in several shards */
    struct stems *stems; /* of English words */
    struct analyzer *analyzer;
    struct kept_papers *kept; /* NULL unless many searches follow */
    struct guess_memory *guessed;
    uint32_t documents;
    double newest; /* the greatest value of SLOT_RECENCY, 0 for none */
};

/* Opens the live generations; searcher_free frees. STATUS_NOT_FOUND, STATUS_FORMAT,
 * STATUS_DAMAGED, STATUS_UNREACHABLE say why it could not. */
enum status searcher_open(struct searcher **out, const struct searcher_place *place,
                          struct error *error);
void searcher_free(struct searcher *searcher);

/* The root of the archive that a hit of this shard is from. */
const char *searcher_root(const struct searcher *searcher, size_t shard);

/* What a planner asks for: see query/plan/term/term.h; searcher is a struct searcher. */
enum status searcher_news(const void *searcher, size_t publications, struct buffer *ids, bool *all,
                          struct error *error);

/* Opens the live generations again, in place of those that are open. */
enum status searcher_reopen(struct searcher *searcher, struct error *error);
/* The same where others are live than are open; else what was read of them stays. */
enum status searcher_refresh(struct searcher *searcher, struct error *error);

#endif
