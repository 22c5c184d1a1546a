#include "query/plan/ranking.h"

#include <string.h>

#define ROW(name, value, reason)                                                                   \
    {                                                                                              \
#name, offsetof(struct ranking, name), value, reason                                       \
    }

static const struct ranking_row ROWS[] = {
    ROW(k1, 1.2, ""),           ROW(b, 0.3, ""),         ROW(title, 1.5, ""),
    ROW(author, 1.0, ""),       ROW(segmented, 0.9, ""), ROW(bigrams, 0.8, ""),
    ROW(bigram_power, 0.5, ""), ROW(atoms, 0.8, ""),     ROW(joined, 1.0, ""),
    ROW(surface, 0.9, ""),      ROW(syllable, 0.3, ""),  ROW(votes, 0.5, ""),
    ROW(recency, 0.2, ""),
};

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
