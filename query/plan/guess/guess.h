/* What a word may have been meant for, by what the archive teaches: words of
 * the other language, of the same sound, a slip of the keys. Every guess is an
 * alternative that says its kind. */
#ifndef SEOGO_PLAN_GUESS_H
#define SEOGO_PLAN_GUESS_H

#include "indexer/format/lexical.h"
#include "query/plan/term/term.h"

/* The lexicon's value under a key, in the arena; of length 0 for none. */
enum status guess_look_up(struct planner *planner, enum lexical_kind kind, const char *text,
                          struct shim_bytes *out, struct error *error);

/* Words of the other language that stand where term does. They tell as much as
 * the word itself, however rare they are. */
enum status guess_related(struct planner *planner, const bool fields[TEXT_FIELDS],
                          struct word *word, const char *term, struct error *error);

/* Words of the other script that sound like text; none for one that is spelled
 * as no foreign word is. *similarity is the best one's, 0 where there is none. */
enum status guess_sound(struct planner *planner, const bool fields[TEXT_FIELDS], struct word *word,
                        const char *text, double *similarity, struct error *error);

/* Words of the same script that differ from text by a slip of the keys; *found
 * tells whether there are any. */
enum status guess_spelling(struct planner *planner, const bool fields[TEXT_FIELDS],
                           struct word *word, const char *text, bool *found, struct error *error);

#endif
