/* Finds and weighs what is made of words without Xapian's matcher: the same
 * documents and, but for rounding, the same scores, faster.
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

struct match_options {
    bool often;      /* many searches follow: the numbers in a slot are kept of all documents */
    unsigned slices; /* so many threads search each database; 0: by its size and the machine */
};

/* Searches of the database go by this matcher from now on, and threads of its own wait for the
 * next while it is open. With a remote one, for often alone, these are searches for words that
 * were searched for before. What it keeps are 8 bytes a document, often 8 more for each slot
 * asked for; and of postings a kilobyte a document, in each slice at least 5 MB and at most 100,
 * and of 10,000 terms (what the last search read may overshoot); from afar two kilobytes a
 * document within the same bounds, and 4 MB of phrases. */
enum status match_use(struct shim_database *database, struct match_options options,
                      struct error *error);

#ifdef __cplusplus
}
#endif
#endif
