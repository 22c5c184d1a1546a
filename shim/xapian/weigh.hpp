/* What queries weigh on some hits, found by searches, which any database understands. */
#ifndef SEOGO_XAPIAN_WEIGH_HPP
#define SEOGO_XAPIAN_WEIGH_HPP

#include <functional>
#include <vector>

#include <xapian.h>

#include "shim/xapian/handles.hpp"

namespace seogo
{

/* The hits of a search and, where each has one, a term of its document alone. */
struct named_hits {
    std::vector<Xapian::docid> documents;
    std::vector<std::string> terms; /* as many, in their own order, or none */
    double best = 0;                /* what the first one scores */
};

Xapian::BM25Weight weighting(const struct shim_bm25 &bm25);

/* Fills the scores of the queries, which are 0, with a search for each that does not
 * follow from others, and one for those that are shared. */
void weigh_by_searches(shim_database &database, const named_hits &hits,
                       const std::vector<asked> &queries, const struct shim_bm25 &bm25);

} // namespace seogo

#endif
