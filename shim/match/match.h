/* Finds and weighs what is made of words without Xapian's matcher: the same
 * documents and, but for rounding, the same scores, faster on local databases.
 * Beside Xapian's for two reasons: it has no operator for SHIM_FIRST, in place
 * of which it reads every posting twice and prunes little; and it weighs one
 * query at a time, where many queries on few hits can share their postings.
 *
 * A database that was not given this is searched by Xapian's operators alone. */
#ifndef SEOGO_MATCH_MATCH_H
#define SEOGO_MATCH_MATCH_H

#include <stdbool.h>

#include "shim/xapian/shim.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Searches of the database go by this matcher from now on. often: turns on the
 * session cache, 4 bytes a document and 8 for each slot asked for, and up to 5,000 terms and
 * 160 bytes a document of postings, at least 4 MB (the last list may overshoot), for
 * each of several databases that are opened as one, but for copies with one UUID. */
enum status match_use(struct shim_database *database, bool often, struct error *error);

#ifdef __cplusplus
}
#endif
#endif
