#include "shim/glass/coding.hpp"

std::uint64_t seogo::glass::decoder::long_number()
{
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        const std::uint64_t more = byte();
        number |= (more & 0x7F) << shift;
        if (more < 0x80)
            return number;
    }
    throw damaged();
}

/* The first byte begins with a bit for each byte more than two. */
std::uint32_t seogo::glass::decoder::ordered()
{
    const unsigned first = byte();
    unsigned more = 1, bit = 0x80;
    for (; (first & bit) != 0; bit >>= 1)
        more++;
    std::uint64_t number = bit > 0 ? first & (bit - 1) : 0;
    for (; more > 0; more--)
        number = number << 8 | byte();
    return fitting(number);
}
