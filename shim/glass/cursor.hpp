/* Reads a table in a file. What is not as a table is written is thrown as damaged. */
#ifndef SEOGO_GLASS_CURSOR_HPP
#define SEOGO_GLASS_CURSOR_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shim/glass/file.hpp"
#include "shim/glass/table.hpp"

namespace seogo::glass
{

/* A table, for cursors that are not used at the same time. */
struct open_table {
    const random_input &file;
    const table_root root;
    const std::size_t block_bytes;
    std::unordered_map<std::uint32_t, std::string> branches; /* that were read; they stay */
};

/* Stands at an item of a table. */
class cursor
{
  public:
    /* The table holds something, and lives on. */
    explicit cursor(open_table &table);
    cursor(const cursor &) = delete;
    cursor &operator=(const cursor &) = delete;

    /* To the last item whose key is not greater. */
    void find(std::string_view key);
    /* To the next item; false: there is none. */
    bool next();

    /* Both until the cursor moves. */
    std::string_view key() const;
    /* Moves to its last piece. */
    std::string_view tag();

  private:
    using bytes = const unsigned char *;
    struct place {
        bytes block = nullptr;
        std::size_t at = 0; /* the item's number */
    };
    /* An item, or a piece of one. */
    struct leaf_item {
        unsigned flags;
        std::uint32_t count; /* from 1 on: which piece it is */
        std::string_view key, piece;
    };

    bytes read_branch(std::uint32_t number);
    bytes read_leaf(std::uint32_t number);
    bytes read(std::uint32_t number, unsigned level);
    std::size_t count(bytes block) const;
    bytes item(const place &at, std::size_t key_at) const;
    std::uint32_t child(const place &at) const;
    leaf_item leaf(const place &at) const;
    bool is_behind(const place &at, unsigned level, std::string_view key) const;
    std::size_t find_in(bytes block, unsigned level, std::string_view key) const;
    bool next_piece();
    bool previous_piece();
    void descend(unsigned level, bool to_last);

    open_table &table_;
    std::vector<place> places_; /* by level */
    std::string leaves_{};      /* that follow each other in the file */
    std::uint32_t first_leaf_ = 0;
    std::size_t ahead_ = 1; /* so many of them are read next: more the longer one goes on */
    std::string tag_{};
};

} // namespace seogo::glass

#endif
