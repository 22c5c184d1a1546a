#include "indexer/lexicon/words.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/hash.h"
#include "shim/base/array.h"
#include "shim/base/system.h"

#define SLOTS_AT_FIRST 4096 /* a power of two */

static void place(struct words *words, uint32_t number)
{
    size_t mask = words->slot_count - 1, at = words->entries[number].hash & mask;

    while (words->slots[at] != NO_WORD)
        at = (at + 1) & mask;
    words->slots[at] = number;
}

static void place_all(struct words *words)
{
    if (words->slot_count)
        memset(words->slots, 0xFF, words->slot_count * sizeof *words->slots);
    for (uint32_t i = 0; i < words->count; i++)
        place(words, i);
}

/* Room for one more word: the slots stay at most half full. */
static bool make_room(struct words *words)
{
    if (!array_grow(&words->entries, words->count, sizeof *words->entries))
        return false;
    if ((words->count + 1) * 2 > words->slot_count) {
        size_t wanted = words->slot_count ? words->slot_count * 2 : SLOTS_AT_FIRST;
        uint32_t *slots = malloc(wanted * sizeof *slots);

        if (!slots)
            return false;
        free(words->slots);
        words->slots = slots;
        words->slot_count = wanted;
        place_all(words);
    }
    return true;
}

static uint32_t find(const struct words *words, const char *text, size_t length, uint32_t hash)
{
    for (size_t mask = words->slot_count - 1, at = hash & mask; words->slot_count;
         at = (at + 1) & mask) {
        uint32_t slot = words->slots[at];

        if (slot == NO_WORD)
            break;
        if (words->entries[slot].hash == hash && words->entries[slot].length == length &&
            memcmp(words->arena.data + words->entries[slot].text, text, length) == 0)
            return slot;
    }
    return NO_WORD;
}

uint32_t words_find(const struct words *words, const char *text, size_t length)
{
    return find(words, text, length, hash_bytes(text, length));
}

uint32_t words_number(struct words *words, const char *text, size_t length)
{
    uint32_t hash = hash_bytes(text, length), number = find(words, text, length, hash);
    size_t start = words->arena.length;

    if (number != NO_WORD)
        return number;
    number = (uint32_t)words->count;
    if (words->count >= NO_WORD - 1 || start > UINT32_MAX || !make_room(words) ||
        !buffer_add(&words->arena, text, length))
        return NO_WORD;
    words->entries[words->count++] =
        (struct word_entry){.text = (uint32_t)start, .length = (uint32_t)length, .hash = hash};
    place(words, number);
    return number;
}

static int by_text(const void *left, const void *right, void *context)
{
    const struct words *words = context;
    const struct word_entry *a = &words->entries[*(const uint32_t *)left];
    const struct word_entry *b = &words->entries[*(const uint32_t *)right];
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order =
        shorter ? memcmp(words->arena.data + a->text, words->arena.data + b->text, shorter) : 0;

    return order ? order : a->length < b->length ? -1 : a->length > b->length;
}

uint32_t *words_ranks(const struct words *words)
{
    uint32_t *order = malloc((words->count + 1) * sizeof *order);
    uint32_t *ranks = malloc((words->count + 1) * sizeof *ranks);

    if (!order || !ranks) {
        free(order);
        free(ranks);
        return NULL;
    }
    for (uint32_t i = 0; i < words->count; i++)
        order[i] = i;
    system_sort(order, words->count, sizeof *order, by_text, (void *)words);
    for (uint32_t i = 0; i < words->count; i++)
        ranks[order[i]] = i;
    free(order);
    return ranks;
}

const char *words_text(const struct words *words, uint32_t number, size_t *length)
{
    *length = words->entries[number].length;
    return words->arena.data + words->entries[number].text;
}

void words_free(struct words *words)
{
    buffer_free(&words->arena);
    free(words->entries);
    free(words->slots);
    *words = (struct words){0};
}
