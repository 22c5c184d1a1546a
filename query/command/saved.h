/* --save and --saved: the queries that a person asks again and again. */
#ifndef SEOGO_COMMAND_SAVED_H
#define SEOGO_COMMAND_SAVED_H

#include "query/command/command.h"

/* Saves a query that can be read, under a name, or takes the name away where the query
 * is empty. On STATUS_BAD_QUERY *offset is the byte where the query breaks. */
enum status command_save(const char *name, const struct search_request *request, size_t *offset,
                         struct error *error);

/* A line for each saved query, what it finds and what of that is new; most new papers
 * first. Formats of objects get a list of objects. found is how many queries there are. */
enum status command_saved(const struct command *command, struct command_result *result);

#endif
