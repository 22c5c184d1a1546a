/* All that the scorer asks for: the statistics of a collection, and the postings
 * and values of a slice of the databases that it consists of. */
#ifndef SEOGO_MATCH_COLLECTION_HPP
#define SEOGO_MATCH_COLLECTION_HPP

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/match/lists.hpp"
#include "shim/match/slice.hpp"
#include "shim/xapian/handles.hpp"

namespace seogo
{

class collection
{
  public:
    collection(const Xapian::Database &whole, bool of_one);

    /* The whole is one database, of which this is a slice: terms are counted by it, which nobody
     * does while a search runs. */
    void count_by(stored &only)
    {
        only_ = &only;
    }

    /* In how many documents a term stands, for a plan, which asks for what a search and the
     * weighing of its hits ask for again. Here and by tell() terms are forgotten: no search
     * runs. */
    Xapian::doccount documents(const std::string &term);

    /* Asks for all that searches of the query will ask for, which may then ask at the
     * same time. */
    void learn(const expression &query);

    /* What is known of a term already. */
    void tell(const std::string &term, const term_statistics &known);

    /* Also bounded, which a plan has no use for: most of its terms are never searched for. */
    const term_statistics &of(const std::string &term);
    /* The greatest number in a slot, 0 for none. */
    double greatest(Xapian::valueno slot);

    const statistics all;
    const bool alone; /* it is one database */

  private:
    static constexpr std::size_t terms_most = 100000;

    term_statistics &counted(const std::string &term);

    Xapian::Database whole_;
    stored *only_ = nullptr; /* where it is one database */
    std::unordered_map<std::string, term_statistics> terms_;
    std::map<Xapian::valueno, double> greatest_;
};

/* Reads a slice of one of the databases. */
class reader
{
  public:
    reader(collection &whole, slice &of)
        : whole_(whole), from_(of.from()), cache_(of.cache()), often_(of.often)
    {
    }

    Xapian::doccount documents() const
    {
        return from_.documents_of_all;
    }
    /* In how many documents of the database a term of the whole stands. */
    Xapian::doccount documents(const std::string &term, const term_statistics &of_whole) const
    {
        return whole_.alone ? of_whole.documents : cache_.postings.documents(term);
    }
    /* documents: about so many of the database have it. */
    postings open(const std::string &term, Xapian::doccount documents) const
    {
        return {from_, term, cache_.postings.of(term, documents)};
    }
    phrase open(const std::vector<std::string> &terms, Xapian::termcount window) const;
    std::vector<Xapian::docid> with_phrase(const std::vector<std::string> &terms,
                                           Xapian::termcount window,
                                           const std::vector<Xapian::docid> &documents) const;
    values open(Xapian::valueno slot) const;
    Xapian::termcount length(Xapian::docid document) const
    {
        return cache_.lengths.of(document);
    }

    class cache &cache() const
    {
        return cache_;
    }

  private:
    static Xapian::Query phrase_of(const std::vector<std::string> &terms, Xapian::termcount window)
    {
        return {Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), window};
    }

    collection &whole_;
    stored &from_;
    class cache &cache_;
    const bool often_;
};

} // namespace seogo

#endif
