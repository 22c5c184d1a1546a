/* What a tally is to a search. */
#ifndef SEOGO_XAPIAN_TALLY_HPP
#define SEOGO_XAPIAN_TALLY_HPP

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/xapian/shim.h"

struct shim_tally final : Xapian::MatchSpy {
    using counts = std::vector<std::pair<std::string, Xapian::doccount>>;

    struct column {
        Xapian::valueno slot;
        std::unordered_map<std::string, Xapian::doccount> whole{}; /* values as they are stored */
        counts sorted{}; /* each alone; made when it is asked for */
        bool ready = false;
    };

    void operator()(const Xapian::Document &document, double weight) override;
    void clear();
    const counts &values(size_t place);

    std::vector<column> columns{};
    Xapian::valueno unique = SHIM_NO_SLOT;
    std::unordered_set<std::string> seen{};
    Xapian::doccount documents = 0;
};

#endif
