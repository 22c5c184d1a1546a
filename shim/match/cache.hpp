/* What is cached of a database: the postings of terms and, for who asks it many
 * searches, the numbers of its documents. */
#ifndef SEOGO_MATCH_CACHE_HPP
#define SEOGO_MATCH_CACHE_HPP

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

namespace seogo
{

/* The length of each document. */
class cached_lengths
{
  public:
    explicit cached_lengths(const Xapian::Database &database)
        : database_(database), lengths_(database.get_lastdocid() + std::size_t{1}, unread)
    {
    }

    Xapian::termcount of(Xapian::docid document)
    {
        Xapian::termcount &known = lengths_[document];
        if (known == unread)
            known = database_.get_doclength(document);
        return known;
    }

  private:
    static constexpr Xapian::termcount unread = std::numeric_limits<Xapian::termcount>::max();

    Xapian::Database database_;
    std::vector<Xapian::termcount> lengths_;
};

/* The number that each document has in a slot, 0 for none. Neighbours are stored
 * together and cost as much as one, so a run of them is read at a time. */
class cached_values
{
  public:
    cached_values(const Xapian::Database &database, Xapian::valueno slot)
        : database_(database), slot_(slot),
          values_(database.get_lastdocid() + std::size_t{1}, unread)
    {
    }

    double of(Xapian::docid document)
    {
        if (values_[document] == unread)
            read_run(document / run * run);
        return values_[document];
    }

  private:
    static constexpr double unread = std::numeric_limits<double>::max();
    static constexpr Xapian::docid run = 512;

    void read_run(Xapian::docid first);

    Xapian::Database database_;
    Xapian::valueno slot_;
    std::vector<double> values_;
};

struct posting {
    Xapian::docid document;
    Xapian::termcount frequency;
};
using posting_list = std::vector<posting>; /* documents rise */

/* The postings of terms that come again, for as long as there is room. */
class cached_postings
{
  public:
    explicit cached_postings(std::size_t documents)
        : postings_most_(std::max(postings_least, postings_each * documents))
    {
    }

    /* NULL for a term that did not come often yet: to read a list whole pays where
     * later searches ask for it, and one search asks two or three times. */
    std::shared_ptr<const posting_list> of(const Xapian::Database &database,
                                           const std::string &term);
    /* In how many of its documents the term stands. */
    Xapian::doccount documents(const Xapian::Database &database, const std::string &term);

  private:
    static constexpr std::size_t terms_most = 5000, postings_least = 500000, postings_each = 20;
    static constexpr unsigned asks_of_one_search = 3;

    struct entry {
        std::shared_ptr<const posting_list> list; /* NULL: not cached */
        unsigned asked = 0;
        bool counted = false;
        Xapian::doccount documents = 0; /* where it was counted */
    };

    entry &at(const std::string &term);

    std::unordered_map<std::string, entry> terms_;
    std::size_t postings_ = 0;
    const std::size_t postings_most_;
};

struct cache {
    explicit cache(const Xapian::Database &database)
        : lengths(database), postings(database.get_doccount())
    {
    }

    cached_lengths lengths;
    std::map<Xapian::valueno, cached_values> values;
    cached_postings postings;
};

} // namespace seogo

#endif
