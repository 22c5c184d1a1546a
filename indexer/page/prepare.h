/* A page's bytes -> the text that md4c is given: well-formed UTF-8 without NUL
 * and byte order mark, its last line ended (md4c 0.4.8 reads on behind a page
 * that ends in "[]("), and nothing that takes it quadratic time. Lines keep
 * their numbers. */
#ifndef SEOGO_PAGE_PREPARE_H
#define SEOGO_PAGE_PREPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/buffer.h"

/* md4c counts in int what it keeps for a page, up to 16 bytes for each one. */
#define PAGE_LENGTH_MAX ((size_t)64 << 20)

/* In a paragraph with more closing brackets than this the others are text:
 * md4c walks over all lines of a paragraph for each of its links. */
#define PARAGRAPH_BRACKETS_MAX 1000

/* A link by reference costs md4c the length of its definition. Where all of a
 * page's brackets together could cost more than this for each byte, and more
 * than the least, no definition is left one. */
#define REFERENCE_COST_MAX 64
#define REFERENCE_COST_LEAST ((size_t)16 << 20)

struct prepared {
    const char *text, *end; /* the page's own bytes or those of repaired */
    struct buffer repaired;
    /* Lines from 1 where something was changed first; 0 where nothing was. */
    uint32_t replaced_line;  /* bytes replaced by U+FFFD */
    uint32_t tangled_line;   /* brackets made text: too many in a paragraph */
    uint32_t reference_line; /* definitions made text: too long for their uses */
    uint32_t cut_line;       /* what follows is beyond PAGE_LENGTH_MAX */
};

/* Borrows bytes until prepared_free. False where memory is short; prepared_free
 * is due all the same. */
bool prepare(struct prepared *prepared, const char *bytes, size_t length);
void prepared_free(struct prepared *prepared);

#endif
