#include "query/plan/ranking.h"

#include <string.h>

#define AT(name) #name, offsetof(struct ranking, name)

/* clang-format off: a row is a line */
static const struct ranking_row ROWS[] = {
    {AT(k1), 1.2, ""},
    {AT(b), 0.3, ""},
    {AT(title), 0.4, ""},
    {AT(title_alone), 2, ""},
    {AT(author), 1.0, ""},
    {AT(inside), 0.7, ""},
    {AT(bigrams), 0.8, ""},
    {AT(bigram_power), 0.5, ""},
    {AT(atoms), 0.5, ""},
    {AT(joined), 1.6, ""},
    {AT(pair), 0.4, ""},
    {AT(pair_reach), 9, ""},
    {AT(surface), 0.9, ""},
    {AT(syllable), 0.3, ""},
    {AT(related), 1, ""},
    {AT(related_power), 0.5, ""},
    {AT(related_least), 0.1, ""},
    {AT(related_ratio), 0.7, ""},
    {AT(related_most), 2, ""},
    {AT(rare), 3, ""},
    {AT(sound), 0.8, ""},
    {AT(sound_full), 0.75, ""},
    {AT(sound_power), 1, ""},
    {AT(sound_least), 0.6, ""},
    {AT(sound_sure), 0.65, ""},
    {AT(sound_papers), 0.02, ""},
    {AT(sound_most), 2, ""},
    {AT(sound_related), 0, ""},
    {AT(keyboard), 1, ""},
    {AT(spelling), 1, ""},
    {AT(spelling_papers), 0.1, ""},
    {AT(spelling_most), 2, ""},
    {AT(feedback), 0.5, ""},
    {AT(feedback_words), 20, ""},
    {AT(feedback_hits), 10, ""},
    {AT(feedback_flat), 0.55, ""},
    {AT(votes), 0.5, ""},
    {AT(recency), 0.2, ""},
};
/* clang-format on */

void ranking_init(struct ranking *ranking)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        memcpy((char *)ranking + ROWS[i].offset, &ROWS[i].value, sizeof ROWS[i].value);
}

bool ranking_set(struct ranking *ranking, const char *name, double value)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (strcmp(ROWS[i].name, name) == 0) {
            memcpy((char *)ranking + ROWS[i].offset, &value, sizeof value);
            return true;
        }
    return false;
}

const struct ranking_row *ranking_rows(size_t *count)
{
    *count = sizeof ROWS / sizeof *ROWS;
    return ROWS;
}
