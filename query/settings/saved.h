/* The queries that a person has saved: a file `queries` beside the other settings, a
 * line each, its name, a tab or spaces, the query. Lines that begin with # say nothing. */
#ifndef SEOGO_SETTINGS_SAVED_H
#define SEOGO_SETTINGS_SAVED_H

#include <stddef.h>

#include "shim/base/buffer.h"
#include "shim/base/status.h"

struct saved_query {
    const char *name, *text; /* of struct saved */
};

/* In the order of the file. */
struct saved {
    struct saved_query *queries;
    size_t count;
    char *text; /* what the queries point into */
};

/* Reads the file; none is an empty one. STATUS_INVALID names it and the line that is
 * broken. The caller clears, also after a failure. */
enum status saved_read(struct saved *out, struct error *error);
void saved_clear(struct saved *saved);

/* Appends the query of this name, read from the file now; context is not used: it is
 * what a struct query_context asks for. STATUS_NOT_FOUND with a hint. */
enum status saved_find(void *context, const char *name, struct buffer *out, struct error *error);

/* Saves the query, in the place of one that has the name; an empty one takes the name
 * away. Lines that say nothing stay. STATUS_INVALID for what is no name, or a query
 * with a line's end. */
enum status saved_write(const char *name, const char *query, struct error *error);

#endif
