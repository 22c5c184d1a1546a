#include "query/plan/guess/guess.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/rank/compete.h"
#include "shim/base/array.h"

/* Each next one, against the one before it. */
#define NEXT_WEIGHT 0.9

enum status guess_look_up(const struct lookup *l, enum lexical_kind kind, const char *text,
                          struct shim_bytes *out)
{
    char key[LEXICAL_KEY_MAX], *value = NULL;
    size_t length = 0, key_length = lexical_key(kind, text, strlen(text), key);
    enum status status = shim_metadata(l->planner->database, (struct shim_bytes){key, key_length},
                                       &value, &length, l->error);

    if (status == STATUS_OK) {
        out->data = arena_copy(&l->planner->arena, value, length);
        out->length = length;
        if (!out->data)
            status = error_no_memory(l->error);
    }
    free(value);
    return status;
}

enum status guess_vocabulary(const struct lookup *l, bool hangul, size_t letters,
                             struct shim_bytes *out)
{
    char bucket[LEXICAL_BUCKET_MAX];

    lexical_bucket(hangul, letters, bucket);
    return guess_look_up(l, LEXICAL_VOCABULARY, bucket, out);
}

bool guesses_keep(struct guesses *guesses, struct arena *arena, struct shim_bytes text,
                  struct guess one)
{
    const size_t most = guesses->most ? guesses->most : GUESSES_USUAL;
    size_t at = guesses->count;

    while (at > 0 && guesses->items[at - 1].score < one.score)
        at--;
    if (at == most)
        return true;
    for (size_t i = 0; i < guesses->count; i++)
        if (strncmp(guesses->items[i].text, text.data, text.length) == 0 &&
            guesses->items[i].text[text.length] == '\0')
            return true;
    one.text = arena_copy(arena, text.data, text.length);
    if (one.text)
        array_insert(guesses->items, &guesses->count, most, at, &one, sizeof one);
    return one.text != NULL;
}

bool guesses_keep_frequent(struct guesses *guesses, struct arena *arena, struct shim_bytes text,
                           uint32_t papers)
{
    return guesses_keep(guesses, arena, text, (struct guess){.score = papers, .papers = papers});
}

static bool is_known(const struct word *word, const struct piece *piece)
{
    for (size_t i = 0; i < word->count; i++)
        for (size_t f = 0; f < TEXT_FIELDS; f++) {
            const char *known = word->alternatives[i].pieces[0].text[f], *text = piece->text[f];

            if (known && text && strcmp(known, text) == 0)
                return true;
        }
    return false;
}

enum status guesses_add(const struct guesses *guesses, const struct lookup *l, enum match match,
                        struct word *word)
{
    struct planner *planner = l->planner;
    double weight = 1, first = 0;

    for (size_t i = 0; i < guesses->count; i++) {
        const char *text = guesses->items[i].text, *stem;
        struct alternative one = {.match = match, .weight = weight, .label = text};
        struct piece piece;
        enum status status = lexeme_first(l, text, &stem);

        if (status == STATUS_OK) /* a Hangul term is its own stem, whatever it ends in */
            status = piece_look_up(l, (unsigned char)text[0] >= 0x80 || !stem ? text : stem, text,
                                   &piece);
        if (status != STATUS_OK)
            return status;
        if (piece_documents(&piece) == 0 || is_known(word, &piece))
            continue;
        if (first == 0)
            first = piece_rarity(planner, &piece);
        one.weight *= fmin(1, first / piece_rarity(planner, &piece));
        if (!word_add_piece(planner, word, one, &piece))
            return STATUS_OK;
        weight *= NEXT_WEIGHT;
    }
    return STATUS_OK;
}

enum status guess_add(const struct lookup *l, struct word *word, struct alternative one,
                      const char **stem)
{
    struct piece piece = {.documents = {0}};
    enum status status = lexeme_first(l, one.label, stem);

    if (status == STATUS_OK && *stem)
        status = piece_look_up(l, *stem, one.label, &piece);
    if (status != STATUS_OK || piece_documents(&piece) == 0)
        *stem = NULL;
    else
        word_add_piece(l->planner, word, one, &piece);
    return status;
}

void guess_bound(const struct planner *planner, struct word *word)
{
    double least = INFINITY;
    bool guessed = false;

    for (size_t i = 0; i < word->count; i++) {
        struct alternative *a = &word->alternatives[i];

        guessed = guessed || match_kind(a->match)->guessed;
        if (guessed && i > 0)
            a->weight *= fmin(1, least / compete_worth(planner, a));
        least = fmin(least, compete_worth(planner, a));
    }
}
