/* Dates as people write and say them: 2024-03, 2024.3.20, 202403, 2024년3월, 2024-W18,
 * 7d, yesterday, last-month, monday, 어제, 지난주. */
#ifndef SEOGO_LANGUAGE_DATES_H
#define SEOGO_LANGUAGE_DATES_H

#include "query/language/values.h"

/* The first and last day that text means; today is eight digits, 0 where nothing can be
 * counted from it. A count, 7d, is the one day that lies so far back. False fills
 * *fault, whose message is NULL where text has no form of a date. */
bool date_read(const char *text, size_t length, int64_t today, struct value_range *out,
               struct value_fault *fault);
/* Whether text is such a count. */
bool date_is_count(const char *text, size_t length);

#endif
