#include "query/language/values.h"

#include <string.h>

#include "indexer/format/address.h"
#include "shim/base/ascii.h"

#define NUMBER_DIGITS_MAX 18 /* fit int64_t, and one more too */

static bool fail(struct value_fault *fault, size_t offset, const char *message)
{
    *fault = (struct value_fault){offset, message, NULL};
    return false;
}

/* Reads at most most digits from *at and stops there. Returns how many. */
static size_t read_digits(const char *text, size_t length, size_t *at, size_t most, int64_t *out)
{
    size_t count = 0;
    *out = 0;
    while (count < most && *at < length && ascii_digit(text[*at])) {
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
    int64_t today;
    struct value_fault *fault;
};

static bool read_number(struct value_reading *r, struct value_range *out)
{
    size_t start = r->at;
    int64_t number;
    if (read_digits(r->text, r->end, &r->at, NUMBER_DIGITS_MAX, &number) == 0)
        return fail(r->fault, r->at, r->field->form);
    if (r->at < r->end && ascii_digit(r->text[r->at]))
        return fail(r->fault, start, "this number is too large");
    if (r->at < r->end)
        return fail(r->fault, r->at, r->field->form);
    *out = (struct value_range){.low = number, .high = number};
    return true;
}

static bool read_one(const struct value_reading *value, size_t at, size_t end,
                     struct value_range *out)
{
    struct value_reading part = *value;
    part.at = at;
    part.end = end;
    if (value->field->type != FIELD_DAY)
        return read_number(&part, out);
    if (date_read(value->text + at, end - at, value->today, out, value->fault))
        return true;
    value->fault->offset += at;
    if (value->fault->message == NULL)
        value->fault->message = value->field->form;
    return false;
}

/* One value, or two with ".." between them of which one may be missing. */
static bool read_span(const struct value_reading *value, struct value_range *out)
{
    size_t dots = 0, length = value->end;
    while (dots + 1 < length && !(value->text[dots] == '.' && value->text[dots + 1] == '.'))
        dots++;
    if (dots + 1 >= length) {
        if (!read_one(value, 0, length, out))
            return false;
        if (date_is_count(value->text, length)) /* the last so many days */
            out->high = value->today;
        return true;
    }
    if (length == 2)
        return fail(value->fault, 0, "a range needs a begin or an end");
    struct value_range low = {.low = INT64_MIN}, high = {.high = INT64_MAX};
    if (dots > 0 && !read_one(value, 0, dots, &low))
        return false;
    if (dots + 2 < length && !read_one(value, dots + 2, length, &high))
        return false;
    *out = (struct value_range){low.low, high.high, low.counted || high.counted};
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
    *out = (struct value_range){.low = INT64_MIN, .high = INT64_MAX};
    if (text[0] != '<')
        out->low = bound.low + (text[0] == '>' && !equal);
    if (text[0] != '>')
        out->high = bound.high - (text[0] == '<' && !equal);
    return true;
}

/* How many publications; none are one. */
static bool read_news(const struct value_reading *value, struct value_range *out)
{
    if (value->end == 0) {
        *out = (struct value_range){.low = 1, .high = 1};
        return true;
    }
    if (!read_one(value, 0, value->end, out))
        return false;
    return (out->low >= 1 && out->low <= NEWS_MAX) || fail(value->fault, 0, value->field->form);
}

bool value_range(const struct field *field, const char *text, size_t length, int64_t today,
                 struct value_range *out, struct value_fault *fault)
{
    const struct value_reading value = {field, text, 0, length, today, fault};
    if (field->type == FIELD_NEWS)
        return read_news(&value, out);
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

/* The character at *at, which moves behind it. A full-width form, as an input method
 * gives it, is its ASCII character; of others this is one byte. */
static char next_char(const char *text, size_t length, size_t *at)
{
    const unsigned char *p = (const unsigned char *)text + *at;
    size_t form = 0; /* U+FF00 and this */
    if (length - *at >= 3 && p[0] == 0xEF && (p[1] == 0xBC || p[1] == 0xBD))
        form = (size_t)(p[1] - 0xBC) << 6 | (p[2] & 0x3F);
    *at += form >= 1 && form <= 0x5E ? 3 : 1;
    return form >= 1 && form <= 0x5E ? (char)(form + 0x20) : (char)*p;
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

/* Whether what stands before at and ends there, in any case, is lower. */
static bool stands_before(const char *text, size_t at, const char *lower)
{
    size_t count = strlen(lower);
    if (at < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        char c = text[at - count + i];
        if (ascii_lower(c) != lower[i])
            return false;
    }
    return true;
}

/* Whether an id may begin at at: "1.2401.01234" and "x2401.01234" have none. */
static bool begins_id(const char *text, size_t at)
{
    char before = at > 0 ? text[at - 1] : ' ';
    if (stands_before(text, at, "arxiv"))
        return true;
    return !ascii_digit(before) && !ascii_letter(before) &&
           !(before == '.' && at > 1 && ascii_digit(text[at - 2]));
}

/* An old id looks like the end of many an address: behind a slash it must be where
 * the hosts of papers have it. */
static bool begins_old_id(const char *text, size_t at)
{
    static const char *const folders[] = {"abs/", "pdf/", "html/", "papers/", "arxiv/"};
    bool found = at == 0 || text[at - 1] != '/';
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        found = found || stands_before(text, at, folders[i]);
    return found && begins_id(text, at) && (at == 0 || text[at - 1] != '-');
}

/* Past a version. False where the text goes on so that this was no id. */
static bool ends_id(const char *text, size_t length, size_t at)
{
    int64_t version;
    if (at < length && (text[at] == 'v' || text[at] == 'V')) {
        at++;
        if (read_digits(text, length, &at, 4, &version) == 0)
            return false;
    }
    if (at < length && text[at] == '.')
        return at + 1 == length || !ascii_digit(text[at + 1]);
    return at == length || (!ascii_digit(text[at]) && !ascii_letter(text[at]));
}

/* The first id in text: its start and end, without version; false where it has none. */
static bool find_id(const char *text, size_t length, size_t *start, size_t *end)
{
    for (*start = 0; *start < length; (*start)++) {
        *end = *start;
        if (!begins_id(text, *start))
            continue;
        bool found = skip_number(text, length, end);
        if (!found) {
            *end = *start;
            found = begins_old_id(text, *start) && skip_old_number(text, length, end);
        }
        if (found && ends_id(text, length, *end))
            return true;
    }
    return false;
}

size_t value_id_end(const char *text, size_t length)
{
    size_t start, end;
    return find_id(text, length, &start, &end) ? end : 0;
}

/* What a whole address names, which has at least this kind. Writes it to out, which
 * has room for length bytes; 0 where there is none. */
static size_t read_address(const char *text, size_t length, enum address_kind least, char *out)
{
    struct buffer id = BUFFER_INIT;
    enum address_kind kind;
    bool named = address_read(text, length, &id, &kind) && kind >= least && id.length <= length;
    size_t count = named ? id.length : 0;
    if (count > 0)
        memcpy(out, id.data, count);
    buffer_free(&id);
    return count;
}

size_t value_id(const char *text, size_t length, char *out)
{
    size_t count = 0, start, end;
    for (size_t at = 0; at < length;)
        out[count++] = next_char(text, length, &at);
    if (find_id(out, count, &start, &end)) {
        count = end - start;
        memmove(out, out + start, count);
        size_t id = read_address(out, count, ADDRESS_PAPER, out); /* "math.GT/" is "math/" */
        return id > 0 ? id : count;
    }
    memcpy(out, text, length);
    return read_address(text, length, ADDRESS_PAPER, out);
}

static size_t id_end(const char *text, size_t length, size_t at, bool several)
{
    const char *comma = several ? memchr(text + at, ',', length - at) : NULL;
    return comma ? (size_t)(comma - text) : length;
}

/* Behind out, the id that text names; what names none stays as it is. */
static size_t copy_id(const struct field *field, const char *text, size_t length, char *out)
{
    size_t count = field->type == FIELD_TERM ? 0 : value_id(text, length, out);
    if (count == 0)
        count = read_address(text, length, ADDRESS_WEB, out);
    if (count == 0)
        memcpy(out, text, length);
    return count > 0 ? count : length;
}

static size_t copy_ids(const struct field *field, const char *text, size_t length, char *out,
                       struct value_fault *fault)
{
    size_t used = 0;
    for (size_t at = 0;; at++) {
        size_t end = id_end(text, length, at, field->type == FIELD_LIKE), count = end - at;
        if (count == 0) {
            fail(fault, at, "a paper's id is missing here");
            return 0;
        }
        if (at > 0)
            out[used++] = ',';
        used += copy_id(field, text + at, count, out + used);
        at = end;
        if (at == length)
            return used;
    }
}

size_t value_text(const struct field *field, const char *text, size_t length, char *out,
                  struct value_fault *fault)
{
    if (field->type != FIELD_TERM || (field->address && length > 0))
        return copy_ids(field, text, length, out, fault);
    if (length == 0)
        fail(fault, 0, "a value is missing here");
    memcpy(out, text, length);
    return length;
}

static bool names_paper(const char *text, size_t length)
{
    struct buffer id = BUFFER_INIT;
    enum address_kind kind;
    bool named = value_id_end(text, length) > 0 ||
                 (address_read(text, length, &id, &kind) && kind == ADDRESS_PAPER);
    buffer_free(&id);
    return named;
}

bool value_fits(const struct field *field, const char *text, size_t length, int64_t today)
{
    struct value_range range;
    struct value_fault fault;
    if (field_has_slot(field))
        return value_range(field, text, length, today, &range, &fault);
    if (field->type == FIELD_NEWS || field->type == FIELD_SAVED)
        return false; /* "new: ways to", "Query: what is" */
    for (size_t at = 0;; at++) {
        size_t end = id_end(text, length, at, field->type == FIELD_LIKE);
        if (!names_paper(text + at, end - at))
            return false;
        at = end;
        if (at == length)
            return true;
    }
}
