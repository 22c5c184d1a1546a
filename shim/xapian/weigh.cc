/* See weigh.hpp. */
#include "shim/xapian/weigh.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace seogo
{

Xapian::BM25Weight weighting(const struct shim_bm25 &bm25)
{
    return {bm25.k1, bm25.k2, bm25.k3, bm25.b, bm25.min_length};
}

namespace
{

/* Scores by query, of every hit. */
using known_scores = std::unordered_map<const expression *, const double *>;

/* What the query weighs on a hit where that follows from what is known; false where it
 * does not. */
bool derive(const expression &query, const known_scores &known, std::size_t hit, double &weight)
{
    const auto found = known.find(&query);
    if (found != known.end()) {
        weight = found->second[hit];
        return true;
    }
    if (query.what != expression::kind::combined || (query.op != SHIM_OR && query.op != SHIM_FIRST))
        return false;
    double sum = 0, first = 0;
    for (const auto &child : query.children) {
        double one;
        if (!derive(*child, known, hit, one))
            return false;
        first = first > 0 ? first : one;
        sum += one;
    }
    weight = query.op == SHIM_OR ? sum : first;
    return true;
}

/* In how many documents the terms of a query stand, added up. */
double postings_of(shim_database &database, const Xapian::Query &query)
{
    double sum = 0;
    for (auto at = query.get_terms_begin(); at != query.get_terms_end(); ++at)
        sum += database.documents.of(
            *at, [&](const std::string &term) { return database.database.get_termfreq(term); });
    return sum;
}

scored_documents search(const shim_database &database, const Xapian::Query &query,
                        const struct shim_bm25 &bm25)
{
    Xapian::Enquire enquire(database.database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(weighting(bm25));
    const Xapian::MSet set = enquire.get_mset(0, database.database.get_doccount());
    scored_documents scored;
    scored.reserve(set.size());
    for (auto found = set.begin(); found != set.end(); ++found)
        scored.emplace_back(*found, found.get_weight());
    std::sort(scored.begin(), scored.end());
    return scored;
}

/* Any database can be asked for what a query matches of documents that have a term of
 * their own. To open each of these costs more than to weigh all that a query of rare
 * words matches, which also is the same for other hits. */
scored_documents weigh(shim_database &database, const named_hits &hits, const expression &query,
                       const struct shim_bm25 &bm25)
{
    static const double postings_of_hit = 100;
    const Xapian::Query all = built(query);
    if (hits.terms.empty())
        return search(database, all, bm25);
    if (postings_of(database, all) > postings_of_hit * static_cast<double>(hits.documents.size())) {
        const Xapian::Query among(Xapian::Query::OP_OR, hits.terms.begin(), hits.terms.end());
        return search(database, Xapian::Query(Xapian::Query::OP_FILTER, all, among), bm25);
    }
    return database.scored.of(all.serialise() + weighting(bm25).serialise(),
                              [&](const auto &) { return search(database, all, bm25); });
}

} // namespace

void weigh_by_searches(shim_database &database, const named_hits &hits,
                       const std::vector<asked> &queries, const struct shim_bm25 &bm25)
{
    known_scores known;
    const std::size_t count = hits.documents.size();
    for (const asked &one : queries) {
        std::size_t hit = 0;
        while (hit < count && derive(*one.query, known, hit, one.scores[hit]))
            hit++;
        if (hit < count) {
            const scored_documents scored = weigh(database, hits, *one.query, bm25);
            for (hit = 0; hit < count; hit++) {
                const auto at = std::lower_bound(scored.begin(), scored.end(),
                                                 std::make_pair(hits.documents[hit], 0.0));
                const bool found = at != scored.end() && at->first == hits.documents[hit];
                one.scores[hit] = found ? at->second : 0;
            }
        }
        known[one.query.get()] = one.scores;
    }
}

} // namespace seogo
