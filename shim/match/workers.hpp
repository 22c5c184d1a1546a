/* Threads that stay: to wake one costs less than to start it. */
#ifndef SEOGO_MATCH_WORKERS_HPP
#define SEOGO_MATCH_WORKERS_HPP

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace seogo
{

class workers
{
  public:
    workers() = default;
    ~workers();
    workers(const workers &) = delete;
    workers &operator=(const workers &) = delete;

    /* Calls work with each number below count, in this thread and as many others as are
     * there in time. What the first of them throws is thrown, once all have ended. */
    void run(std::size_t count, const std::function<void(std::size_t)> &work);

  private:
    void start(std::size_t threads);
    void stay();
    void take_part(std::unique_lock<std::mutex> &lock);

    std::mutex mutex_; /* of all below */
    std::condition_variable more_, done_;
    const std::function<void(std::size_t)> *work_ = nullptr;
    std::size_t next_ = 0, count_ = 0, busy_ = 0;
    bool ends_ = false;
    std::exception_ptr thrown_;
    std::vector<std::thread> threads_;
};

} // namespace seogo

#endif
