/* Asks several databases at a time, so that none waits for the others' answers. */
#ifndef SEOGO_XAPIAN_PARALLEL_HPP
#define SEOGO_XAPIAN_PARALLEL_HPP

#include <cstddef>
#include <future>
#include <vector>

namespace seogo
{

/* Calls work with each number below count, in threads, this one among them. What one of
 * them throws is thrown, once all have ended. Nothing of Xapian's may be used by two. */
template <typename Work> void in_parallel(std::size_t count, const Work &work)
{
    const auto anywhere = std::launch::async | std::launch::deferred;
    std::vector<std::future<void>> all;
    for (std::size_t i = 0; i < count; i++)
        all.push_back(
            std::async(i == 0 ? std::launch::deferred : anywhere, [&work, i] { work(i); }));
    for (std::future<void> &one : all)
        one.wait();
    for (std::future<void> &one : all)
        one.get();
}

} // namespace seogo

#endif
