/* See cache.hpp. */
#include "shim/match/cache.hpp"

#include <iterator>
#include <utility>

#include "shim/match/far.hpp"

namespace seogo
{

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
        one.documents = from_.count(term).documents;
        one.counted = true;
    }
    return one.documents;
}

std::shared_ptr<const posting_list> cached_postings::of(const std::string &term,
                                                        Xapian::doccount documents)
{
    entry &one = at(term);
    if (!one.read) {
        one.list = read(term, documents);
        one.read = true;
        postings_ += one.list != nullptr ? one.list->size() : 0;
    }
    if (from_.far && one.list != nullptr && !one.counted) { /* it is the database's */
        one.documents = static_cast<Xapian::doccount>(one.list->size());
        one.counted = true;
    }
    return one.list;
}

std::shared_ptr<const posting_list> cached_postings::read(const std::string &term,
                                                          Xapian::doccount documents)
{
    std::vector<posting> postings;
    if (!from_.read(term, documents, postings))
        return nullptr;
    if (postings.size() < postings.capacity() / 5 * 4) /* to copy it costs more than some room */
        postings.shrink_to_fit();
    return std::make_shared<const posting_list>(std::move(postings), from_.documents.count());
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

weight_parts::weight_parts(const bm25 &of) : by(of)
{
    for (std::size_t i = 0; i < usual_.size(); i++)
        usual_[i] = reckoned(static_cast<Xapian::termcount>(i / lengths),
                             static_cast<Xapian::termcount>(i % lengths));
}

std::uint8_t weight_parts::reckoned(Xapian::termcount frequency, Xapian::termcount length) const
{
    const auto many = static_cast<float>(frequency),
               against = static_cast<float>(by.against(length));
    const float part = frequency > 0 ? many / (against + many) : 0;
    return static_cast<std::uint8_t>(
        std::min(static_cast<int>(part * parts_of_whole) + 1, parts_of_whole));
}

void posting_list::set(const weight_parts &parts, const Xapian::termcount *lengths) const
{
    if (parts_by_ && parts_by_->is_like(parts.by))
        return;
    parts_.clear();
    parts_.reserve(size());
    for (const posting &one : postings_)
        parts_.push_back(parts.of(one.frequency(), lengths[one.place()]));
    parts_by_ = parts.by;
}

void cached_values::read_run(std::size_t place)
{
    const std::size_t count = std::min(values_.size() - place, run_);
    std::vector<double> found(count); /* none is known until all were read */
    from_.read_numbers(slot_, from_.documents.first + static_cast<Xapian::docid>(place), count,
                       found.data());
    std::copy(found.begin(), found.end(), values_.begin() + static_cast<std::ptrdiff_t>(place));
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
                     [&](const std::string &) { return far_matches(from_.database(), phrase); });
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
        known.found = any(known.found, from_.with_phrase(phrase, others));
        known.asked = any(known.asked, others);
    }
    return both(known.found, documents);
}

} // namespace seogo
