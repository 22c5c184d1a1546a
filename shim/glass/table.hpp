/* A table of glass, which is a B-tree in blocks, made of items that come in order: blocks
 * are written once, and full. */
#ifndef SEOGO_GLASS_TABLE_HPP
#define SEOGO_GLASS_TABLE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shim/glass/file.hpp"

namespace seogo::glass
{

constexpr std::size_t block_bytes = 8192; /* Xapian's own, the fastest to search */
constexpr std::size_t block_bytes_max = 65536;
constexpr std::size_t key_bytes_max = 255;

/* Where a table lies; of one that holds nothing, nowhere. */
struct table_root {
    std::uint32_t block = 0;
    unsigned level = 0;
    std::uint64_t items = 0;
    std::uint32_t end = 0; /* no block of it is behind this one */
};

class table_writer
{
  public:
    /* Blocks go to the end of blocks, which nobody else adds to meanwhile. */
    explicit table_writer(output &blocks);
    /* key sorts behind the last one and has no more than key_bytes_max bytes. */
    void add(std::string_view key, std::string_view tag);
    table_root finish();

  private:
    /* The block of a level that is being filled: what is in it goes before, to the end. */
    struct block {
        std::string bytes = std::string(block_bytes, '\0');
        std::size_t directory_end = 0, items_begin = 0;
        std::string first{}; /* key and count of its place in the level above; none of the first */

        void begin(unsigned level);
        bool has_room(std::size_t size) const;
        /* Where the item of so many bytes is to be written. */
        char *place(std::size_t size);
        void put(std::size_t at, std::uint32_t number, unsigned bytes_of_it);
    };

    void add_item(std::string_view key, std::string_view piece, unsigned count, bool last);
    void add_branch(std::size_t level, const std::string &first, std::uint32_t number);
    std::uint32_t write(block &full);

    output &blocks_;
    std::vector<block> levels_{};
    std::string last_key_{};
    std::uint64_t items_ = 0;
};

} // namespace seogo::glass

#endif
