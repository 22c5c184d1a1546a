/* Words for one thing, from text: a concept a line, its words between commas; see
 * thesaurus/README.md. */
#ifndef SEOGO_LEXICON_THESAURUS_H
#define SEOGO_LEXICON_THESAURUS_H

#include <stddef.h>
#include <stdint.h>

#include "shim/base/buffer.h"
#include "shim/base/status.h"

/* A word between its commas. */
struct thesaurus_word {
    size_t text, length; /* bytes of the thesaurus' text */
    uint32_t concept;
};

/* All zero is an empty one. */
struct thesaurus {
    struct buffer text;
    struct thesaurus_word *words; /* concept by concept */
    size_t word_count;
    uint32_t concept_count;
};

/* Adds the concepts of a file's bytes, which are copied. STATUS_INVALID with
 * "NAME:LINE: what is wrong" where a line is no concept. */
enum status thesaurus_add(struct thesaurus *thesaurus, const char *name, const char *bytes,
                          size_t length, struct error *error);
/* Adds the concepts that the program comes with. */
enum status thesaurus_add_own(struct thesaurus *thesaurus, struct error *error);
void thesaurus_free(struct thesaurus *thesaurus);

/* The files of thesaurus/, one after the other: what the build makes of them. */
extern const char THESAURUS_TEXT[];
extern const size_t THESAURUS_LENGTH;

#endif
