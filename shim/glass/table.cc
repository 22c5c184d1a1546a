#include "shim/glass/table.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "shim/glass/block.hpp"

namespace
{

using namespace seogo::glass;

constexpr std::uint32_t revision = 1;
/* Four items fit into a block at least. */
constexpr std::size_t item_bytes_max =
    (seogo::glass::block_bytes - directory_at - 4 * entry_bytes) / 4;
constexpr std::size_t pieces_max = 65535;

void store(char *at, std::uint32_t number, unsigned bytes)
{
    for (unsigned i = bytes; i-- > 0; number >>= 8)
        at[i] = static_cast<char>(number);
}

/* The key and the count of a branch's item: so much of a leaf's first key as tells it
 * from the key before. */
std::string dividing(std::string_view before, std::string_view key, unsigned count)
{
    const std::size_t shorter = std::min(before.size(), key.size());
    std::size_t same = 0;
    while (same < shorter && before[same] == key[same])
        same++;
    std::string first(key.substr(0, std::min(same + 1, key.size())));
    first += static_cast<char>(count >> 8);
    first += static_cast<char>(count);
    return first;
}

} // namespace

void seogo::glass::table_writer::block::put(std::size_t at, std::uint32_t number,
                                            unsigned bytes_of_it)
{
    store(&bytes[at], number, bytes_of_it);
}

void seogo::glass::table_writer::block::begin(unsigned level)
{
    bytes.assign(block_bytes, '\0');
    put(0, revision, 4);
    put(level_at, level, 1);
    directory_end = directory_at;
    items_begin = block_bytes;
}

bool seogo::glass::table_writer::block::has_room(std::size_t size) const
{
    return items_begin - directory_end >= size + entry_bytes;
}

char *seogo::glass::table_writer::block::place(std::size_t size)
{
    items_begin -= size;
    put(directory_end, static_cast<std::uint32_t>(items_begin), entry_bytes);
    directory_end += entry_bytes;
    return &bytes[items_begin];
}

seogo::glass::table_writer::table_writer(output &blocks) : blocks_(blocks)
{
    levels_.emplace_back();
    levels_[0].begin(0);
    /* Xapian's cursors start at an item without a key. */
    char *item = levels_[0].place(leaf_key_at);
    item[0] = static_cast<char>(first_flag | last_flag);
}

std::uint32_t seogo::glass::table_writer::write(block &full)
{
    const auto room = static_cast<std::uint32_t>(full.items_begin - full.directory_end);
    full.put(free_at, room, 2);
    full.put(total_free_at, room, 2);
    full.put(directory_end_at, static_cast<std::uint32_t>(full.directory_end), 2);
    const std::uint64_t number = blocks_.size() / block_bytes;
    if (number >= UINT32_MAX) /* that one stands for none */
        throw std::length_error("a database of so many blocks is not possible");
    blocks_.add(full.bytes);
    return static_cast<std::uint32_t>(number);
}

void seogo::glass::table_writer::add_branch(std::size_t level, const std::string &first,
                                            std::uint32_t number)
{
    if (level == levels_.size()) {
        levels_.emplace_back();
        levels_[level].begin(static_cast<unsigned>(level));
    }
    /* The first item's key is never looked at. */
    static const std::string none(count_bytes, '\0');
    const std::string *key = levels_[level].directory_end == directory_at ? &none : &first;
    if (!levels_[level].has_room(branch_key_at + key->size())) {
        const std::uint32_t full = write(levels_[level]);
        const std::string before = levels_[level].first;
        add_branch(level + 1, before, full);
        levels_[level].begin(static_cast<unsigned>(level));
        levels_[level].first = first;
        key = &none;
    }
    char *item = levels_[level].place(branch_key_at + key->size());
    store(item, number, 4);
    item[branch_key_at - 1] = static_cast<char>(key->size() - count_bytes);
    std::memcpy(item + branch_key_at, key->data(), key->size());
}

void seogo::glass::table_writer::add_item(std::string_view key, std::string_view piece,
                                          unsigned count, bool last)
{
    const std::size_t counted = count > 1 ? count_bytes : 0;
    const std::size_t size = leaf_key_at + key.size() + counted + piece.size();
    if (!levels_[0].has_room(size)) {
        const std::uint32_t full = write(levels_[0]);
        const std::string before = levels_[0].first;
        add_branch(1, before, full);
        levels_[0].begin(0);
        levels_[0].first = dividing(last_key_, key, count);
    }
    char *item = levels_[0].place(size);
    store(item, static_cast<std::uint32_t>(size - leaf_key_at), 2);
    item[0] = static_cast<char>(static_cast<unsigned char>(item[0]) | (last ? last_flag : 0) |
                                (count == 1 ? first_flag : 0));
    item[leaf_key_at - 1] = static_cast<char>(key.size());
    std::memcpy(item + leaf_key_at, key.data(), key.size());
    if (counted > 0)
        store(item + leaf_key_at + key.size(), count, count_bytes);
    std::memcpy(item + leaf_key_at + key.size() + counted, piece.data(), piece.size());
    last_key_ = key;
}

void seogo::glass::table_writer::add(std::string_view key, std::string_view tag)
{
    const std::size_t head = leaf_key_at + key.size();
    if (key.empty() || key.size() > key_bytes_max)
        throw std::length_error("a key has 1 to 255 bytes");
    items_++;
    std::size_t piece = item_bytes_max - head;
    /* The first piece of what needs several fills the block where much of it is free. */
    if (tag.size() > piece) {
        const std::size_t left = levels_[0].items_begin - levels_[0].directory_end;
        const std::size_t room = left % (item_bytes_max + entry_bytes);
        if (room > entry_bytes + head + key.size() + 34)
            piece = room - entry_bytes - head;
    }
    for (unsigned count = 1; count == 1 || !tag.empty(); count++) {
        if (count > pieces_max)
            throw std::length_error("an item of so many bytes is not possible");
        const std::string_view part = tag.substr(0, piece);
        tag.remove_prefix(part.size());
        add_item(key, part, count, tag.empty());
        piece = item_bytes_max - head - count_bytes;
    }
}

seogo::glass::table_root seogo::glass::table_writer::finish()
{
    table_root root;
    if (items_ == 0)
        return root;
    std::uint32_t number = write(levels_[0]);
    std::size_t level = 0;
    while (level + 1 < levels_.size()) {
        const std::string first = levels_[level].first;
        add_branch(level + 1, first, number);
        number = write(levels_[++level]);
    }
    root.block = number;
    root.level = static_cast<unsigned>(level);
    root.items = items_;
    root.end = number + 1;
    return root;
}
