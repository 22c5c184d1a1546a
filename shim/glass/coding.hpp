/* How glass, Xapian's format of databases, writes numbers and texts. */
#ifndef SEOGO_GLASS_CODING_HPP
#define SEOGO_GLASS_CODING_HPP

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace seogo::glass
{

/* What a database begins with: the format is that of 2016-03-14. Its UUID follows. */
constexpr std::string_view magic{"\x0F\x0DXapian Glass\x04\x6E", 16};
constexpr std::size_t identity_bytes = 16;
/* In what is told there of a table: how many bytes its blocks have, and its level, beside two
 * flags. */
constexpr unsigned block_bytes_unit = 2048, root_level_unit = 4;

/* Seven bits a byte, the lowest first. */
inline void add_number(std::string &out, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        out += static_cast<char>(number | 0x80);
    out += static_cast<char>(number);
}

/* Something is not as it is written here. */
struct damaged : std::runtime_error {
    damaged() : std::runtime_error("a database is damaged")
    {
    }
};

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

/* Numbers and texts, one after the other, as they were written. */
class decoder
{
  public:
    explicit decoder(std::string_view bytes)
        : at_(reinterpret_cast<const unsigned char *>(bytes.data())), end_(at_ + bytes.size())
    {
    }

    bool is_end() const
    {
        return at_ == end_;
    }
    unsigned char byte()
    {
        if (at_ == end_)
            throw damaged();
        return *at_++;
    }
    std::uint32_t number()
    {
        /* Mostly it has a byte or two. */
        if (end_ - at_ >= 2 && at_[0] >= 0x80 && at_[1] < 0x80) {
            at_ += 2;
            return (at_[-2] & 0x7FU) | std::uint32_t{at_[-1]} << 7;
        }
        if (at_ != end_ && at_[0] < 0x80)
            return *at_++;
        return fitting(long_number());
    }
    std::uint64_t long_number();
    std::uint32_t ordered();
    std::string_view take(std::size_t count)
    {
        if (static_cast<std::size_t>(end_ - at_) < count)
            throw damaged();
        at_ += count;
        return {reinterpret_cast<const char *>(at_ - count), count};
    }
    std::string_view text()
    {
        return take(number());
    }

  private:
    static std::uint32_t fitting(std::uint64_t number)
    {
        if (number > UINT32_MAX)
            throw damaged();
        return static_cast<std::uint32_t>(number);
    }

    const unsigned char *at_, *end_;
};

} // namespace seogo::glass

#endif
