/* Papers of an earlier index that are on no page any more, and whether a reason
 * can be seen. A paper that was taken off a page which still has others is only
 * counted; a page or a folder that had papers and has none is what a disk that is
 * not there looks like, or half a copy. */
#ifndef SEOGO_BUILD_LOSS_H
#define SEOGO_BUILD_LOSS_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/build/observer.h"
#include "indexer/build/order.h"
#include "shim/base/status.h"

/* A page, or a folder below which no page has papers. */
struct loss_place {
    char *path;    /* from the root on; "" is the root; owned */
    size_t papers; /* that stood there and are nowhere now */
};

struct loss {
    size_t before; /* papers of the earlier index */
    size_t gone;   /* of these on no page */
    struct loss_place *places;
    size_t place_count;
};

/* Fills *loss, which the caller clears, also on failure. generation is the path of
 * the earlier one. */
enum status loss_find(struct loss *loss, const char *generation, const struct paper_order *order,
                      struct error *error);
/* Whether a person has to look: there are places, or too much is gone. */
bool loss_matters(const struct loss *loss);
/* Reports the places, which start from root, and what a person can do about it, and
 * adds the messages to *warnings; false: out of memory. */
bool loss_tell(const struct loss *loss, const char *root, const char *directory,
               const struct observer *observer, size_t *warnings);
void loss_clear(struct loss *loss);

#endif
