/* The matcher that a database is given; see match.h. */
#include "shim/match/match.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>
#include <vector>

#include "shim/match/best.hpp"
#include "shim/match/fetcher.hpp"
#include "shim/match/hits.hpp"
#include "shim/match/listed.hpp"
#include "shim/match/source.hpp"
#include "shim/match/workers.hpp"
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/xapian/reserve.hpp"
#include "shim/xapian/weigh.hpp"

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

/* A slice of one of the databases. */
struct part_slice {
    std::size_t part;
    slice *of;
};

class own_matcher : public matcher
{
  public:
    own_matcher(shim_database &database, bool often, unsigned most)
        : asked_(database), database_(database.database),
          whole_(database.database, database.parts.size() == 1), slices_(database, often, most),
          fetcher_(whole_, slices_)
    {
        if (whole_.alone)
            whole_.count_by(slices_.parts[0][0].from());
        for (std::size_t part = 0; part < slices_.parts.size(); part++)
            for (slice &of : slices_.parts[part])
                all_.push_back({part, &of});
    }

    Xapian::doccount documents(const std::string &term) override
    {
        if (!asked_.remote)
            return whole_.documents(term);
        return asked_.documents.of(
            term, [&](const std::string &one) { return database_.get_termfreq(one); });
    }
    Xapian::doccount surely(const expression &query) override;
    bool best(const expression &query, const struct shim_bm25 &bm25, std::size_t count,
              std::size_t counted, scored_documents &found, struct shim_total &total) override;
    Xapian::Query runnable(const expression_ptr &query, const struct shim_bm25 &bm25) override
    {
        if (asked_.remote)
            return built(*query);
        whole_.learn(*query);
        return run(query, bm25, 1);
    }
    bool score(const std::vector<Xapian::docid> &hits, bool named,
               const std::vector<asked> &queries, const struct shim_bm25 &bm25) override;

  private:
    /* A document of a part in the numbers of the whole, where those of the parts come in
     * turn. */
    Xapian::docid in_whole(std::size_t part, Xapian::docid document) const
    {
        const std::size_t count = slices_.parts.size();
        return static_cast<Xapian::docid>((document - 1) * count + part + 1);
    }

    bool learn(const std::vector<const expression *> &queries, bool need);
    struct shim_total total_of(const std::vector<finder::counts> &counts) const;
    Xapian::Query run(const expression_ptr &query, const struct shim_bm25 &bm25, double factor);
    void add_hits(const part_slice &some, const std::vector<Xapian::docid> &hits,
                  weighed_hits &weighed, std::vector<std::size_t> &order);
    void score_any(const std::vector<Xapian::docid> &hits, const asked &one,
                   const struct shim_bm25 &bm25);

    shim_database &asked_;
    Xapian::Database database_;
    collection whole_;
    slices slices_;
    std::vector<part_slice> all_;
    fetcher fetcher_; /* from afar */
    workers workers_;
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

/* Asks for all that searches of the queries will ask for; false where they are the servers'. */
bool own_matcher::learn(const std::vector<const expression *> &queries, bool need)
{
    if (asked_.remote && !fetcher_.fetch(queries, need))
        return false;
    for (const expression *query : queries)
        whole_.learn(*query);
    return true;
}

/* What was counted is told, which is all where it is less than was to be. */
void count_exactly(const best_of_all &all, struct shim_total &total)
{
    const auto counted = static_cast<Xapian::doccount>(all.counted);
    total.lower = std::max(total.lower, counted);
    if (all.counted < all.count)
        total.lower = total.upper = counted;
    total.upper = std::max(total.upper, total.lower);
    total.estimate = std::clamp(total.estimate, total.lower, total.upper);
}

/* Each slice by itself; what one of them has found in plenty no other looks for less. */
bool own_matcher::best(const expression &query, const struct shim_bm25 &bm25, std::size_t count,
                       std::size_t counted, scored_documents &found, struct shim_total &total)
{
    const bool is_counted = surely(query) >= counted;
    fetcher_.begin_search();
    if (!is_weighable(query) || (!is_counted && !asked_.remote) || !learn({&query}, false))
        return false;
    best_of_all all;
    all.count = is_counted ? 0 : counted;
    std::vector<scored_documents> bests(all_.size());
    std::vector<finder::counts> counts(all_.size());
    workers_.run(all_.size(), [&](std::size_t i) {
        const memory_reserve reserve;
        best_of_slice search(whole_, *all_[i].of, bm25, query, count, all);
        bests[i] = search.find();
        counts[i] = search.count();
        for (auto &one : bests[i])
            one.first = in_whole(all_[i].part, one.first);
    });
    total = total_of(counts);
    count_exactly(all, total);
    for (const scored_documents &some : bests)
        found.insert(found.end(), some.begin(), some.end());
    if (found.size() < count) /* nothing was left out */
        total.lower = total.estimate = total.upper = static_cast<Xapian::doccount>(found.size());
    std::sort(found.begin(), found.end(), is_better);
    found.resize(std::min(count, found.size()));
    return true;
}

/* No more digits than a guess between the bounds is worth. */
Xapian::doccount rounded(const struct shim_total &total)
{
    Xapian::doccount unit = 1;
    while (unit < (total.upper - total.lower) / 20)
        unit *= 10;
    return std::clamp((total.estimate + unit / 2) / unit * unit, total.lower, total.upper);
}

/* A part's number is told by its first slice. */
struct shim_total own_matcher::total_of(const std::vector<finder::counts> &counts) const
{
    struct shim_total total = {0, 0, 0};
    for (std::size_t i = 0; i < all_.size(); i++) {
        if (i > 0 && all_[i].part == all_[i - 1].part)
            continue;
        total.lower += static_cast<Xapian::doccount>(counts[i].least);
        total.estimate += static_cast<Xapian::doccount>(counts[i].about + 0.5);
        total.upper += static_cast<Xapian::doccount>(counts[i].most);
    }
    total.estimate = rounded(total);
    return total;
}

/* What the scorer can do is found by it, as large as it is; the rest by Xapian. */
Xapian::Query own_matcher::run(const expression_ptr &query, const struct shim_bm25 &bm25,
                               double factor)
{
    if (!is_own(*query))
        return factor == 1 ? built(*query) : Xapian::Query(factor, built(*query));
    if (is_weighable(*query)) {
        auto *source = new weighed_source(whole_, slices_, bm25, query, factor);
        return Xapian::Query(source->release());
    }
    if (query->what == expression::kind::scaled)
        return run(query->children[0], bm25, factor * query->factor);
    std::vector<Xapian::Query> children;
    for (const auto &child : query->children)
        children.push_back(run(child, bm25, factor));
    if (is_added(*query))
        return added(children[0], children[1], children[1]);
    return combined(query->op, query->window, children);
}

bool own_matcher::score(const std::vector<Xapian::docid> &hits, bool named,
                        const std::vector<asked> &queries, const struct shim_bm25 &bm25)
{
    std::vector<asked> weighable;
    std::vector<const expression *> learnt;
    for (const asked &one : queries)
        if (is_weighable(*one.query)) {
            weighable.push_back(one);
            learnt.push_back(one.query.get());
        }
    if (asked_.remote && weighable.size() < queries.size())
        return false;
    if (!learn(learnt, !named))
        return false;
    for (const asked &one : queries)
        if (!is_weighable(*one.query))
            score_any(hits, one, bm25);
    weighed_hits weighed(whole_, bm25);
    std::vector<std::size_t> order;
    for (const part_slice &some : all_) /* which costs less than to wake others */
        add_hits(some, hits, weighed, order);
    for (const asked &one : weighable) {
        const std::vector<double> &weights = weighed.weigh(*one.query);
        for (std::size_t i = 0; i < order.size(); i++)
            one.scores[order[i]] = weights[i];
    }
    return true;
}

/* Those in a slice are added to the hits that are weighed, their numbers to the order. */
void own_matcher::add_hits(const part_slice &some, const std::vector<Xapian::docid> &hits,
                           weighed_hits &weighed, std::vector<std::size_t> &order)
{
    const auto count = static_cast<Xapian::docid>(slices_.parts.size());
    std::vector<place> places;
    for (std::size_t hit = 0; hit < hits.size(); hit++) {
        const Xapian::docid document = (hits[hit] - 1) / count + 1;
        if ((hits[hit] - 1) % count == some.part && some.of->documents().has(document))
            places.push_back({document, hit});
    }
    if (places.empty())
        return;
    std::sort(places.begin(), places.end());
    std::vector<Xapian::docid> documents;
    for (const place &at : places) {
        documents.push_back(at.document);
        order.push_back(at.hit);
    }
    weighed.add(*some.of, documents);
}

/* Any query, which Xapian matches on the documents of these numbers; of several
 * databases each has its own of every number. */
void own_matcher::score_any(const std::vector<Xapian::docid> &hits, const asked &one,
                            const struct shim_bm25 &bm25)
{
    const auto count = static_cast<Xapian::docid>(slices_.parts.size());
    std::vector<Xapian::docid> numbers;
    for (const Xapian::docid hit : hits)
        numbers.push_back((hit - 1) / count + 1);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    const auto most = static_cast<Xapian::doccount>(numbers.size() * count);
    const Xapian::Query among((new listed_source(std::move(numbers)))->release());
    Xapian::Enquire enquire(database_);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, runnable(one.query, bm25), among));
    enquire.set_weighting_scheme(weighting(bm25));
    const Xapian::MSet set = enquire.get_mset(0, most);
    for (auto found = set.begin(); found != set.end(); ++found) {
        const auto at = std::find(hits.begin(), hits.end(), *found);
        if (at != hits.end())
            one.scores[at - hits.begin()] = found.get_weight();
    }
}

} // namespace

enum status match_use(struct shim_database *database, struct match_options options,
                      struct error *error)
{
    return seogo::guard(error, "cannot prepare for searches", [&] {
        database->matcher = std::make_unique<own_matcher>(*database, options.often, options.slices);
    });
}
