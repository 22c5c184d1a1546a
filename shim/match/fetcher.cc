/* See fetcher.hpp. */
#include "shim/match/fetcher.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "shim/xapian/parallel.hpp"
#include "shim/xapian/reserve.hpp"

namespace seogo
{

static constexpr unsigned never = std::numeric_limits<unsigned>::max();

static void add_terms(const expression &query, std::set<std::string> &terms)
{
    if (query.what == expression::kind::term)
        terms.insert(query.term);
    for (const auto &child : query.children)
        add_terms(*child, terms);
}

fetcher::fetcher(collection &whole, slices &all) : whole_(whole)
{
    for (auto &part : all.parts)
        for (slice &one : part)
            slices_.push_back(&one);
}

bool fetcher::is_there(const std::string &term) const
{
    return std::all_of(slices_.begin(), slices_.end(),
                       [&](slice *one) { return one->cache().postings.has(term); });
}

bool fetcher::fetch(const std::vector<const expression *> &queries, bool need)
{
    std::set<std::string> terms, missing;
    for (const expression *query : queries)
        add_terms(*query, terms);
    for (const std::string &term : terms)
        if (!is_there(term))
            missing.insert(term);
    if (sought_.size() > sought_most)
        sought_.clear();
    bool again = true;
    for (const std::string &term : missing)
        again = sought_.try_emplace(term, searches_).first->second < searches_ && again;
    return missing.empty() || ((again || need) && read(missing));
}

/* Of all slices at a time; their statistics come with them. */
bool fetcher::read(const std::set<std::string> &terms)
{
    std::vector<std::map<std::string, term_statistics>> found(slices_.size());
    in_parallel(slices_.size(), [&](std::size_t i) {
        const memory_reserve reserve;
        for (const std::string &term : terms) {
            const auto list = slices_[i]->cache().postings.of(term, 0);
            if (list == nullptr)
                continue;
            term_statistics &one = found[i][term];
            one.documents = static_cast<Xapian::doccount>(list->size());
            for (const posting &at : *list)
                one.most = std::max(one.most, at.frequency());
        }
    });
    for (const std::string &term : terms) {
        term_statistics whole{0, 0, true};
        for (const auto &part : found) {
            const auto here = part.find(term);
            if (here == part.end()) {
                sought_[term] = never;
                return false;
            }
            whole.documents += here->second.documents;
            whole.most = std::max(whole.most, here->second.most);
        }
        whole_.tell(term, whole);
        sought_.erase(term); /* once forgotten it is left to the servers again */
    }
    return true;
}

} // namespace seogo
