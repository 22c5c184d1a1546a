/* Where the live generation of an index is.
 *
 * An index directory holds
 *   generation-N   a directory each, N rising, never changed once it is live:
 *     XAPIANDB       a Xapian stub that names the generation's parts
 *     its parts      single-file databases, together one index
 *     and what else the indexer lays down there
 *   current        a symbolic link to the live one, replaced by rename
 *   kept           one to the generation from before papers were lost; else none
 *   lock           locked (fcntl, open file description) while an indexer works
 *   scratch-PID    an indexer's working directory
 * A reader that has opened a generation keeps it, whatever is published. */
#ifndef SEOGO_FORMAT_LOCATION_H
#define SEOGO_FORMAT_LOCATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/status.h"

#define LOCATION_CURRENT "current"
#define LOCATION_GENERATION "generation-"
#define LOCATION_KEPT "kept"
#define LOCATION_LOCK "lock"
#define LOCATION_SCRATCH "scratch-"
#define LOCATION_PARTS "XAPIANDB"
#define LOCATION_PART "auto " /* stands before a part's name on its line */
#define LOCATION_REMARK '#'   /* begins a line that says something else */

/* Metadata keys of a database. */
#define METADATA_FINGERPRINT "fingerprint"
#define METADATA_SHARE "share" /* "2/3", where it holds a share of an archive; share.h */
#define METADATA_ROOT "root"   /* absolute path that every paper's path starts from */

/* The index directory: given, or $SEOGO_DB, or $XDG_DATA_HOME/seogo, or
 * ~/.local/share/seogo. *out is malloc'd. STATUS_NOT_FOUND where none of them
 * is known. */
enum status location_directory(const char *given, char **out, struct error *error);

/* The path of the live generation, malloc'd, and its number. STATUS_NOT_FOUND
 * with a hint where nothing was published there. A directory or file that is
 * itself a Xapian database, or a stub file, is taken as it is, with number 0. */
enum status location_current(const char *directory, char **out, uint64_t *generation,
                             struct error *error);

/* The path of a generation in the index directory, malloc'd; NULL where memory is short. */
char *location_generation(const char *directory, uint64_t number);
/* The number in the name "<prefix>N" as the indexer writes it; 0 where it is another. */
uint64_t location_number(const char *name, const char *prefix);

/* Paths of databases, or what shim_shards_open takes for one; the first holds the
 * metadata of all, and the newest papers. */
struct location_parts {
    char **paths;
    size_t count;
    char **generations; /* that they are parts of, without remote ones */
    size_t generation_count;
};

/* Whether the file is a stub: lines that name databases, "auto PATH" or "glass PATH"
 * of an index, a database or another stub, from its own directory on, and "remote ..."
 * as shim_shards_open has it; empty lines and those that begin with '#' say nothing. */
bool location_is_stub(const char *path);

/* Appends the parts of the generation at this path to *out, which the caller
 * clears, also on failure; of what is itself a database that is the path
 * alone, of a stub file what its lines name. A line whose path leads nowhere is kept
 * for who opens it to tell. STATUS_NOT_FOUND where it was removed meanwhile,
 * STATUS_INVALID of a stub with a line that is none. */
enum status location_parts(const char *generation, struct location_parts *out, struct error *error);
void location_parts_clear(struct location_parts *parts);

#endif
