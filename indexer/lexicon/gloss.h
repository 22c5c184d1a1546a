/* Finds glosses in a text: 확산 모델(diffusion model), where Korean words are
 * followed by their English in parentheses. */
#ifndef SEOGO_LEXICON_GLOSS_H
#define SEOGO_LEXICON_GLOSS_H

#include <stdbool.h>
#include <stddef.h>

/* korean ends where the parenthesis opens and reaches back over at most
 * GLOSS_WORDS_MAX words of one phrase: where the glossed term starts in it is
 * not told. english ends at the first , or ; or ( or at the closing
 * parenthesis, and has at most GLOSS_BYTES_MAX bytes. */
#define GLOSS_BYTES_MAX 80
#define GLOSS_WORDS_MAX 4

struct gloss {
    const char *korean, *english; /* lent from the text */
    size_t korean_length, english_length;
};

/* The next gloss from *offset on, which moves behind it; false for none. */
bool gloss_next(const char *text, size_t length, size_t *offset, struct gloss *out);

#endif
