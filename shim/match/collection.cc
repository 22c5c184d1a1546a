/* See collection.hpp and cache.hpp. */
#include "shim/match/collection.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "shim/match/far.hpp"

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
    term_statistics found;
    found.documents = whole_.get_termfreq(term);
    return terms_[term] = found;
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

phrase reader::open(const std::vector<std::string> &terms, Xapian::termcount window,
                    bool cached) const
{
    std::vector<postings> lists;
    for (const std::string &term : terms)
        lists.push_back(open(term, whole_.of(term).documents, cached));
    return {database_, std::move(lists), phrase_of(terms, window),
            cache_ != nullptr ? &cache_->phrases : nullptr};
}

std::vector<Xapian::docid> reader::with_phrase(const std::vector<std::string> &terms,
                                               Xapian::termcount window,
                                               std::vector<Xapian::docid> documents) const
{
    const Xapian::Query query = phrase_of(terms, window);
    return cache_ != nullptr ? cache_->phrases.among(query, documents)
                             : seogo::with_phrase(database_, query, std::move(documents));
}

values reader::open(Xapian::valueno slot) const
{
    if (cache_ == nullptr)
        return {database_, slot, nullptr};
    const auto made = cache_->values.try_emplace(slot, database_, documents_, slot, cache_->far);
    return {database_, slot, &made.first->second};
}

cached_postings::entry &cached_postings::at(const std::string &term)
{
    if (terms_.size() >= terms_most || postings_ > postings_most_)
        forget();
    entry &one = terms_[term];
    one.again = true;
    return one;
}

/* What was not asked for since the last time goes; all, where that is too little. */
void cached_postings::forget()
{
    postings_ = 0;
    for (auto at = terms_.begin(); at != terms_.end();) {
        entry &one = at->second;
        if (!std::exchange(one.again, false)) {
            at = terms_.erase(at);
            continue;
        }
        postings_ += one.list != nullptr ? one.list->size() : 0;
        ++at;
    }
    if (terms_.size() > terms_most / 2 || postings_ > postings_most_ / 4 * 3) {
        terms_.clear();
        postings_ = 0;
    }
}

Xapian::doccount cached_postings::documents(const std::string &term)
{
    entry &one = at(term);
    if (!one.counted) {
        one.documents = database_.get_termfreq(term);
        one.counted = true;
    }
    return one.documents;
}

std::shared_ptr<const posting_list> cached_postings::of(const std::string &term,
                                                        Xapian::doccount documents, bool need)
{
    const bool is_short = documents <= short_list;
    if (!is_short && !often_)
        return nullptr;
    entry &one = at(term);
    if (one.list == nullptr && (need || is_short || far_ || ++one.asked > asks_of_one_search)) {
        one.list = read(term);
        postings_ += one.list != nullptr ? one.list->size() : 0;
    }
    if (far_ && one.list != nullptr && !one.counted) { /* it is the database's */
        one.documents = static_cast<Xapian::doccount>(one.list->size());
        one.counted = true;
    }
    return one.list;
}

std::shared_ptr<const posting_list> cached_postings::read(const std::string &term) const
{
    if (documents_.count() > posting::places)
        return nullptr;
    std::vector<posting> postings;
    const auto made = [&] {
        postings.shrink_to_fit();
        return std::make_shared<const posting_list>(std::move(postings), documents_.count());
    };
    const auto add = [&](Xapian::docid document, Xapian::termcount frequency) {
        if (frequency == 0 || frequency >= posting::frequencies)
            return false;
        postings.emplace_back(document - documents_.first, frequency);
        return true;
    };
    if (far_) {
        for (const auto &[document, frequency] : far_frequencies(database_, term))
            if (!add(document, static_cast<Xapian::termcount>(frequency)))
                return nullptr;
        return made();
    }
    auto at = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    if (at != end)
        at.skip_to(documents_.first);
    for (; at != end && *at <= documents_.last; ++at)
        if (!add(*at, at.get_wdf()))
            return nullptr;
    return made();
}

posting_list::posting_list(std::vector<posting> postings, std::size_t places)
    : postings_(std::move(postings))
{
    constexpr std::size_t postings_of_run = 32;
    while ((places >> shift_) * postings_of_run > size())
        shift_++;
    runs_.resize((places >> shift_) + 2, static_cast<std::uint32_t>(size()));
    for (std::size_t i = size(); i-- > 0;)
        runs_[postings_[i].place() >> shift_] = static_cast<std::uint32_t>(i);
    for (std::size_t run = runs_.size() - 1; run-- > 0;)
        runs_[run] = std::min(runs_[run], runs_[run + 1]);
}

/* f / (against + f) of a frequency f. */
void posting_list::set(const bm25 &by, const Xapian::termcount *lengths) const
{
    if (parts_by_ && parts_by_->is_like(by))
        return;
    const bm25 here = by; /* which nothing that is written can change */
    parts_.clear();
    parts_.reserve(size());
    for (const posting &one : postings_) {
        const auto many = static_cast<float>(one.frequency());
        const auto against = static_cast<float>(here.against(lengths[one.place()]));
        const int part = static_cast<int>(many / (against + many) * parts_of_whole) + 1;
        parts_.push_back(static_cast<std::uint8_t>(std::min(part, parts_of_whole)));
    }
    parts_by_ = by;
}

void cached_lengths::read()
{
    std::vector<Xapian::termcount> lengths(documents_.count());
    if (far_) {
        for (const auto &[document, length] : far_lengths(database_))
            lengths[document - documents_.first] =
                static_cast<Xapian::termcount>(std::lround(length));
        lengths_ = std::move(lengths);
        return;
    }
    auto at = database_.postlist_begin(std::string());
    const auto end = database_.postlist_end(std::string());
    if (at != end)
        at.skip_to(documents_.first);
    for (; at != end && *at <= documents_.last; ++at)
        lengths[*at - documents_.first] = at.get_doclength();
    lengths_ = std::move(lengths);
}

void cached_values::read_run(std::size_t place)
{
    const std::size_t count = std::min(values_.size() - place, run);
    const Xapian::docid first = first_ + static_cast<Xapian::docid>(place);
    std::array<double, run> found{}; /* none is known until all were read */
    auto at = database_.valuestream_begin(slot_);
    const auto none = database_.valuestream_end(slot_);
    if (at != none)
        at.skip_to(first);
    for (; at != none && at.get_docid() - first < count; ++at)
        found[at.get_docid() - first] = Xapian::sortable_unserialise(*at);
    std::copy_n(found.begin(), count, values_.begin() + static_cast<std::ptrdiff_t>(place));
}

void cached_values::read_all()
{
    std::fill(values_.begin(), values_.end(), 0);
    for (const auto &[document, value] : far_values(database_, slot_))
        values_[document - first_] = value;
}

static document_list both(const document_list &some, const document_list &others)
{
    document_list made;
    std::set_intersection(some.begin(), some.end(), others.begin(), others.end(),
                          std::back_inserter(made));
    return made;
}

static document_list any(const document_list &some, const document_list &others)
{
    document_list made;
    std::set_union(some.begin(), some.end(), others.begin(), others.end(),
                   std::back_inserter(made));
    return made;
}

const document_list &cached_phrases::of(const Xapian::Query &phrase)
{
    return known_.of(phrase.serialise(),
                     [&](const std::string &) { return far_matches(database_, phrase); });
}

document_list cached_phrases::among(const Xapian::Query &phrase, const document_list &documents)
{
    if (far)
        return both(of(phrase), documents);
    if (room_ > most) {
        asked_.clear();
        room_ = 0;
    }
    answers &known = asked_[phrase.serialise()];
    document_list others;
    std::set_difference(documents.begin(), documents.end(), known.asked.begin(), known.asked.end(),
                        std::back_inserter(others));
    if (!others.empty()) {
        room_ += others.size();
        known.found = any(known.found, with_phrase(database_, phrase, others));
        known.asked = any(known.asked, others);
    }
    return both(known.found, documents);
}

} // namespace seogo
