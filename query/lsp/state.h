/* What a language server keeps of its editor, and its methods. */
#ifndef SEOGO_LSP_STATE_H
#define SEOGO_LSP_STATE_H

#include "query/lsp/document.h"
#include "query/serve/context.h"

/* What an action asks for that is no edit. */
enum lsp_command { LSP_OPEN_PAGE, LSP_OPEN_LINK, LSP_ADD_ENTRY, LSP_SIMILAR, LSP_COMMANDS };

struct lsp_state {
    struct text_document *documents;
    char *root, *bibliography; /* paths; owned, or NULL */
    bool shows, edits;         /* the editor opens, and edits, what it is told to */
    bool adds;                 /* a key that is completed brings its entry along */
    bool runs[LSP_COMMANDS];   /* the editor runs a command itself */
    unsigned asked;            /* so many requests of ours */
};

/* NULL where memory is short. */
struct lsp_state *lsp_state(struct serve_context *context);
const char *lsp_command_name(enum lsp_command command);
/* Whether the command can be had, here or there. */
bool lsp_can(const struct lsp_state *state, enum lsp_command command);

/* Has the client asked for a method of its own, behind the answer. Takes params,
 * which may be NULL for short memory. */
bool lsp_ask(struct serve_context *context, const char *name, cJSON *params);

method lsp_initialize; /* initialize.c */
method lsp_hover;      /* hover.c */
method lsp_completion; /* completion.c */
method lsp_resolve;
method lsp_code_action;     /* action.c */
method lsp_execute_command; /* command.c */
method lsp_document_link;   /* link.c */

#endif
