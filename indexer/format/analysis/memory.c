#include "indexer/format/analysis/memory.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/hash.h"

#define SLOTS 65536u /* of texts in a half; a quarter stays empty */

/* A text as it is kept; behind it lie its bytes, and behind them its tokens. */
struct entry {
    uint32_t hash, length, options;
    uint32_t size; /* bytes of all */
};

/* A token, before the bytes of its text; MEMORY_TEXT_MAX leaves each of these room. */
struct kept {
    uint16_t start, end, position, word, length, flags;
};

struct half {
    size_t used, count;
    uint32_t slots[SLOTS]; /* open addressing: where an entry begins + 1, 0 is empty */
    char bytes[MEMORY_BYTES];
};

struct memory {
    struct half halves[2];
    int younger;

    /* the text being kept */
    const struct analysis *analysis;
    struct entry entry; /* its size is 0 where it does not fit */
};

struct memory *memory_new(void)
{
    return calloc(1, sizeof(struct memory));
}

void memory_free(struct memory *memory)
{
    free(memory);
}

static struct entry entry_of(const struct analysis *analysis, const char *text, size_t length)
{
    return (struct entry){hash_bytes(text, length), (uint32_t)length, analysis->options, 0};
}

/* The slot of the text, or the empty one where it belongs. */
static uint32_t *slot_of(struct half *half, const struct entry *entry, const char *text)
{
    size_t at = entry->hash % SLOTS;

    for (; half->slots[at]; at = (at + 1) % SLOTS) {
        const char *bytes = half->bytes + half->slots[at] - 1;
        struct entry known;

        memcpy(&known, bytes, sizeof known);
        if (known.hash == entry->hash && known.length == entry->length &&
            known.options == entry->options &&
            memcmp(bytes + sizeof known, text, known.length) == 0)
            break;
    }
    return &half->slots[at];
}

static bool has_room(const struct half *half, size_t size)
{
    return half->count < SLOTS / 4 * 3 && size <= MEMORY_BYTES - half->used;
}

/* The younger half, with room for so many bytes. */
static struct half *with_room(struct memory *memory, size_t size)
{
    struct half *half = &memory->halves[memory->younger];

    if (has_room(half, size))
        return half;
    memory->younger = !memory->younger;
    half = &memory->halves[memory->younger];
    half->used = half->count = 0;
    memset(half->slots, 0, sizeof half->slots);
    return half;
}

/* What lies at the end of the younger half, entry->size bytes, is its next text. */
static void add(struct half *half, const struct entry *entry, const char *text)
{
    *slot_of(half, entry, text) = (uint32_t)half->used + 1;
    half->used += entry->size;
    half->count++;
}

/* The text's entry, NULL where it is not known. One of the older half comes into the
 * younger, as long as that has room. */
static const char *find(struct memory *memory, const struct entry *entry, const char *text)
{
    struct half *younger = &memory->halves[memory->younger];
    struct half *older = &memory->halves[!memory->younger];
    uint32_t slot = *slot_of(younger, entry, text);
    struct entry known;

    if (slot)
        return younger->bytes + slot - 1;
    slot = *slot_of(older, entry, text);
    if (!slot)
        return NULL;
    memcpy(&known, older->bytes + slot - 1, sizeof known);
    if (has_room(younger, known.size)) {
        memcpy(younger->bytes + younger->used, older->bytes + slot - 1, known.size);
        add(younger, &known, text);
    }
    return older->bytes + slot - 1;
}

bool memory_replay(struct memory *memory, const struct analysis *analysis, const char *text,
                   size_t length, bool *whole)
{
    const struct entry entry = entry_of(analysis, text, length);
    const char *bytes = length <= MEMORY_TEXT_MAX ? find(memory, &entry, text) : NULL;
    struct entry known;
    struct kept kept;

    *whole = true;
    if (!bytes)
        return false;
    memcpy(&known, bytes, sizeof known);
    for (size_t at = sizeof known + length; at < known.size && *whole; at += kept.length) {
        memcpy(&kept, bytes + at, sizeof kept);
        at += sizeof kept;
        *whole = analysis->sink(analysis->context, &(struct token){.text = bytes + at,
                                                                   .length = kept.length,
                                                                   .position = kept.position,
                                                                   .word = kept.word,
                                                                   .start = kept.start,
                                                                   .end = kept.end,
                                                                   .flags = kept.flags});
    }
    return true;
}

/* The sink: keeps the token and hands it on. */
static bool take_token(void *context, const struct token *token)
{
    struct memory *memory = context;
    struct half *half = &memory->halves[memory->younger];
    struct entry *entry = &memory->entry;
    const struct kept kept = {(uint16_t)token->start,    (uint16_t)token->end,
                              (uint16_t)token->position, (uint16_t)token->word,
                              (uint16_t)token->length,   (uint16_t)token->flags};

    if (entry->size && has_room(half, entry->size + sizeof kept + token->length)) {
        char *out = half->bytes + half->used + entry->size;

        memcpy(out, &kept, sizeof kept);
        memcpy(out + sizeof kept, token->text, token->length);
        entry->size += (uint32_t)(sizeof kept + token->length);
    } else {
        entry->size = 0;
    }
    return memory->analysis->sink(memory->analysis->context, token);
}

struct analysis memory_begin(struct memory *memory, const struct analysis *analysis,
                             const char *text, size_t length)
{
    struct entry *entry = &memory->entry;
    struct half *half;

    if (length > MEMORY_TEXT_MAX)
        return *analysis;
    *entry = entry_of(analysis, text, length);
    entry->size = (uint32_t)(sizeof *entry + length);
    half = with_room(memory, entry->size + 8 * length); /* more than nearly all texts' tokens */
    memcpy(half->bytes + half->used + sizeof *entry, text, length);
    memory->analysis = analysis;
    return (struct analysis){analysis->reason, analysis->options, take_token, memory};
}

void memory_end(struct memory *memory, bool whole)
{
    struct half *half = &memory->halves[memory->younger];
    struct entry *entry = &memory->entry;

    if (whole && entry->size) {
        memcpy(half->bytes + half->used, entry, sizeof *entry);
        add(half, entry, half->bytes + half->used + sizeof *entry);
    }
    entry->size = 0;
}
