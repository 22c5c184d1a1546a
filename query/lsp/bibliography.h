/* The file of BibTeX entries that a document cites from. */
#ifndef SEOGO_LSP_BIBLIOGRAPHY_H
#define SEOGO_LSP_BIBLIOGRAPHY_H

#include "query/answer/answer.h"
#include "query/lsp/state.h"

/* The one that the editor named, else the first by name that lies beside the document
 * or above it, within the folder that the editor has opened. Zeros: there is none. */
struct bibliography {
    char *path;         /* owned */
    struct buffer text; /* as the editor has it, else as the file has it; owned */
};

/* False where memory is short; what cannot be read is none. */
bool bibliography_find(const struct lsp_state *state, const char *document_uri,
                       struct bibliography *out);
void bibliography_clear(struct bibliography *bibliography);

/* Whether it has the paper, by its id or its key. */
bool bibliography_has(const struct bibliography *bibliography, const struct paper *paper);
/* A WorkspaceEdit that adds the hit's entry to its end, for the caller to delete;
 * NULL where memory is short. */
cJSON *bibliography_edit(const struct bibliography *bibliography, const struct hit *hit);

#endif
