/* What the analyzer is asked, and what it gives: tokens. */
#ifndef SEOGO_ANALYSIS_TOKEN_H
#define SEOGO_ANALYSIS_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum analysis_reason {
    ANALYZE_INDEX,    /* tokens to store */
    ANALYZE_QUERY,    /* also the alternatives that a typed word may mean */
    ANALYZE_PREFIX,   /* the last word is unfinished: no endings stripped from it */
    ANALYZE_HIGHLIGHT /* as INDEX: the terms under which a word was stored */
};

enum analysis_option {
    ANALYZE_NAMES = 1 /* names of people: English is not stemmed; the tokens are the same else */
};

enum token_flag {
    TOKEN_STEM = 1,      /* endings or letters were removed: not a slice of the text */
    TOKEN_BIGRAM = 2,    /* two syllables inside a longer stem: no position of its own */
    TOKEN_JOINED = 4,    /* the pieces of a name run together */
    TOKEN_PART = 8,      /* a camel-case part of a piece */
    TOKEN_SURFACE = 16,  /* query only: the word with an ending that may be none */
    TOKEN_SYLLABLE = 32, /* a one-syllable stem beside its form with josa */
    TOKEN_HANGUL = 64,
    TOKEN_LATIN = 128, /* also digits */
    TOKEN_OTHER = 256,
    TOKEN_JAMO = 512 /* lone consonants: choseong or a half-typed syllable */
};

/* text is lent until the sink returns; it is normalized UTF-8 of at most
 * TOKEN_BYTES_MAX bytes (longer ones are cut at a character). start and end
 * are bytes of the source word part that made the token. Tokens of one word
 * share `word`, its number in the text; `position` counts the pieces. */
#define TOKEN_BYTES_MAX 200
struct token {
    const char *text;
    size_t length;
    uint32_t position;
    uint32_t word;
    size_t start, end;
    unsigned flags;
};

/* Returns false to stop; the token is lent until then. */
typedef bool token_sink(void *context, const struct token *token);

/* What is asked of a text, and who takes the tokens. */
struct analysis {
    enum analysis_reason reason;
    unsigned options; /* enum analysis_option */
    token_sink *sink;
    void *context; /* of the sink */
};

/* Whether the tokens are those of the index. */
static inline bool analysis_is_stored(const struct analysis *analysis)
{
    return analysis->reason == ANALYZE_INDEX || analysis->reason == ANALYZE_HIGHLIGHT;
}

/* How English words are stemmed: writes at most capacity bytes to out and
 * returns their number; 0 leaves the word as it is. */
struct stemming {
    size_t (*stem)(void *context, const char *word, size_t length, char *out, size_t capacity);
    void *context;
};

#endif
