/* What a database has stored of the documents of a slice. It is read the fastest way there is:
 * out of one file by glass/, from afar by searches, else by Xapian's interface. */
#ifndef SEOGO_MATCH_STORED_HPP
#define SEOGO_MATCH_STORED_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "shim/glass/database.hpp"
#include "shim/match/documents.hpp"

namespace seogo
{

/* A document of a slice, by its place there, and how often a term is in it. */
class posting
{
  public:
    static constexpr std::uint32_t places = std::uint32_t{1} << 24, frequencies = 1 << 8;

    /* place < places, frequency < frequencies */
    posting(std::uint32_t place, Xapian::termcount frequency)
        : packed_(place * frequencies + frequency)
    {
    }
    std::uint32_t place() const
    {
        return packed_ / frequencies;
    }
    Xapian::termcount frequency() const
    {
        return packed_ % frequencies;
    }

  private:
    std::uint32_t packed_;
};

struct term_statistics {
    Xapian::doccount documents = 0;
    Xapian::termcount most = 0; /* in one document, where it is bounded */
    bool bounded = false;
};

/* For one thread at a time. */
class stored
{
  public:
    /* database is opened at path when it is first needed; it has this UUID. */
    stored(std::string path, std::string uuid, document_range of, Xapian::doccount all);
    /* path: empty where it is not known. is_far: it is remote. */
    stored(const Xapian::Database &opened, std::string path, document_range of, bool is_far);

    const Xapian::Database &database();
    /* Whole lists cost little. */
    bool is_fast() const
    {
        return fast_ != nullptr;
    }

    /* Of the whole database; bounded where that costs nothing more. */
    term_statistics count(const std::string &term);
    /* The postings of a term, which about so many documents of the whole database have; false
     * where they are no postings as above. */
    bool read(const std::string &term, Xapian::doccount about, std::vector<posting> &postings);
    /* By place; any number where there is no document. */
    std::vector<Xapian::termcount> lengths();
    /* The numbers in a slot of some documents from first on, 0 where there is none; all at once
     * cost little more than one. */
    void read_numbers(Xapian::valueno slot, Xapian::docid first, std::size_t count,
                      double *numbers);
    /* Those of the documents that a phrase is in. Xapian tells it for many documents at a time: of
     * one alone its interface reads the same blocks anew for every term. */
    document_list with_phrase(const Xapian::Query &phrase, document_list some);

    const document_range documents;
    const Xapian::doccount documents_of_all; /* of the whole database */
    const bool far;

  private:
    bool read_slowly(const std::string &term, std::vector<posting> &postings);

    std::string path_, uuid_;
    Xapian::Database database_{};
    bool opened_ = false;
    std::unique_ptr<glass::database> fast_; /* or NULL */
};

} // namespace seogo

#endif
