#include "query/language/values.h"

#include <string.h>

#include "indexer/format/address.h"
#include "shim/base/calendar.h"

#define NUMBER_DIGITS_MAX 18 /* fit int64_t, and one more too */

static bool fail(struct value_fault *fault, size_t offset, const char *message)
{
    *fault = (struct value_fault){offset, message, NULL};
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

/* A value on its way: text[at, end) is still to be read. */
struct value_reading {
    const struct field *field; /* a FIELD_DAY or FIELD_NUMBER */
    const char *text;
    size_t at, end;
    struct value_fault *fault;
};

/* A month or day: two digits where they stand without hyphens, else one or two
 * behind a hyphen. */
static bool read_part(struct value_reading *r, bool compact, int64_t *out)
{
    if (!compact) {
        if (r->text[r->at] != '-')
            return fail(r->fault, r->at, r->field->form);
        r->at++;
    }
    size_t digits = read_digits(r->text, r->end, &r->at, 2, out);
    if (digits == 0 || (compact && digits != 2))
        return fail(r->fault, r->at, r->field->form);
    return true;
}

/* The first and last day of a year, a month or a day. */
static bool read_date(struct value_reading *r, struct value_range *out)
{
    int64_t year, month, day;
    size_t start = r->at;
    if (read_digits(r->text, r->end, &r->at, 4, &year) != 4)
        return fail(r->fault, r->at, r->field->form);
    if (year == 0)
        return fail(r->fault, start, "years begin with 0001");
    if (r->at == r->end) {
        *out = (struct value_range){year * 10000 + 101, year * 10000 + 1231};
        return true;
    }
    bool compact = is_digit(r->text[r->at]);
    size_t part = r->at + !compact;
    if (!read_part(r, compact, &month))
        return false;
    if (month < 1 || month > 12)
        return fail(r->fault, part, "there is no such month");
    int64_t days = calendar_days_in_month((unsigned)year, (unsigned)month);
    if (r->at == r->end && !compact) {
        int64_t first = year * 10000 + month * 100 + 1;
        *out = (struct value_range){first, first + days - 1};
        return true;
    }
    part = r->at + !compact;
    if (!read_part(r, compact, &day))
        return false;
    if (r->at != r->end)
        return fail(r->fault, r->at, r->field->form);
    if (day < 1 || day > days)
        return fail(r->fault, part, "there is no such day");
    out->low = out->high = year * 10000 + month * 100 + day;
    return true;
}

static bool read_number(struct value_reading *r, struct value_range *out)
{
    size_t start = r->at;
    int64_t number;
    if (read_digits(r->text, r->end, &r->at, NUMBER_DIGITS_MAX, &number) == 0)
        return fail(r->fault, r->at, r->field->form);
    if (r->at < r->end && is_digit(r->text[r->at]))
        return fail(r->fault, start, "this number is too large");
    if (r->at < r->end)
        return fail(r->fault, r->at, r->field->form);
    out->low = out->high = number;
    return true;
}

static bool read_one(const struct value_reading *value, size_t at, size_t end,
                     struct value_range *out)
{
    struct value_reading part = *value;
    part.at = at;
    part.end = end;
    return value->field->type == FIELD_DAY ? read_date(&part, out) : read_number(&part, out);
}

/* One value, or two with ".." between them of which one may be missing. */
static bool read_span(const struct value_reading *value, struct value_range *out)
{
    size_t dots = 0, length = value->end;
    while (dots + 1 < length && !(value->text[dots] == '.' && value->text[dots + 1] == '.'))
        dots++;
    if (dots + 1 >= length)
        return read_one(value, 0, length, out);
    if (length == 2)
        return fail(value->fault, 0, "a range needs a begin or an end");
    struct value_range low = {INT64_MIN, 0}, high = {0, INT64_MAX};
    if (dots > 0 && !read_one(value, 0, dots, &low))
        return false;
    if (dots + 2 < length && !read_one(value, dots + 2, length, &high))
        return false;
    *out = (struct value_range){low.low, high.high};
    if (out->low > out->high)
        return fail(value->fault, dots + 2, "this range ends before it begins");
    return true;
}

static bool read_bound(const struct value_reading *value, struct value_range *out)
{
    const char *text = value->text;
    struct value_range bound;
    bool equal = value->end > 1 && text[1] == '=';
    size_t sign = text[0] == '=' ? 1 : 1 + (size_t)equal;
    if (!read_one(value, sign, value->end, &bound))
        return false;
    *out = (struct value_range){INT64_MIN, INT64_MAX};
    if (text[0] != '<')
        out->low = bound.low + (text[0] == '>' && !equal);
    if (text[0] != '>')
        out->high = bound.high - (text[0] == '<' && !equal);
    return true;
}

bool value_range(const struct field *field, const char *text, size_t length,
                 struct value_range *out, struct value_fault *fault)
{
    const struct value_reading value = {field, text, 0, length, fault};
    bool bound = length > 0 && strchr("<=>", text[0]) && text[0];
    if (field->reach == FIELD_RANGE)
        return bound && field->type == FIELD_NUMBER ? read_bound(&value, out)
                                                    : read_span(&value, out);
    if (!read_one(&value, 0, length, out))
        return false;
    if (field->reach == FIELD_FROM)
        out->high = INT64_MAX;
    else
        out->low = INT64_MIN;
    return true;
}

bool value_paper_id(const char *text, size_t length, struct buffer *id)
{
    enum address_kind kind;
    buffer_clear(id);
    return address_read(text, length, id, &kind) && kind == ADDRESS_PAPER;
}

bool value_link(const char *text, size_t length, struct buffer *id)
{
    enum address_kind kind;
    buffer_clear(id);
    return address_read(text, length, id, &kind) && kind == ADDRESS_WEB;
}

static size_t id_end(const char *text, size_t length, size_t at, bool several)
{
    const char *comma = several ? memchr(text + at, ',', length - at) : NULL;
    return comma ? (size_t)(comma - text) : length;
}

/* The id that text names, else text as it is, behind out[used]. No id is longer
 * than what names it. */
static size_t copy_id(const char *text, size_t length, char *out, size_t used)
{
    struct buffer id = BUFFER_INIT;
    enum address_kind kind;
    bool named = address_read(text, length, &id, &kind) && id.length > 0 && id.length <= length;
    memcpy(out + used, named ? id.data : text, named ? id.length : length);
    used += named ? id.length : length;
    buffer_free(&id);
    return used;
}

static size_t copy_ids(const char *text, size_t length, bool several, char *out,
                       struct value_fault *fault)
{
    size_t used = 0;
    for (size_t at = 0;; at++) {
        size_t end = id_end(text, length, at, several), count = end - at;
        if (count == 0) {
            fail(fault, at, "a paper's id is missing here");
            return 0;
        }
        if (at > 0)
            out[used++] = ',';
        used = copy_id(text + at, count, out, used);
        at = end;
        if (at == length)
            return used;
    }
}

size_t value_text(const struct field *field, const char *text, size_t length, char *out,
                  struct value_fault *fault)
{
    if (field->type != FIELD_TERM || (field->address && length > 0))
        return copy_ids(text, length, field->type == FIELD_LIKE, out, fault);
    if (length == 0)
        fail(fault, 0, "a value is missing here");
    memcpy(out, text, length);
    return length;
}

bool value_fits(const struct field *field, const char *text, size_t length)
{
    struct value_range range;
    struct value_fault fault;
    if (field_has_slot(field))
        return value_range(field, text, length, &range, &fault);
    struct buffer id = BUFFER_INIT;
    bool fits = true;
    for (size_t at = 0; fits; at++) {
        size_t end = id_end(text, length, at, field->type == FIELD_LIKE);
        fits = value_paper_id(text + at, end - at, &id);
        at = end;
        if (at == length)
            break;
    }
    buffer_free(&id);
    return fits;
}
