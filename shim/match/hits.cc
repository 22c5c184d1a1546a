/* See hits.hpp. */
#include "shim/match/hits.hpp"

#include <numeric>
#include <utility>

namespace seogo
{

weighed_hits::weighed_hits(collection &whole, slice &of, const struct shim_bm25 &parameters,
                           std::vector<Xapian::docid> documents)
    : whole_(whole), reader_(whole, of), bm25_(parameters, whole.all),
      documents_(std::move(documents)), all_(documents_.size())
{
    std::iota(all_.begin(), all_.end(), 0);
    for (const Xapian::docid document : documents_)
        against_.push_back(bm25_.against(reader_.length(document)));
}

const std::vector<double> &weighed_hits::weigh(const expression &query)
{
    const auto found = known_.find(&query);
    if (found != known_.end())
        return found->second;
    return known_[&query] = of(query, 1, all_);
}

weighed_hits::weights weighed_hits::of(const expression &query, double factor, const places &of)
{
    weights made(documents_.size());
    add(query, factor, of, made);
    return made;
}

/* Adds to the sums what the documents of these places weigh. */
void weighed_hits::add(const expression &query, double factor, const places &of, weights &sums)
{
    const auto found = known_.find(&query);
    if (found != known_.end()) {
        for (const std::size_t at : of)
            sums[at] += factor * found->second[at];
        return;
    }
    switch (query.what) {
    case expression::kind::term:
        return add_term(query.term, factor, of, sums);
    case expression::kind::value:
        return add_value(query.slot, factor, of, sums);
    case expression::kind::scaled:
        return add(*query.children[0], factor * query.factor, of, sums);
    default:
        break;
    }
    switch (query.op) {
    case SHIM_OR:
        for (const auto &child : query.children)
            add(*child, factor, of, sums);
        return;
    case SHIM_FIRST:
        return add_first(query, factor, of, sums);
    case SHIM_AND_MAYBE:
        return add_maybe(query, factor, of, sums);
    case SHIM_AND_NOT:
        return add_without(query, factor, of, sums);
    default:
        return add_all(query, factor, of, sums);
    }
}

void weighed_hits::add_term(const std::string &term, double factor, const places &of,
                            weights &sums)
{
    const Xapian::doccount documents = whole_.of(term).documents;
    if (documents == 0 || of.empty())
        return;
    const double weight = factor * bm25_.weight(documents);
    const frequencies &many = look_up(term);
    for (const std::size_t at : of)
        sums[at] += bm25::part(weight, many[at], against_[at]);
}

const weighed_hits::frequencies &weighed_hits::look_up(const std::string &term)
{
    const auto made = terms_.try_emplace(term);
    frequencies &many = made.first->second;
    if (!made.second)
        return many;
    many.resize(documents_.size());
    const Xapian::doccount documents = reader_.documents(term, whole_.of(term));
    if (documents == 0)
        return many;
    postings list = reader_.open(term, documents, false);
    for (const Xapian::docid document : documents_)
        list.prefetch(document);
    for (std::size_t at = 0; at < documents_.size(); at++)
        if (list.move_to(documents_[at]) == documents_[at])
            many[at] = list.frequency();
    return many;
}

void weighed_hits::add_value(Xapian::valueno slot, double factor, const places &of, weights &sums)
{
    values numbers = reader_.open(slot);
    for (const std::size_t at : of)
        sums[at] += factor * numbers.at(documents_[at]);
}

/* What matches hides what is behind it, however little it weighs. */
void weighed_hits::add_first(const expression &query, double factor, const places &of,
                             weights &sums)
{
    places left = of;
    for (const auto &child : effective(query)) {
        places others;
        const weights some = this->of(*child, factor, left);
        for (const std::size_t at : left) {
            sums[at] += some[at];
            if (some[at] == 0)
                others.push_back(at);
        }
        left = std::move(others);
    }
}

void weighed_hits::add_all(const expression &query, double factor, const places &of, weights &sums)
{
    places left = of;
    weights all(documents_.size());
    for (const auto &child : query.children) {
        places with;
        const weights some = this->of(*child, factor, left);
        for (const std::size_t at : left)
            if (some[at] > 0) {
                all[at] += some[at];
                with.push_back(at);
            }
        left = std::move(with);
    }
    if (query.op == SHIM_PHRASE)
        left = with_phrase(query, left);
    for (const std::size_t at : left)
        sums[at] += all[at];
}

/* Those of documents that have all its terms. */
weighed_hits::places weighed_hits::with_phrase(const expression &query, const places &of)
{
    std::vector<std::string> terms;
    std::vector<Xapian::docid> documents;
    for (const auto &child : query.children)
        terms.push_back(child->term);
    for (const std::size_t at : of)
        documents.push_back(documents_[at]);
    places with;
    const std::vector<Xapian::docid> found = reader_.with_phrase(terms, query.window, documents);
    auto next = found.begin();
    for (const std::size_t at : of)
        if (next != found.end() && *next == documents_[at]) {
            with.push_back(at);
            ++next;
        }
    return with;
}

void weighed_hits::add_maybe(const expression &query, double factor, const places &of,
                             weights &sums)
{
    places with;
    const weights some = this->of(*query.children[0], factor, of);
    for (const std::size_t at : of)
        if (some[at] > 0) {
            sums[at] += some[at];
            with.push_back(at);
        }
    add(*query.children[1], factor, with, sums);
}

void weighed_hits::add_without(const expression &query, double factor, const places &of,
                               weights &sums)
{
    places with;
    const weights some = this->of(*query.children[0], factor, of);
    for (const std::size_t at : of)
        if (some[at] > 0)
            with.push_back(at);
    const weights excluded = this->of(*query.children[1], 1, with);
    for (const std::size_t at : with)
        if (excluded[at] == 0)
            sums[at] += some[at];
}

} // namespace seogo
