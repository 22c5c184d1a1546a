/* The Gregorian calendar. A date is a number, year * 10000 + month * 100 + day; where
 * only the month is known its day is 0. */
#ifndef SEOGO_BASE_CALENDAR_H
#define SEOGO_BASE_CALENDAR_H

#include <stdint.h>
#include <time.h>

/* month: 1 to 12. */
unsigned calendar_days_in_month(unsigned year, unsigned month);
/* Days from 1970-01-01 to the date, which has a year of at least 1. */
long calendar_day_number(uint32_t date);

/* The date of a day number: the other way round. */
uint32_t calendar_date_of(long day_number);

/* A day as 2024-03-20, a month as 2024-03, NUL-terminated. */
#define CALENDAR_DATE_MAX 16
void calendar_date(uint32_t date, char out[CALENDAR_DATE_MAX]);
/* The day, or the first one of the month. */
uint32_t calendar_first_day(uint32_t date);

/* The time in UTC, NUL-terminated, as 2024-02-29T08:00:00Z. */
#define CALENDAR_STAMP_MAX 32
void calendar_stamp(time_t when, char out[CALENDAR_STAMP_MAX]);

/* Seconds of a clock that only goes on, whatever the time is set to. */
double calendar_seconds(void);

#endif
