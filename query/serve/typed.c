#include "query/serve/typed.h"

#include <string.h>
#include <strings.h>

#include "indexer/format/analysis/keyboard.h"
#include "shim/base/ascii.h"

struct typed typed_of(const char *query, size_t length)
{
    size_t token = 0, quote = 0;
    struct typed typed = {.field = FIELD_NONE};

    for (size_t i = 0; i < length; i++) {
        if (query[i] == '"') {
            typed.quoted = !typed.quoted;
            quote = i;
        } else if (!typed.quoted && (ascii_blank(query[i]) || query[i] == '(' || query[i] == ')')) {
            token = i + 1;
        }
    }
    if (token < length && (query[token] == '+' || query[token] == '-'))
        token++;
    typed.start = token;
    for (size_t i = token; i < length && query[i] != '"'; i++) {
        const struct field *field = query[i] == ':' ? field_named(query + token, i - token) : NULL;

        if (!field)
            continue;
        typed.field = field_id(field);
        typed.start = i + 1;
        break;
    }
    if (typed.quoted && typed.field != FIELD_AUTHOR) { /* a name is replaced with its quotes */
        typed.start = quote + 1;
        for (size_t i = typed.start; i < length; i++)
            if (ascii_blank(query[i]))
                typed.start = i + 1;
    }
    return typed;
}

bool typed_begins(const char *typed, size_t length, const char *name)
{
    char typed_keys[KEYBOARD_KEYS_MAX], name_keys[KEYBOARD_KEYS_MAX];
    size_t count, name_count;

    if (length <= strlen(name) && strncasecmp(typed, name, length) == 0)
        return true;
    count = keyboard_latin(typed, length, typed_keys, sizeof typed_keys);
    name_count = keyboard_latin(name, strlen(name), name_keys, sizeof name_keys);
    return count > 0 && count <= name_count && memcmp(typed_keys, name_keys, count) == 0;
}
