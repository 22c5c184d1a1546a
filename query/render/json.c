/* json: one object. jsonl: the head, then a hit a line. */
#include "query/render/json.h"

#include <string.h>

#include "shim/base/codepoint.h"
#include "query/render/printer.h"
#include "query/render/tree.h"
#include "query/render/visible.h"

static bool add_escaped(struct buffer *out, int32_t codepoint)
{
    if (codepoint <= 0xFFFF)
        return buffer_add_format(out, "\\u%04x", (unsigned)codepoint);
    return buffer_add_format(out, "\\u%04x\\u%04x", 0xD7C0u + ((unsigned)codepoint >> 10),
                             0xDC00u + ((unsigned)codepoint & 0x3FFu));
}

/* U+B000 to U+CFFF, which are syllables: most of what is printed. */
static bool is_hangul(unsigned char lead)
{
    return lead == 0xEB || lead == 0xEC;
}

/* Behind a backslash; '\0' for none. */
static char short_escape(unsigned char c)
{
    static const char ESCAPES[][2] = {{'"', '"'},  {'\\', '\\'}, {'\b', 'b'}, {'\f', 'f'},
                                      {'\n', 'n'}, {'\r', 'r'},  {'\t', 't'}};

    for (size_t i = 0; i < sizeof ESCAPES / sizeof *ESCAPES; i++)
        if (ESCAPES[i][0] == c)
            return ESCAPES[i][1];
    return '\0';
}

static bool add_string(struct buffer *out, const char *text)
{
    size_t length = strlen(text), from = 0; /* behind what was added */
    bool added = buffer_add_char(out, '"');

    for (size_t at = 0, bytes; added && at < length; at += bytes) {
        unsigned char lead = (unsigned char)text[at];
        int32_t codepoint = lead;
        char escape;

        bytes = is_hangul(lead) ? 3 : 1;
        if (bytes == 3 || (lead >= ' ' && lead < 0x7F && lead != '"' && lead != '\\'))
            continue;
        escape = short_escape(lead);
        if (lead >= 0x7F) {
            bytes = codepoint_next(text + at, length - at, &codepoint);
            if (!visible_hides(codepoint))
                continue;
        }
        added = buffer_add(out, text + from, at - from) &&
                (escape ? buffer_add_char(out, '\\') && buffer_add_char(out, escape)
                        : add_escaped(out, codepoint));
        from = at + bytes;
    }
    return added && buffer_add(out, text + from, length - from) && buffer_add_char(out, '"');
}

static bool add_number(struct buffer *out, const cJSON *tree)
{
    char *text = cJSON_PrintUnformatted(tree);
    bool added = text && buffer_add_text(out, text);

    cJSON_free(text);
    return added;
}

static bool add_children(struct buffer *out, const cJSON *tree, const char brackets[2])
{
    bool added = buffer_add_char(out, brackets[0]);

    for (const cJSON *child = tree->child; added && child; child = child->next)
        added = (child == tree->child || buffer_add_char(out, ',')) &&
                (!cJSON_IsObject(tree) ||
                 (add_string(out, child->string) && buffer_add_char(out, ':'))) &&
                json_add(out, child);
    return added && buffer_add_char(out, brackets[1]);
}

bool json_add(struct buffer *out, const cJSON *tree)
{
    if (cJSON_IsString(tree))
        return add_string(out, tree->valuestring);
    if (cJSON_IsRaw(tree))
        return buffer_add_text(out, tree->valuestring);
    if (cJSON_IsObject(tree))
        return add_children(out, tree, "{}");
    if (cJSON_IsArray(tree))
        return add_children(out, tree, "[]");
    return add_number(out, tree);
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
