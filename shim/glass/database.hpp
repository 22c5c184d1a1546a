/* Reads a database that lies in one file, as merge() and Xapian's compaction write it: all postings
 * of a term in one go, several times as fast as by Xapian's interface, which gives them one by one.
 */
#ifndef SEOGO_GLASS_DATABASE_HPP
#define SEOGO_GLASS_DATABASE_HPP

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "shim/glass/coding.hpp"
#include "shim/glass/cursor.hpp"
#include "shim/glass/file.hpp"

namespace seogo::glass
{

/* The keys of a list that is stored in chunks: of the first; of each other what comes before the
 * number of its first document. */
struct list_keys {
    std::string first, further;
};

/* A chunk whose postings are to be read. */
struct chunk {
    decoder rest{{}};
    std::uint32_t first = 0; /* document */
    bool is_last = false;
};

/* Documents that are asked for, and the last one that was read. */
struct document_span {
    const std::uint32_t first, last;
    std::uint64_t read = 0;
};

/* Takes what read(rest) reads of each document of a chunk that begins with one; false: no more is
 * asked for. */
template <class Read, class Take>
bool take_chunk(decoder rest, std::uint32_t begin, document_span &of, const Read &read,
                const Take &take)
{
    if (begin <= of.read)
        throw damaged();
    for (std::uint64_t document = begin;; document += std::uint64_t{rest.number()} + 1) {
        const auto one = read(rest);
        if (document > of.last)
            return false;
        if (document >= of.first)
            take(static_cast<std::uint32_t>(document), one);
        if (rest.is_end()) {
            of.read = document;
            return true;
        }
    }
}

/* For one thread at a time. What cannot be read, or is not as it is written here, makes its
 * functions return false, and Xapian can tell what it is; something may have been taken by then. */
class database
{
  public:
    /* NULL where there is none that it can read, or another than that of this UUID. */
    static std::unique_ptr<database> open(const std::string &path, const std::string &uuid);

    /* In how many documents a term stands, and how often in all; 0 for one that is not there. */
    bool count(std::string_view term, std::uint32_t &documents, std::uint64_t &times);

    /* No term stands in a document more often. */
    std::uint64_t frequency_max() const
    {
        return frequency_max_;
    }

    /* take(document, frequency) of the documents from first to last that have a term, in order. */
    template <class Take>
    bool each_posting(std::string_view term, std::uint32_t first, std::uint32_t last,
                      const Take &take)
    {
        std::string key;
        add_key(key, term);
        return each({key, key + '\0'}, first, last, take);
    }
    /* take(document, length), likewise. */
    template <class Take>
    bool each_length(std::uint32_t first, std::uint32_t last, const Take &take)
    {
        const std::string key(lengths_key);
        return each({key, key}, first, last, take);
    }

    /* take(document, value) of those that have one in the slot, likewise. */
    template <class Take>
    bool each_value(std::uint32_t slot, std::uint32_t first, std::uint32_t last, const Take &take);

  private:
    database(std::unique_ptr<random_input> file, const table_root &postings,
             std::size_t bytes_of_block, std::uint64_t frequency_max)
        : file_(std::move(file)),
          frequency_max_(frequency_max), table_{*file_, postings, bytes_of_block, {}},
          postings_(table_)
    {
    }
    template <class Do> static bool is_done(const Do &work);
    template <class Take>
    bool each(const list_keys &keys, std::uint32_t first, std::uint32_t last, const Take &take);
    bool begin(const list_keys &keys, chunk &begun);
    bool next(const list_keys &keys, chunk &begun);
    cursor &values_of(std::uint32_t slot)
    {
        return values_.try_emplace(slot, table_).first->second;
    }

    std::unique_ptr<random_input> file_;
    const std::uint64_t frequency_max_;
    open_table table_;
    cursor postings_;
    std::map<std::uint32_t, cursor> values_{}; /* by slot */
};

template <class Do> bool database::is_done(const Do &work)
{
    try {
        work();
        return true;
    } catch (const std::system_error &) {
        return false;
    } catch (const damaged &) {
        return false;
    }
}

template <class Take>
bool database::each(const list_keys &keys, std::uint32_t first, std::uint32_t last,
                    const Take &take)
{
    return is_done([&] {
        std::string from = keys.further;
        add_ordered(from, first);
        postings_.find(from);
        document_span of{first, last};
        const auto read = [](decoder &rest) { return rest.number(); };
        chunk at;
        bool more = begin(keys, at);
        while (more)
            more = take_chunk(at.rest, at.first, of, read, take) && next(keys, at);
    });
}

template <class Take>
bool database::each_value(std::uint32_t slot, std::uint32_t first, std::uint32_t last,
                          const Take &take)
{
    return is_done([&] {
        std::string key(values_key);
        add_number(key, slot);
        std::string from = key;
        add_ordered(from, first);
        cursor &at = values_of(slot);
        at.find(from);
        document_span of{first, last};
        const auto read = [](decoder &rest) { return rest.text(); };
        const auto is_here = [&] { return at.key().substr(0, key.size()) == key; };
        bool more = is_here() || (at.next() && is_here());
        while (more) {
            const std::uint32_t begin = decoder(at.key().substr(key.size())).ordered();
            more = take_chunk(decoder(at.tag()), begin, of, read, take) && at.next() && is_here();
        }
    });
}

} // namespace seogo::glass

#endif
