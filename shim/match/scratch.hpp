/* Memory that the searches of a slice use one after the other: fresh memory costs more than
 * what is done in it. */
#ifndef SEOGO_MATCH_SCRATCH_HPP
#define SEOGO_MATCH_SCRATCH_HPP

#include <algorithm>
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
    /* With more matches than this it costs less to go through all documents. */
    static constexpr std::size_t listed_most = 128;

    float *weights;                                     /* so many; 0: no match */
    std::array<std::uint16_t, listed_most + 1> matches; /* the places of others, count of them, */
    std::size_t count = 0;
    bool is_listed = true; /* or not, and then nobody knows how many */

    explicit weights_row(float *none) : weights(none)
    {
    }

    bool is_empty() const
    {
        return is_listed && count == 0;
    }
    /* Whether matches stay listed when there are so many more. */
    bool lists(std::size_t more)
    {
        is_listed = is_listed && count + more <= listed_most;
        return is_listed;
    }
    void clear()
    {
        if (!is_listed)
            std::fill_n(weights, documents, 0.0F);
        for (std::size_t i = 0; is_listed && i < count; i++)
            weights[matches[i]] = 0;
        is_listed = true;
        count = 0;
    }
};

/* A row with weights of its own. */
struct own_row {
    alignas(64) std::array<float, weights_row::documents> weights{};
    weights_row row{weights.data()};
};

struct scratch {
    std::vector<float> sums; /* of the slice's documents, and of a row more */
    /* The first of them are used, the last taken being the first given back; others are empty. */
    std::vector<std::unique_ptr<own_row>> rows;
    std::size_t used = 0;
};

} // namespace seogo

#endif
