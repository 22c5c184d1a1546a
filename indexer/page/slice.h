/* A run of bytes that is not owned, and what is asked of text everywhere here.
 * Letters and digits are ASCII's, whatever the locale, where nothing else is
 * said. */
#ifndef SEOGO_PAGE_SLICE_H
#define SEOGO_PAGE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/ascii.h"

struct slice {
    const char *data;
    size_t length;
};

static inline struct slice slice_between(const char *start, const char *end)
{
    return (struct slice){start, (size_t)(end - start)};
}

static inline const char *slice_end(struct slice text)
{
    return text.data + text.length;
}

/* text as it is stored: malloc'd, trimmed of nothing, control characters below
 * U+0020 as spaces. NULL where memory is short. */
char *slice_stored(struct slice text);
/* Without ASCII spaces and control characters at either end. */
struct slice slice_trimmed(struct slice text);
/* Without what is neither letter nor number of any script at either end. */
struct slice slice_core(struct slice text);
/* Whether a letter of any script is in it. */
bool slice_has_letter(struct slice text);
/* The first c in text, or its end. */
const char *slice_find(struct slice text, char c);
/* The last c in text, or NULL. */
const char *slice_find_last(struct slice text, char c);
/* Up to the first LF, and what follows it (empty at the end). */
struct slice slice_line(struct slice text, struct slice *rest);
bool slice_equal(struct slice a, struct slice b);
/* Ignoring the case of ASCII letters; prefix is in lower case. */
bool slice_starts(struct slice text, const char *prefix);
/* The length of the character that text starts with: 1 to 4. */
size_t slice_character(struct slice text);

#endif
