/* Addresses of the web among what was typed: of code, a demonstration, a model. Of
 * an address the scheme tells nothing and the host hardly anything: the words are
 * those of its path, and a paper whose page holds all of it is what was meant. */
#ifndef SEOGO_PLAN_WEB_H
#define SEOGO_PLAN_WEB_H


#include "query/plan/term/term.h"

struct web_address {
    struct shim_bytes before; /* of the word, what stands before the address; may be empty */
    struct shim_bytes whole;  /* host and path, without scheme and "www." */
    struct shim_bytes words;  /* the path, or the first label of a host that stands alone */
};

/* Finds the address in a typed word; false where there is none. An address without
 * scheme is one where its host ends as hosts do and has a path or three labels. */
bool web_find(struct shim_bytes word, struct web_address *out);

#endif
