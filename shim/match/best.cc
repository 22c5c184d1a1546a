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
    : documents_(of.documents), in_memory_(of.cache() != nullptr),
      search_(whole, of, bm25, query, 1,
              in_memory_ ? reads::all : reads::candidates),
      wanted_(wanted), all_(all), least_(all.least), best_(wanted)
{
}

scored_documents best_of_slice::find()
{
    const std::unique_ptr<accumulator> sums =
        in_memory_ && all_.count == 0 ? search_.accumulate() : nullptr;
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

/* Calls take with the places of numbers that are more than least. By runs, since few are. */
template <class Take>
static void each_above(const std::vector<float> &numbers, std::size_t from, std::size_t end,
                       float least, const Take &take)
{
    constexpr std::size_t run = 32;
    for (; from < end; from += run) {
        const std::size_t stop = std::min(end, from + run);
        bool any = false;
        for (std::size_t i = from; i < stop; i++)
            any |= numbers[i] > least;
        for (std::size_t i = from; any && i < stop; i++)
            if (numbers[i] > least)
                take(i);
    }
}

/* Words that add little are left out of most blocks: to weigh a few more documents costs less
 * than to add up what half of all have. */
std::vector<Xapian::docid> best_of_slice::first(accumulator &sums)
{
    /* Of what the last of the best weighs; which is less where phrases turn out to be none. */
    const double share = search_.has_phrase() ? 0.12 : 0.3;
    best_documents best(wanted_);
    const std::vector<float> &of_all = sums.all();
    for (std::size_t from = 0; from < of_all.size(); from += accumulator::block) {
        const std::size_t end = std::min(of_all.size(), from + accumulator::block);
        left_.push_back(sums.leaves(share * best.least()));
        sums.weigh(static_cast<std::uint32_t>(from), left_.back());
        each_above(of_all, from, end, static_cast<float>(best.least()), [&](std::size_t i) {
            best.add(documents_.first + static_cast<Xapian::docid>(i), of_all[i]);
        });
    }
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
    const std::vector<float> &of_all = sums.all();
    for (std::size_t from = 0; from < of_all.size(); from += accumulator::block) {
        const std::size_t end = std::min(of_all.size(), from + accumulator::block);
        const double left = left_[from / accumulator::block], least = least_;
        const double none = left > sums.valued() ? -1 : 0, /* what matches nothing has 0 */
            wanted = (least - left) * (1 - accumulator::lost) - accumulator::lost;
        each_above(of_all, from, end, static_cast<float>(std::max(none, wanted)), [&](std::size_t i) {
            const auto document = documents_.first + static_cast<Xapian::docid>(i);
            const double most = of_all[i] * (1 + accumulator::lost) + left - sums.valued() +
                                sums.value_of(document);
            if (most >= least && !std::binary_search(but.begin(), but.end(), document))
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
