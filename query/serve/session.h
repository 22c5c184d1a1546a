/* A session: the calls that wait, in order, and what they are answered with.
 * Knows no pipe: lines go in, lines come out.
 *
 * Newest wins: a search that has not begun when a later one is taken is never
 * run, and neither is a completion. So whoever serves takes what lies ready
 * before each answer. */
#ifndef SEOGO_SERVE_SESSION_H
#define SEOGO_SERVE_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/buffer.h"
#include "query/serve/context.h"

struct session;

/* Opens no index yet; there may be none. Copies the options. */
enum status session_new(struct session **out, const struct session_options *options,
                        struct error *error);
void session_free(struct session *session);

/* Takes a line, which is NUL-terminated, whatever it holds. STATUS_NO_MEMORY is
 * the only failure of this and of the others. */
enum status session_take(struct session *session, const char *line, size_t length,
                         struct error *error);
/* What stands for a line that was too long to be kept. */
enum status session_take_too_long(struct session *session, struct error *error);

/* Whether a line waits; whether more should wait until some are answered. */
bool session_waits(const struct session *session);
bool session_is_full(const struct session *session);

/* Answers the line that has waited longest: appends one line, or nothing where
 * nobody asked for an answer; behind it, lines that ask the client for something. */
enum status session_answer(struct session *session, struct buffer *out, struct error *error);
/* A shutdown was answered: nothing is to be taken or answered any more. */
bool session_ended(const struct session *session);

#endif
