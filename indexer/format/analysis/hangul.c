#include "indexer/format/analysis/hangul.h"

/* In the order of U+1100 to U+1112. */
static const uint16_t CHOSEONG[19] = {
    0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145,
    0x3146, 0x3147, 0x3148, 0x3149, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E,
};

uint32_t hangul_choseong(uint32_t c)
{
    if (hangul_is_syllable(c))
        return CHOSEONG[(c - HANGUL_FIRST) / (HANGUL_VOWELS * HANGUL_FINALS)];
    if (hangul_is_leading(c))
        return CHOSEONG[c - 0x1100];
    return c;
}
