/* What a person should know of how the query was taken: which words were tried
 * for a typed one that no paper holds, and which words nothing matches. */
#ifndef SEOGO_SEARCH_NOTES_H
#define SEOGO_SEARCH_NOTES_H

#include "query/answer/answer.h"
#include "query/search/run.h"

/* More of them tell nobody anything. */
#define NOTES_MAX 8

/* Before all others: that the answer is without these shards. */
enum status notes_add_missing(const struct searcher *searcher, struct answer *answer,
                              struct error *error);
/* Adds at most NOTES_MAX lines to the notes of an answer, in valid UTF-8:
 * "typed: what was tried (kind)", "typed: not in the archive", or the days that are meant by
 * what was counted from today. */
enum status notes_add(const struct search_run *run, struct answer *answer, struct error *error);

#endif
