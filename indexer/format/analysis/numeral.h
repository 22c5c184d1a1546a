/* Which value do digits and units have, in Latin letters and in Hangul? */
#ifndef SEOGO_ANALYSIS_NUMERAL_H
#define SEOGO_ANALYSIS_NUMERAL_H

#include "indexer/format/analysis/letter.h"

/* Digits as they are written: 12, 1,000 or 3.5. */
struct digits {
    uint64_t mantissa; /* without the dot */
    unsigned fraction; /* how many of its digits stand behind the dot */
    size_t count;
    bool grouped; /* by commas */
    size_t end;   /* the letter behind them */
};

/* False where letter first is no digit, or there are too many of them for a number. */
bool numeral_digits(const struct letter *letters, size_t count, size_t first, struct digits *out);

/* Whether digits without a unit are a count as 10,000 and 1500 are, which people
 * also write with one; 2000 is a year. */
bool numeral_is_round(const struct digits *digits);

/* The power of ten of the unit that letters [first, last) are: B or billion is 9.
 * 0 where they are none. */
unsigned numeral_unit(const struct letter *letters, size_t first, size_t last);

uint64_t numeral_power(unsigned power); /* of ten */
/* digits * 10^power; 0 where that is no whole number, or too large. */
uint64_t numeral_value(const struct digits *digits, unsigned power);

/* A number with Hangul units: 70억, or 2천 4백만, which a space parts. */
struct numeral {
    uint64_t value;
    size_t count, end; /* of digits with their units; the letter behind them */
    bool parted;       /* by spaces */
};

/* False where none starts at letter first. */
bool numeral_read(const struct letter *letters, size_t count, size_t first, struct numeral *out);

/* Is the last letter a Hangul unit, so that more of the number may follow? */
bool numeral_ends(const struct letter *letters, size_t count);

#endif
