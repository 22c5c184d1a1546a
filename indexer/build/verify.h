/* Whether a generation is what was meant to be made. */
#ifndef SEOGO_BUILD_VERIFY_H
#define SEOGO_BUILD_VERIFY_H

#include <stddef.h>

#include "shim/base/status.h"

/* Lets Xapian check the part and opens the generation as a reader would: the
 * fingerprint must be this program's and the papers as many as papers says. *terms
 * becomes the number of different terms. STATUS_DAMAGED where it is not so; *error
 * is filled then. */
enum status verify_generation(const char *generation, size_t papers, size_t jobs, size_t *terms,
                              struct error *error);

#endif
