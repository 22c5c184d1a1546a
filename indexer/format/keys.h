/* Keys: what people type whole to name one thing (a title, the name before its
 * colon, an author, a month) as one term each, whatever its case, spaces and signs. A key
 * holds letters and digits alone, as the analyzer normalizes them: "Llama 3",
 * "LLaMA-3" and "llama3" are one. */
#ifndef SEOGO_FORMAT_KEYS_H
#define SEOGO_FORMAT_KEYS_H

#include <stddef.h>

#include "shim/xapian/shim.h"

enum key_kind {
    KEY_TITLE,
    KEY_NAME,   /* of a title: what stands before its colon */
    KEY_AUTHOR, /* given names first, as pages have them */
    KEY_INITIAL, /* of an author: the first letter and the last name */
    KEY_MONTH    /* of a paper's date: 202412 */
};

/* Whether papers have the key without weight: an author's would add to their length
 * what says nothing of their text. */
bool key_weightless(enum key_kind kind);

/* Of a longer text the key keeps this many bytes, and a hash stands for the rest. */
#define KEY_TEXT_MAX 16
#define KEY_MAX (2 + KEY_TEXT_MAX + 8 + 1)

/* The words of a text, between blanks: at most most of them; the number may be
 * most + 1, which tells that there are more. */
size_t key_words(const char *text, size_t length, struct shim_bytes *out, size_t most);

/* Writes the term of the words, NUL-terminated, and returns its length; 0 where they
 * hold neither letter nor digit. Of an author's names a blank parts them: Linjun Yang
 * is not Lin Junyang. */
size_t key_of(enum key_kind kind, const struct shim_bytes *words, size_t count, char out[KEY_MAX]);

/* How many bytes of a title are the name that it begins with, before a colon and a
 * space; 0 where there is none. */
size_t key_name_length(const char *title);

/* The first cluster of a word. */
struct shim_bytes key_initial(struct shim_bytes word);

#endif
