/* Text in which each syllable of Hangul takes two bytes for the three of UTF-8: what
 * starts with the same characters still does, and syllables keep their order among
 * themselves. Any bytes come back as they were. */
#ifndef SEOGO_XAPIAN_SYLLABLES_HPP
#define SEOGO_XAPIAN_SYLLABLES_HPP

#include <string>
#include <string_view>

namespace seogo
{

std::string syllables_packed(std::string_view text);
/* Of what is not packed text something comes, of less than twice its bytes. */
std::string syllables_unpacked(std::string_view packed);

} // namespace seogo

#endif
