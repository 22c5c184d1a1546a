/* How a block of a table is laid out: its revision, its level, how many bytes are free in one
 * piece and in all, the end of the directory, the directory with where each item begins, then,
 * from the end of the block on backwards, the items. An item of a leaf: two bytes of length and
 * flags, the length of the key, the key, which piece of its tag this is unless the first, the
 * piece. An item of a branch: the number of a block, the length of the key, the key, and of which
 * piece. Numbers have their highest byte first. */
#ifndef SEOGO_GLASS_BLOCK_HPP
#define SEOGO_GLASS_BLOCK_HPP

#include <cstddef>

namespace seogo::glass
{

constexpr std::size_t level_at = 4, free_at = 5, total_free_at = 7, directory_end_at = 9,
                      directory_at = 11, entry_bytes = 2, count_bytes = 2;
constexpr std::size_t leaf_key_at = 3, branch_key_at = 5; /* in an item; its length is before it */
constexpr unsigned leaf_size_mask = 0x1FFF; /* of the first two bytes: how long the rest is */
/* In the first byte of an item of a leaf. */
constexpr unsigned compressed_flag = 0x80, last_flag = 0x40, first_flag = 0x20;

} // namespace seogo::glass

#endif
