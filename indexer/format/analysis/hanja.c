#include "indexer/format/analysis/hanja.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/hanja_table.h"

enum leading { NIEUN = 2, RIEUL = 5, IEUNG = 11 }; /* numbers of hangul_leading */

static uint32_t look_up(uint32_t character)
{
    size_t low = 0, high = HANJA_COUNT;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const uint16_t *pair = &HANJA[middle / HANJA_PAIRS][middle % HANJA_PAIRS * 2];

        if (pair[0] == character)
            return pair[1];
        if (pair[0] < character)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static uint32_t with_leading(uint32_t syllable, enum leading leading)
{
    uint32_t each = HANGUL_VOWELS * HANGUL_BATCHIMS;

    return HANGUL_FIRST + leading * each + (syllable - HANGUL_FIRST) % each;
}

/* Does its ㄴ or ㄹ fall where a word starts? Before ㅣ and the vowels with a y. */
static bool falls(uint32_t syllable)
{
    switch (hangul_vowel(syllable)) {
    case 2:  /* ㅑ */
    case 6:  /* ㅕ */
    case 7:  /* ㅖ */
    case 12: /* ㅛ */
    case 17: /* ㅠ */
    case 20: /* ㅣ */
        return true;
    default:
        return false;
    }
}

uint32_t hanja_reading(uint32_t before, uint32_t character)
{
    uint32_t reading = look_up(character), leading;

    if (reading == 0)
        return 0;
    if (before) {
        bool soft =
            hangul_batchim(before) == BATCHIM_NONE || hangul_batchim(before) == BATCHIM_NIEUN;

        soft = soft && (reading == U'렬' || reading == U'률');
        return soft ? with_leading(reading, IEUNG) : reading;
    }
    leading = hangul_leading(reading);
    if (leading != NIEUN && leading != RIEUL)
        return reading;
    return with_leading(reading, falls(reading) ? IEUNG : NIEUN);
}
