/* An open index, or several as one: the live generations and what is read from
 * them once. */
#ifndef SEOGO_QUERY_READER_H
#define SEOGO_QUERY_READER_H

#include "indexer/format/analysis/analysis.h"
#include "query/search.h"
#include "shim/xapian_shim.h"

struct searcher {
    struct searcher_place place;
    struct shim_database *database;
    char **roots; /* of the archives, one a directory */
    size_t count;
    struct shim_stemmer *stemmer;
    struct analyzer *analyzer;
    uint32_t documents;
    double newest; /* the greatest value of SLOT_RECENCY, 0 for none */
};

/* Opens the live generations again, in place of those that are open. */
enum status reader_reopen(struct searcher *searcher, struct error *error);

#endif
