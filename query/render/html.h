/* Papers as a page that stands alone: it has no script, loads nothing but thumbnails by
 * https, and what a paper says is text in it. */
#ifndef SEOGO_RENDER_HTML_H
#define SEOGO_RENDER_HTML_H

#include <stdbool.h>

#include "query/answer/digest.h"
#include "shim/base/buffer.h"

/* What every page is made of: all before its text, with a title; text as it is anywhere,
 * made harmless; the end. These too are false where memory is short. */
bool html_add_head(struct buffer *out, const char *title);
bool html_add_text(struct buffer *out, const char *text);
bool html_add_end(struct buffer *out);

/* Appends the page of a digest, with a list of contents; false where memory is short. */
bool html_add_page(struct buffer *out, const struct digest *digest);

#endif
