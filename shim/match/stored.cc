/* See stored.hpp. */
#include "shim/match/stored.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "shim/match/far.hpp"
#include "shim/match/listed.hpp"

namespace seogo
{

stored::stored(std::string path, std::string uuid, document_range of, Xapian::doccount all)
    : documents(of), documents_of_all(all), far(false), path_(std::move(path)),
      uuid_(std::move(uuid)), fast_(glass::database::open(path_, uuid_))
{
}

stored::stored(const Xapian::Database &opened, std::string path, document_range of, bool is_far)
    : documents(of), documents_of_all(opened.get_doccount()), far(is_far), path_(std::move(path)),
      uuid_(opened.get_uuid()), database_(opened), opened_(true),
      fast_(is_far || path_.empty() ? nullptr : glass::database::open(path_, uuid_))
{
}

/* What is published anew meanwhile is read anew, as everything is then. */
const Xapian::Database &stored::database()
{
    if (opened_)
        return database_;
    Xapian::Database again;
    try {
        again = Xapian::Database(path_);
    } catch (const Xapian::DatabaseNotFoundError &gone) {
        throw Xapian::DatabaseModifiedError(gone.get_msg());
    }
    if (again.get_uuid() != uuid_)
        throw Xapian::DatabaseModifiedError("another is there now: " + path_);
    database_ = again;
    opened_ = true;
    return database_;
}

term_statistics stored::count(const std::string &term)
{
    std::uint32_t found = 0;
    std::uint64_t times = 0;
    constexpr std::uint64_t greatest = std::numeric_limits<Xapian::termcount>::max();
    if (is_fast() && fast_->count(term, found, times))
        return {found,
                static_cast<Xapian::termcount>(std::min({times, fast_->frequency_max(), greatest})),
                true};
    return {database().get_termfreq(term), 0, false};
}

/* False where it does not fit. */
static bool add(std::uint64_t place, std::uint64_t frequency, std::vector<posting> &postings)
{
    if (place >= posting::places || frequency == 0 || frequency >= posting::frequencies)
        return false;
    postings.emplace_back(static_cast<std::uint32_t>(place),
                          static_cast<Xapian::termcount>(frequency));
    return true;
}

bool stored::read(const std::string &term, Xapian::doccount about, std::vector<posting> &postings)
{
    /* About as many as elsewhere, and some more; where the slice is all, all. */
    const std::size_t all = std::max(documents_of_all, Xapian::doccount{1}),
                      here = std::min(documents.count(), all);
    postings.reserve(std::min<std::size_t>(about, all) * std::min(here + here / 8, all) / all);
    bool fits = true;
    const auto take = [&](std::uint32_t document, std::uint32_t frequency) {
        fits = add(document - documents.first, frequency, postings) && fits;
    };
    if (is_fast() && fast_->each_posting(term, documents.first, documents.last, take))
        return fits;
    postings.clear();
    return read_slowly(term, postings);
}

bool stored::read_slowly(const std::string &term, std::vector<posting> &postings)
{
    if (far) {
        for (const auto &[document, frequency] : far_frequencies(database(), term))
            if (!add(document - documents.first, static_cast<std::uint64_t>(frequency), postings))
                return false;
        return true;
    }
    auto at = database().postlist_begin(term);
    const auto end = database().postlist_end(term);
    if (at != end)
        at.skip_to(documents.first);
    for (; at != end && *at <= documents.last; ++at)
        if (!add(*at - documents.first, at.get_wdf(), postings))
            return false;
    return true;
}

std::vector<Xapian::termcount> stored::lengths()
{
    std::vector<Xapian::termcount> found(documents.count());
    const auto take = [&](std::uint32_t document, std::uint32_t length) {
        found[document - documents.first] = length;
    };
    if (is_fast() && fast_->each_length(documents.first, documents.last, take))
        return found;
    if (far) {
        for (const auto &[document, length] : far_lengths(database()))
            take(document, static_cast<std::uint32_t>(std::lround(length)));
        return found;
    }
    auto at = database().postlist_begin(std::string());
    const auto end = database().postlist_end(std::string());
    if (at != end)
        at.skip_to(documents.first);
    for (; at != end && *at <= documents.last; ++at)
        take(*at, at.get_doclength());
    return found;
}

void stored::read_numbers(Xapian::valueno slot, Xapian::docid first, std::size_t count,
                          double *numbers)
{
    std::fill_n(numbers, count, 0);
    if (far) {
        for (const auto &[document, number] : far_values(database(), slot))
            if (document >= first && document - first < count)
                numbers[document - first] = number;
        return;
    }
    const auto take = [&](std::uint32_t document, std::string_view value) {
        numbers[document - first] = Xapian::sortable_unserialise(std::string(value));
    };
    const auto last = static_cast<Xapian::docid>(first + count - 1);
    if (is_fast() && fast_->each_value(slot, first, last, take))
        return;
    std::fill_n(numbers, count, 0); /* it may have told some */
    auto at = database().valuestream_begin(slot);
    const auto end = database().valuestream_end(slot);
    if (at != end)
        at.skip_to(first);
    for (; at != end && at.get_docid() <= last; ++at)
        take(at.get_docid(), *at);
}

document_list stored::with_phrase(const Xapian::Query &phrase, document_list some)
{
    document_list found;
    if (some.empty())
        return found;
    const auto count = static_cast<Xapian::doccount>(some.size());
    auto *source = new listed_source(std::move(some));
    const Xapian::Query among(source->release());
    Xapian::Enquire enquire(database());
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, phrase, among));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet set = enquire.get_mset(0, count);
    for (auto one = set.begin(); one != set.end(); ++one)
        found.push_back(*one);
    return found;
}

} // namespace seogo
