/* Where the live generation of an index is.
 *
 * An index directory holds
 *   generation-N   one single-file database each, N rising, never changed
 *   current        a symbolic link to the live one, replaced by rename
 *   lock           locked (fcntl, open file description) while an indexer works
 *   scratch-PID    an indexer's working directory
 * A reader that has opened a generation keeps it, whatever is published. */
#ifndef SEOGO_FORMAT_LOCATION_H
#define SEOGO_FORMAT_LOCATION_H

#include <stdint.h>

#include "shim/status.h"

#define LOCATION_CURRENT "current"
#define LOCATION_GENERATION "generation-"
#define LOCATION_LOCK "lock"
#define LOCATION_SCRATCH "scratch-"

/* Metadata keys of a database. */
#define METADATA_FINGERPRINT "fingerprint"
#define METADATA_ROOT "root" /* absolute path that every paper's path starts from */

/* The index directory: given, or $SEOGO_DB, or $XDG_DATA_HOME/seogo, or
 * ~/.local/share/seogo. *out is malloc'd. STATUS_NOT_FOUND where none of them
 * is known. */
enum status location_directory(const char *given, char **out, struct error *error);

/* The file of the live generation, malloc'd, and its number. STATUS_NOT_FOUND
 * with a hint where nothing was published there. A directory or file that is
 * itself a Xapian database is taken as it is, with number 0. */
enum status location_current(const char *directory, char **out, uint64_t *generation,
                             struct error *error);

#endif
