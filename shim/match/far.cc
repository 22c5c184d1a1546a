/* See far.hpp. */
#include "shim/match/far.hpp"

#include <algorithm>

namespace seogo
{

static Xapian::MSet all_of(const Xapian::Database &database, const Xapian::Query &query,
                           const Xapian::Weight &weight, Xapian::valueno slot = Xapian::BAD_VALUENO)
{
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(weight);
    if (slot != Xapian::BAD_VALUENO)
        enquire.set_sort_by_value(slot, false);
    return enquire.get_mset(0, database.get_doccount());
}

static numbered_documents weights_of(const Xapian::MSet &all)
{
    numbered_documents found;
    found.reserve(all.size());
    for (auto at = all.begin(); at != all.end(); ++at)
        found.emplace_back(*at, at.get_weight());
    return found;
}

numbered_documents far_frequencies(const Xapian::Database &database, const std::string &term)
{
    numbered_documents found =
        weights_of(all_of(database, Xapian::Query(term), Xapian::TfIdfWeight("nnn")));
    std::sort(found.begin(), found.end());
    return found;
}

/* By what BM25 adds to a document for its length alone, 2 / (1 + length / average), where
 * nothing else is asked of it. */
numbered_documents far_lengths(const Xapian::Database &database)
{
    const double average = database.get_avlength();
    numbered_documents found = weights_of(
        all_of(database, Xapian::Query(std::string()), Xapian::BM25Weight(0, 1, 0, 0, 0)));
    for (auto &one : found)
        one.second = (2 / one.second - 1) * average;
    return found;
}

/* An order by them is told with the hits. */
numbered_documents far_values(const Xapian::Database &database, Xapian::valueno slot)
{
    const Xapian::MSet all =
        all_of(database, Xapian::Query(std::string()), Xapian::BoolWeight(), slot);
    numbered_documents found;
    for (auto at = all.begin(); at != all.end(); ++at) {
        const std::string value = at.get_sort_key();
        if (!value.empty())
            found.emplace_back(*at, Xapian::sortable_unserialise(value));
    }
    return found;
}

document_list far_matches(const Xapian::Database &database, const Xapian::Query &query)
{
    const Xapian::MSet all = all_of(database, query, Xapian::BoolWeight());
    document_list found(all.begin(), all.end());
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace seogo
