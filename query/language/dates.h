/* Dates as people write and say them: 2024-03, 2024.3.20, 202403, 2024년3월, 2024-W18,
 * 7d, yesterday, last-month, monday, 어제, 지난주. */
#ifndef SEOGO_LANGUAGE_DATES_H
#define SEOGO_LANGUAGE_DATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a text breaks (a byte in it) and how; hint is a right form or NULL.
 * The strings are constants. */
struct value_fault {
    size_t offset;
    const char *message, *hint;
};

/* Inclusive; INT64_MIN and INT64_MAX are open ends. */
struct value_range {
    int64_t low, high;
    bool counted; /* from today: yesterday, 7d */
};

/* The first and last day that text means; today is eight digits, 0 where nothing can be
 * counted from it. A count, 7d, is the one day that lies so far back. False fills
 * *fault, whose message is NULL where text has no form of a date. */
bool date_read(const char *text, size_t length, int64_t today, struct value_range *out,
               struct value_fault *fault);
/* Whether text is such a count. */
bool date_is_count(const char *text, size_t length);

#endif
