/* The documents that an editor has open, as it tells of them. */
#ifndef SEOGO_LSP_DOCUMENT_H
#define SEOGO_LSP_DOCUMENT_H

#include <cjson/cJSON.h>

#include "shim/base/buffer.h"
#include "query/lsp/position.h"

struct document {
    struct document *next;
    char *uri, *language; /* "markdown", "latex" ... as the editor names it */
    struct buffer text;
};

/* NULL where it is not open. */
struct document *document_named(struct document *first, const char *uri);
/* The one of a request's "textDocument", or NULL. */
struct document *document_of(struct document *first, const cJSON *params);

/* These take the parameters of textDocument/didOpen, didChange and didClose; what is
 * no such thing changes nothing. False where memory is short. */
bool document_open(struct document **first, const cJSON *params);
bool document_change(struct document *first, const cJSON *params);
void document_close(struct document **first, const cJSON *params);

void document_free_all(struct document *first);

#endif
