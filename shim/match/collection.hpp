/* All that the scorer asks for: the statistics of a collection, and the postings
 * and values of one of the databases that it consists of. */
#ifndef SEOGO_MATCH_COLLECTION_HPP
#define SEOGO_MATCH_COLLECTION_HPP

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "shim/match/cache.hpp"
#include "shim/match/lists.hpp"

namespace seogo
{

struct statistics {
    Xapian::doccount documents = 0;
    double average_length = 0;
    Xapian::termcount shortest_length = 0;
};

struct term_statistics {
    Xapian::doccount documents = 0;
    Xapian::termcount most = 0; /* in one document */
};

class collection
{
  public:
    /* often: see match_use. parts are opened as whole. */
    collection(const Xapian::Database &whole, const std::vector<Xapian::Database> &parts,
               bool often);

    /* A plan asks for what a search and the weighing of its hits ask for again. */
    const term_statistics &of(const std::string &term);
    /* The greatest number in a slot, 0 for none. */
    double greatest(Xapian::valueno slot) const;

    statistics all;

  private:
    friend class reader;
    static constexpr std::size_t terms_most = 20000;

    cache *cache_of(const Xapian::Database &part) const;

    Xapian::Database whole_;
    bool alone_;
    std::unordered_map<std::string, term_statistics> terms_; /* lent until one is asked for */
    /* By UUID, which is all that a search tells of the part it is at. NULL: two of them
     * have it, as copies do. */
    std::unordered_map<std::string, std::unique_ptr<cache>> caches_;
};

/* Reads one of the databases. */
class reader
{
  public:
    reader(collection &whole, const Xapian::Database &database)
        : database_(database), alone_(whole.alone_), cache_(whole.cache_of(database))
    {
    }

    Xapian::doccount documents() const
    {
        return database_.get_doccount();
    }
    /* In how many of its documents a term of the whole stands. */
    Xapian::doccount documents(const std::string &term, const term_statistics &of_whole) const
    {
        if (alone_)
            return of_whole.documents;
        return cache_ ? cache_->postings.documents(database_, term) : database_.get_termfreq(term);
    }
    postings open(const std::string &term) const
    {
        return {database_, term, cache_ ? cache_->postings.of(database_, term) : nullptr};
    }
    phrase open(const std::vector<std::string> &terms, Xapian::termcount window) const;
    values open(Xapian::valueno slot) const
    {
        return {database_, slot,
                cache_ ? &cache_->values.try_emplace(slot, database_, slot).first->second
                       : nullptr};
    }
    Xapian::termcount length(Xapian::docid document) const
    {
        return cache_ ? cache_->lengths.of(document) : database_.get_doclength(document);
    }

  private:
    Xapian::Database database_;
    bool alone_;
    cache *cache_; /* or NULL */
};

} // namespace seogo

#endif
