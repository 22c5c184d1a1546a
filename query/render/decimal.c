#include "query/render/decimal.h"

#include <stdint.h>

/* 2^53, up to which a double counts without gaps. */
#define EXACT_MAX 9007199254740992.0

bool decimal_add(struct buffer *out, double number, unsigned places)
{
    uint64_t unit = 1, all, fraction;
    double size = number < 0 ? -number : number;

    for (unsigned i = 0; i < places; i++)
        unit *= 10;
    size *= (double)unit;
    all = size < EXACT_MAX ? (uint64_t)(size + 0.5) : 0; /* NaN compares as false */
    fraction = all % unit;
    while (places > 1 && fraction % 10 == 0) {
        fraction /= 10;
        places--;
    }
    return (number >= 0 || all == 0 || buffer_add_char(out, '-')) &&
           buffer_add_format(out, "%llu.%0*llu", (unsigned long long)(all / unit), (int)places,
                             (unsigned long long)fraction);
}
