/* Hanja with their Hangul readings: generated, see hanja_table.py. */
#ifndef SEOGO_ANALYSIS_HANJA_TABLE_H
#define SEOGO_ANALYSIS_HANJA_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* Each row holds this many pairs of a Hanja and its reading, the last perhaps
 * fewer; Hanja rise from pair to pair. */
#define HANJA_PAIRS 16
extern const uint16_t HANJA[][2 * HANJA_PAIRS + 1];
extern const size_t HANJA_COUNT; /* of pairs */

#endif
