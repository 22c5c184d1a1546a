/* The paper that a text names, and how it is shown. */
#ifndef SEOGO_LSP_PAPER_H
#define SEOGO_LSP_PAPER_H

#include "query/answer/answer.h"
#include "query/lsp/document.h"
#include "query/lsp/mention.h"
#include "query/serve/context.h"

/* One of an answer's hits. */
struct paper_found {
    struct answer answer;  /* owned */
    const struct hit *hit; /* in it; NULL where there is no such paper */
};

/* These are false where the index cannot be asked; paper_clear is to be called after
 * each. By id or address, and what a mention in a text names: */
bool paper_by_id(struct serve_context *context, const char *id, struct paper_found *out,
                 struct serve_failure *failure);
bool paper_of(struct serve_context *context, const struct buffer *text,
              const struct mention *mention, struct paper_found *out,
              struct serve_failure *failure);
void paper_found_clear(struct paper_found *found);

/* Searches for words; of a query that cannot be read there are no hits. */
bool paper_search(struct serve_context *context, const char *query, unsigned limit,
                  struct answer *answer, struct serve_failure *failure);
/* The papers that may have a key that begins so, among more; nothing for what begins none. */
bool paper_search_key(struct serve_context *context, const char *key, struct answer *answer,
                      struct serve_failure *failure);

/* Appends a card in Markdown: title and link, votes, day, authors, the summary. False
 * where memory is short, as of the next. */
bool paper_card(const struct paper *paper, struct buffer *out);
/* {"id","title","url","path","line"} and the document's "uri" for a command's argument;
 * NULL where memory is short. */
cJSON *paper_argument(const struct hit *hit, const struct text_document *document);

#endif
