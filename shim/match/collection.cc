/* See collection.hpp and cache.hpp. */
#include "shim/match/collection.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace seogo
{

collection::collection(const Xapian::Database &whole, const std::vector<Xapian::Database> &parts,
                       bool often)
    : all{whole.get_doccount(), whole.get_avlength(), whole.get_doclength_lower_bound()},
      whole_(whole), alone_(parts.size() == 1)
{
    for (std::size_t i = 0; often && i < parts.size(); i++) {
        const auto made = caches_.try_emplace(parts[i].get_uuid());
        made.first->second = made.second ? std::make_unique<cache>(parts[i]) : nullptr;
    }
}

cache *collection::cache_of(const Xapian::Database &part) const
{
    if (caches_.empty())
        return nullptr;
    const auto found = caches_.find(part.get_uuid());
    return found != caches_.end() ? found->second.get() : nullptr;
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

phrase reader::open(const std::vector<std::string> &terms, Xapian::termcount window) const
{
    std::vector<postings> lists;
    for (const std::string &term : terms)
        lists.push_back(open(term));
    const Xapian::Query query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), window);
    return {database_, std::move(lists), query};
}

cached_postings::entry &cached_postings::at(const std::string &term)
{
    if (terms_.size() == terms_most || postings_ > postings_most_) {
        terms_.clear();
        postings_ = 0;
    }
    return terms_[term];
}

Xapian::doccount cached_postings::documents(const Xapian::Database &database,
                                            const std::string &term)
{
    entry &one = at(term);
    if (!one.counted) {
        one.documents = database.get_termfreq(term);
        one.counted = true;
    }
    return one.documents;
}

void cached_values::read_run(Xapian::docid first)
{
    const std::size_t count = std::min(values_.size() - first, std::size_t{run});
    std::array<double, run> found{}; /* none is known until all were read */
    auto at = database_.valuestream_begin(slot_);
    const auto none = database_.valuestream_end(slot_);
    if (at != none)
        at.skip_to(first);
    for (; at != none && at.get_docid() - first < count; ++at)
        found[at.get_docid() - first] = Xapian::sortable_unserialise(*at);
    std::copy_n(found.begin(), count, values_.begin() + first);
}

std::shared_ptr<const posting_list> cached_postings::of(const Xapian::Database &database,
                                                        const std::string &term)
{
    entry &one = at(term);
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
