/* What single lines of a page say: votes, authors, dates, links. Text in,
 * values out; nothing here knows Markdown. */
#ifndef SEOGO_PAGE_FACTS_H
#define SEOGO_PAGE_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/paper.h"

/* A run of bytes that is not owned. */
struct slice {
    const char *data;
    size_t length;
};

/* text as it is stored: malloc'd, trimmed of nothing, control characters below
 * U+0020 as spaces. NULL where memory is short. */
char *stored_text(struct slice text);

/* Without ASCII spaces and control characters at either end. */
struct slice trimmed(struct slice text);

/* If text starts with prefix: what follows, trimmed, in *rest. */
bool text_after(struct slice text, const char *prefix, struct slice *rest);

/* A whole number up to VOTES_MAX, or "-" for VOTES_UNKNOWN; false for anything
 * else. */
bool votes_parse(struct slice text, long *votes);

/* "Ada O'Brien, Jae Kim" or "['Ada O'Brien', \"Jae Kim\"]", the names added to
 * paper. False where memory is short. */
bool authors_parse(struct slice text, struct paper *paper);
/* Whether the names go on in the next line: after a comma, or in a list that
 * was not closed. */
bool authors_unfinished(struct slice text);

enum date_result { DATE_NONE, DATE_FOUND, DATE_IMPOSSIBLE };
/* The first YYYY-MM-DD in the text, as 20240320. */
enum date_result date_find(struct slice text, uint32_t *date);

/* The id in a link: the last part of the path, for arXiv without version, query
 * and ".pdf". A part of url; empty where the link has none. */
struct slice id_of_link(struct slice url);

#endif
