/* See collection.hpp and cache.hpp. */
#include "shim/match/collection.hpp"

#include <utility>

namespace seogo
{

collection::collection(const Xapian::Database &whole, std::size_t databases, bool often)
    : all{whole.get_doccount(), whole.get_avlength(), whole.get_doclength_lower_bound()},
      whole_(whole), alone_(databases == 1),
      cache_(often && alone_ ? std::make_unique<cache>(whole) : nullptr)
{
}

const term_statistics &collection::of(const std::string &term)
{
    const auto known = terms_.find(term);
    if (known != terms_.end())
        return known->second;
    if (terms_.size() == terms_most)
        terms_.clear();
    term_statistics found;
    found.documents = whole_.get_termfreq(term);
    if (found.documents > 0)
        found.most = whole_.get_wdf_upper_bound(term);
    return terms_[term] = found;
}

double collection::greatest(Xapian::valueno slot) const
{
    const std::string bound = whole_.get_value_upper_bound(slot);
    return bound.empty() ? 0 : Xapian::sortable_unserialise(bound);
}

phrase reader::open(const std::vector<std::string> &terms) const
{
    std::vector<postings> lists;
    for (const std::string &term : terms)
        lists.push_back(open(term));
    const Xapian::Query query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                              static_cast<Xapian::termcount>(terms.size()));
    return {database_, std::move(lists), query};
}

std::shared_ptr<const posting_list> cached_postings::of(const Xapian::Database &database,
                                                        const std::string &term)
{
    if (terms_.size() == terms_most || postings_ > postings_most_) {
        terms_.clear();
        postings_ = 0;
    }
    entry &one = terms_[term];
    if (one.list == nullptr && ++one.asked > asks_of_one_search) {
        auto list = std::make_shared<posting_list>();
        list->reserve(database.get_termfreq(term));
        for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
            list->push_back({*at, at.get_wdf()});
        postings_ += list->size();
        one.list = std::move(list);
    }
    return one.list;
}

} // namespace seogo
