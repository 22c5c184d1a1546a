/* See calendar.h. */
#include "shim/base/calendar.h"

#include <stdio.h>

unsigned calendar_days_in_month(unsigned year, unsigned month)
{
    if (month == 2)
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* After Howard Hinnant's days_from_civil (chrono-Compatible Low-Level Date
 * Algorithms). */
long calendar_day_number(uint32_t date)
{
    const long month = (long)(date / 100 % 100), day = (long)(date % 100);
    const long year = (long)(date / 10000) - (month <= 2); /* from March on */
    const long era = year / 400, year_of_era = year % 400;
    const long day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

uint32_t calendar_date_of(long day_number)
{
    const long day = day_number + 719468, era = day / 146097, of_era = day % 146097;
    const long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const long from_march = (5 * of_year + 2) / 153;
    const long month = from_march < 10 ? from_march + 3 : from_march - 9;
    const long year = era * 400 + year_of_era + (month <= 2);
    return (uint32_t)(year * 10000 + month * 100 + of_year - (153 * from_march + 2) / 5 + 1);
}

void calendar_date(uint32_t date, char out[CALENDAR_DATE_MAX])
{
    const unsigned day = date % 100;
    const int length =
        snprintf(out, CALENDAR_DATE_MAX, "%04u-%02u", date / 10000 % 10000, date / 100 % 100);
    if (day > 0)
        snprintf(out + length, CALENDAR_DATE_MAX - (size_t)length, "-%02u", day);
}

uint32_t calendar_first_day(uint32_t date)
{
    return date % 100 > 0 ? date : date + 1;
}

void calendar_stamp(time_t when, char out[CALENDAR_STAMP_MAX])
{
    struct tm utc;
    gmtime_r(&when, &utc);
    if (strftime(out, CALENDAR_STAMP_MAX, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        out[0] = '\0'; /* a year of more digits than there is room for */
}

double calendar_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
