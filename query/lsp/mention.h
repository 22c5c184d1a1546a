/* Where a text names a paper: by an address, an id, or the key that cites it. */
#ifndef SEOGO_LSP_MENTION_H
#define SEOGO_LSP_MENTION_H

#include <stdbool.h>
#include <stddef.h>

enum mention_kind {
    MENTION_ID,  /* of arXiv, alone or as arXiv:… and the like */
    MENTION_WEB, /* a whole address of the web, of a paper or not */
    MENTION_KEY  /* what may be a key as citation.h has it */
};

/* text[start, end) */
struct mention {
    enum mention_kind kind;
    size_t start, end;
};

/* The first that begins at the byte from or behind it; false where there is none. */
bool mention_next(const char *text, size_t length, size_t from, struct mention *out);
/* The one at a byte, or directly before it, in its line. */
bool mention_at(const char *text, size_t length, size_t byte, struct mention *out);

#endif
