/* Numbers of documents, which many searches read again and again: kept by document
 * for those who ask for that. */
#ifndef SEOGO_SHIM_NUMBERS_HPP
#define SEOGO_SHIM_NUMBERS_HPP

#include <map>
#include <vector>

#include <xapian.h>

namespace seogo
{

/* One number of each document of a database. */
template <class number> class kept
{
  public:
    explicit kept(const Xapian::Database &part) : numbers_(part.get_lastdocid() + std::size_t{1})
    {
    }

    /* 0 is also what was not read yet. */
    number &of(Xapian::docid document)
    {
        return numbers_[document];
    }

  private:
    std::vector<number> numbers_;
};

/* All that are kept of a database. */
struct numbers {
    explicit numbers(const Xapian::Database &part) : lengths(part)
    {
    }

    kept<Xapian::termcount> lengths;
    std::map<Xapian::valueno, kept<double>> values;
};

} // namespace seogo

#endif
