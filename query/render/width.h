/* Terminal columns, and lines that fit into them. Text is UTF-8 that
 * visible.h made; it is never cut inside a grapheme. */
#ifndef SEOGO_RENDER_WIDTH_H
#define SEOGO_RENDER_WIDTH_H

#include <stddef.h>

#include "query/answer/answer.h"

/* No grapheme is wider: a longer run of joined emoji or jamo counts as several. */
#define GRAPHEME_COLUMNS_MAX 8

/* The bytes of the grapheme at text (length >= 1) and its columns: 2 for
 * Hangul and other wide characters. Terminals disagree about emoji sequences;
 * this is what the widest of them take. */
size_t width_of_grapheme(const char *text, size_t length, size_t *columns);

size_t width_of(const char *text, size_t length);

/* The bytes of the longest run of graphemes from the start that fits. */
size_t width_fit(const char *text, size_t length, size_t columns);

/* The next line of text from the byte `from`: broken at spaces, inside a word
 * only where the word alone is too long. *line leaves the spaces around it
 * out. Returns the byte where the following line starts, length at the end.
 * columns is at least GRAPHEME_COLUMNS_MAX. */
size_t width_wrap(const char *text, size_t length, size_t from, size_t columns, struct span *line);

/* The lines that the text takes, counted to limit + 1 at most. */
size_t width_count_lines(const char *text, size_t length, size_t columns, size_t limit);

#endif
