/* See lists.hpp. */
#include "shim/match/lists.hpp"

#include <algorithm>
#include <utility>

#include "shim/match/listed.hpp"

namespace seogo
{

/* By steps that double, then by halves: it is mostly near. */
void postings::move_in_list_to(Xapian::docid document)
{
    const posting_list &list = *list_;
    std::size_t step = 1, from = place_ + 1;
    while (from + step < list.size() && list[from + step].document < document) {
        from += step;
        step *= 2;
    }
    const auto begin = list.begin() + static_cast<std::ptrdiff_t>(from),
               end = list.begin() +
                     static_cast<std::ptrdiff_t>(std::min(from + step + 1, list.size()));
    const auto at =
        std::lower_bound(begin, end, document, [](const posting &one, Xapian::docid wanted) {
            return one.document < wanted;
        });
    place_ = static_cast<std::size_t>(at - list.begin());
    document_ = place_ < list.size() ? list[place_].document : no_document;
}

/* The first document from this one on that has all terms. */
Xapian::docid phrase::candidate(Xapian::docid from)
{
    for (std::size_t i = 0, same = 0; same < lists_.size() && from != no_document;
         i = (i + 1) % lists_.size()) {
        const Xapian::docid next = lists_[i].move_to(from);
        same = next == from ? same + 1 : 1;
        from = next;
    }
    return from;
}

void phrase::read(Xapian::docid from)
{
    std::vector<Xapian::docid> candidates;
    /* Where few of them are asked for, few are read. */
    many_ = asked_ * 4 >= many_ ? std::min(many_ * 2, most) : fewest;
    asked_ = 0;
    for (Xapian::docid next = from;
         candidates.size() < many_ && (next = candidate(next)) != no_document; next++)
        candidates.push_back(next);
    last_ = candidates.size() < many_ ? no_document : candidates.back();
    auto *source = new listed_source(std::move(candidates));
    const Xapian::Query among(source->release());
    Xapian::Enquire enquire(database_);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query_, among));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet set = enquire.get_mset(0, static_cast<Xapian::doccount>(many_));
    found_.clear();
    for (auto one = set.begin(); one != set.end(); ++one)
        found_.push_back(*one);
    at_ = 0;
}

} // namespace seogo
