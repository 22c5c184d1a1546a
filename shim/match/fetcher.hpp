/* Which postings are fetched from afar, to be searched here: those of words that come again. */
#ifndef SEOGO_MATCH_FETCHER_HPP
#define SEOGO_MATCH_FETCHER_HPP

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "shim/match/collection.hpp"
#include "shim/match/slice.hpp"
#include "shim/xapian/handles.hpp"

namespace seogo
{

class fetcher
{
  public:
    fetcher(collection &whole, slices &all);

    void begin_search()
    {
        searches_++;
    }

    /* Has the postings of all terms of the queries in memory, which costs as much as a search or
     * two of the servers'. False where it is left to these: a term was not in an earlier search,
     * and there is no need, or its postings do not fit. */
    bool fetch(const std::vector<const expression *> &queries, bool need);

  private:
    static constexpr std::size_t sought_most = 100000;

    bool is_there(const std::string &term) const;
    bool read(const std::set<std::string> &terms);

    collection &whole_;
    std::vector<slice *> slices_;
    std::unordered_map<std::string, unsigned> sought_; /* what is not there, by its first search */
    unsigned searches_ = 0;
};

} // namespace seogo

#endif
