/* How Hanja are read in Hangul: 擴散 is 확산. */
#ifndef SEOGO_ANALYSIS_HANJA_H
#define SEOGO_ANALYSIS_HANJA_H

#include <stdint.h>

/* The syllable that the character is read as behind the syllable before, which is
 * 0 where a word starts: 論理 is 논리, 理論 이론, 確率 확률, 效率 효율. 0 for none. */
uint32_t hanja_reading(uint32_t before, uint32_t character);

#endif
