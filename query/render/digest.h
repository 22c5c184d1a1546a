/* The answers of several queries, one behind another. */
#ifndef SEOGO_RENDER_DIGEST_H
#define SEOGO_RENDER_DIGEST_H

#include "query/answer/digest.h"
#include "query/render/options.h"
#include "shim/base/buffer.h"
#include "shim/base/status.h"

/* Appends the digest: as a page of its own where the format has one, else each answer
 * under a line that names it. STATUS_INVALID for a format without such a line. */
enum status render_digest(const struct digest *digest, const struct render_options *options,
                          struct buffer *out, struct error *error);

#endif
