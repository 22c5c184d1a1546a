/* Answers as people and programs read them: one printer for each format.
 * Knows no index and no analysis; text from pages can never steer the
 * terminal, control and bidi characters are made visible in cards. */
#ifndef SEOGO_RENDER_H
#define SEOGO_RENDER_H

#include "shim/base/buffer.h"
#include "query/answer/answer.h"
#include "query/render/formats.h"
#include "shim/base/status.h"

/* Appends the whole answer to out. STATUS_NO_MEMORY is the only failure. */
enum status render_answer(const struct answer *answer, const struct render_options *options,
                          struct buffer *out);

/* Appends an error: for people "seogo: message" and the hint on a line of its
 * own; for formats of objects {"error":{"code","message","hint"}} or the like.
 * broken says where the caret points; it may be NULL too. */
enum status render_error(const struct error *error, const struct broken_query *broken,
                         const struct render_options *options, struct buffer *out);

#endif
