/* The generation that is live, as the next one's foundation. */
#ifndef SEOGO_BUILD_LIVE_H
#define SEOGO_BUILD_LIVE_H

#include "indexer/build/inventory.h"

struct live {
    char *path;    /* of the generation's directory; NULL where none is of use */
    int directory; /* open, or -1 */
    struct inventory inventory;
};

/* Looks for a live generation of this program's fingerprint, made of pages
 * below this root, whose files are all there, as long as they were made: where
 * there is none, all is to be made anew and *out is empty. That a reader can open
 * it is for the caller to see. Only memory can fail it. The caller clears *out. */
enum status live_open(struct live *out, const char *directory, const char *root,
                      struct error *error);
void live_clear(struct live *live);

#endif
