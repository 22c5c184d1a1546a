/* What a tally is to a search. */
#ifndef SEOGO_XAPIAN_TALLY_HPP
#define SEOGO_XAPIAN_TALLY_HPP

#include <memory>
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

        void add(const std::string &value, Xapian::doccount count);
    };

    void operator()(const Xapian::Document &document, double weight) override;
    /* Before and after a search of remote databases, whose servers count whole values. */
    void count_remote(Xapian::Enquire &enquire);
    void take_remote();
    void clear();
    size_t sort(size_t place, size_t most);

    std::vector<column> columns{};
    Xapian::valueno unique = SHIM_NO_SLOT;
    std::unordered_set<std::string> seen{};
    Xapian::doccount documents = 0;
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> remote{};
};

#endif
