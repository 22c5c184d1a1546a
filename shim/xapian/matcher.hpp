/* What a database may be given to find and weigh with in place of Xapian's
 * operators: the same documents and weights. Without one Xapian does it all. */
#ifndef SEOGO_XAPIAN_MATCHER_HPP
#define SEOGO_XAPIAN_MATCHER_HPP

#include <string>
#include <vector>

#include <xapian.h>

#include "shim/xapian/expression.hpp"

namespace seogo
{

/* A query that is asked for its weights of some hits. */
struct asked {
    expression_ptr query;
    double *scores; /* by hit; 0 before, and where the query does not match */
};

class matcher
{
  public:
    virtual ~matcher() = default;
    /* In how many documents the term stands. */
    virtual Xapian::doccount documents(const std::string &term) = 0;
    /* The query to run in place of built(). It lives as long as the database. */
    virtual Xapian::Query runnable(const expression_ptr &query, const struct shim_bm25 &bm25) = 0;
    /* hits: documents as Xapian numbers them, in any order. */
    virtual void score(const std::vector<Xapian::docid> &hits, const std::vector<asked> &queries,
                       const struct shim_bm25 &bm25) = 0;
};

} // namespace seogo

#endif
