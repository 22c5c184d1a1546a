/* The names under which pages tell facts, and the words that label links: a
 * table in the languages of pages, English, Korean, Japanese and Chinese. */
#ifndef SEOGO_PAGE_NAMES_H
#define SEOGO_PAGE_NAMES_H

#include "indexer/page/slice.h"

enum name {
    NAME_UNKNOWN,
    NAME_VOTES,
    NAME_AUTHORS,
    NAME_DATE,
    NAME_TITLE,
    NAME_LINK,    /* its address is the paper's */
    NAME_PAPER,   /* the same; the column of a table has the title */
    NAME_TEXT,    /* what the paper says: a summary */
    NAME_RELATED, /* other papers */
    NAME_OTHER,   /* a fact that no field takes */
};

/* What text names, whatever its case, number and marks: "2. **요약**". */
enum name name_of(struct slice text);
/* Whether text is the label of a link and no prose: "arXiv", "[code]", an
 * address, an id, an emoji, nothing. */
bool name_is_label(struct slice text);

/* "Name: value", with a colon of ASCII or full width. False where no name
 * stands before one. name is as written, without marks. */
struct named {
    enum name kind;
    struct slice name, value;
};
bool name_split(struct slice line, struct named *out);

/* "A Title (⭐ 12)" -> what stands before, and the number; false for any other. */
bool name_votes(struct slice text, struct slice *before, struct slice *votes);

#endif
