/* What the values of facts say: votes and authors. Text in, values out; nothing
 * here knows Markdown. */
#ifndef SEOGO_PAGE_FACTS_H
#define SEOGO_PAGE_FACTS_H

#include "indexer/format/paper.h"
#include "indexer/page/slice.h"

/* A whole number up to VOTES_MAX, with or without commas between its thousands,
 * or "-" for VOTES_UNKNOWN; false for anything else. */
bool votes_parse(struct slice text, long *votes);

/* "Ada O'Brien, Jae Kim", "Ada Kim and Bo Lee", "Kim, Ada; Lee, Bo", "Ada Kim et
 * al." or "['Ada O'Brien', \"Jae Kim\"]": the names added to paper, each once.
 * False where memory is short. */
bool authors_parse(struct slice text, struct paper *paper);
/* Whether the names go on in the next line: after a comma, or in a list that
 * was not closed. */
bool authors_unfinished(struct slice text);

#endif
