#include "query/language/dates.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "shim/base/ascii.h"
#include "shim/base/calendar.h"

/* What is said is in its short form: composed, small letters, no spaces, hyphens or
 * underscores. */
#define SAID_MAX 32

struct said {
    char text[SAID_MAX + 1];
    size_t length;
};

static bool fail(struct value_fault *fault, size_t offset, const char *message)
{
    *fault = (struct value_fault){offset, message, NULL};
    return false;
}

/* Empty where text is too long for anything that is said. */
static struct said shorten(const char *text, size_t length)
{
    struct said out = {.length = 0};
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t bytes = -1;
    if (length <= 3 * SAID_MAX)
        bytes = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &composed,
                             UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    for (utf8proc_ssize_t i = 0; i < bytes; i++) {
        if (strchr(" -_", composed[i]) && composed[i])
            continue;
        if (out.length == SAID_MAX || composed[i] == '\0') {
            out.length = 0;
            break;
        }
        out.text[out.length++] = (char)composed[i];
    }
    free(composed);
    out.text[out.length] = '\0';
    return out;
}

/* ---- counted from today ---- */

static int64_t days_from(int64_t day, long days)
{
    return calendar_date_of(calendar_day_number((uint32_t)day) + days);
}

/* The same day of another month, or its last one. */
static int64_t months_from(int64_t day, long months)
{
    long month = (long)(day / 10000) * 12 + (long)(day / 100 % 100) - 1 + months;
    unsigned year = (unsigned)(month / 12), last;
    if (month < 12)
        return 10101;
    last = calendar_days_in_month(year, (unsigned)(month % 12) + 1);
    return (int64_t)year * 10000 + (month % 12 + 1) * 100 + (day % 100 < last ? day % 100 : last);
}

/* From Monday, 0, on. */
static long weekday(int64_t day)
{
    return (calendar_day_number((uint32_t)day) + 3) % 7; /* 1970-01-01 was a Thursday */
}

/* The first and last day of the week, month or year that the day lies in. */
static struct value_range around(int64_t day, char unit)
{
    struct value_range out = {day, day, false};
    if (unit == 'w') {
        out.low = days_from(day, -weekday(day));
        out.high = days_from(out.low, 6);
    } else if (unit == 'm') {
        out.low = day / 100 * 100 + 1;
        out.high = day / 100 * 100 +
                   calendar_days_in_month((unsigned)(day / 10000), (unsigned)(day / 100 % 100));
    } else if (unit == 'y') {
        out.low = day / 10000 * 10000 + 101;
        out.high = day / 10000 * 10000 + 1231;
    }
    return out;
}

static int64_t go_back(int64_t day, char unit, long count)
{
    switch (unit) {
    case 'd':
        return days_from(day, -count);
    case 'w':
        return days_from(day, -7 * count);
    case 'm':
        return months_from(day, -count);
    default:
        return months_from(day, -12 * count);
    }
}

/* A word for a day, week, month or year, so many of them ago. */
struct period {
    const char *name; /* names that one row stands for have a space between them */
    char unit;
    long ago;
};

static const struct period PERIODS[] = {
    {"today 오늘", 'd', 0},
    {"yesterday 어제", 'd', 1},
    {"그제 그저께 엊그제", 'd', 2},
    {"thisweek 이번주 금주", 'w', 0},
    {"lastweek 지난주 저번주", 'w', 1},
    {"지지난주 저저번주", 'w', 2},
    {"thismonth 이번달 이달", 'm', 0},
    {"lastmonth 지난달 저번달", 'm', 1},
    {"지지난달 저저번달", 'm', 2},
    {"thisyear 올해 금년 이번해", 'y', 0},
    {"lastyear 작년 지난해", 'y', 1},
    {"재작년", 'y', 2},
};

static const char *const WEEKDAYS[7] = {
    "monday mon 월요일", "tuesday tue 화요일",  "wednesday wed 수요일", "thursday thu 목요일",
    "friday fri 금요일", "saturday sat 토요일", "sunday sun 일요일",
};

static const char *const UNITS[][2] = {
    {"d day days 일 일전", "d"},
    {"w week weeks 주 주일 주전", "w"},
    {"m month months 개월 달 개월전 달전", "m"},
    {"y year years 년 해 년전", "y"},
};

/* Whether text is one of the names. */
static bool is_named(const char *names, const char *text)
{
    size_t length = strlen(text);
    for (const char *name = names; length > 0 && *name;) {
        size_t end = strcspn(name, " ");
        if (end == length && memcmp(name, text, length) == 0)
            return true;
        name += end + strspn(name + end, " ");
    }
    return false;
}

/* "7d", "3개월": its unit, or '\0'. A year of the calendar, 2025년, is none. */
static char read_count(const struct said *said, long *count)
{
    size_t digits = 0;
    *count = 0;
    for (; ascii_digit(said->text[digits]) && digits < 4; digits++)
        *count = *count * 10 + (said->text[digits] - '0');
    for (size_t i = 0; digits > 0 && i < sizeof UNITS / sizeof *UNITS; i++) {
        char unit = UNITS[i][1][0];
        if (is_named(UNITS[i][0], said->text + digits) && (unit != 'y' || digits < 3))
            return unit;
    }
    return '\0';
}

bool date_is_count(const char *text, size_t length)
{
    struct said said = shorten(text, length);
    long count;
    return read_count(&said, &count) != '\0';
}

/* False where it is nothing that is counted from today. */
static bool read_counted(const struct said *said, int64_t today, struct value_range *out)
{
    long count;
    char unit = read_count(said, &count);
    if (unit != '\0') {
        out->low = out->high = go_back(today, unit, count);
        return true;
    }
    for (size_t i = 0; i < sizeof PERIODS / sizeof *PERIODS; i++) {
        const struct period *period = &PERIODS[i];
        if (!is_named(period->name, said->text))
            continue;
        *out = around(
            go_back(period->unit == 'm' ? today / 100 * 100 + 1 : today, period->unit, period->ago),
            period->unit);
        return true;
    }
    for (long i = 0; i < 7; i++)
        if (is_named(WEEKDAYS[i], said->text)) {
            out->low = out->high = days_from(today, -((weekday(today) - i + 7) % 7));
            return true;
        }
    return false;
}

/* ---- of the calendar ---- */

/* A date on its way: text[at, end) is still to be read. */
struct date_reading {
    const char *text;
    size_t at, end;
    struct value_fault *fault;
};

static bool stands_at(const struct date_reading *r, const char *what)
{
    size_t length = strlen(what);
    return r->end - r->at >= length && memcmp(r->text + r->at, what, length) == 0;
}

static size_t read_digits(struct date_reading *r, size_t most, int64_t *out)
{
    size_t count = 0;
    for (*out = 0; count < most && r->at < r->end && ascii_digit(r->text[r->at]); count++)
        *out = *out * 10 + (r->text[r->at++] - '0');
    return count;
}

/* Past what stands behind a year, month or day: a hyphen, dot or slash, or its Korean
 * unit. True where it is nothing. */
static bool skip_mark(struct date_reading *r, const char *unit)
{
    size_t before = r->at;
    if (stands_at(r, unit))
        r->at += strlen(unit);
    else if (r->at < r->end && strchr("-./", r->text[r->at]) && r->text[r->at])
        r->at++;
    else
        return true;
    while (stands_at(r, " "))
        r->at++;
    return r->at == before;
}

/* The week of ISO 8601, whose first holds the fourth of January. */
static bool read_week(struct date_reading *r, int64_t year, struct value_range *out)
{
    size_t start = ++r->at;
    int64_t week, first = around(year * 10000 + 104, 'w').low;
    if (read_digits(r, 2, &week) == 0 || r->at != r->end)
        return fail(r->fault, r->at, NULL);
    if (week < 1 || around(days_from(first, (week - 1) * 7 + 3), 'y').low / 10000 != year)
        return fail(r->fault, start, "there is no such week");
    *out = around(days_from(first, (week - 1) * 7), 'w');
    return true;
}

/* A month or day has two digits where nothing stands between them, else one or two. */
static bool read_part(struct date_reading *r, bool compact, int64_t *out)
{
    size_t digits = read_digits(r, 2, out);
    return (digits > 0 && (!compact || digits == 2)) || fail(r->fault, r->at, NULL);
}

static bool read_day(struct date_reading *r, int64_t month, bool compact, struct value_range *out)
{
    size_t start = r->at;
    int64_t day;
    if (!read_part(r, compact, &day))
        return false;
    if (!stands_at(r, "-") && !stands_at(r, "/")) /* 2024.03.20. */
        skip_mark(r, "일");
    if (r->at != r->end)
        return fail(r->fault, r->at, NULL);
    if (day < 1 || month * 100 + day > out->high)
        return fail(r->fault, start, "there is no such day");
    out->low = out->high = month * 100 + day;
    return true;
}

static bool read_calendar(struct date_reading *r, struct value_range *out)
{
    size_t start = r->at;
    int64_t year, month;
    if (read_digits(r, 4, &year) != 4)
        return fail(r->fault, r->at, NULL);
    if (year == 0)
        return fail(r->fault, start, "years begin with 0001");
    *out = around(year * 10000 + 101, 'y');
    bool hyphen = stands_at(r, "-"), compact = skip_mark(r, "년");
    if (r->at == r->end && !hyphen)
        return true;
    if (stands_at(r, "W") || stands_at(r, "w"))
        return read_week(r, year, out);
    start = r->at;
    if (!read_part(r, compact, &month))
        return false;
    if (month < 1 || month > 12)
        return fail(r->fault, start, "there is no such month");
    *out = around(year * 10000 + month * 100 + 1, 'm');
    hyphen = stands_at(r, "-");
    bool bare = skip_mark(r, "월");
    if (r->at == r->end && !hyphen)
        return true;
    if (bare != compact)
        return fail(r->fault, r->at, NULL);
    return read_day(r, year * 100 + month, compact, out);
}

bool date_read(const char *text, size_t length, int64_t today, struct value_range *out,
               struct value_fault *fault)
{
    struct said said = shorten(text, length);
    struct date_reading reading = {text, 0, length, fault};
    *out = (struct value_range){.low = 0};
    if (today > 0 && read_counted(&said, today, out)) {
        out->counted = true;
        return true;
    }
    return read_calendar(&reading, out);
}
