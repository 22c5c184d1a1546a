#include "indexer/format/keys.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/format/analysis/letter.h"
#include "shim/base/hash.h"
#include "shim/base/ascii.h"

/* Term prefixes; no field has them. */
static const char PREFIXES[][3] = {[KEY_TITLE] = "XT",
                                   [KEY_NAME] = "XN",
                                   [KEY_AUTHOR] = "XA",
                                   [KEY_INITIAL] = "XI",
                                   [KEY_MONTH] = "XM"};
#define PREFIX_LENGTH (sizeof *PREFIXES - 1)

struct key {
    char *out;
    size_t length;
    uint32_t hash; /* of all letters so far */
    bool more;     /* than out holds */
};

static void add_bytes(struct key *key, const char *bytes, size_t length)
{
    char mixed[sizeof key->hash + 4] = {0};

    for (size_t i = 0; i < sizeof key->hash; i++)
        mixed[i] = (char)(key->hash >> 8 * i);
    memcpy(mixed + sizeof key->hash, bytes, length);
    key->hash = hash_bytes(mixed, sizeof mixed);
    key->more = key->more || key->length + length > PREFIX_LENGTH + KEY_TEXT_MAX;
    if (key->more)
        return;
    memcpy(key->out + key->length, bytes, length);
    key->length += length;
}

static void add_word(struct key *key, struct shim_bytes word)
{
    for (size_t offset = 0; offset < word.length;) {
        struct letter letters[CLUSTER_MAX];
        size_t n = letter_next(word.data, word.length, &offset, letters);

        for (size_t i = 0; i < n; i++) {
            char bytes[4];

            if (letters[i].class != LETTER_SPACE && letters[i].class != LETTER_SIGN)
                add_bytes(key, bytes, letter_encode(letters[i].code, bytes));
        }
    }
}

size_t key_words(const char *text, size_t length, struct shim_bytes *out, size_t most)
{
    size_t count = 0, start, end = 0;

    for (;;) {
        for (start = end; start < length && ascii_blank(text[start]);)
            start++;
        for (end = start; end < length && !ascii_blank(text[end]);)
            end++;
        if (start == end || count == most)
            return count + (start < end);
        out[count++] = (struct shim_bytes){text + start, end - start};
    }
}

bool key_weightless(enum key_kind kind)
{
    return kind == KEY_AUTHOR || kind == KEY_INITIAL;
}

size_t key_of(enum key_kind kind, const struct shim_bytes *words, size_t count, char out[KEY_MAX])
{
    const bool parted = key_weightless(kind);
    struct key key = {.out = out, .length = PREFIX_LENGTH};

    memcpy(out, PREFIXES[kind], PREFIX_LENGTH);
    for (size_t i = 0; i < count; i++) {
        if (parted && i > 0)
            add_bytes(&key, " ", 1);
        add_word(&key, words[i]);
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

struct shim_bytes key_initial(struct shim_bytes word)
{
    struct letter letters[CLUSTER_MAX];
    size_t end = 0;

    letter_next(word.data, word.length, &end, letters);
    return (struct shim_bytes){word.data, end};
}
