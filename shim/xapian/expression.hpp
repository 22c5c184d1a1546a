/* A query as the shim keeps it: an immutable tree of what C asked for, from which
 * Xapian's query is built when it is run. */
#ifndef SEOGO_XAPIAN_EXPRESSION_HPP
#define SEOGO_XAPIAN_EXPRESSION_HPP

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/xapian/shim.h"

namespace seogo
{

struct expression;
using expression_ptr = std::shared_ptr<const expression>;

struct expression {
    enum class kind { term, value, scaled, combined, other };

    kind what = kind::other;
    std::string term;
    Xapian::valueno slot = 0; /* of a value that is the weight */
    double factor = 1;        /* of what is scaled */
    enum shim_operator op = SHIM_AND;
    Xapian::termcount window = 0;
    std::vector<expression_ptr> children{};
    Xapian::Query other{}; /* what none of these says */
};

/* Of Xapian's own operators and posting sources alone, so that any backend runs
 * it. SHIM_FIRST is built of each query and what those before it leave over:
 * each stands in it twice. */
Xapian::Query built(const expression &query);
/* The same from children that were built already. */
Xapian::Query combined(enum shim_operator op, Xapian::termcount window,
                       const std::vector<Xapian::Query> &children);

} // namespace seogo

#endif
