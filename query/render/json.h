/* JSON text of a tree. */
#ifndef SEOGO_RENDER_JSON_H
#define SEOGO_RENDER_JSON_H

#include <stdbool.h>

#include <cjson/cJSON.h>

#include "shim/base/buffer.h"

/* Appends the tree on one line, without a newline. What would steer a terminal
 * stands as \uXXXX. False where memory is short. */
bool json_add(struct buffer *out, const cJSON *tree);

#endif
