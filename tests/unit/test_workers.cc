/* Threads that stay: each number is done once, by anybody, and what fails is told. */
#include "shim/match/workers.hpp"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <atomic>
#include <stdexcept>
#include <vector>

extern "C" {
#include <cmocka.h>
}

static void each_number_is_done_once(void **)
{
    seogo::workers workers;
    for (std::size_t count = 0; count < 200; count++) {
        std::vector<std::atomic<int>> done(count);
        workers.run(count, [&](std::size_t number) { done[number]++; });
        for (const auto &times : done)
            assert_int_equal(times.load(), 1);
    }
}

static void what_is_thrown_is_thrown_on_and_the_next_run_is_whole(void **)
{
    seogo::workers workers;
    for (int round = 0; round < 200; round++) {
        std::atomic<int> done{0};
        bool thrown = false;
        try {
            workers.run(4, [&](std::size_t number) {
                done++;
                if (number == 2)
                    throw std::runtime_error("two");
            });
        } catch (const std::runtime_error &) {
            thrown = true;
        }
        assert_true(thrown);
        assert_int_equal(done.load(), 4);
        workers.run(4, [&](std::size_t) { done++; });
        assert_int_equal(done.load(), 8);
    }
}

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_number_is_done_once),
        cmocka_unit_test(what_is_thrown_is_thrown_on_and_the_next_run_is_whole),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
