/* Words as engine queries: the pieces of an alternative add up over the fields
 * that hold them, the alternatives of a word compete. */
#ifndef SEOGO_PLAN_COMPETE_H
#define SEOGO_PLAN_COMPETE_H

#include "query/plan/term/term.h"

/* *out is NULL where no paper can match. */
enum status alternative_query(struct planner *planner, const struct alternative *alternative,
                              struct shim_query **out, struct error *error);
enum status word_query(struct planner *planner, const struct word *word, struct shim_query **out,
                       struct error *error);

/* *query counts where preferred does not match; both are taken, and either may
 * be NULL. */
enum status query_prefer(struct shim_query **query, struct shim_query *preferred,
                         struct error *error);

/* Adds two words, each in the form that the index has, as an alternative of
 * word, where papers hold them side by side; *added tells so. Of two common
 * words only some of the papers that hold both are looked at. */
enum status add_adjacent(struct planner *planner, const bool fields[TEXT_FIELDS], enum match match,
                         const char *const texts[2], struct word *word, bool *added,
                         struct error *error);

/* Whether any paper matches; of all papers this share is looked at, up to 1. */
enum status query_held(const struct planner *planner, const struct shim_query *query, double share,
                       bool *held, struct error *error);

#endif
