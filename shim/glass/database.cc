#include "shim/glass/database.hpp"

#include <utility>

namespace seogo::glass
{
namespace
{

struct head {
    std::string uuid;
    table_root postings;
    std::size_t block_bytes;
    std::uint64_t frequency_max;
};

/* As Xapian writes it. */
std::string uuid_of(std::string_view identity)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < identity.size(); i++) {
        const auto byte = static_cast<unsigned char>(identity[i]);
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += digits[byte >> 4];
        text += digits[byte & 0xF];
    }
    return text;
}

/* See add_root in merge.cc. */
table_root read_root(decoder &bytes, std::size_t &block_bytes)
{
    constexpr std::uint32_t level_most = 9;
    table_root root;
    root.block = bytes.number();
    root.level = bytes.number() / root_level_unit;
    root.items = bytes.long_number();
    block_bytes = bytes.number() * std::size_t{block_bytes_unit};
    bytes.number(); /* above how many bytes tags are compressed */
    bytes.text();   /* the list of free blocks */
    if (root.level > level_most || block_bytes == 0 || block_bytes > block_bytes_max)
        throw damaged();
    return root;
}

head read_head(const random_input &file)
{
    constexpr int table_count = 6;
    std::string block;
    file.read(0, block_bytes_unit, block); /* the least that a block has */
    decoder bytes(block);
    if (bytes.take(magic.size()) != magic)
        throw damaged();
    head made;
    made.uuid = uuid_of(bytes.take(identity_bytes));
    bytes.number(); /* the revision */
    made.postings = read_root(bytes, made.block_bytes);
    std::size_t unused;
    for (int tables = 1; tables < table_count; tables++)
        read_root(bytes, unused);
    bytes.number();      /* documents */
    bytes.number();      /* numbers of documents beyond these */
    bytes.long_number(); /* the shortest length */
    made.frequency_max = bytes.long_number();
    return made;
}

} // namespace

std::unique_ptr<database> database::open(const std::string &path, const std::string &uuid)
{
    std::unique_ptr<database> made;
    is_done([&] {
        auto file = std::make_unique<random_input>(path);
        const head begin = read_head(*file);
        if (begin.uuid == uuid && begin.postings.items > 0)
            made.reset(new database(std::move(file), begin.postings, begin.block_bytes,
                                    begin.frequency_max));
    });
    return made;
}

bool database::count(std::string_view term, std::uint32_t &documents, std::uint64_t &times)
{
    return is_done([&] {
        std::string key;
        add_key(key, term);
        postings_.find(key);
        const bool is_there = postings_.key() == key;
        decoder bytes(is_there ? postings_.tag() : std::string_view());
        documents = is_there ? bytes.number() : 0;
        times = is_there ? bytes.long_number() : 0;
    });
}

/* At the chunk where the cursor stands; false: it is none of the list. */
bool database::begin(const list_keys &keys, chunk &begun)
{
    const std::string_view here = postings_.key();
    const bool is_first = here == keys.first;
    if (!is_first) {
        if (here.substr(0, keys.further.size()) != keys.further)
            return false;
        begun.first = decoder(here.substr(keys.further.size())).ordered();
    }
    begun.rest = decoder(postings_.tag());
    if (is_first) {
        begun.rest.number();      /* of documents */
        begun.rest.long_number(); /* how often the term stands there */
        begun.first = begun.rest.number() + 1;
    }
    begun.is_last = begun.rest.byte() == '1';
    begun.rest.number(); /* the last document, less the first */
    return true;
}

bool database::next(const list_keys &keys, chunk &begun)
{
    if (begun.is_last)
        return false;
    if (!postings_.next() || !begin(keys, begun))
        throw damaged();
    return true;
}

} // namespace seogo::glass
