/* See dates.h. */
#include "indexer/page/dates.h"

#include <string.h>

#include "shim/base/calendar.h"

struct day {
    unsigned year, month, day;
};

static struct slice behind(struct slice text, size_t length)
{
    return (struct slice){text.data + length, text.length - length};
}

/* Up to most digits; their count. */
static size_t read_number(struct slice text, size_t most, unsigned *number)
{
    size_t count = 0;
    *number = 0;
    while (count < text.length && count < most && ascii_digit(text.data[count]))
        *number = *number * 10 + (unsigned)(text.data[count++] - '0');
    return count;
}

static size_t spaces(struct slice text)
{
    size_t count = 0;
    while (count < text.length && count < 2 && text.data[count] == ' ')
        count++;
    return count;
}

static bool ends_number(struct slice text)
{
    return text.length == 0 || !ascii_digit(text.data[0]);
}

static bool is_possible(const struct day *day)
{
    return day->year > 0 && day->month >= 1 && day->month <= 12 && day->day >= 1 &&
           day->day <= calendar_days_in_month(day->year, day->month);
}

static size_t separator_length(struct slice text, const char *separator)
{
    const size_t before = spaces(text), length = strlen(separator);
    if (!slice_starts(behind(text, before), separator))
        return 0;
    return before + length + spaces(behind(text, before + length));
}

/* "2024-03-20" and the like, at the start of text. */
static bool read_numeric(struct slice text, struct day *day)
{
    static const char *const separators[][2] = {
        {"-", "-"}, {".", "."}, {"/", "/"}, {"_", "_"}, {"년", "월"}, {"年", "月"},
    };
    if (read_number(text, 4, &day->year) != 4)
        return false;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        struct slice rest = behind(text, 4);
        const size_t first = separator_length(rest, separators[i][0]);
        if (first == 0)
            continue;
        rest = behind(rest, first);
        const size_t month = read_number(rest, 2, &day->month);
        rest = behind(rest, month);
        const size_t second = separator_length(rest, separators[i][1]);
        if (month == 0 || second == 0)
            return false;
        rest = behind(rest, second);
        const size_t length = read_number(rest, 2, &day->day);
        return length > 0 && ends_number(behind(rest, length));
    }
    return false;
}

/* "20240320" */
static bool read_compact(struct slice text, struct day *day)
{
    const unsigned first = 1990, last = 2100; /* another number is no day */
    return read_number(text, 4, &day->year) == 4 &&
           read_number(behind(text, 4), 2, &day->month) == 2 &&
           read_number(behind(text, 6), 2, &day->day) == 2 && ends_number(behind(text, 8)) &&
           day->year >= first && day->year <= last && is_possible(day);
}

/* The length of the month's name that text starts with; 0 for none. */
static size_t read_month(struct slice text, unsigned *month)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    for (unsigned i = 0; i < 12; i++) {
        size_t length = 0;
        while (length < text.length && months[i][length] != '\0' &&
               (text.data[length] | ' ') == months[i][length])
            length++;
        if (length < 3 || (length < text.length && ascii_letter(text.data[length])))
            continue;
        *month = i + 1;
        return length + (length < text.length && text.data[length] == '.');
    }
    return 0;
}

/* What may stand between the parts of "March 20th, 2024" or "12-Aug-2026". */
static size_t gap(struct slice text)
{
    static const char *const endings[] = {"st", "nd", "rd", "th"};
    size_t length = 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (slice_starts(text, endings[i]))
            length = 2;
    }
    const size_t start = length;
    while (length < text.length && length < start + 3 &&
           (text.data[length] == ' ' || text.data[length] == ',' || text.data[length] == '-'))
        length++;
    return length > start ? length : 0;
}

/* "March 20, 2024" */
static bool read_month_first(struct slice text, struct day *day)
{
    const size_t month = read_month(text, &day->month);
    if (month == 0)
        return false;
    struct slice rest = behind(text, month);
    rest = behind(rest, gap(rest));
    const size_t digits = read_number(rest, 2, &day->day);
    rest = behind(rest, digits);
    const size_t between = gap(rest);
    return digits > 0 && between > 0 && read_number(behind(rest, between), 4, &day->year) == 4 &&
           ends_number(behind(rest, between + 4)) && is_possible(day);
}

/* "20 March 2024", "12-Aug-2026" */
static bool read_day_first(struct slice text, struct day *day)
{
    const size_t digits = read_number(text, 2, &day->day);
    struct slice rest = behind(text, digits);
    const size_t before = gap(rest);
    if (digits == 0 || before == 0)
        return false;
    rest = behind(rest, before);
    const size_t month = read_month(rest, &day->month);
    if (month == 0)
        return false;
    rest = behind(rest, month);
    const size_t between = gap(rest);
    return between > 0 && read_number(behind(rest, between), 4, &day->year) == 4 &&
           ends_number(behind(rest, between + 4)) && is_possible(day);
}

static uint32_t number_of(const struct day *day)
{
    return day->year * 10000 + day->month * 100 + day->day;
}

/* Most titles have none, and so no day. */
static bool has_digit(struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (ascii_digit(text.data[i]))
            return true;
    }
    return false;
}

enum date_result date_find(struct slice text, uint32_t *date)
{
    if (!has_digit(text))
        return DATE_NONE;
    for (size_t i = 0; i < text.length; i++) {
        const struct slice rest = behind(text, i);
        struct day day;
        if (ascii_letter(text.data[i]) && (i == 0 || !ascii_letter(text.data[i - 1])) &&
            read_month_first(rest, &day)) {
            *date = number_of(&day);
            return DATE_FOUND;
        }
        if (!ascii_digit(text.data[i]) || (i > 0 && ascii_digit(text.data[i - 1])))
            continue;
        if (read_compact(rest, &day) || read_day_first(rest, &day)) {
            *date = number_of(&day);
            return DATE_FOUND;
        }
        if (!read_numeric(rest, &day))
            continue;
        if (!is_possible(&day))
            return DATE_IMPOSSIBLE;
        *date = number_of(&day);
        return DATE_FOUND;
    }
    return DATE_NONE;
}

static const char *name_before(const char *path, const char *end)
{
    const char *at = end;
    while (at > path && at[-1] != '/')
        at--;
    return at;
}

static bool is_day_alone(struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!ascii_digit(text.data[i]) && strchr("-._", text.data[i]) == NULL)
            return false;
    }
    return true;
}

uint32_t date_of_path(const char *path)
{
    uint32_t date = 0;
    const char *end = path + strlen(path), *const name = name_before(path, end);
    const char *const point = strrchr(name, '.');
    if (point != NULL && point > name)
        end = point;
    if (date_find(slice_between(name, end), &date) == DATE_FOUND)
        return date;
    if (name == path)
        return 0;
    const char *const folder = name_before(path, name - 1);
    if (is_day_alone(slice_between(folder, name - 1)) &&
        date_find(slice_between(folder, name - 1), &date) == DATE_FOUND)
        return date;
    if (folder == path)
        return 0;
    const struct slice last = slice_between(name_before(path, folder - 1), end);
    struct day day;
    const bool whole = last.length > 0 && ascii_digit(last.data[last.length - 1]);
    return whole && read_numeric(last, &day) && is_possible(&day) ? number_of(&day) : 0;
}
