/* An answer as a tree of keys and values, format version 1: what JSON and
 * s-expressions both print, so that they cannot tell different things. */
#ifndef SEOGO_RENDER_TREE_H
#define SEOGO_RENDER_TREE_H

#include <cjson/cJSON.h>

#include "query/answer/answer.h"
#include "query/render/options.h"
#include "shim/base/status.h"

/* Each is for the caller to free with cJSON_Delete; NULL where memory is
 * short. */
cJSON *tree_of_head(const struct answer *answer, const struct render_options *options);
/* The hit's texts must stay as long as the tree does. */
cJSON *tree_of_hit(const struct hit *hit, const struct render_options *options);
/* query is NULL where the error is not about one. */
cJSON *tree_of_error(const struct error *error, const struct broken_query *broken,
                     const struct render_options *options);

/* Each adds to the object under key, which is a constant, or to a list where key is NULL; false where memory
 * is short. Text is what the page says: as emitted.h has it, NULL an empty one. */
bool tree_add_text(cJSON *parent, const char *key, const char *text);
bool tree_add_bytes(cJSON *parent, const char *key, const char *data, size_t length);
bool tree_add_number(cJSON *parent, const char *key, size_t number);

#endif
