/* Phrases and prefixes: taken literally, but for josa and spacing. "추론 능력"
 * finds 추론 능력을 and 추론능력; a phrase lies within one field. */
#ifndef SEOGO_PLAN_PHRASE_H
#define SEOGO_PLAN_PHRASE_H

#include "query/plan/term/term.h"

/* *out is NULL where no paper can hold the phrase (or it has no word at all);
 * *stems lists its words as the index has them, in planner->arena. */
enum status phrase_query(struct planner *planner, const bool fields[TEXT_FIELDS], const char *text,
                         size_t length, const char ***stems, size_t *stem_count,
                         struct shim_query **out, struct error *error);

/* Terms that start with text; words before the last must stand before it in
 * the paper. *prefix is the normalized start. */
enum status prefix_query(struct planner *planner, const bool fields[TEXT_FIELDS], const char *text,
                         size_t length, const char **prefix, struct shim_query **out,
                         struct error *error);

#endif
