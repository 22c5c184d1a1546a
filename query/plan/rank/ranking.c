#include "query/plan/rank/ranking.h"

#include <string.h>

/* Name, place and whether it is an integer; the table has no other of four bytes. */
#define AT(name)                                                                                   \
#name, offsetof(struct ranking, name), sizeof((struct ranking *)0)->name == sizeof(uint32_t)

/* tests/relevance/ablation.tsv tells what other values give. */
static const struct ranking_row ROWS[] = {
    {AT(k1), 1.2},
    {AT(b), 0.3},
    {AT(title), 0.3},
    {AT(title_alone), 2},
    {AT(author), 1.0},
    {AT(inside), 0.8},
    {AT(bigrams), 0.8},
    {AT(bigram_power), 0.5},
    {AT(atoms), 0.5},
    {AT(joined), 1.6},
    {AT(pair), 0.4},
    {AT(pair_reach), 9},
    {AT(syllable), 0.4},
    {AT(alone), 0.25},
    {AT(asking), 0.3},
    {AT(related), 0.9},
    {AT(related_power), 0.5},
    {AT(related_most), 1},
    {AT(concept), 0.8},
    {AT(concept_own), 0.7},
    {AT(concept_second), 0.8},
    {AT(concept_most), 6},
    {AT(everyday), 0.016},
    {AT(rare), 4},
    {AT(sound), 0.8},
    {AT(sound_proof), 0.9},
    {AT(sound_longer), 0.07},
    {AT(sound_native), 0.1},
    {AT(sound_sure), 0.65},
    {AT(sound_near), 0.1},
    {AT(sound_most), 2},
    {AT(spelling), 1},
    {AT(spelling_most), 2},
    {AT(feedback), 0.5},
    {AT(feedback_words), 20},
    {AT(feedback_hits), 10},
    {AT(feedback_flat), 0.55},
    {AT(dated), 1.2},
    {AT(votes), 0.5},
    {AT(recency), 0.2},
};
#define ROW_COUNT (sizeof ROWS / sizeof *ROWS)

static void set(struct ranking *ranking, const struct ranking_row *row, double value)
{
    const uint32_t whole = (uint32_t)value;
    char *at = (char *)ranking + row->offset;

    if (row->integer)
        memcpy(at, &whole, sizeof whole);
    else
        memcpy(at, &value, sizeof value);
}

void ranking_init(struct ranking *ranking)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        set(ranking, &ROWS[i], ROWS[i].value);
}

double ranking_field_weight(const struct ranking *ranking, const struct field *field)
{
    switch (field_id(field)) {
    case FIELD_TITLE:
        return ranking->title;
    case FIELD_AUTHOR:
        return ranking->author;
    default:
        return 1;
    }
}

bool ranking_set(struct ranking *ranking, const char *name, double value)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strcmp(ROWS[i].name, name) == 0) {
            set(ranking, &ROWS[i], value);
            return true;
        }
    return false;
}

const struct ranking_row *ranking_rows(size_t *count)
{
    *count = ROW_COUNT;
    return ROWS;
}
