/* See lists.hpp. */
#include "shim/match/lists.hpp"

#include <algorithm>
#include <utility>

namespace seogo
{

void postings::open(const Xapian::Database &database, const std::string &term)
{
    at_ = database.postlist_begin(term);
    end_ = database.postlist_end(term);
    document_ = at_ == end_ ? no_document : *at_;
}

void phrase::rewind()
{
    for (postings &list : lists_)
        list.rewind();
    found_.clear();
    at_ = 0;
    last_ = 0;
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

/* Those that have all terms, from this one on: many_ of them, or all that are expected. */
std::vector<Xapian::docid> phrase::candidates(Xapian::docid from)
{
    std::vector<Xapian::docid> all;
    last_ = no_document;
    if (expected_ != nullptr) {
        for (auto at = std::lower_bound(expected_->begin(), expected_->end(), from);
             at != expected_->end(); ++at)
            if (candidate(*at) == *at)
                all.push_back(*at);
        return all;
    }
    for (Xapian::docid next = from; all.size() < many_ && (next = candidate(next)) != no_document;
         next++)
        all.push_back(next);
    if (all.size() == many_)
        last_ = all.back();
    return all;
}

void phrase::read(Xapian::docid from)
{
    if (known_->far) {
        found_ = known_->of(query_);
        at_ = 0;
        last_ = no_document;
        return;
    }
    /* Where few of them are asked for, few are read. */
    many_ = asked_ * 4 >= many_ ? std::min(many_ * 2, most) : fewest;
    asked_ = 0;
    found_ = known_->among(query_, candidates(from));
    at_ = 0;
}

} // namespace seogo
