#include "query/plan/guess/frequent.h"

#include <math.h>
#include <string.h>

#include "shim/base/array.h"

/* Each next one, against the one before it. */
#define NEXT_WEIGHT 0.9

bool frequent_keep(struct frequent *frequent, struct arena *arena, const char *text, size_t length,
                   uint32_t papers)
{
    size_t most = frequent->most ? frequent->most : FREQUENT_USUAL, at = frequent->count;
    struct frequent_word word = {.papers = papers};

    for (size_t i = 0; i < frequent->count; i++)
        if (strncmp(frequent->words[i].text, text, length) == 0 &&
            frequent->words[i].text[length] == '\0')
            return true;
    while (at > 0 && frequent->words[at - 1].papers < papers)
        at--;
    if (at == most)
        return true;
    word.text = arena_copy(arena, text, length);
    if (!word.text)
        return false;
    array_insert(frequent->words, &frequent->count, most, at, &word, sizeof word);
    return true;
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

enum status frequent_add(const struct frequent *frequent, struct planner *planner,
                         const bool fields[TEXT_FIELDS], enum match match, struct word *word,
                         struct error *error)
{
    double weight = 1, first = 0;

    for (size_t i = 0; i < frequent->count; i++) {
        const char *text = frequent->words[i].text;
        struct lexemes lexemes;
        struct alternative *a;
        struct piece piece;
        bool known = false;
        enum status status =
            lexemes_of(planner, ANALYZE_QUERY, 0, text, strlen(text), &lexemes, error);

        if (status == STATUS_OK) /* a Hangul term is its own stem, whatever it ends in */
            status = piece_look_up(
                planner, fields,
                (unsigned char)text[0] >= 0x80 || lexemes.count == 0 ? text : lexemes.items[0].text,
                text, &piece, &known, error);
        if (status != STATUS_OK)
            return status;
        if (!known || is_known(word, &piece))
            continue;
        if (first == 0)
            first = piece_rarity(planner, &piece);
        a = word_add(planner, word, match, weight * fmin(1, first / piece_rarity(planner, &piece)),
                     text, 1);
        if (!a)
            return STATUS_OK;
        a->pieces[a->piece_count++] = piece;
        weight *= NEXT_WEIGHT;
    }
    return STATUS_OK;
}
