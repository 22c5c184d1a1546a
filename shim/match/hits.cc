/* See hits.hpp. */
#include "shim/match/hits.hpp"

#include <algorithm>
#include <utility>

namespace seogo
{

weighed_hits::weighed_hits(collection &whole, const struct shim_bm25 &parameters)
    : whole_(whole), bm25_(parameters, whole.all)
{
}

void weighed_hits::add(slice &of, const std::vector<Xapian::docid> &documents)
{
    const std::size_t first = documents_.size();
    parts_.push_back({{whole_, of}, first, first + documents.size()});
    for (const Xapian::docid document : documents) {
        all_.push_back(documents_.size());
        documents_.push_back(document);
        against_.push_back(bm25_.against(parts_.back().of.length(document)));
    }
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

void weighed_hits::add_term(const std::string &term, double factor, const places &of, weights &sums)
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
    for (const part &some : parts_)
        look_up_in(some, term, many);
    return many;
}

void weighed_hits::look_up_in(const part &some, const std::string &term, frequencies &many)
{
    const Xapian::doccount documents = some.of.documents(term, whole_.of(term));
    if (documents == 0)
        return;
    postings list = some.of.open(term, documents);
    for (std::size_t at = some.first; at < some.end; at++)
        list.prefetch(documents_[at]);
    for (std::size_t at = some.first; at < some.end; at++)
        if (list.move_to(documents_[at]) == documents_[at])
            many[at] = list.frequency();
}

void weighed_hits::add_value(Xapian::valueno slot, double factor, const places &of, weights &sums)
{
    auto at = of.begin();
    for (const part &some : parts_) {
        values numbers = some.of.open(slot);
        for (; at != of.end() && *at < some.end; ++at)
            sums[*at] += factor * numbers.at(documents_[*at]);
    }
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
    for (const auto &child : query.children)
        terms.push_back(child->term);
    places with;
    auto at = of.begin();
    for (const part &some : parts_) {
        const auto end = std::lower_bound(at, of.end(), some.end);
        std::vector<Xapian::docid> documents;
        for (auto one = at; one != end; ++one)
            documents.push_back(documents_[*one]);
        const document_list found = some.of.with_phrase(terms, query.window, documents);
        auto next = found.begin();
        for (; at != end; ++at)
            if (next != found.end() && *next == documents_[*at]) {
                with.push_back(*at);
                ++next;
            }
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
