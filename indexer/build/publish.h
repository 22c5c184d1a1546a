/* The index directory while an indexer is at work: its lock, a scratch
 * directory, and the rename that makes a directory the live generation. */
#ifndef SEOGO_BUILD_PUBLISH_H
#define SEOGO_BUILD_PUBLISH_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/build/observer.h"
#include "shim/base/status.h"

struct publication {
    int directory;            /* open, -1 where there is none */
    int lock;                 /* open and locked, or -1 */
    char *scratch;            /* path of a directory that is this process's alone, or NULL */
    const char *scratch_name; /* its last part */
    uint64_t live;            /* generation, 0 where nothing was published */
    uint64_t newest;          /* generation that was ever seen there */
    uint64_t kept;            /* generation from before papers were lost, 0 for none */
    bool damaged;             /* the live one is; whoever looked sets it */
};

/* Makes the directory where it is missing, locks it (STATUS_LOCKED where
 * another indexer is still at work after wait seconds), removes what killed
 * ones left behind and makes the scratch directory. The caller closes
 * *publication, whatever is returned. */
enum status publication_open(struct publication *publication, const char *directory, unsigned wait,
                             const struct observer *observer, struct error *error);
/* The generation that is kept there from before papers were lost, which is older
 * than the live one; 0 for none. directory is open. */
uint64_t publication_kept(int directory, uint64_t live);
/* Keeps the generation, whatever is published, until publication_forget. Where one
 * is kept already, it stays that one. */
enum status publication_keep(struct publication *publication, uint64_t generation,
                             struct error *error);
void publication_forget(struct publication *publication);
/* Makes name, a directory in the scratch directory whose content is synced, the
 * next generation and live. The one that was live stays, or where it is damaged the
 * newest before it that is not, and the one that is kept; others go. Where it fails, what was live
 * is live again and older ones stay. */
enum status publication_publish(struct publication *publication, const char *name,
                                struct error *error);
/* Makes the kept generation, or else the newest before the live one, live again;
 * one that is not as it was written is passed over. STATUS_NOT_FOUND where there is
 * none. */
enum status publication_roll_back(struct publication *publication, struct error *error);
/* Removes the scratch directory and unlocks. */
void publication_close(struct publication *publication);

#endif
