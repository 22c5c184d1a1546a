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

bool json_add(struct buffer *out, const cJSON *tree)
{
    char *text = cJSON_PrintUnformatted(tree);
    size_t length = text ? strlen(text) : 0, from = 0; /* behind what was added */
    bool added = text != NULL;
    int32_t codepoint;

    /* Beyond ASCII and at DEL only strings have anything. */
    for (size_t at = 0, bytes; added && at < length; at += bytes) {
        unsigned char lead = (unsigned char)text[at];

        bytes = is_hangul(lead) ? 3 : 1;
        if (lead < 0x7F || bytes == 3)
            continue;
        bytes = codepoint_next(text + at, length - at, &codepoint);
        if (!visible_hides(codepoint))
            continue;
        added = buffer_add(out, text + from, at - from) && add_escaped(out, codepoint);
        from = at + bytes;
    }
    added = added && buffer_add(out, text + from, length - from);
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
