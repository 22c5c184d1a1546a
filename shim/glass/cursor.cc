#include "shim/glass/cursor.hpp"

#include <algorithm>

#include "shim/glass/block.hpp"
#include "shim/glass/coding.hpp"

namespace
{

std::uint32_t load(const unsigned char *at, unsigned bytes)
{
    std::uint32_t number = 0;
    for (unsigned i = 0; i < bytes; i++)
        number = number << 8 | at[i];
    return number;
}

std::string_view text(const unsigned char *at, std::size_t length)
{
    return {reinterpret_cast<const char *>(at), length};
}

} // namespace

seogo::glass::cursor::cursor(open_table &table)
    : table_(table), places_(table.root.level + std::size_t{1})
{
}

seogo::glass::cursor::bytes seogo::glass::cursor::read_branch(std::uint32_t number)
{
    std::string &held = table_.branches[number];
    if (held.size() < table_.block_bytes)
        table_.file.read(std::uint64_t{number} * table_.block_bytes, table_.block_bytes, held);
    if (held.size() < table_.block_bytes)
        throw damaged();
    return reinterpret_cast<bytes>(held.data());
}

seogo::glass::cursor::bytes seogo::glass::cursor::read_leaf(std::uint32_t number)
{
    constexpr std::size_t most = 32;
    std::size_t at = std::size_t{number} - first_leaf_;
    if (number < first_leaf_ || at >= leaves_.size() / table_.block_bytes) {
        table_.file.read(std::uint64_t{number} * table_.block_bytes, ahead_ * table_.block_bytes,
                         leaves_);
        first_leaf_ = number;
        ahead_ = std::min(2 * ahead_, most);
        at = 0;
    }
    if (leaves_.size() < table_.block_bytes)
        throw damaged();
    return reinterpret_cast<bytes>(leaves_.data()) + at * table_.block_bytes;
}

seogo::glass::cursor::bytes seogo::glass::cursor::read(std::uint32_t number, unsigned level)
{
    const bytes block = level > 0 ? read_branch(number) : read_leaf(number);
    const std::size_t end = load(block + directory_end_at, 2);
    if (block[level_at] != level || end < directory_at + entry_bytes || end > table_.block_bytes)
        throw damaged();
    return block;
}

std::size_t seogo::glass::cursor::count(bytes block) const
{
    return (load(block + directory_end_at, 2) - directory_at) / entry_bytes;
}

/* Which has its key in the block. */
seogo::glass::cursor::bytes seogo::glass::cursor::item(const place &at, std::size_t key_at) const
{
    const std::size_t begin = load(at.block + directory_at + at.at * entry_bytes, entry_bytes);
    if (begin + key_at > table_.block_bytes ||
        begin + key_at + at.block[begin + key_at - 1] > table_.block_bytes)
        throw damaged();
    return at.block + begin;
}

std::uint32_t seogo::glass::cursor::child(const place &at) const
{
    return load(item(at, branch_key_at), 4);
}

seogo::glass::cursor::leaf_item seogo::glass::cursor::leaf(const place &at) const
{
    const bytes begin = item(at, leaf_key_at);
    const std::size_t key_bytes = begin[leaf_key_at - 1];
    leaf_item one{begin[0], 1, text(begin + leaf_key_at, key_bytes), {}};
    std::size_t head = leaf_key_at + key_bytes;
    const std::size_t size = leaf_key_at + (load(begin, 2) & leaf_size_mask);
    const bool is_first = (one.flags & first_flag) != 0;
    if (!is_first)
        head += count_bytes;
    if (size < head || begin + size > at.block + table_.block_bytes)
        throw damaged();
    if (!is_first)
        one.count = load(begin + head - count_bytes, count_bytes);
    if (one.count < 1 || (one.count == 1) != is_first)
        throw damaged();
    one.piece = text(begin + head, size - head);
    return one;
}

/* Of a key it is the first piece that is looked for. */
bool seogo::glass::cursor::is_behind(const place &at, unsigned level, std::string_view key) const
{
    if (level == 0) {
        const leaf_item one = leaf(at);
        return one.key > key || (one.key == key && one.count > 1);
    }
    const bytes begin = item(at, branch_key_at);
    const std::size_t length = begin[branch_key_at - 1];
    const std::string_view dividing = text(begin + branch_key_at, length);
    if (begin + branch_key_at + length + count_bytes > at.block + table_.block_bytes)
        throw damaged();
    return dividing > key ||
           (dividing == key && load(begin + branch_key_at + length, count_bytes) > 1);
}

/* The number of the last item that is not behind the key, plus one. */
std::size_t seogo::glass::cursor::find_in(bytes block, unsigned level, std::string_view key) const
{
    std::size_t from = level > 0 ? 1 : 0, end = count(block); /* a branch's first has no key */
    while (from < end) {
        const std::size_t middle = from + (end - from) / 2;
        if (is_behind({block, middle}, level, key))
            end = middle;
        else
            from = middle + 1;
    }
    return from;
}

void seogo::glass::cursor::find(std::string_view key)
{
    std::uint32_t number = table_.root.block;
    ahead_ = 1;
    for (unsigned level = table_.root.level; level > 0; level--) {
        const bytes block = read(number, level);
        places_[level] = {block, find_in(block, level, key) - 1};
        number = child(places_[level]);
    }
    const bytes block = read(number, 0);
    const std::size_t found = find_in(block, 0, key);
    places_[0] = {block, found > 0 ? found - 1 : 0};
    if (found == 0 && !previous_piece())
        throw damaged();
    for (std::uint32_t count = leaf(places_[0]).count; count > 1; count--)
        if (!previous_piece() || leaf(places_[0]).count != count - 1)
            throw damaged();
}

/* To the first or the last leaf below an item, and there to the first or the last piece. */
void seogo::glass::cursor::descend(unsigned level, bool to_last)
{
    while (level > 0) {
        const bytes block = read(child(places_[level]), level - 1);
        places_[--level] = {block, to_last ? count(block) - 1 : 0};
    }
}

bool seogo::glass::cursor::next_piece()
{
    unsigned level = 0;
    while (places_[level].at + 1 == count(places_[level].block))
        if (++level > table_.root.level)
            return false;
    places_[level].at++;
    descend(level, false);
    return true;
}

bool seogo::glass::cursor::previous_piece()
{
    unsigned level = 0;
    while (places_[level].at == 0)
        if (++level > table_.root.level)
            return false;
    places_[level].at--;
    descend(level, true);
    return true;
}

bool seogo::glass::cursor::next()
{
    leaf_item here = leaf(places_[0]);
    for (std::uint32_t count = here.count;; count++) {
        const bool is_last = (here.flags & last_flag) != 0;
        if (!next_piece()) {
            if (!is_last)
                throw damaged();
            return false;
        }
        here = leaf(places_[0]);
        if (here.count != (is_last ? 1 : count + 1))
            throw damaged();
        if (is_last)
            return true;
    }
}

std::string_view seogo::glass::cursor::key() const
{
    return leaf(places_[0]).key;
}

std::string_view seogo::glass::cursor::tag()
{
    leaf_item one = leaf(places_[0]);
    if ((one.flags & compressed_flag) != 0)
        throw damaged();
    if ((one.flags & last_flag) != 0)
        return one.piece;
    tag_ = one.piece;
    const std::string key(one.key);
    for (std::uint32_t count = one.count; (one.flags & last_flag) == 0;) {
        if (!next_piece())
            throw damaged();
        one = leaf(places_[0]);
        if (one.key != key || one.count != ++count)
            throw damaged();
        tag_ += one.piece;
    }
    return tag_;
}
