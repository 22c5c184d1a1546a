/* What lies in an index directory, for people and monitors. Changes nothing. */
#ifndef SEOGO_BUILD_INDEX_STAT_H
#define SEOGO_BUILD_INDEX_STAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "shim/base/status.h"
#include "shim/xapian/shim.h"

struct index_stat {
    uint64_t generation;
    uint64_t previous;         /* the one before it; 0 for none */
    uint64_t kept;             /* from before papers were lost; 0 for none */
    struct timespec published; /* when the generation was */
    size_t papers;
    uint64_t bytes; /* of its databases */
    long holder;    /* process that is at work there, 0 for none, -1 unknown */
};

/* STATUS_NOT_FOUND where there is no index, STATUS_DAMAGED and STATUS_FORMAT
 * where it cannot be read or, with every_byte read, is not as it was written;
 * generation and holder are known also then. */
enum status index_stat_read(struct index_stat *out, const char *directory, bool every_byte,
                            struct error *error);
/* Whether the database is of this program's fingerprint: STATUS_FORMAT where it is
 * of another. */
enum status index_stat_fingerprint(struct shim_database *database, struct error *error);

#endif
