#include "indexer/format/keys.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/format/analysis/letter.h"
#include "shim/base/hash.h"

/* Term prefixes; no field has them. */
static const char PREFIXES[][3] = {
    [KEY_TITLE] = "XT", [KEY_NAME] = "XN", [KEY_AUTHOR] = "XA", [KEY_INITIAL] = "XI"};
#define PREFIX_LENGTH (sizeof *PREFIXES - 1)

struct key {
    char *out;
    size_t length;
    uint32_t hash; /* of all letters so far */
    bool more;     /* than out holds */
};

static void add_letter(struct key *key, const struct letter *letter)
{
    char bytes[sizeof key->hash + 4] = {0};
    size_t size = letter_encode(letter->code, bytes + sizeof key->hash);

    if (letter->class == LETTER_SPACE || letter->class == LETTER_SIGN)
        return;
    for (size_t i = 0; i < sizeof key->hash; i++)
        bytes[i] = (char)(key->hash >> 8 * i);
    key->hash = hash_bytes(bytes, sizeof bytes);
    key->more = key->more || key->length + size > PREFIX_LENGTH + KEY_TEXT_MAX;
    if (key->more)
        return;
    memcpy(key->out + key->length, bytes + sizeof key->hash, size);
    key->length += size;
}

size_t key_of(enum key_kind kind, const struct shim_bytes *texts, size_t count, char out[KEY_MAX])
{
    struct key key = {.out = out, .length = PREFIX_LENGTH};

    memcpy(out, PREFIXES[kind], PREFIX_LENGTH);
    for (size_t i = 0; i < count; i++)
        for (size_t offset = 0; offset < texts[i].length;) {
            struct letter letters[CLUSTER_MAX];
            size_t n = letter_next(texts[i].data, texts[i].length, &offset, letters);

            for (size_t k = 0; k < n; k++)
                add_letter(&key, &letters[k]);
        }
    if (key.more)
        key.length += (size_t)snprintf(out + key.length, 9, "%08" PRIx32, key.hash);
    out[key.length] = '\0';
    return key.length == PREFIX_LENGTH ? 0 : key.length;
}

size_t key_name_length(const char *title)
{
    const char *colon = strstr(title, ": ");

    return colon ? (size_t)(colon - title) : 0;
}

bool key_initial(const char *author, struct shim_bytes out[2])
{
    const char *last = strrchr(author, ' ');
    struct letter letters[CLUSTER_MAX];
    size_t first = 0;

    if (!last || last == author)
        return false;
    letter_next(author, strlen(author), &first, letters);
    out[0] = (struct shim_bytes){author, first};
    out[1] = (struct shim_bytes){last + 1, strlen(last + 1)};
    return true;
}
