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

struct term_statistics {
    Xapian::doccount documents = 0;
    Xapian::termcount most = 0; /* in one document, where it is bounded */
    bool bounded = false;
};

class collection
{
  public:
    collection(const Xapian::Database &whole, bool of_one);

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
    std::unordered_map<std::string, term_statistics> terms_;
    std::map<Xapian::valueno, double> greatest_;
};

/* Reads a slice of one of the databases. */
class reader
{
  public:
    reader(collection &whole, slice &of)
        : whole_(whole), database_(of.database()), documents_(of.documents),
          postings_(of.postings()), cache_(of.cache())
    {
    }

    Xapian::doccount documents() const
    {
        return database_.get_doccount();
    }
    /* In how many documents of the database a term of the whole stands. */
    Xapian::doccount documents(const std::string &term, const term_statistics &of_whole) const
    {
        if (whole_.alone)
            return of_whole.documents;
        return cache_ ? postings_.documents(term) : database_.get_termfreq(term);
    }
    /* documents: no fewer than have it here. cached: its postings in memory are needed, where
     * there is a session cache. */
    postings open(const std::string &term, Xapian::doccount documents, bool cached) const
    {
        return {database_, term, postings_.of(term, documents, cached), documents_.first};
    }
    /* cached: the same of its terms' postings. */
    phrase open(const std::vector<std::string> &terms, Xapian::termcount window,
                bool cached) const;
    std::vector<Xapian::docid> with_phrase(const std::vector<std::string> &terms,
                                           Xapian::termcount window,
                                           std::vector<Xapian::docid> documents) const;
    values open(Xapian::valueno slot) const;
    Xapian::termcount length(Xapian::docid document) const
    {
        return cache_ ? cache_->lengths.of(document) : database_.get_doclength(document);
    }

    /* For who has one. */
    cache &session() const
    {
        return *cache_;
    }

  private:
    static Xapian::Query phrase_of(const std::vector<std::string> &terms,
                                   Xapian::termcount window)
    {
        return {Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), window};
    }

    collection &whole_;
    Xapian::Database database_;
    document_range documents_;
    cached_postings &postings_;
    cache *cache_; /* or NULL */
};

} // namespace seogo

#endif
