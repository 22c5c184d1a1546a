/* Phrases and prefixes: taken literally, but for josa and spacing. "추론 능력"
 * finds 추론 능력을 and 추론능력; a phrase lies within one field. */
#ifndef SEOGO_PLAN_PHRASE_H
#define SEOGO_PLAN_PHRASE_H

#include "query/plan/rank/planned.h"

/* *out is NULL where no paper can hold the phrase (or it has no word at all);
 * *stems has its words as the index has them, in the arena. */
enum status phrase_query(const struct lookup *l, struct shim_bytes text, struct stems *stems,
                         struct shim_query **out);

/* Terms that start with text; words before the last must stand before it in
 * the paper. *prefix is the normalized start. */
enum status phrase_prefix(const struct lookup *l, struct shim_bytes text, const char **prefix,
                          struct shim_query **out);

#endif
