/* See collection.hpp. */
#include "shim/match/collection.hpp"

#include <algorithm>
#include <utility>

namespace seogo
{

collection::collection(const Xapian::Database &whole, bool of_one)
    : all{whole.get_doccount(), whole.get_avlength(), whole.get_doclength_lower_bound()},
      alone(of_one), whole_(whole)
{
}

void collection::learn(const expression &query)
{
    if (query.what == expression::kind::term)
        of(query.term);
    else if (query.what == expression::kind::value)
        greatest(query.slot);
    for (const auto &child : query.children)
        learn(*child);
}

Xapian::doccount collection::documents(const std::string &term)
{
    if (terms_.size() >= terms_most)
        terms_.clear();
    return counted(term).documents;
}

term_statistics &collection::counted(const std::string &term)
{
    const auto known = terms_.find(term);
    if (known != terms_.end())
        return known->second;
    if (only_ != nullptr)
        return terms_[term] = only_->count(term);
    return terms_[term] = {whole_.get_termfreq(term), 0, false};
}

const term_statistics &collection::of(const std::string &term)
{
    term_statistics &found = counted(term);
    if (!found.bounded) { /* else threads may be reading it */
        found.most = found.documents > 0 ? whole_.get_wdf_upper_bound(term) : 0;
        found.bounded = true;
    }
    return found;
}

void collection::tell(const std::string &term, const term_statistics &known)
{
    if (terms_.size() >= terms_most)
        terms_.clear();
    terms_[term] = known;
}

double collection::greatest(Xapian::valueno slot)
{
    const auto known = greatest_.find(slot);
    if (known != greatest_.end())
        return known->second;
    const std::string bound = whole_.get_value_upper_bound(slot);
    return greatest_[slot] = bound.empty() ? 0 : Xapian::sortable_unserialise(bound);
}

phrase reader::open(const std::vector<std::string> &terms, Xapian::termcount window) const
{
    std::vector<postings> lists;
    for (const std::string &term : terms)
        lists.push_back(open(term, whole_.of(term).documents));
    return {std::move(lists), phrase_of(terms, window), cache_.phrases};
}

std::vector<Xapian::docid> reader::with_phrase(const std::vector<std::string> &terms,
                                               Xapian::termcount window,
                                               const std::vector<Xapian::docid> &documents) const
{
    return cache_.phrases.among(phrase_of(terms, window), documents);
}

values reader::open(Xapian::valueno slot) const
{
    if (!often_ && from_.is_fast())
        return {from_, slot, nullptr};
    return {from_, slot, &cache_.values.try_emplace(slot, from_, slot).first->second};
}

} // namespace seogo
