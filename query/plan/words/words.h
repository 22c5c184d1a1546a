/* Text as somebody types it -> its words, each with what it may stand for in the
 * index. */
#ifndef SEOGO_PLAN_WORDS_H
#define SEOGO_PLAN_WORDS_H

#include "query/plan/term/term.h"

/* The words of text, which starts at byte base of the query; they lie in the
 * arena. The text may have been typed in the keyboard's other mode, and what ends
 * the query may be unfinished. A word that no field knows has no alternatives. */
enum status words_typed(const struct lookup *l, struct shim_bytes text, size_t base,
                        struct word **out, size_t *count);

/* The words of text as it is written. */
enum status words_plain(const struct lookup *l, struct shim_bytes text, size_t base,
                        struct word **out, size_t *count);

#endif
