/* Documents of a database, by their numbers. */
#ifndef SEOGO_MATCH_DOCUMENTS_HPP
#define SEOGO_MATCH_DOCUMENTS_HPP

#include <cstddef>
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

/* Documents, which rise. */
using document_list = std::vector<Xapian::docid>;

} // namespace seogo

#endif
