/* The best matches in a slice. */
#ifndef SEOGO_MATCH_BEST_HPP
#define SEOGO_MATCH_BEST_HPP

#include <atomic>
#include <cstddef>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/match/search.hpp"

namespace seogo
{

/* By weight, and of the same weight those of lower number. */
inline bool is_better(const std::pair<Xapian::docid, double> &one,
                      const std::pair<Xapian::docid, double> &other)
{
    return one.second != other.second ? one.second > other.second : one.first < other.first;
}

/* The best of the documents that come. */
class best_documents
{
  public:
    explicit best_documents(std::size_t most) : most_(most)
    {
    }

    /* Whether it is among the best so far. */
    bool add(Xapian::docid document, double weight);
    bool is_full() const
    {
        return found.size() == most_;
    }
    /* What another must weigh at least. */
    double least() const
    {
        return most_ > 0 && is_full() ? found[0].second : 0;
    }

    scored_documents found; /* the worst first */

  private:
    std::size_t most_;
};

/* What slices that are searched at a time tell each other. */
struct best_of_all {
    std::atomic<double> least{0}; /* that the last of the best weighs */
    std::atomic<std::size_t> counted{0};
    std::size_t count = 0; /* so many matches are counted, and none is passed over before */

    double least_wanted() const
    {
        return counted < count ? 0 : least.load();
    }
};

class best_of_slice
{
  public:
    /* So many are wanted of all slices. */
    best_of_slice(collection &whole, slice &of, const struct shim_bm25 &bm25,
                  const expression &query, std::size_t wanted, best_of_all &all);

    /* In no order; without some that are not among the best of all slices. */
    scored_documents find();
    finder::counts count() const
    {
        return search_.count();
    }

  private:
    void find_candidates();
    void find_by_sums(accumulator &sums);
    std::size_t end_of_block(std::size_t from) const;
    std::vector<Xapian::docid> first(accumulator &sums);
    void find_others(accumulator &sums, const std::vector<Xapian::docid> &but);
    void weigh(const std::vector<Xapian::docid> &documents);
    void add(Xapian::docid document, double weight);

    const document_range documents_;
    slice_search search_;
    const std::size_t wanted_;
    best_of_all &all_;
    std::atomic<double> &least_;
    best_documents best_;
    std::vector<double> left_; /* out of the sums of each block, at most */
};

} // namespace seogo

#endif
