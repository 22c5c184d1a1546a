/* See best.hpp. */
#include "shim/match/best.hpp"

#include <algorithm>
#include <utility>

namespace seogo
{

bool best_documents::add(Xapian::docid document, double weight)
{
    const std::pair<Xapian::docid, double> one{document, weight};
    if (most_ == 0 || (is_full() && !is_better(one, found[0])))
        return false;
    if (is_full()) {
        std::pop_heap(found.begin(), found.end(), is_better);
        found.pop_back();
    }
    found.push_back(one);
    std::push_heap(found.begin(), found.end(), is_better);
    return true;
}

best_of_slice::best_of_slice(collection &whole, slice &of, const struct shim_bm25 &bm25,
                             const expression &query, std::size_t wanted, best_of_all &all)
    : documents_(of.documents()), search_(whole, of, bm25, query, 1), wanted_(wanted), all_(all),
      least_(all.least), best_(wanted)
{
}

scored_documents best_of_slice::find()
{
    const std::unique_ptr<accumulator> sums = all_.count == 0 ? search_.accumulate() : nullptr;
    if (wanted_ > 0 && sums != nullptr)
        find_by_sums(*sums);
    else if (wanted_ > 0 || all_.count > 0)
        find_candidates();
    return std::move(best_.found);
}

void best_of_slice::find_candidates()
{
    Xapian::docid at = 0;
    double weight;
    while ((at = search_.next(at + 1, all_.least_wanted(), weight)) != no_document) {
        all_.counted += all_.counted < all_.count;
        add(at, weight);
    }
}

void best_of_slice::add(Xapian::docid document, double weight)
{
    if (!best_.add(document, weight))
        return;
    double before = least_.load(std::memory_order_relaxed);
    while (before < best_.least() &&
           !least_.compare_exchange_weak(before, best_.least(), std::memory_order_relaxed)) {
    }
}

/* First those with the best sums, which tell what others must weigh. */
void best_of_slice::find_by_sums(accumulator &sums)
{
    const std::vector<Xapian::docid> documents = first(sums);
    weigh(documents);
    find_others(sums, documents);
}

/* The best of more documents than a heap is for: they are sorted out when there are twice as
 * many as are wanted. */
class best_of_many
{
  public:
    explicit best_of_many(std::size_t most) : most_(most)
    {
    }

    void add(Xapian::docid document, double weight)
    {
        found.emplace_back(document, weight);
        if (found.size() == 2 * most_)
            sort_out();
    }
    void sort_out()
    {
        if (found.size() < most_)
            return;
        const auto last = found.begin() + static_cast<std::ptrdiff_t>(most_) - 1;
        std::nth_element(found.begin(), last, found.end(), is_better);
        found.resize(most_);
        least = found.back().second;
    }

    scored_documents found; /* so many at least that no other is better */
    double least = 0;       /* what another must weigh at least */

  private:
    const std::size_t most_;
};

/* Calls take with the places of numbers that are more than least. By runs, since few are; some
 * numbers behind the end are looked at too. */
template <class Take>
static void each_above(const float *numbers, std::size_t from, std::size_t end, float least,
                       const Take &take)
{
    constexpr std::size_t run = 32;
    for (; from < end; from += run) {
        std::uint32_t any = 0;
        for (std::size_t i = 0; i < run; i++)
            any |= static_cast<std::uint32_t>(numbers[from + i] > least);
        for (std::size_t i = from; any > 0 && i < std::min(end, from + run); i++)
            if (numbers[i] > least)
                take(i);
    }
}

/* They grow: nothing can be left out of the first, and little of the next, since it is not known
 * yet what the best weigh. */
std::size_t best_of_slice::end_of_block(std::size_t from) const
{
    constexpr std::size_t least = 512, most = accumulator::block;
    return std::min(documents_.count(), from + std::clamp(from, least, most));
}

/* Words that add little are left out of most blocks: to weigh a few more documents costs less
 * than to add up what half of all have. */
std::vector<Xapian::docid> best_of_slice::first(accumulator &sums)
{
    /* Of what the last of the best weighs; which is less where phrases turn out to be none. */
    const double share = search_.has_phrase() ? 0.12 : 0.3;
    best_of_many best(wanted_);
    const float *of_all = sums.all();
    for (std::size_t from = 0, end; from < documents_.count(); from = end) {
        end = end_of_block(from);
        left_.push_back(sums.leaves(share * best.least));
        sums.weigh(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end - from),
                   left_.back());
        each_above(of_all, from, end, static_cast<float>(best.least), [&](std::size_t i) {
            if (of_all[i] > best.least)
                best.add(documents_.first + static_cast<Xapian::docid>(i), of_all[i]);
        });
    }
    best.sort_out();
    std::vector<Xapian::docid> documents;
    for (const auto &one : best.found)
        documents.push_back(one.first);
    std::sort(documents.begin(), documents.end());
    return documents;
}

/* But for some that rise. The likeliest come first, since phrases may turn out to be none. */
void best_of_slice::find_others(accumulator &sums, const std::vector<Xapian::docid> &but)
{
    constexpr std::size_t at_a_time = 100;
    std::vector<std::pair<double, Xapian::docid>> others; /* with the most that they weigh */
    const float *of_all = sums.all();
    std::size_t block = 0;
    for (std::size_t from = 0, end; from < documents_.count(); from = end) {
        end = end_of_block(from);
        const double left = left_[block++], least = least_;
        const double none = left > sums.valued() ? -1 : 0, /* what matches nothing has 0 */
            wanted = (least - left) * (1 - accumulator::lost) - accumulator::lost;
        each_above(of_all, from, end, static_cast<float>(std::max(none, wanted)),
                   [&](std::size_t i) {
                       const auto document = documents_.first + static_cast<Xapian::docid>(i);
                       if (std::binary_search(but.begin(), but.end(), document))
                           return;
                       const double most = of_all[i] * (1 + accumulator::lost) + left -
                                           sums.valued() + sums.value_of(document);
                       if (most >= least)
                           others.emplace_back(most, document);
                   });
    }
    std::make_heap(others.begin(), others.end());
    while (!others.empty() && others.front().first >= least_) {
        std::vector<Xapian::docid> documents;
        for (; documents.size() < at_a_time && !others.empty(); others.pop_back()) {
            documents.push_back(others.front().second);
            std::pop_heap(others.begin(), others.end());
        }
        std::sort(documents.begin(), documents.end());
        weigh(search_.likely(documents, least_));
    }
}

/* Those rise. */
void best_of_slice::weigh(const std::vector<Xapian::docid> &documents)
{
    double weight;
    search_.expect(documents);
    for (const Xapian::docid at : documents)
        if (search_.weigh(at, least_, weight))
            add(at, weight);
}

} // namespace seogo
