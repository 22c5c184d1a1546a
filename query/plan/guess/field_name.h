/* Names of fields that were mistyped: titel is title. */
#ifndef SEOGO_PLAN_FIELD_NAME_H
#define SEOGO_PLAN_FIELD_NAME_H

#include <stddef.h>

/* The name or alias of a field that the typed one is a slip of the keys away from, of
 * the table's own; NULL where there is none, or typed is a field's name itself. Names of
 * fewer than four keys, such as id, are too near to other words. */
const char *guess_field_name(const char *typed, size_t length);

#endif
