/* Documents turned into terms, a run of them at a time: gathered in memory, and written to
 * a scratch file in the order in which a database has them. A run is read by the program
 * that wrote it, and by no other. */
#ifndef SEOGO_GLASS_RUN_HPP
#define SEOGO_GLASS_RUN_HPP

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shim/glass/file.hpp"

namespace seogo::glass
{

/* What is at the beginning of the file. */
constexpr std::uint64_t run_magic = 0x6E75722D6F676573; /* no text that a database begins with */
struct run_head {
    std::uint64_t magic;
    std::uint64_t documents, total_length, shortest, longest, frequency_max;
    /* Where in the file they begin. */
    std::uint64_t terms, lengths, values, data, metadata;
    /* How many there are. */
    std::uint64_t term_count, slot_count, metadata_count;
};

/* What a slot holds of a run's documents. */
struct run_values {
    std::uint64_t count = 0;
    std::string least{}, greatest{}; /* where count is not 0 */
    std::string bytes{};             /* of each its document, less the last one's, and it */
    std::uint32_t last = 0;
};

/* The file, behind its head:
 * each term in order: its key, in how many documents it stands, how often, its postings
 *   and its positions, with their lengths in bytes. A posting is its document's number,
 *   less the last one's, and its frequency; positions are their document's number, less
 *   that of the last ones, and what a database has of them;
 * the lengths of documents;
 * each slot in order: its number, the values' count, the least and the greatest, then all;
 * the data of documents;
 * metadata by key. */
class run_writer
{
  public:
    using key_maker = std::string (*)(std::string_view term);

    /* key_of says how a term is stored. */
    run_writer(const std::string &path, key_maker key_of);
    /* Of the document that is to be added: each term once, and each slot. The key of a term
     * has 1 to 245 bytes, a NUL counting as two. */
    void add_posting(std::string_view term, std::uint32_t frequency, const std::uint32_t *positions,
                     std::size_t count);
    void add_value(std::uint32_t slot, std::string_view value);
    void add_document();
    /* Of each document in turn, at any time. */
    void add_data(std::string_view data);
    /* The last value of a key counts; an empty one is passed over. */
    void set_metadata(std::string_view key, std::string_view value);
    void finish();

  private:
    struct term {
        std::uint32_t text; /* where it is in texts_ */
        std::uint32_t length;
        std::uint32_t documents; /* counted at the end */
    };
    struct table_slot { /* number is the term's, from 1 on, or 0 */
        std::uint32_t hash, text, length, number;
    };
    struct posting {
        std::uint32_t term;
        std::uint32_t at; /* where its frequency and positions are */
    };
    /* A posting of a term that is looked at: where it is, and its document. */
    struct place {
        std::uint32_t at, document;
    };

    std::uint32_t number_of(std::string_view text);
    void make_room();
    std::vector<std::uint32_t> in_order(const std::vector<std::string> &keys) const;
    std::vector<place> by_term(const std::vector<std::uint32_t> &order);
    void write_terms();
    void write_term(const std::string &key, const place *places, std::uint32_t documents);
    void write_values();

    output file_;
    key_maker key_of_;
    run_head head_{};
    std::string texts_{};
    std::vector<term> terms_{};
    std::vector<table_slot> slots_;
    std::vector<posting> postings_{};
    std::vector<std::size_t> document_ends_{}; /* in postings_ */
    std::string details_{};                    /* of postings */
    std::string lengths_{};
    std::string data_{};
    std::uint64_t length_ = 0; /* of the document that is to be added */
    std::map<std::uint32_t, run_values> values_{};
    std::map<std::string, std::string> metadata_{};
    std::string postings_bytes_{}, positions_bytes_{}, record_{};
};

} // namespace seogo::glass

#endif
