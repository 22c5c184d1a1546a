/* What models give a tool as arguments -> what its parameters take. Models send null for
 * what they leave out, numbers in quotes, ids as numbers and arguments that are none. */
#ifndef SEOGO_SERVE_ARGUMENTS_H
#define SEOGO_SERVE_ARGUMENTS_H

#include "query/serve/params.h"

/* A copy that params_read takes, for the caller to delete: what is null or unknown is
 * left out, a number or truth value in a string is one, limit is at most most, and a
 * number where a string is wanted is written out. NULL where memory is short. */
cJSON *arguments_loosened(enum params_kind kind, const cJSON *arguments, double most);
/* The arguments of one paper, for the caller to delete. */
cJSON *arguments_of_id(const cJSON *id);

#endif
