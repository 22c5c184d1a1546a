/* How often terms occur, looked up once: a plan asks for what a search and the
 * weighing of its hits ask for again, and each of several databases for all. */
#ifndef SEOGO_MATCH_FREQUENCIES_HPP
#define SEOGO_MATCH_FREQUENCIES_HPP

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

namespace seogo
{

/* Of a term in databases that are opened as one. */
struct frequency {
    Xapian::doccount documents = 0;
    std::vector<Xapian::doccount> by_part;
    Xapian::termcount most = 0; /* in one document */
};

class frequencies
{
  public:
    /* Lent until the next one is asked for. */
    const frequency &of(const std::string &term, const std::vector<Xapian::Database> &parts)
    {
        const auto known = by_term_.find(term);
        if (known != by_term_.end())
            return known->second;
        if (by_term_.size() == capacity)
            by_term_.clear();
        frequency made;
        for (const Xapian::Database &part : parts) {
            const Xapian::doccount in = part.get_termfreq(term);
            made.by_part.push_back(in);
            made.documents += in;
            if (in > 0)
                made.most = std::max(made.most, part.get_wdf_upper_bound(term));
        }
        return by_term_[term] = std::move(made);
    }

    void clear()
    {
        by_term_.clear();
    }

  private:
    static constexpr std::size_t capacity = 20000;

    std::unordered_map<std::string, frequency> by_term_;
};

} // namespace seogo

#endif
