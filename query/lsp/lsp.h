/* The Language Server Protocol, 3.17: papers where they are written about. A
 * session of query/serve whose methods are an editor's; seogo-lsp(7) is the contract. */
#ifndef SEOGO_LSP_LSP_H
#define SEOGO_LSP_LSP_H

#include "query/serve/methods.h"

extern const struct method_table lsp_methods;

#endif
