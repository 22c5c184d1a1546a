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

/* One number of each document. */
template <class number> class cached_numbers
{
  public:
    explicit cached_numbers(const Xapian::Database &database)
        : numbers_(database.get_lastdocid() + std::size_t{1}, unread)
    {
    }

    /* read: a function of the document, called where it was not before. */
    template <class function> number of(Xapian::docid document, function read)
    {
        number &known = numbers_[document];
        if (known == unread)
            known = read(document);
        return known;
    }

  private:
    /* Neither a length nor what is stored in a slot. */
    static constexpr number unread = std::numeric_limits<number>::max();

    std::vector<number> numbers_;
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

    cached_numbers<Xapian::termcount> lengths;
    std::map<Xapian::valueno, cached_numbers<double>> values;
    cached_postings postings;
};

} // namespace seogo

#endif
