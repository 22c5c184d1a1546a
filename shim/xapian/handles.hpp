/* What the opaque handles hold that more than one file looks into. */
#ifndef SEOGO_XAPIAN_HANDLES_HPP
#define SEOGO_XAPIAN_HANDLES_HPP

#include <memory>
#include <vector>

#include <xapian.h>

#include "shim/xapian/expression.hpp"
#include "shim/xapian/matcher.hpp"

struct shim_database {
    Xapian::Database database;
    std::vector<Xapian::Database> parts;     /* opened as one; its documents are theirs in turn */
    std::unique_ptr<seogo::matcher> matcher; /* NULL: Xapian's operators */
};

struct shim_query {
    seogo::expression_ptr expression;
};

namespace seogo
{
/* What Xapian calls a document's data begins with where the data is: here, or
 * in the metadata whose key this is. Xapian compresses the former alone. */
const char *const data_here = "=", *const data_elsewhere = "@";
} // namespace seogo

#endif
