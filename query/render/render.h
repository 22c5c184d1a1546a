/* Answers as people and programs read them: one printer for each format.
 * Knows no index and no analysis; text from pages can never steer the
 * terminal, control and bidi characters are made visible in cards. */
#ifndef SEOGO_RENDER_H
#define SEOGO_RENDER_H

#include <stdbool.h>

#include "shim/base/buffer.h"
#include "query/answer/answer.h"
#include "shim/base/status.h"

/* The formats that code or a test names; a row that neither does stands behind. */
enum format {
    FORMAT_CARD,
    FORMAT_JSON,
    FORMAT_JSONL,
    FORMAT_SEXP,
    FORMAT_VIMGREP,
    FORMAT_PATH,
    FORMAT_URL,
    FORMAT_ID,
    FORMAT_BIBTEX,
    FORMAT_TREC
};

struct cJSON;
struct printer;

/* A row of formats.c: what the rest of the program must know of a format. */
struct format_row {
    const char *name; /* on the command line */
    const struct printer *printer;
    bool marked; /* it shows where a hit matched: marks are wanted */
    /* How it writes an object, or NULL. Where it does, errors are one, and an answer
     * says itself that nothing was found; else words on standard error say it. */
    bool (*add_tree)(struct buffer *out, const struct cJSON *tree);
};

/* NULL behind the last row. */
const struct format_row *format_at(enum format format);
/* The nth row's name, or NULL behind the last. */
const char *format_name(size_t n);

/* The unit of highlight offsets in JSON and s-expressions. */
enum offset_unit { OFFSET_BYTE, OFFSET_CHAR, OFFSET_UTF16 };

#define FORMAT_VERSION 1

struct render_options {
    enum format format;
    enum offset_unit offsets;
    bool color;        /* cards: SGR sequences */
    bool links;        /* cards: OSC 8 hyperlinks */
    unsigned width;    /* cards: columns, at least 20 */
    bool nul;          /* line formats: NUL ends a line instead of newline */
    const char *topic; /* trec: the query's id; NULL is "0" */
};

/* Appends the whole answer to out. STATUS_NO_MEMORY is the only failure. */
enum status render_answer(const struct answer *answer, const struct render_options *options,
                          struct buffer *out);

/* A query that breaks at the byte offset. */
struct broken_query {
    const char *text; /* borrowed; NULL where the error is about no query */
    size_t length, offset;
};

/* Appends an error: for people "seogo: message" and the hint on a line of its
 * own; for formats of objects {"error":{"code","message","hint"}} or the like.
 * broken says where the caret points; it may be NULL too. */
enum status render_error(const struct error *error, const struct broken_query *broken,
                         const struct render_options *options, struct buffer *out);

#endif
