/* The one analyzer: text -> tokens, for index, query, prefix and highlight
 * alike. Knows nothing of Xapian, files or locale.
 *
 * Text is normalized (NFKC with case folding, by utf8proc; Hangul composed),
 * cut into words at white space and punctuation, and each word into runs of
 * one script. A word gives:
 *   - Latin and digits: its pieces ("gpt", "4o" of GPT-4o), English words
 *     stemmed, camel-case parts, and the joined form ("gpt4o");
 *   - Hangul: the stem without josa and endings, the stem's syllable bigrams,
 *     and one-syllable stems beside their josa form;
 *   - other scripts: Han and kana as bigrams, letters as they are.
 * The laws (tests/unit/test_analysis.c): NFC and NFD give the same terms;
 * ranges lie in the text and start bytes rise with the position; each word of a query has at
 * least one token among the index tokens of the same word; any bytes are
 * survived; the locale changes nothing. */
#ifndef SEOGO_ANALYSIS_H
#define SEOGO_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum analysis_reason {
    ANALYZE_INDEX,    /* tokens to store */
    ANALYZE_QUERY,    /* also the alternatives that a typed word may mean */
    ANALYZE_PREFIX,   /* the last word is unfinished: no endings stripped from it */
    ANALYZE_HIGHLIGHT /* as INDEX: the terms under which a word was stored */
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

/* Returns false to stop. */
typedef bool token_sink(void *context, const struct token *token);

/* How English words are stemmed: writes at most capacity bytes to out and
 * returns their number; 0 leaves the word as it is. */
struct stemming {
    size_t (*stem)(void *context, const char *word, size_t length, char *out, size_t capacity);
    void *context;
};

/* Working memory for one thread. */
struct analyzer;
struct analyzer *analyzer_new(const struct stemming *stemming); /* NULL: out of memory */
void analyzer_free(struct analyzer *analyzer);

enum analysis_option {
    ANALYZE_NAMES = 1 /* names of people: English is not stemmed; the tokens are the same else */
};

/* False where memory was short or the sink stopped. text may be any bytes:
 * invalid UTF-8 separates words. */
bool analyze(struct analyzer *analyzer, enum analysis_reason reason, unsigned options,
             const char *text, size_t length, token_sink *sink, void *context);

#endif
