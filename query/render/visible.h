/* Text from pages as it may reach a terminal. What would steer it, reorder it
 * or hide in it is shown as its number, ⟨U+202E⟩, and a byte that is not
 * UTF-8 as ⟨0xFF⟩. What people write stays: emoji joined by U+200D, an emoji
 * or text selector behind a character, up to eight marks on one. */
#ifndef SEOGO_RENDER_VISIBLE_H
#define SEOGO_RENDER_VISIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/buffer.h"
#include "query/answer/answer.h"

/* Visible text and the marks on it, rising and not overlapping. */
struct visible {
    struct buffer text;
    struct span *marks;
    size_t mark_count;
};

#define VISIBLE_INIT                                                                               \
    {                                                                                              \
        BUFFER_INIT, NULL, 0                                                                       \
    }

/* All of these return false where memory is short. */

/* Appends text; those of marks (NULL for none) that lie in it, counted from
 * `base` at the text's first byte, become marks of *visible. */
bool visible_append(struct visible *visible, const char *text, size_t length,
                    const struct marks *marks, size_t base);
void visible_free(struct visible *visible);

/* The same into a buffer, without marks. */
bool visible_add(struct buffer *out, const char *text, size_t length);

/* Whether a code point is one of those that are shown as their number. */
bool visible_hides(int32_t codepoint);

/* Appends a link; whatever RFC 3986 does not allow in one is percent-encoded,
 * so that it is printable ASCII without spaces, quotes, braces, backslashes. */
bool visible_add_link(struct buffer *out, const char *url);

#endif
