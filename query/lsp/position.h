/* Places in a document as editors tell them: a line and UTF-16 units in it. A
 * line ends with LF, CR LF or CR. */
#ifndef SEOGO_LSP_POSITION_H
#define SEOGO_LSP_POSITION_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "shim/base/buffer.h"

/* Both from 0. */
struct position {
    size_t line, character;
};

/* {"line":…,"character":…}; what is no place is the first one. */
struct position position_read(const cJSON *item);
/* The byte of a place. Behind a line's end it is that end, behind the text the
 * text's; between the halves of a character it is the character's first byte. */
size_t position_byte(const struct buffer *text, struct position position);
struct position position_of(const struct buffer *text, size_t byte);

/* Adds {"start":…,"end":…} of two bytes under key; false where memory is short. */
bool position_add_range(cJSON *parent, const char *key, const struct buffer *text, size_t start,
                        size_t end);

#endif
