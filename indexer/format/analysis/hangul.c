#include "indexer/format/analysis/hangul.h"

/* In the order of U+1100 to U+1112. */
static const uint16_t CHOSEONG[19] = {
    0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145,
    0x3146, 0x3147, 0x3148, 0x3149, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E,
};

/* By number: none, ㄱ to ㅎ without ㄸ, ㅃ and ㅉ. */
static const uint16_t BATCHIM[HANGUL_BATCHIMS] = {
    0,      0x3131, 0x3132, 0x3133, 0x3134, 0x3135, 0x3136, 0x3137, 0x3139, 0x313A,
    0x313B, 0x313C, 0x313D, 0x313E, 0x313F, 0x3140, 0x3141, 0x3142, 0x3144, 0x3145,
    0x3146, 0x3147, 0x3148, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E};

uint32_t hangul_batchim_jamo(uint32_t number)
{
    return BATCHIM[number];
}

uint32_t hangul_close(uint32_t syllable, uint32_t jamo)
{
    for (uint32_t number = 1; number < HANGUL_BATCHIMS; number++)
        if (BATCHIM[number] == jamo)
            return syllable + number;
    return syllable;
}

uint32_t hangul_choseong(uint32_t c)
{
    if (hangul_is_syllable(c))
        return CHOSEONG[hangul_leading(c)];
    if (hangul_is_leading(c))
        return CHOSEONG[c - 0x1100];
    return c;
}
