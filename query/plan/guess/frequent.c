#include "query/plan/guess/frequent.h"

#include <math.h>
#include <string.h>

#include "query/plan/term/best.h"

/* Each next one, against the one before it. */
#define NEXT_WEIGHT 0.9

static int by_papers(const void *left, const void *right)
{
    uint32_t a = ((const struct frequent_word *)left)->papers;
    uint32_t b = ((const struct frequent_word *)right)->papers;

    return (a < b) - (a > b);
}

bool frequent_keep(struct frequent *frequent, struct arena *arena, const char *text, size_t length,
                   uint32_t papers)
{
    const size_t most = frequent->most ? frequent->most : FREQUENT_USUAL;
    struct frequent_word one = {.papers = papers};

    if (frequent->count == most && frequent->words[most - 1].papers >= papers)
        return true;
    for (size_t i = 0; i < frequent->count; i++)
        if (strncmp(frequent->words[i].text, text, length) == 0 &&
            frequent->words[i].text[length] == '\0')
            return true;
    one.text = arena_copy(arena, text, length);
    if (one.text)
        best_keep(&(struct best){frequent->words, &frequent->count, most, sizeof one, by_papers},
                  &one);
    return one.text != NULL;
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

enum status frequent_add(const struct frequent *frequent, const struct lookup *l, enum match match,
                         struct word *word)
{
    struct planner *planner = l->planner;
    double weight = 1, first = 0;

    for (size_t i = 0; i < frequent->count; i++) {
        const char *text = frequent->words[i].text, *stem;
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
