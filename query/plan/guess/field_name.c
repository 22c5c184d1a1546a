#include "query/plan/guess/field_name.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/format/fields.h"
#include "query/plan/guess/spelling.h"
#include "shim/base/ascii.h"

static bool is_near(const char *keys, size_t count, const char *name)
{
    char others[SPELLING_KEYS_MAX];
    size_t other_count = spelling_keys(name, strlen(name), others);

    return spelling_most(other_count) > 0 &&
           spelling_distance(keys, count, others, other_count, 1) <= 1;
}

const char *guess_field_name(const char *typed, size_t length)
{
    char small[FIELD_NAME_MAX], keys[SPELLING_KEYS_MAX];
    size_t count;

    if (length > sizeof small || field_named(typed, length))
        return NULL;
    for (size_t i = 0; i < length; i++)
        small[i] = ascii_lower(typed[i]);
    count = spelling_keys(small, length, keys);
    for (size_t i = FIELD_NONE + 1; count > 0 && i < field_count(); i++) {
        const struct field *field = field_at((enum field_id)i);

        if (is_near(keys, count, field->name))
            return field->name;
        for (const char *const *alias = field->aliases; *alias; alias++)
            if (is_near(keys, count, *alias))
                return *alias;
    }
    return NULL;
}
