/* How a paper is linked to and cited in a document of some language. */
#ifndef SEOGO_LSP_SYNTAX_H
#define SEOGO_LSP_SYNTAX_H

#include "indexer/format/paper.h"
#include "shim/base/buffer.h"

struct syntax;

/* By the editor's name of it; Markdown for one that is not known. */
const struct syntax *syntax_named(const char *language);

/* Append a link whose text is words, which are the document's own, or the title where
 * words is NULL; and a citation of the paper's key. False where memory is short. */
bool syntax_link(const struct syntax *syntax, const struct paper *paper, const char *words,
                 struct buffer *out);
bool syntax_cite(const struct syntax *syntax, const struct paper *paper, struct buffer *out);

#endif
