/* What the documents of a slice weigh by a tree whose postings are in memory, added up
 * term by term: faster by far than document by document, where a good part of the slice
 * has to be looked at. */
#ifndef SEOGO_MATCH_ACCUMULATOR_HPP
#define SEOGO_MATCH_ACCUMULATOR_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include <xapian.h>

#include "shim/match/cache.hpp"
#include "shim/match/choices.hpp"
#include "shim/match/scratch.hpp"

namespace seogo
{

class accumulator
{
  public:
    using node = scorer::node;

    static constexpr std::uint32_t block = weights_row::documents;
    /* What rounding takes from a weight at most, as a share of it. */
    static constexpr double lost = 1e-5;

    /* Of a node for which it is, and its choices. */
    accumulator(scorer &of, choices &leave, node root, document_range documents);
    /* All its postings are in memory, and values only add to the whole. */
    static bool is_for(const scorer &of, node root);

    /* What values may add at most to a document, which is always left out. */
    double valued() const;
    /* That, and what of the rest is worth leaving out where it may be so much. */
    double leaves(double most);
    /* What they add to this one. */
    double value_of(Xapian::docid document) const;
    /* Weighs count documents, a block at most, from a place of the slice on: none weighs more than
     * its sum and what is left out, which is at most left; the sum is 0 where no more matches.
     * Phrases are not looked up. Blocks come in order, left is at least valued(). */
    void weigh(std::uint32_t first, std::uint32_t count, double left);
    /* The sums of the slice's documents, of the blocks that were weighed, and some more. */
    const float *all() const;

  private:
    using row = weights_row;
    class borrowed_row;

    void fill(node which, double left, row &out);
    void fill_first(const weighed_node &one, double left, row &out);
    void fill_all(const weighed_node &one, row &out);
    void fill_maybe(node which, double left, row &out);
    void fill_without(const weighed_node &one, double left, row &out);
    template <class Combine> void take(node which, double left, row &out, Combine combined);
    template <class Combine> void take_term(const weighed_node &one, row &out, Combine combined);
    template <bool listed, class Combine>
    static void put(row &out, std::uint32_t at, float weight, Combine combined);
    template <class Combine> void keep(node which, row &out, Combine combined);
    template <class Combine> void combine_all(row &out, row &with, Combine combined) const;
    void keep_term(const weighed_node &one, row &out);
    template <class Weight> static void keep_listed(row &out, Weight weight);
    static float unit_of(const weighed_node &one);

    scorer &scorer_;
    choices &choices_;
    const node root_;
    std::vector<node> values_; /* which add to the whole */
    double valued_ = 0;        /* what they add at most */
    scratch &scratch_;
    std::uint32_t first_ = 0;       /* place of the block in the slice */
    std::uint32_t count_ = 0;       /* of its documents */
    std::vector<std::size_t> next_; /* of each list, the first posting that was not read */
};

} // namespace seogo

#endif
