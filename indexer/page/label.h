/* The first link of a heading. Its label is wanted as it is written, but md4c
 * tells the text between the marks: the label is what lies around that text,
 * up to the brackets. */
#ifndef SEOGO_PAGE_LABEL_H
#define SEOGO_PAGE_LABEL_H

#include <stdbool.h>

#include "shim/base/buffer.h"
#include "indexer/page/facts.h"

struct label {
    bool open, closed;        /* md4c is in the link, or was */
    bool image;               /* the label holds one */
    const char *first, *last; /* in the page: where its text starts and ends; or NULL */
    const char *floor;        /* in the page: the opening bracket is not before this; or NULL */
    struct buffer plain;      /* its text without marks */
    struct buffer url;
};

/* Empties it for the next heading. */
void label_start(struct label *label);
/* Adds text of the label, outside of images. False where memory is short. */
bool label_add(struct label *label, struct slice text, bool in_page);
/* The label's source in the page [begin, end), where it stands in brackets and
 * holds no image, else its plain text. Borrowed. */
struct slice label_title(const struct label *label, const char *begin, const char *end);
void label_free(struct label *label);

#endif
