/* json: one object. jsonl: the head, then a hit a line. */
#include "query/render/json.h"

#include <string.h>

#include "shim/base/codepoint.h"
#include "query/render/printer.h"
#include "query/render/tree.h"
#include "query/render/visible.h"

static bool add_escaped(struct buffer *out, int32_t codepoint)
{
    static const char SIGNS[] = "\"\\\b\f\n\r\t", LETTERS[] = "\"\\bfnrt";
    const char *sign = codepoint < 0x80 ? memchr(SIGNS, codepoint, sizeof SIGNS - 1) : NULL;

    if (sign)
        return buffer_add_char(out, '\\') && buffer_add_char(out, LETTERS[sign - SIGNS]);
    if (codepoint <= 0xFFFF)
        return buffer_add_format(out, "\\u%04x", (unsigned)codepoint);
    return buffer_add_format(out, "\\u%04x\\u%04x", 0xD7C0u + ((unsigned)codepoint >> 10),
                             0xDC00u + ((unsigned)codepoint & 0x3FFu));
}

/* The bytes of a character that stands as it is: of ASCII, or of U+AC00 to U+D77F, which are
 * syllables, most of what is printed. 0 for any other. text is valid UTF-8. */
static size_t plain_bytes(const unsigned char *text)
{
    const unsigned char lead = text[0];

    if (lead >= 0xEA && lead <= 0xED)
        return (lead > 0xEA || text[1] >= 0xB0) && (lead < 0xED || text[1] < 0x9E) ? 3 : 0;
    return lead >= ' ' && lead < 0x7F && lead != '"' && lead != '\\';
}

static bool add_string(struct buffer *out, const char *text)
{
    size_t length = strlen(text), from = 0; /* behind what was added */
    bool added = buffer_add_char(out, '"');

    for (size_t at = 0, bytes; added && at < length; at += bytes) {
        int32_t codepoint;

        bytes = plain_bytes((const unsigned char *)text + at);
        if (bytes)
            continue;
        bytes = codepoint_next(text + at, length - at, &codepoint);
        if (codepoint > 0x7F && !visible_hides(codepoint))
            continue;
        added = buffer_add(out, text + from, at - from) && add_escaped(out, codepoint);
        from = at + bytes;
    }
    return added && buffer_add(out, text + from, length - from) && buffer_add_char(out, '"');
}

static bool add_children(struct buffer *out, const cJSON *tree)
{
    bool object = cJSON_IsObject(tree), added = buffer_add_char(out, object ? '{' : '[');

    for (const cJSON *child = tree->child; added && child; child = child->next)
        added = (child == tree->child || buffer_add_char(out, ',')) &&
                (!object || (add_string(out, child->string) && buffer_add_char(out, ':'))) &&
                json_add(out, child);
    return added && buffer_add_char(out, object ? '}' : ']');
}

/* Up to here cJSON prints whole numbers by their digits alone. */
#define WHOLE_MAX 1e15

/* A whole number, as most are: places of marks, which cJSON prints and reads back as
 * fractions. */
static bool add_whole(struct buffer *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    return buffer_add(out, digits + at, sizeof digits - at);
}

/* No tree is deep: what is made here has a few levels, and cJSON reads no thousand. */
bool json_add(struct buffer *out, const cJSON *tree)
{
    char *text;
    bool added;

    if (cJSON_IsString(tree))
        return add_string(out, tree->valuestring);
    if (cJSON_IsRaw(tree))
        return buffer_add_text(out, tree->valuestring);
    if (cJSON_IsObject(tree) || cJSON_IsArray(tree))
        return add_children(out, tree);
    if (cJSON_IsNumber(tree) && tree->valuedouble >= 0 && tree->valuedouble < WHOLE_MAX &&
        (double)(uint64_t)tree->valuedouble == tree->valuedouble)
        return add_whole(out, (uint64_t)tree->valuedouble);
    text = cJSON_PrintUnformatted(tree);
    added = text && buffer_add_text(out, text);
    cJSON_free(text);
    return added;
}

static bool add_head(struct printing *printing)
{
    cJSON *head = tree_of_head(printing->answer, printing->options);
    bool added = head && json_add(printing->out, head);

    cJSON_Delete(head);
    return added;
}

static bool add_hit(struct printing *printing, size_t index)
{
    cJSON *hit = tree_of_hit(&printing->answer->hits[index], printing->options);
    bool added = hit && json_add(printing->out, hit);

    cJSON_Delete(hit);
    return added;
}

static bool json_begin(struct printing *printing)
{
    if (!add_head(printing))
        return false;
    printing->out->length--; /* the hits go into the head's object */
    return buffer_add_text(printing->out, ",\"hits\":[");
}

static bool json_hit(struct printing *printing, size_t index)
{
    return (index == 0 || buffer_add_char(printing->out, ',')) && add_hit(printing, index);
}

static bool json_end(struct printing *printing)
{
    return buffer_add_text(printing->out, "]}\n");
}

static bool jsonl_begin(struct printing *printing)
{
    return add_head(printing) && buffer_add_char(printing->out, '\n');
}

static bool jsonl_hit(struct printing *printing, size_t index)
{
    return add_hit(printing, index) && buffer_add_char(printing->out, '\n');
}

const struct printer json_printer = {.begin = json_begin, .hit = json_hit, .end = json_end};
const struct printer jsonl_printer = {.begin = jsonl_begin, .hit = jsonl_hit};
