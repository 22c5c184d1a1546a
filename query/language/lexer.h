/* The query's text -> tokens, one at a time. Decides where words, signs,
 * fields and phrases begin and end; what follows what is the parser's part. */
#ifndef SEOGO_LANGUAGE_LEXER_H
#define SEOGO_LANGUAGE_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "query/language/language.h"
#include "query/language/pairs.h"
#include "query/language/values.h"

enum lexer_kind {
    TOKEN_END,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
    TOKEN_WORD,
    TOKEN_PREFIX,
    TOKEN_PHRASE
};

struct lexer_token {
    enum lexer_kind kind;
    enum demand sign;      /* DEMAND_RANK where none is typed */
    enum field_id field;   /* FIELD_NONE where none is typed */
    size_t mark;           /* of the sign, else as start */
    size_t start, end;     /* with field, quotes and star, without the sign */
    size_t text, text_end; /* of a word, prefix or phrase: what it says; of OPEN text is the byte */
    bool open;             /* of a phrase: its quotation is not closed */
};

/* Invariant: at is at most length. */
struct lexer {
    struct pairs text;
    size_t at;
    bool sign_allowed; /* what follows begins the query or a group, or stands behind a space */
    bool operand;      /* something that AND or OR may join stands before, in this group */
    bool joint;        /* an operator stands directly before */
    int64_t today;     /* as query_context has it */
    bool pasted; /* a long text: a field with a space behind it is text, "Abstract: We present" */
    size_t ahead, ahead_end; /* what follows was looked for in these bytes, which say nothing, */
    bool follows;            /* and this was found */
    unsigned mended;         /* of enum query_mended */
};

/* False where memory is short. */
bool lexer_open(struct lexer *lexer, const char *query, size_t length, int64_t today);
void lexer_close(struct lexer *lexer);

/* Whether white space stands in the bytes [at, end). */
bool lexer_spaced(const struct lexer *lexer, size_t at, size_t end);

/* TOKEN_END is given again and again. False fills *fault. */
bool lexer_next(struct lexer *lexer, struct lexer_token *token, struct value_fault *fault);

#endif
