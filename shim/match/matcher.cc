/* The matcher that a database is given; see match.h. */
#include "shim/match/match.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "shim/match/listed.hpp"
#include "shim/match/source.hpp"
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"

namespace
{

using namespace seogo;

/* There is in it what the scorer does better than Xapian's operators. */
bool is_own(const expression &query)
{
    if (query.op == SHIM_FIRST)
        return true;
    if ((query.op == SHIM_AND_MAYBE || query.op == SHIM_PHRASE) && is_weighable(query))
        return true;
    return std::any_of(query.children.begin(), query.children.end(),
                       [](const expression_ptr &child) { return is_own(*child); });
}

/* A hit, and the number of its document in the database that holds it. */
struct place {
    Xapian::docid document;
    std::size_t hit;

    bool operator<(const place &other) const
    {
        return document < other.document;
    }
};

class own_matcher : public matcher
{
  public:
    own_matcher(const shim_database &database, bool often)
        : database_(database.database), parts_(database.parts),
          whole_(database.database, database.parts, often)
    {
    }

    Xapian::doccount documents(const std::string &term) override
    {
        return whole_.of(term).documents;
    }
    Xapian::doccount surely(const expression &query) override;
    Xapian::Query runnable(const expression_ptr &query, const struct shim_bm25 &bm25) override
    {
        return run(query, bm25, 1);
    }
    void score(const std::vector<Xapian::docid> &hits, const std::vector<asked> &queries,
               const struct shim_bm25 &bm25) override;

  private:
    Xapian::Query run(const expression_ptr &query, const struct shim_bm25 &bm25, double factor);
    void score_weighable(const Xapian::Database &part, const std::vector<place> &places,
                         const std::vector<asked> &queries, const struct shim_bm25 &bm25);
    void score_any(const std::vector<Xapian::docid> &hits, const asked &one,
                   const struct shim_bm25 &bm25);

    Xapian::Database database_;
    std::vector<Xapian::Database> parts_;
    collection whole_;
};

Xapian::doccount own_matcher::surely(const expression &query)
{
    if (query.what == expression::kind::term)
        return documents(query.term);
    if (query.what == expression::kind::scaled || query.op == SHIM_AND_MAYBE)
        return query.children.empty() ? 0 : surely(*query.children[0]);
    Xapian::doccount most = 0;
    if (query.what == expression::kind::combined && (query.op == SHIM_OR || query.op == SHIM_FIRST))
        for (const auto &child : query.children)
            most = std::max(most, surely(*child));
    return most;
}

/* What the scorer can do is found by it, as large as it is; the rest by Xapian. */
Xapian::Query own_matcher::run(const expression_ptr &query, const struct shim_bm25 &bm25,
                               double factor)
{
    if (!is_own(*query))
        return factor == 1 ? built(*query) : Xapian::Query(factor, built(*query));
    if (is_weighable(*query)) {
        auto *source = new weighed_source(whole_, bm25, query, factor);
        return Xapian::Query(source->release());
    }
    if (query->what == expression::kind::scaled)
        return run(query->children[0], bm25, factor * query->factor);
    std::vector<Xapian::Query> children;
    for (const auto &child : query->children)
        children.push_back(run(child, bm25, factor));
    return combined(query->op, query->window, children);
}

void own_matcher::score(const std::vector<Xapian::docid> &hits, const std::vector<asked> &queries,
                        const struct shim_bm25 &bm25)
{
    std::vector<asked> weighable;
    for (const asked &one : queries)
        if (is_weighable(*one.query))
            weighable.push_back(one);
        else
            score_any(hits, one, bm25);
    /* Xapian numbers the documents of several databases in turn. */
    const auto count = static_cast<Xapian::docid>(parts_.size());
    for (Xapian::docid part = 0; part < count; part++) {
        std::vector<place> places;
        for (std::size_t hit = 0; hit < hits.size(); hit++)
            if ((hits[hit] - 1) % count == part)
                places.push_back({(hits[hit] - 1) / count + 1, hit});
        std::sort(places.begin(), places.end());
        score_weighable(parts_[part], places, weighable, bm25);
    }
}

/* Terms are read once for all queries and hits. */
void own_matcher::score_weighable(const Xapian::Database &part, const std::vector<place> &places,
                                  const std::vector<asked> &queries, const struct shim_bm25 &bm25)
{
    if (places.empty())
        return;
    scorer scorer(whole_, part, bm25);
    std::vector<scorer::node> nodes;
    for (const asked &one : queries)
        nodes.push_back(scorer.add(*one.query, true));
    for (const place &at : places)
        for (std::size_t i = 0; i < queries.size(); i++) {
            double weight;
            if (scorer.weigh(nodes[i], at.document, 0, weight))
                queries[i].scores[at.hit] = weight;
        }
}

/* Any query, which Xapian matches on the documents of these numbers; of several
 * databases each has its own of every number. */
void own_matcher::score_any(const std::vector<Xapian::docid> &hits, const asked &one,
                            const struct shim_bm25 &bm25)
{
    const auto count = static_cast<Xapian::docid>(parts_.size());
    std::vector<Xapian::docid> numbers;
    for (const Xapian::docid hit : hits)
        numbers.push_back((hit - 1) / count + 1);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    const auto most = static_cast<Xapian::doccount>(numbers.size() * count);
    const Xapian::Query among((new listed_source(std::move(numbers)))->release());
    Xapian::Enquire enquire(database_);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, runnable(one.query, bm25), among));
    enquire.set_weighting_scheme(
        Xapian::BM25Weight(bm25.k1, bm25.k2, bm25.k3, bm25.b, bm25.min_length));
    const Xapian::MSet set = enquire.get_mset(0, most);
    for (auto found = set.begin(); found != set.end(); ++found) {
        const auto at = std::find(hits.begin(), hits.end(), *found);
        if (at != hits.end())
            one.scores[at - hits.begin()] = found.get_weight();
    }
}

} // namespace

enum status match_use(struct shim_database *database, bool often, struct error *error)
{
    return seogo::guard(error, "cannot prepare for searches", [&] {
        database->matcher = std::make_unique<own_matcher>(*database, often);
    });
}
