/* What a tally is to a search. */
#ifndef SEOGO_XAPIAN_TALLY_HPP
#define SEOGO_XAPIAN_TALLY_HPP

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <xapian.h>

#include "shim/xapian/shim.h"

struct shim_tally final : Xapian::MatchSpy {
    using counts = std::unordered_map<std::string, Xapian::doccount>;

    struct column {
        Xapian::valueno slot;
        counts values{};
        std::vector<const counts::value_type *> sorted{};
    };

    void operator()(const Xapian::Document &document, double weight) override;
    void clear();
    size_t sort(size_t place, size_t most);

    std::vector<column> columns{};
    Xapian::valueno unique = SHIM_NO_SLOT;
    std::unordered_set<std::string> seen{};
    Xapian::doccount documents = 0;
};

#endif
