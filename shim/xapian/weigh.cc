/* See weigh.hpp. */
#include "shim/xapian/weigh.hpp"

#include <algorithm>
#include <cmath>
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

/* Whether to weigh all that a query matches, which is the same for other hits, costs less
 * than to open the term of each hit. */
bool is_rare(shim_database &database, const named_hits &hits, const Xapian::Query &query)
{
    static const double postings_of_hit = 100;
    return postings_of(database, query) <=
           postings_of_hit * static_cast<double>(hits.documents.size());
}

/* Any database can be asked for what a query matches of documents that have a term of
 * their own. */
scored_documents search_among(const shim_database &database, const named_hits &hits,
                              const Xapian::Query &query, const struct shim_bm25 &bm25)
{
    const Xapian::Query among(Xapian::Query::OP_OR, hits.terms.begin(), hits.terms.end());
    return search(database, Xapian::Query(Xapian::Query::OP_FILTER, query, among), bm25);
}

scored_documents weigh(shim_database &database, const named_hits &hits, const expression &query,
                       const struct shim_bm25 &bm25)
{
    const Xapian::Query all = built(query);
    if (hits.terms.empty())
        return search(database, all, bm25);
    if (!is_rare(database, hits, all))
        return search_among(database, hits, all, bm25);
    return database.scored.of(all.serialise() + weighting(bm25).serialise(),
                              [&](const auto &) { return search(database, all, bm25); });
}

double score_of(const scored_documents &scored, Xapian::docid document)
{
    const auto at = std::lower_bound(scored.begin(), scored.end(), std::make_pair(document, 0.0));
    return at != scored.end() && at->first == document ? at->second : 0;
}

void weigh_alone(shim_database &database, const named_hits &hits, const asked &one,
                 const known_scores &known, const struct shim_bm25 &bm25)
{
    const std::size_t count = hits.documents.size();
    std::size_t hit = 0;
    while (hit < count && derive(*one.query, known, hit, one.scores[hit]))
        hit++;
    if (hit == count)
        return;
    const scored_documents scored = weigh(database, hits, *one.query, bm25);
    for (hit = 0; hit < count; hit++)
        one.scores[hit] = score_of(scored, hits.documents[hit]);
}

/* Queries that are weighed by one search: where one matches it adds, to what it scores, a
 * power of two above all scores, so that the sum tells which do. Of the 53 bits of a double
 * 12 such powers, above scores of 64, leave so many to the score that it is told to 3e-11. */
struct sharing {
    std::unordered_map<const expression *, double> marks{};
    double unit = 1; /* the least of the powers */

    bool is_marked(const expression &query) const
    {
        return marks.count(&query) > 0;
    }

    bool matches(const expression &query, double total) const
    {
        return std::fmod(std::floor(total / marks.at(&query)), 2) > 0;
    }

    double score(double total) const
    {
        return std::fmod(total, unit);
    }
};
constexpr std::size_t marks_max = 12;

bool is_sum(const expression &query)
{
    return query.what == expression::kind::combined &&
           (query.op == SHIM_OR || query.op == SHIM_FIRST);
}

/* Whether it is made of what is marked, each once, or known. Counts the former. */
bool is_made_of(const expression &query, const sharing &sharing, const known_scores &known,
                std::size_t &marked)
{
    if (sharing.is_marked(query))
        return ++marked > 0;
    const auto made = [&](const expression_ptr &one) {
        return is_made_of(*one, sharing, known, marked);
    };
    return known.count(&query) > 0 ||
           (is_sum(query) && std::all_of(query.children.begin(), query.children.end(), made));
}

Xapian::Query marked(const expression &query, const sharing &sharing)
{
    if (sharing.is_marked(query)) {
        auto *mark = new Xapian::FixedWeightPostingSource(sharing.marks.at(&query));
        return Xapian::Query(Xapian::Query::OP_AND, built(query), Xapian::Query(mark->release()));
    }
    if (!is_sum(query))
        return built(query);
    return built_of(query, [&](const expression &child) { return marked(child, sharing); });
}

/* What those that are known add to a hit of so much in total; negative where none of all
 * matches. */
double known_score(const expression &query, const sharing &sharing, const known_scores &known,
                   std::size_t hit, double total)
{
    const double none = -1;
    const auto found = known.find(&query);
    if (sharing.is_marked(query))
        return sharing.matches(query, total) ? 0 : none;
    if (found != known.end())
        return found->second[hit] > 0 ? found->second[hit] : none;
    double sum = none;
    for (const auto &child : query.children) {
        const double one = known_score(*child, sharing, known, hit, total);
        if (one >= 0 && query.op == SHIM_FIRST)
            return one;
        if (one >= 0)
            sum = std::max(sum, 0.0) + one;
    }
    return sum;
}

/* Marks what is shared. False where that is too little or too much, or where what each
 * weighs had better be remembered. */
bool mark(shim_database &database, const named_hits &hits, const std::vector<asked> &queries,
          sharing &sharing)
{
    bool rare = true;
    int power = 0;
    std::frexp(hits.best, &power);
    sharing.unit = std::ldexp(1, power);
    for (const asked &one : queries)
        if (one.shared) {
            sharing.marks[one.query.get()] = std::ldexp(1, power++);
            rare = rare && database.often && is_rare(database, hits, built(*one.query));
        }
    return sharing.marks.size() > 1 && sharing.marks.size() <= marks_max && !rare;
}

/* With one search for those that are shared and the last, which is made of them. False
 * where that does not do. */
bool weigh_shared(shim_database &database, const named_hits &hits,
                  const std::vector<asked> &queries, const known_scores &known,
                  const struct shim_bm25 &bm25)
{
    sharing sharing;
    std::size_t standing = 0;
    const expression &whole = *queries.back().query;
    if (hits.terms.empty() || !mark(database, hits, queries, sharing) ||
        !is_made_of(whole, sharing, known, standing) || standing != sharing.marks.size())
        return false;
    const scored_documents scored = search_among(database, hits, marked(whole, sharing), bm25);
    for (std::size_t hit = 0; hit < hits.documents.size(); hit++) {
        const double total = score_of(scored, hits.documents[hit]), score = sharing.score(total);
        const double rest = score - std::max(0.0, known_score(whole, sharing, known, hit, total));
        double matching = 0;
        for (const asked &one : queries)
            matching += one.shared && sharing.matches(*one.query, total);
        for (const asked &one : queries)
            if (one.shared)
                one.scores[hit] = sharing.matches(*one.query, total) ? rest / matching : 0;
        queries.back().scores[hit] = score;
    }
    return true;
}

} // namespace

void weigh_by_searches(shim_database &database, const named_hits &hits,
                       const std::vector<asked> &queries, const struct shim_bm25 &bm25)
{
    known_scores known;
    const auto weigh_those = [&](std::size_t begin, std::size_t end, bool shared) {
        for (std::size_t i = begin; i < end; i++)
            if (queries[i].shared == shared) {
                weigh_alone(database, hits, queries[i], known, bm25);
                known[queries[i].query.get()] = queries[i].scores;
            }
    };
    if (queries.empty())
        return;
    const std::size_t last = queries.size() - 1;
    weigh_those(0, last, false);
    if (weigh_shared(database, hits, queries, known, bm25))
        return;
    weigh_those(0, last, true);
    weigh_those(last, last + 1, queries[last].shared);
}

} // namespace seogo
