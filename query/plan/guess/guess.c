#include "query/plan/guess/guess.h"

#include <stdlib.h>
#include <string.h>

#include "query/plan/term/best.h"

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

static int by_score(const void *left, const void *right)
{
    double a = ((const struct guess *)left)->score, b = ((const struct guess *)right)->score;

    return (a < b) - (a > b);
}

void guesses_keep(struct guesses *guesses, struct guess one)
{
    for (size_t i = 0; i < guesses->count; i++)
        if (strcmp(guesses->items[i].text, one.text) == 0)
            return;
    best_keep(&(struct best){guesses->items, &guesses->count, GUESSES_MAX, sizeof one, by_score},
              &one);
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
