/* Postings in memory: where a document is found, and what a bound of its weight is. */
#include "shim/match/cache.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

extern "C" {
#include <cmocka.h>
}

using seogo::posting;
using seogo::posting_list;
using seogo::weight_parts;

/* Of each place with a likelihood, once to most times. */
static std::vector<posting> some(std::mt19937 &random, std::uint32_t places, double likely,
                                 unsigned most)
{
    std::vector<posting> made;
    for (std::uint32_t place = 0; place < places; place++)
        if (std::bernoulli_distribution(likely)(random))
            made.emplace_back(place, 1 + static_cast<unsigned>(random()) % most);
    return made;
}

static void a_place_is_found_from_wherever_one_stands(void **)
{
    std::mt19937 random(1);
    for (const double likely : {0.0, 0.0005, 0.01, 0.3, 1.0})
        for (const std::uint32_t places : {1U, 70U, 5000U}) {
            const posting_list list(some(random, places, likely, 3), places);
            for (int times = 0; times < 300; times++) {
                const std::size_t here = random() % (list.size() + 1);
                const auto place = static_cast<std::uint32_t>(random() % (places + 3));
                std::size_t expected = here;
                while (expected < list.size() && list[expected].place() < place)
                    expected++;
                if (place < places)
                    list.prefetch(place);
                assert_int_equal(list.from(here, place), expected);
            }
        }
}

/* A part that were too small would lose hits, one that is much too large only costs time. */
static void parts_are_never_too_small(void **)
{
    constexpr std::uint32_t places = 4000;
    std::mt19937 random(2);
    const posting_list list(some(random, places, 0.7, posting::frequencies - 1), places);
    std::vector<Xapian::termcount> lengths;
    for (std::uint32_t place = 0; place < places; place++)
        lengths.push_back(static_cast<Xapian::termcount>(random()) % 1500);
    const seogo::statistics of = {places, 170.5, 0};
    for (const double k1 : {1.2, 0.0, 100.0, 1.2}) {
        const seogo::bm25 by({k1, 0, 0, 0.7, 0.5}, of);
        list.set(weight_parts(by), lengths.data());
        for (std::size_t i = 0; i < list.size(); i++) {
            const double many = list[i].frequency(),
                         exact = many / (by.against(lengths[list[i].place()]) + many);
            const double part = list.part(i) / static_cast<double>(weight_parts::parts_of_whole);
            assert_true(part >= exact && part <= exact + 1.0 / weight_parts::parts_of_whole + 1e-6);
        }
    }
}

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_found_from_wherever_one_stands),
        cmocka_unit_test(parts_are_never_too_small),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
