/* See workers.hpp. */
#include "shim/match/workers.hpp"

#include <system_error>
#include <utility>

namespace seogo
{

workers::~workers()
{
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        ends_ = true;
    }
    more_.notify_all();
    for (std::thread &one : threads_)
        one.join();
}

/* Where the system has no more threads those that are there do all. */
void workers::start(std::size_t threads)
{
    try {
        while (threads_.size() < threads)
            threads_.emplace_back([this] { stay(); });
    } catch (const std::system_error &) {
    }
}

void workers::stay()
{
    std::unique_lock<std::mutex> lock(mutex_);
    while (!ends_) {
        take_part(lock);
        more_.wait(lock, [this] { return ends_ || next_ < count_; });
    }
}

void workers::take_part(std::unique_lock<std::mutex> &lock)
{
    busy_++;
    while (next_ < count_) {
        const std::size_t number = next_++;
        std::exception_ptr thrown;
        lock.unlock();
        try {
            (*work_)(number);
        } catch (...) {
            thrown = std::current_exception();
        }
        lock.lock();
        if (thrown != nullptr && thrown_ == nullptr)
            thrown_ = thrown;
    }
    if (--busy_ == 0)
        done_.notify_all();
}

void workers::run(std::size_t count, const std::function<void(std::size_t)> &work)
{
    if (count > 1)
        start(count - 1);
    std::unique_lock<std::mutex> lock(mutex_);
    work_ = &work;
    next_ = 0;
    count_ = count;
    if (count > 1)
        more_.notify_all();
    take_part(lock);
    done_.wait(lock, [this] { return busy_ == 0; });
    if (thrown_ != nullptr)
        std::rethrow_exception(std::exchange(thrown_, nullptr));
}

} // namespace seogo
