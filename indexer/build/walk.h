/* The directories below the PATHs -> unsorted page files. */
#ifndef SEOGO_BUILD_WALK_H
#define SEOGO_BUILD_WALK_H

#include "indexer/build/pages.h"

/* Adds to pages->files what lies at and below pages->origins. A directory that
 * cannot be read becomes a file with its error. */
enum status walk(struct pages *pages, struct error *error);

#endif
