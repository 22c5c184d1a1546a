/* See syllables.hpp. Where a character begins, UTF-8 has none of the bytes 0x80 to 0xC1
 * and 0xF5 to 0xFF: the former begin a syllable here, the last stands before a byte that
 * is no UTF-8. */
#include "shim/xapian/syllables.hpp"

namespace
{

constexpr unsigned syllable_first = 0xAC00, syllable_last = 0xD7A3;
constexpr unsigned lead_first = 0x80;
/* The second byte is no control character: Xapian's keys double a NUL. */
constexpr unsigned second_first = 0x20, seconds = 0x100 - second_first;
constexpr unsigned lead_last = lead_first + (syllable_last - syllable_first) / seconds;
constexpr char strange = '\xFF';

unsigned byte_at(std::string_view text, std::size_t at)
{
    return static_cast<unsigned char>(text[at]);
}

/* How long the character is that begins with this byte; 0 where none does. */
std::size_t length_of(unsigned first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* The same where the rest of it follows. */
std::size_t character_length(std::string_view text, std::size_t at)
{
    const std::size_t length = length_of(byte_at(text, at));
    if (length > text.size() - at)
        return 0;
    for (std::size_t i = 1; i < length; i++)
        if ((byte_at(text, at + i) & 0xC0) != 0x80)
            return 0;
    return length;
}

/* Of a character of three bytes. */
unsigned code_at(std::string_view text, std::size_t at)
{
    return (byte_at(text, at) & 0xF) << 12 | (byte_at(text, at + 1) & 0x3F) << 6 |
           (byte_at(text, at + 2) & 0x3F);
}

} // namespace

std::string seogo::syllables_packed(std::string_view text)
{
    std::string packed(2 * text.size(), '\0');
    char *out = packed.data();
    for (std::size_t at = 0, length; at < text.size(); at += length) {
        length = character_length(text, at);
        const unsigned code = length == 3 ? code_at(text, at) : 0;
        if (code >= syllable_first && code <= syllable_last) {
            *out++ = static_cast<char>(lead_first + (code - syllable_first) / seconds);
            *out++ = static_cast<char>(second_first + (code - syllable_first) % seconds);
            continue;
        }
        if (length == 0) {
            *out++ = strange;
            length = 1;
        }
        for (std::size_t i = 0; i < length; i++)
            *out++ = text[at + i];
    }
    packed.resize(static_cast<std::size_t>(out - packed.data()));
    return packed;
}

std::string seogo::syllables_unpacked(std::string_view packed)
{
    /* Two bytes become three at most. */
    std::string text(packed.size() + packed.size() / 2, '\0');
    char *out = text.data();
    for (std::size_t at = 0; at < packed.size();) {
        const unsigned first = byte_at(packed, at);
        const bool pair = at + 1 < packed.size();
        if (first < lead_first) {
            *out++ = packed[at++];
        } else if (pair && first <= lead_last) {
            const unsigned code = syllable_first + (first - lead_first) * seconds +
                                  (byte_at(packed, at + 1) - second_first) % seconds;
            *out++ = static_cast<char>(0xE0 | code >> 12);
            *out++ = static_cast<char>(0x80 | (code >> 6 & 0x3F));
            *out++ = static_cast<char>(0x80 | (code & 0x3F));
            at += 2;
        } else if (pair && packed[at] == strange) {
            *out++ = packed[at + 1];
            at += 2;
        } else {
            const std::size_t length = length_of(first);
            out += packed.copy(out, length, at);
            at += length > 0 ? length : 1;
        }
    }
    text.resize(static_cast<std::size_t>(out - text.data()));
    return text;
}
