/* What is new: the papers that the last publications of an index brought, a file of its
 * generation. A line that begins with '@' names a publication that brought some by its
 * day, the last one first; behind it stand their ids, a line each. Papers that stand
 * nowhere in it came with the first publication. */
#ifndef SEOGO_FORMAT_NEWS_H
#define SEOGO_FORMAT_NEWS_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/buffer.h"
#include "shim/base/status.h"

#define NEWS_FILE "news"
/* A publication that brings more begins the list anew: all is new then. */
#define NEWS_PAPERS_MAX 10000

/* Fills out with the file of the generation at this path; where there is none, with nothing. */
enum status news_read(const char *generation, struct buffer *out, struct error *error);

/* Appends the ids that the last publications brought, a line each, to out, which may be
 * NULL. False where the list does not reach so far back: all papers are meant.
 * *added is false where memory is short. */
bool news_of(const struct buffer *news, size_t publications, struct buffer *out, bool *added);
/* The same of the shards of one archive, whose publications are those of the same day. */
bool news_of_shards(const struct buffer *shards, size_t count, size_t publications,
                    struct buffer *out, bool *added);

#endif
