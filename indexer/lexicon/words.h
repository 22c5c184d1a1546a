/* Distinct words with a number each, in the order they came. */
#ifndef SEOGO_LEXICON_WORDS_H
#define SEOGO_LEXICON_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/buffer.h"

#define NO_WORD UINT32_MAX

struct word_entry {
    uint32_t text; /* in the arena */
    uint32_t length, hash;
    uint32_t papers; /* that hold it; counted by whoever numbers words */
};

struct words {
    struct buffer arena;
    struct word_entry *entries;
    size_t count;
    uint32_t *slots; /* open addressing; NO_WORD is empty */
    size_t slot_count;
};

/* The word's number, given now where it is new; NO_WORD where memory is short. */
uint32_t words_number(struct words *words, const char *text, size_t length);
/* The word's number; NO_WORD where it has none. */
uint32_t words_find(const struct words *words, const char *text, size_t length);
/* ranks[number] is the word's place in the order of the words' bytes, which is
 * the same whatever order they came in; malloc'd, NULL where memory is short. */
uint32_t *words_ranks(const struct words *words);
/* The text is not NUL-terminated, and lent until the next word comes. */
const char *words_text(const struct words *words, uint32_t number, size_t *length);
void words_free(struct words *words);

#endif
