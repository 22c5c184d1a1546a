#include "query/language/values.h"

#include <string.h>

#include "shim/base/calendar.h"

#define DATE_FORM "a date is a year, a month or a day: 2024, 2024-03 or 2024-03-20"
#define VOTES_FORM "votes are a number, a bound or a range: 10, >=10 or 10..50"
#define VOTES_DIGITS_MAX 18 /* fit int64_t, and one more too */

static bool fail(struct fault *fault, size_t offset, const char *message)
{
    *fault = (struct fault){offset, message, NULL};
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads at most most digits from *at and stops there. Returns how many. */
static size_t read_digits(const char *text, size_t length, size_t *at, size_t most, int64_t *out)
{
    size_t count = 0;
    *out = 0;
    while (count < most && *at < length && is_digit(text[*at])) {
        *out = *out * 10 + (text[*at] - '0');
        count++;
        (*at)++;
    }
    return count;
}

static int64_t days_in_month(int64_t year, int64_t month)
{
    return calendar_days_in_month((unsigned)year, (unsigned)month);
}

/* A month or day: two digits where they stand without hyphens, else one or two
 * behind a hyphen. */
static bool read_part(const char *text, size_t end, size_t *at, bool compact, int64_t *out,
                      struct fault *fault)
{
    if (!compact) {
        if (text[*at] != '-')
            return fail(fault, *at, DATE_FORM);
        (*at)++;
    }
    size_t digits = read_digits(text, end, at, 2, out);
    if (digits == 0 || (compact && digits != 2))
        return fail(fault, *at, DATE_FORM);
    return true;
}

/* Reads text[at, end) as its first and last day. */
static bool read_date(const char *text, size_t at, size_t end, struct range *out,
                      struct fault *fault)
{
    int64_t year, month, day;
    size_t start = at;
    if (read_digits(text, end, &at, 4, &year) != 4)
        return fail(fault, at, DATE_FORM);
    if (year == 0)
        return fail(fault, start, "years begin with 0001");
    if (at == end) {
        *out = (struct range){year * 10000 + 101, year * 10000 + 1231};
        return true;
    }
    bool compact = is_digit(text[at]);
    size_t part = at + !compact;
    if (!read_part(text, end, &at, compact, &month, fault))
        return false;
    if (month < 1 || month > 12)
        return fail(fault, part, "there is no such month");
    if (at == end && !compact) {
        int64_t first = year * 10000 + month * 100 + 1;
        *out = (struct range){first, first + days_in_month(year, month) - 1};
        return true;
    }
    part = at + !compact;
    if (!read_part(text, end, &at, compact, &day, fault))
        return false;
    if (at != end)
        return fail(fault, at, DATE_FORM);
    if (day < 1 || day > days_in_month(year, month))
        return fail(fault, part, "there is no such day");
    out->low = out->high = year * 10000 + month * 100 + day;
    return true;
}

static bool read_votes(const char *text, size_t at, size_t end, struct range *out,
                       struct fault *fault)
{
    size_t start = at;
    int64_t number;
    if (read_digits(text, end, &at, VOTES_DIGITS_MAX, &number) == 0)
        return fail(fault, at, VOTES_FORM);
    if (at < end && is_digit(text[at]))
        return fail(fault, start, "this number is too large");
    if (at < end)
        return fail(fault, at, VOTES_FORM);
    out->low = out->high = number;
    return true;
}

typedef bool reader(const char *text, size_t at, size_t end, struct range *out,
                    struct fault *fault);

/* One value, or two with ".." between them of which one may be missing. */
static bool read_span(const char *text, size_t length, reader *read, struct range *out,
                      struct fault *fault)
{
    size_t dots = 0;
    while (dots + 1 < length && !(text[dots] == '.' && text[dots + 1] == '.'))
        dots++;
    if (dots + 1 >= length)
        return read(text, 0, length, out, fault);
    if (length == 2)
        return fail(fault, 0, "a range needs a begin or an end");
    struct range low = {INT64_MIN, 0}, high = {0, INT64_MAX};
    if (dots > 0 && !read(text, 0, dots, &low, fault))
        return false;
    if (dots + 2 < length && !read(text, dots + 2, length, &high, fault))
        return false;
    *out = (struct range){low.low, high.high};
    if (out->low > out->high)
        return fail(fault, dots + 2, "this range ends before it begins");
    return true;
}

static bool read_bound(const char *text, size_t length, struct range *out, struct fault *fault)
{
    struct range bound;
    bool equal = length > 1 && text[1] == '=';
    size_t sign = text[0] == '=' ? 1 : 1 + (size_t)equal;
    if (!read_votes(text, sign, length, &bound, fault))
        return false;
    *out = (struct range){INT64_MIN, INT64_MAX};
    if (text[0] != '<')
        out->low = bound.low + (text[0] == '>' && !equal);
    if (text[0] != '>')
        out->high = bound.high - (text[0] == '<' && !equal);
    return true;
}

bool value_range(enum field_id field, const char *text, size_t length, struct range *out,
                 struct fault *fault)
{
    if (field == FIELD_VOTES) {
        if (length > 0 && strchr("<=>", text[0]) && text[0])
            return read_bound(text, length, out, fault);
        return read_span(text, length, read_votes, out, fault);
    }
    if (field == FIELD_DATE)
        return read_span(text, length, read_date, out, fault);
    if (!read_date(text, 0, length, out, fault))
        return false;
    if (field == FIELD_SINCE)
        out->high = INT64_MAX;
    else
        out->low = INT64_MIN;
    return true;
}

static bool skip_word(const char *text, size_t length, size_t *at, const char *lower)
{
    size_t count = strlen(lower);
    if (length - *at < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        char c = text[*at + i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != lower[i])
            return false;
    }
    *at += count;
    return true;
}

/* "2401.01234": five digits behind the dot since 2015, four before. */
static bool skip_number(const char *text, size_t length, size_t *at)
{
    int64_t month, serial;
    if (read_digits(text, length, at, 4, &month) != 4 || *at == length || text[*at] != '.')
        return false;
    (*at)++;
    size_t digits = read_digits(text, length, at, 5, &serial);
    bool real = month >= 704 && month % 100 >= 1 && month % 100 <= 12;
    return real && digits == (month >= 1501 ? 5 : 4);
}

/* "hep-th/9901001" or "math.GT/0309136": before April 2007. */
static bool skip_old_number(const char *text, size_t length, size_t *at)
{
    int64_t month, serial;
    size_t start = *at;
    while (*at < length && ((text[*at] >= 'a' && text[*at] <= 'z') || text[*at] == '-'))
        (*at)++;
    if (*at - start < 2 || text[start] == '-')
        return false;
    if (length - *at > 3 && text[*at] == '.' && text[*at + 1] >= 'A' && text[*at + 1] <= 'Z' &&
        text[*at + 2] >= 'A' && text[*at + 2] <= 'Z')
        *at += 3;
    if (*at == length || text[*at] != '/')
        return false;
    (*at)++;
    return read_digits(text, length, at, 4, &month) == 4 && month % 100 >= 1 && month % 100 <= 12 &&
           read_digits(text, length, at, 3, &serial) == 3;
}

/* Past the address of an arXiv paper, if one begins the text. */
static bool skip_address(const char *text, size_t length, size_t *at)
{
    static const char *const addresses[] = {"arxiv.org/abs/",  "arxiv.org/pdf/",
                                            "arxiv.org/html/", "huggingface.co/papers/",
                                            "hf.co/papers/",   "arxiv:"};
    if (!skip_word(text, length, at, "https://"))
        skip_word(text, length, at, "http://");
    if (!skip_word(text, length, at, "www."))
        skip_word(text, length, at, "export.");
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        if (skip_word(text, length, at, addresses[i]))
            return true;
    }
    *at = 0;
    return false;
}

bool value_arxiv_id(const char *text, size_t length, const char **id, size_t *id_length)
{
    size_t at = 0;
    int64_t version;
    bool link = skip_address(text, length, &at);
    size_t start = at;
    if (!skip_number(text, length, &at)) {
        at = start;
        if (!skip_old_number(text, length, &at))
            return false;
    }
    size_t count = at - start;
    if (at < length && text[at] == 'v') {
        at++;
        if (read_digits(text, length, &at, 4, &version) == 0)
            return false;
    }
    if (link) {
        skip_word(text, length, &at, ".pdf");
        if (at < length && (text[at] == '/' || text[at] == '?' || text[at] == '#'))
            at = length;
    }
    if (at != length)
        return false;
    *id = text + start;
    *id_length = count;
    return true;
}

static size_t id_end(const char *text, size_t length, size_t at, bool several)
{
    const char *comma = several ? memchr(text + at, ',', length - at) : NULL;
    return comma ? (size_t)(comma - text) : length;
}

bool value_ids(const char *text, size_t length, bool several, char *out, size_t *out_length,
               struct fault *fault)
{
    *out_length = 0;
    for (size_t at = 0;; at++) {
        size_t end = id_end(text, length, at, several), count = end - at;
        const char *id = text + at;
        if (count == 0)
            return fail(fault, at, "an arXiv id is missing here");
        value_arxiv_id(id, count, &id, &count);
        if (at > 0)
            out[(*out_length)++] = ',';
        memcpy(out + *out_length, id, count);
        *out_length += count;
        at = end;
        if (at == length)
            return true;
    }
}

bool value_fits(enum field_id field, const char *text, size_t length)
{
    struct range range;
    struct fault fault;
    if (field != FIELD_ID && field != FIELD_SIMILAR)
        return value_range(field, text, length, &range, &fault);
    for (size_t at = 0;; at++) {
        const char *id;
        size_t id_length, end = id_end(text, length, at, field == FIELD_SIMILAR);
        if (!value_arxiv_id(text + at, end - at, &id, &id_length))
            return false;
        at = end;
        if (at == length)
            return true;
    }
}
