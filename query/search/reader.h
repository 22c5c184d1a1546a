/* An open index, or several as one: the live generations and what is read from
 * them once. */
#ifndef SEOGO_SEARCH_READER_H
#define SEOGO_SEARCH_READER_H

#include "indexer/format/analysis/analysis.h"
#include "query/search/search.h"
#include "shim/xapian/shim.h"

struct searcher {
    struct searcher_place place;
    struct shim_database *database;
    char **roots; /* of the archives, one a directory */
    size_t count;
    size_t *owners; /* by database in the engine: which directory it is a part of */
    size_t part_count;
    struct shim_stemmer *stemmer;
    struct analyzer *analyzer;
    uint32_t documents;
    double newest; /* the greatest value of SLOT_RECENCY, 0 for none */
};

/* The root of the archive that a hit of this database in the engine is from. */
const char *reader_root(const struct searcher *searcher, size_t part);

/* Opens the live generations again, in place of those that are open. */
enum status reader_reopen(struct searcher *searcher, struct error *error);

#endif
