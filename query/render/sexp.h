/* A tree as Emacs reads it. */
#ifndef SEOGO_RENDER_SEXP_H
#define SEOGO_RENDER_SEXP_H

#include <stdbool.h>

#include <cjson/cJSON.h>

#include "shim/base/buffer.h"

/* Appends the tree on one line, without a newline: an object is a property
 * list whose keys are :key, with - for _; null and an empty list are nil.
 * False where memory is short or the tree deeper than SEXP_DEPTH_MAX. */
#define SEXP_DEPTH_MAX 8
bool sexp_add(struct buffer *out, const cJSON *tree);

#endif
