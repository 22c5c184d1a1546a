/* What is cached of a slice of a database: the postings of terms, and for who asks it many
 * searches the lengths and numbers of its documents. */
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

/* Documents that follow each other in a database. */
struct document_range {
    Xapian::docid first, last;

    std::size_t count() const
    {
        return last + std::size_t{1} - first;
    }
    bool has(Xapian::docid document) const
    {
        return document >= first && document <= last;
    }
};

/* The length of each document. */
class cached_lengths
{
  public:
    cached_lengths(const Xapian::Database &database, document_range of)
        : database_(database), first_(of.first), lengths_(of.count(), unread)
    {
    }

    Xapian::termcount of(Xapian::docid document)
    {
        Xapian::termcount &known = lengths_[document - first_];
        if (known == unread)
            known = database_.get_doclength(document);
        return known;
    }

  private:
    static constexpr Xapian::termcount unread = std::numeric_limits<Xapian::termcount>::max();

    Xapian::Database database_;
    Xapian::docid first_;
    std::vector<Xapian::termcount> lengths_;
};

/* The number that each document has in a slot, 0 for none. Neighbours are stored
 * together and cost as much as one, so a run of them is read at a time. */
class cached_values
{
  public:
    cached_values(const Xapian::Database &database, document_range of, Xapian::valueno slot)
        : database_(database), slot_(slot), first_(of.first), values_(of.count(), unread)
    {
    }

    double of(Xapian::docid document)
    {
        const std::size_t place = document - first_;
        if (values_[place] == unread)
            read_run(place / run * run);
        return values_[place];
    }

  private:
    static constexpr double unread = std::numeric_limits<double>::max();
    static constexpr std::size_t run = 512;

    void read_run(std::size_t place);

    Xapian::Database database_;
    Xapian::valueno slot_;
    Xapian::docid first_;
    std::vector<double> values_;
};

struct posting {
    Xapian::docid document;
    Xapian::termcount frequency;
};
using posting_list = std::vector<posting>; /* documents rise */

/* The postings of terms with few of them, and for who asks many searches of those that come
 * again, for as long as there is room. */
class cached_postings
{
  public:
    cached_postings(const Xapian::Database &database, document_range of, bool often)
        : database_(database), documents_(of), often_(often),
          postings_most_(std::max(postings_least, postings_each * of.count()))
    {
    }

    /* NULL for a long list of a term that did not come often yet: to read it whole pays where
     * later searches ask for it, and one search asks two or three times. To read a short one
     * costs less than another cursor, which has blocks of its own to find and to hold.
     * documents: no fewer than have the term. */
    std::shared_ptr<const posting_list> of(const std::string &term, Xapian::doccount documents);
    /* In how many documents of the database the term stands. */
    Xapian::doccount documents(const std::string &term);

  private:
    static constexpr std::size_t terms_most = 5000, postings_least = 500000, postings_each = 20;
    static constexpr unsigned asks_of_one_search = 3;
    static constexpr Xapian::doccount short_list = 1000;

    struct entry {
        std::shared_ptr<const posting_list> list; /* NULL: not cached */
        unsigned asked = 0;
        bool counted = false;
        Xapian::doccount documents = 0; /* where it was counted */
    };

    entry &at(const std::string &term);

    Xapian::Database database_;
    document_range documents_;
    const bool often_;
    std::unordered_map<std::string, entry> terms_;
    std::size_t postings_ = 0;
    const std::size_t postings_most_;
};

struct cache {
    cache(const Xapian::Database &database, document_range of) : lengths(database, of)
    {
    }

    cached_lengths lengths;
    std::map<Xapian::valueno, cached_values> values;
};

} // namespace seogo

#endif
