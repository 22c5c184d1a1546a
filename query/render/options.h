/* How an answer or an error is to be printed: the format by its name in the
 * table, and what the person chose for it. */
#ifndef SEOGO_RENDER_OPTIONS_H
#define SEOGO_RENDER_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* A name for each row of formats.c, in the order of --help; a new one goes to the end. */
enum format {
    FORMAT_CARD,
    FORMAT_FULL,
    FORMAT_LINE,
    FORMAT_MARKDOWN,
    FORMAT_TEXT,
    FORMAT_HTML,
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
    bool remarks;      /* bibtex: a comment says what its entries are worth */
    const char *topic; /* trec: the query's id; NULL is "0" */
};

/* A query that breaks at the byte offset. */
struct broken_query {
    const char *text; /* borrowed; NULL where the error is about no query */
    size_t length, offset;
};

#endif
