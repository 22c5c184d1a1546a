#include "query/plan/guess/loanword.h"

#include "indexer/format/analysis/hangul.h"

/* By number of the choseong, the vowel and the batchim, in tenths: how much more
 * often it stands in 500 loanwords of paper summaries than in the nouns and verbs
 * of a Korean spelling dictionary, which are native or Sino-Korean nearly all. */
static const signed char CHOSEONG[] = {-13, -38, -2,  -3,  -34, 8,  0,  -2, -27, 3,
                                       -13, 0,   -14, -31, -17, 14, 18, 13, -23};
static const signed char VOWEL[] = {-11, -4,  -31, -30, -2, 17,  -6, -17, 0,   -23, -1,
                                    -33, -23, -14, -2,  5,  -12, 8,  10,  -30, 5};
static const signed char BATCHIM[] = {3,   -8, -11, -30, -1,  -5,  5,  -23, -2,  -15,
                                      -2,  -5, -30, -30, -30, -7,  -5, -7,  -20, 0,
                                      -30, -8, -25, -16, -30, -25, -7, -16};

double loanword_score(const char *text, size_t length)
{
    size_t count = 0;
    int sum = 0;

    for (size_t i = 0; i < length;) {
        uint32_t syllable = hangul_at(text + i, length - i);

        i += syllable ? HANGUL_BYTES : 1;
        if (!syllable)
            continue;
        count++;
        sum += CHOSEONG[hangul_leading(syllable)] + VOWEL[hangul_vowel(syllable)] +
               BATCHIM[hangul_batchim(syllable)];
    }
    return count ? sum / 10.0 / (double)count : 0;
}
