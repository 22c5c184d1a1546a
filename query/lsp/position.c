#include "query/lsp/position.h"

#include "query/render/emitted.h"
#include "shim/base/codepoint.h"

static size_t number(const cJSON *item)
{
    double value = cJSON_IsNumber(item) ? item->valuedouble : 0;

    return value >= 0 && value < 1e9 ? (size_t)value : 0;
}

struct position position_read(const cJSON *item)
{
    return (struct position){number(cJSON_GetObjectItemCaseSensitive(item, "line")),
                             number(cJSON_GetObjectItemCaseSensitive(item, "character"))};
}

/* Whether a line ends with this byte. */
static bool ends_line(const struct buffer *text, size_t at)
{
    return text->data[at] == '\n' ||
           (text->data[at] == '\r' && (at + 1 == text->length || text->data[at + 1] != '\n'));
}

size_t position_byte(const struct buffer *text, struct position position)
{
    size_t at = 0, units = 0;

    for (; position.line > 0 && at < text->length; at++)
        if (ends_line(text, at))
            position.line--;
    if (position.line > 0)
        return text->length;
    while (at < text->length && text->data[at] != '\n' && text->data[at] != '\r') {
        int32_t codepoint;
        size_t bytes = codepoint_next(text->data + at, text->length - at, &codepoint);

        units += codepoint > 0xFFFF ? 2 : 1;
        if (units > position.character)
            break;
        at += bytes;
    }
    return at;
}

struct position position_of(const struct buffer *text, size_t byte)
{
    struct position position = {0};
    struct emitted_walk walk = {.unit = OFFSET_UTF16};
    size_t start = 0;

    for (size_t at = 0; at < byte && at < text->length; at++)
        if (ends_line(text, at)) {
            position.line++;
            start = at + 1;
        }
    walk.text = text->data ? text->data + start : "";
    walk.length = text->length - start;
    position.character = emitted_offset(&walk, byte - start);
    return position;
}

static bool add(cJSON *range, const char *key, struct position position)
{
    cJSON *object = cJSON_AddObjectToObject(range, key);

    return object && cJSON_AddNumberToObject(object, "line", (double)position.line) &&
           cJSON_AddNumberToObject(object, "character", (double)position.character);
}

bool position_add_range(cJSON *parent, const char *key, const struct buffer *text, size_t start,
                        size_t end)
{
    cJSON *range = cJSON_AddObjectToObject(parent, key);

    return range && add(range, "start", position_of(text, start)) &&
           add(range, "end", position_of(text, end));
}
