/* The table of output formats. */
#ifndef SEOGO_RENDER_FORMATS_H
#define SEOGO_RENDER_FORMATS_H

#include "query/render/options.h"
#include "shim/base/buffer.h"

struct cJSON;
struct digest;
struct printer;

/* A row of formats.c: what the rest of the program must know of a format. */
struct format_row {
    const char *name; /* on the command line */
    const struct printer *printer;
    const char *remark; /* begins a line that names a batch's query; NULL: the format has a
                           place for it */
    bool marked;        /* it shows where a hit matched: marks are wanted */
    /* How it writes an object, or NULL. Where it does, errors are one, and an answer
     * says itself that nothing was found; else words on standard error say it. */
    bool (*add_tree)(struct buffer *out, const struct cJSON *tree);
    /* How it writes a digest as a whole, or NULL; false where memory is short. */
    bool (*add_page)(struct buffer *out, const struct digest *digest);
};

/* NULL behind the last row. */
const struct format_row *format_at(enum format format);
/* The nth row's name, or NULL behind the last. */
const char *format_name(size_t n);

#endif
