/* Memory that the searches of a slice use one after the other: fresh memory costs more than
 * what is done in it. */
#ifndef SEOGO_MATCH_SCRATCH_HPP
#define SEOGO_MATCH_SCRATCH_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace seogo
{

/* The weights of so many documents at a time, which stay near the processor, by their place
 * among them. */
struct weights_row {
    static constexpr std::uint32_t documents = 4096;

    std::array<float, documents> weights{};           /* 0: no match */
    std::array<std::uint16_t, documents + 1> matches; /* the places of others, count of them */
    std::size_t count = 0;
};

struct scratch {
    std::vector<float> sums; /* of the slice's documents */
    /* The first of them are used, the last taken being the first given back; others are empty. */
    std::vector<std::unique_ptr<weights_row>> rows;
    std::size_t used = 0;
};

} // namespace seogo

#endif
