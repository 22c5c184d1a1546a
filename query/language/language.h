/* The query language: text -> tree, errors with a byte offset. Knows nothing
 * of an index; what a word means there is the plan's business.
 *
 *   list    := or+                  ranked together, best first
 *   or      := and (OR and)*
 *   and     := not (AND not)*
 *   not     := NOT not | [+|-] primary
 *   primary := ( list ) | field : value | "phrase" | prefix* | word
 *
 * AND, OR and NOT are operators in capitals only, and where they have something to
 * join. Plain words never fail: an unknown field, a lone sign or a colon in a word
 * is text, and a parenthesis without its other says nothing, but behind a sign, a
 * field or an operator, where its group ends with the query as a half quotation
 * does. What people may type is told in full by the manual page seogo-query(7). */
#ifndef SEOGO_QUERY_LANGUAGE_H
#define SEOGO_QUERY_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/fields.h"
#include "shim/base/status.h"

enum node_kind {
    NODE_LIST, /* children ranked together, each with its demand */
    NODE_AND,
    NODE_OR,
    NODE_NOT,     /* one child: every paper but those */
    NODE_WORD,    /* text: as typed, without spaces; may hold several scripts */
    NODE_PHRASE,  /* text: between the quotes, taken literally */
    NODE_PREFIX,  /* text: before the star */
    NODE_TERM,    /* text: the whole value of a FIELD_TERM */
    NODE_RANGE,   /* low..high of a FIELD_DAY or FIELD_NUMBER, inclusive */
    NODE_ID,      /* text: an arXiv id, version stripped */
    NODE_SIMILAR, /* text: arXiv ids, versions stripped, separated by commas */
    NODE_NEW,     /* low: of how many publications, from the last one back */
    NODE_SAVED    /* text: the name of a saved query; in no tree that query_parse gives */
};

/* What a list asks of its child. A field clause, a term, a range or an expression of
 * such alone is DEMAND_MUST by itself; ids demanded by one list are one NODE_OR
 * of ids. An id or link typed as a word is a NODE_ID too: DEMAND_MUST where its
 * list holds nothing but ids, else DEMAND_RANK. A minus in an expression of AND
 * or OR is a NODE_NOT there, a plus asks for the whole expression. Children of
 * other nodes than lists have DEMAND_RANK. */
enum demand { DEMAND_RANK, DEMAND_MUST, DEMAND_NOT };

/* What was not taken as the language has it. */
enum query_mended {
    MENDED_OPEN = 1,      /* a parenthesis that is never closed says nothing */
    MENDED_CLOSE = 2,     /* nor does one that was never opened */
    MENDED_GROUP = 4,     /* a group ends with the query */
    MENDED_QUOTATION = 8, /* a quotation ends with the query */
    MENDED_MARK = 16,     /* a quotation mark with nothing behind it says nothing */
    MENDED_OPERATOR = 32  /* an operator with nothing to join is a word */
};

struct node {
    enum node_kind kind;
    enum demand demand;
    enum field_id field; /* of WORD, PHRASE, PREFIX: FIELD_NONE for all text; of TERM; of RANGE: the
                            one that stores it; of a LIST: the one its words inherit, field:(a b) */
    char *text;          /* owned, NUL-terminated; may be NULL. Of a RANGE that was counted from
                            today: what was said */
    size_t length;       /* of text, which may hold NUL */
    size_t start, end;   /* byte range in the query, within the parent's; what is in a saved
                            query lies behind the query that names it */
    int64_t low, high;   /* of a range; a date is 20240320; INT64_MIN and INT64_MAX are open */
    bool open;           /* of a phrase: its quotation is not closed */
    unsigned mended;     /* of the root: of enum query_mended */
    struct node **children;
    size_t child_count;
};

/* Parentheses may be this deep, a query this long in bytes. */
#define QUERY_DEPTH_MAX 64
#define QUERY_LENGTH_MAX (1u << 20)

/* What a query may name or count from that is not in its text. */
struct query_context {
    int64_t today; /* eight digits; 0: nothing is counted from it */
    /* Appends the query that is saved under a name. STATUS_NOT_FOUND with a hint where
       there is none. NULL: nothing is saved. */
    enum status (*saved)(void *saver, const char *name, struct buffer *out, struct error *error);
    void *saver;
};

/* Saved queries may name others, this deep. */
#define QUERY_SAVED_MAX 16

/* *out is a NODE_LIST, without children for an empty query. On STATUS_BAD_QUERY
 * *offset is the byte where the query breaks (at most length), error->message
 * says how and error->hint shows a right form. A saved query stands as a list of its own
 * where it is named. Other
 * failures are those of context->saved; context may be NULL. */
enum status query_parse(const char *query, size_t length, const struct query_context *context,
                        struct node **out, size_t *offset, struct error *error);
/* Whether text is an id or address of a paper and nothing else. */
bool query_names_paper(const char *text);
/* A day of the calendar as eight digits, or 0 where text is none: 2024-03-20. */
int64_t query_day(const char *text);
void node_free(struct node *node);

#endif
