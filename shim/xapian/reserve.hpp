/* Memory that a search holds back for the first allocation in it that fails. Xapian
 * 1.4 frees twice what it makes a phrase or an AND NOT of where an allocation fails
 * in that moment, and its throw cannot be caught before; it is small, so what is held
 * back lasts for it. */
#ifndef SEOGO_XAPIAN_RESERVE_HPP
#define SEOGO_XAPIAN_RESERVE_HPP

#include <cstddef>
#include <new>

namespace seogo
{

/* For as long as it lives, in its thread. Throws where there is not so much memory. One
 * within another adds nothing while that still holds something: parts of a search run in
 * threads of their own or in the one that asks. */
class memory_reserve
{
  public:
    memory_reserve()
    {
        if (held != nullptr)
            return;
        held = ::operator new(size);
        before_ = std::set_new_handler(give);
        holds_ = true;
    }
    ~memory_reserve()
    {
        if (!holds_)
            return;
        std::set_new_handler(before_);
        ::operator delete(held);
        held = nullptr;
    }
    memory_reserve(const memory_reserve &) = delete;
    memory_reserve &operator=(const memory_reserve &) = delete;

  private:
    static constexpr std::size_t size = std::size_t{1} << 20;

    /* Called by operator new, which tries again where this returns. */
    static void give()
    {
        if (held == nullptr)
            throw std::bad_alloc();
        ::operator delete(held);
        held = nullptr;
    }

    static inline thread_local void *held = nullptr; /* a handler has no argument */
    bool holds_ = false;
    std::new_handler before_ = nullptr;
};

} // namespace seogo

#endif
