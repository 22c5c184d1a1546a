/* The documents that an editor has open, as it tells of them: "textDocument" in the protocol. */
#ifndef SEOGO_LSP_DOCUMENT_H
#define SEOGO_LSP_DOCUMENT_H

#include <cjson/cJSON.h>

#include "shim/base/buffer.h"
#include "query/lsp/position.h"

struct text_document {
    struct text_document *next;
    char *uri, *language; /* "markdown", "latex" ... as the editor names it */
    struct buffer text;
};

/* NULL where it is not open. */
struct text_document *document_named(struct text_document *first, const char *uri);
/* The one of a request's "textDocument", or NULL. */
struct text_document *document_of(struct text_document *first, const cJSON *params);

/* These take the parameters of textDocument/didOpen, didChange and didClose; what is
 * no such thing changes nothing. False where memory is short. */
bool document_open(struct text_document **first, const cJSON *params);
bool document_change(struct text_document *first, const cJSON *params);
void document_close(struct text_document **first, const cJSON *params);

void document_free_all(struct text_document *first);

#endif
