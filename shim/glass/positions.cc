/* Interpolative code (Witten, Moffat and Bell, Managing Gigabytes): the one in the middle,
 * out of those that it may be, then both halves. */
#include "shim/glass/coding.hpp"

namespace
{

class bit_writer
{
  public:
    explicit bit_writer(std::string &out) : out_(out)
    {
    }

    /* number is below outof. Where that is no power of two, the numbers in the middle
     * take a bit less. */
    void add(std::uint32_t number, std::uint32_t outof)
    {
        unsigned bits = outof > 1 ? 32U - static_cast<unsigned>(__builtin_clz(outof - 1)) : 0;
        const auto spare = static_cast<std::uint32_t>((std::uint64_t{1} << bits) - outof);
        const std::uint32_t middle = (outof - spare) / 2;
        if (spare > 0 && number >= middle + spare)
            number = (number - (middle + spare)) | std::uint32_t{1} << (bits - 1);
        else if (spare > 0 && number >= middle)
            bits--;
        held_ |= std::uint64_t{number} << count_;
        for (count_ += bits; count_ >= 8; count_ -= 8) {
            out_ += static_cast<char>(held_);
            held_ >>= 8;
        }
    }

    /* Those between the first and the last. */
    void add_between(const std::uint32_t *positions, std::size_t first, std::size_t last)
    {
        while (first + 1 < last) {
            const std::size_t middle = first + (last - first) / 2;
            const auto before = static_cast<std::uint32_t>(middle - first),
                       behind = static_cast<std::uint32_t>(last - middle);
            const std::uint32_t least = positions[first] + before;
            add(positions[middle] - least, positions[last] - behind - least + 1);
            add_between(positions, first, middle);
            first = middle;
        }
    }

    void end()
    {
        if (count_ > 0)
            out_ += static_cast<char>(held_);
    }

  private:
    std::string &out_;
    std::uint64_t held_ = 0;
    unsigned count_ = 0;
};

} // namespace

void seogo::glass::add_positions(std::string &out, const std::uint32_t *positions,
                                 std::size_t count)
{
    const std::uint32_t first = positions[0], last = positions[count - 1];
    add_number(out, last);
    if (count == 1)
        return;
    bit_writer bits(out);
    bits.add(first, last);
    bits.add(static_cast<std::uint32_t>(count - 2), last - first);
    bits.add_between(positions, 0, count - 1);
    bits.end();
}
