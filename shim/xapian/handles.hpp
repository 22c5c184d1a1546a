/* What the opaque handles hold that more than one file looks into. */
#ifndef SEOGO_XAPIAN_HANDLES_HPP
#define SEOGO_XAPIAN_HANDLES_HPP

#include <cstddef>
#include <string>
#include <vector>

#include <xapian.h>

#include "shim/xapian/expression.hpp"
#include "shim/match/frequencies.hpp"
#include "shim/match/cache.hpp"

struct shim_database {
    Xapian::Database database;
    std::vector<Xapian::Database> parts; /* opened as one; its documents are theirs in turn */
    mutable seogo::frequencies frequencies;
    mutable std::vector<seogo::cache> caches; /* of each part, or none */

    void make_caches()
    {
        caches = std::vector<seogo::cache>(parts.begin(), parts.end());
    }
    const seogo::frequency &frequency(const std::string &term) const
    {
        return frequencies.of(term, parts);
    }
    /* Which of the parts this is, of which no two with one UUID differ: published
     * databases are never changed. */
    std::size_t part(const Xapian::Database &one) const
    {
        std::size_t at = 0;
        while (at + 1 < parts.size() && parts[at].get_uuid() != one.get_uuid())
            at++;
        return at;
    }
};

namespace seogo
{
/* What Xapian calls a document's data begins with where the data is: here, or
 * in the metadata whose key this is. Xapian compresses the former alone. */
const char *const data_here = "=", *const data_elsewhere = "@";
} // namespace seogo

struct shim_query {
    seogo::expression_ptr expression;
};

#endif
