/* Whether a citation is being typed, and which words of it. */
#ifndef SEOGO_LSP_CITING_H
#define SEOGO_LSP_CITING_H

#include <stdbool.h>
#include <stddef.h>

/* Whether text, up to the place where somebody types, ends in a citation that has begun:
 * "\cite{" and what of LaTeX is like it, behind a comma too, or "@" as Pandoc, Org and
 * Typst have it; within brackets its words may be several. text[*start, length) is what a
 * key replaces. */
bool citing_begun(const char *text, size_t length, size_t *start);

#endif
