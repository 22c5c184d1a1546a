/* How glass, Xapian's format of databases, writes numbers and texts. */
#ifndef SEOGO_GLASS_CODING_HPP
#define SEOGO_GLASS_CODING_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace seogo::glass
{

/* Seven bits a byte, the lowest first. */
inline void add_number(std::string &out, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        out += static_cast<char>(number | 0x80);
    out += static_cast<char>(number);
}

/* Bytes that sort as the numbers do; the first is never 0xFF. */
inline void add_ordered(std::string &out, std::uint32_t number)
{
    if (number < 0x8000) {
        out += static_cast<char>(number >> 8);
        out += static_cast<char>(number);
        return;
    }
    unsigned bytes = 3;
    for (std::uint32_t rest = number >> 22; rest > 0; rest >>= 7)
        bytes++;
    const std::uint64_t marked =
        number | (std::uint64_t{0xFFu << (10 - bytes) & 0xFF} << 8 * (bytes - 1));
    for (unsigned i = bytes; i-- > 0;)
        out += static_cast<char>(marked >> 8 * i);
}

inline void add_text(std::string &out, std::string_view text)
{
    add_number(out, text.size());
    out += text;
}

/* Text of which no other's key is the beginning once a NUL is put behind it. */
inline void add_key(std::string &out, std::string_view text)
{
    for (const char c : text) {
        out += c;
        if (c == '\0')
            out += '\xFF';
    }
}

/* What keys begin with that are no terms: none begins so, for their NULs are followed by
 * 0xFF. */
constexpr std::string_view metadata_key{"\0\xC0", 2}, statistics_key{"\0\xD0", 2},
    values_key{"\0\xD8", 2}, lengths_key{"\0\xE0", 2};

/* The positions of a term in a document, which rise strictly; count is 1 or more. */
void add_positions(std::string &out, const std::uint32_t *positions, std::size_t count);

} // namespace seogo::glass

#endif
