/* A page's text as TeX and BibTeX may read it: nothing in it is a command that
 * reads, writes, defines or runs, and braces are balanced at every depth. */
#ifndef SEOGO_RENDER_TEX_H
#define SEOGO_RENDER_TEX_H

#include <stdbool.h>

#include "shim/base/buffer.h"

/* Appends text; with math, TeX math in it stays where all its control words
 * are known to print mathematics. False where memory is short. */
bool tex_add(struct buffer *out, const char *text, bool math);

/* Appends a name, in braces where a list of names would be read otherwise: a
 * comma, the word "and", nothing at all. False where memory is short. */
bool tex_add_name(struct buffer *out, const char *name);

#endif
