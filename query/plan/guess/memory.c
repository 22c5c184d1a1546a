#include "query/plan/guess/memory.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/hash.h"

/* So many texts; where two have one place the last that was asked for stays. */
#define PLACES 1024

/* Its texts stand behind it. */
struct known_guesses {
    enum guessed about;
    const char *text;
    size_t work; /* of the planner, to find them */
    size_t count;
    struct guess items[];
};

struct guess_memory {
    struct known_guesses *places[PLACES]; /* or NULL */
};

struct guess_memory *guess_memory_new(void)
{
    return calloc(1, sizeof(struct guess_memory));
}

void guess_memory_free(struct guess_memory *memory)
{
    for (size_t i = 0; memory && i < PLACES; i++)
        free(memory->places[i]);
    free(memory);
}

static struct known_guesses **place_of(struct guess_memory *memory, enum guessed about,
                                       const char *text)
{
    return &memory->places[(hash_bytes(text, strlen(text)) + (size_t)about) % PLACES];
}

/* Copies text to *end, behind which the next one belongs. */
static const char *put(char **end, const char *text)
{
    const size_t size = strlen(text) + 1;
    const char *copy = memcpy(*end, text, size);

    *end += size;
    return copy;
}

/* Where memory is short they are not remembered. */
static void remember(struct known_guesses **place, const struct known_guesses *about,
                     const struct guesses *found)
{
    size_t bytes = sizeof **place + found->count * sizeof *found->items + strlen(about->text) + 1;
    struct known_guesses *known;
    char *end;

    for (size_t i = 0; i < found->count; i++)
        bytes += strlen(found->items[i].text) + 1;
    known = malloc(bytes);
    if (!known)
        return;
    *known = *about;
    known->count = found->count;
    end = (char *)(known->items + found->count);
    known->text = put(&end, about->text);
    for (size_t i = 0; i < found->count; i++) {
        known->items[i] = found->items[i];
        known->items[i].text = put(&end, found->items[i].text);
    }
    free(*place);
    *place = known;
}

static enum status recall(const struct lookup *l, const struct known_guesses *known,
                          struct guesses *out)
{
    l->planner->work += known->work;
    for (; out->count < known->count; out->count++) {
        struct guess *one = &out->items[out->count];

        *one = known->items[out->count];
        one->text = arena_copy(&l->planner->arena, one->text, strlen(one->text));
        if (!one->text)
            return error_no_memory(l->error);
    }
    return STATUS_OK;
}

enum status guesses_once(const struct lookup *l, enum guessed about, const char *text,
                         guess_find *find, struct guesses *out)
{
    struct guess_memory *memory = l->planner->memory;
    struct known_guesses **place = memory ? place_of(memory, about, text) : NULL;
    const size_t before = l->planner->work;
    enum status status;

    if (place && *place && (*place)->about == about && strcmp((*place)->text, text) == 0)
        return recall(l, *place, out);
    status = find(l, text, out);
    if (status == STATUS_OK && place)
        remember(place, &(struct known_guesses){about, text, l->planner->work - before, 0}, out);
    return status;
}
