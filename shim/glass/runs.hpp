/* Runs as they are read, one behind the other and by key. */
#ifndef SEOGO_GLASS_RUNS_HPP
#define SEOGO_GLASS_RUNS_HPP

#include <cstdint>
#include <queue>
#include <string>
#include <vector>

#include "shim/glass/file.hpp"
#include "shim/glass/run.hpp"

namespace seogo::glass
{

struct run_reader {
    explicit run_reader(const std::string &path);
    /* Reads the key of the next record, if there is one left. */
    bool next_key();

    input file;
    run_head head{};
    std::uint32_t base = 0; /* added to its documents' numbers */
    std::string key{};      /* of the record that is read */
    std::uint64_t left = 0; /* records from that one on */
};

using run_readers = std::vector<run_reader>;

/* What is no run is std::invalid_argument. */
run_readers open_runs(const std::vector<std::string> &paths);

/* Records of all runs in the order of their keys, which they begin with. */
class by_key
{
  public:
    /* Those that begin there, so many of each run. */
    by_key(run_readers &runs, std::uint64_t run_head::*begin, std::uint64_t run_head::*count);
    /* The runs that have the next key, in order; what they have under it is to be read
     * before this is called again. None at the end. */
    const std::vector<run_reader *> &next();

  private:
    struct later {
        bool operator()(const run_reader *a, const run_reader *b) const
        {
            const int order = a->key.compare(b->key);
            return order != 0 ? order > 0 : a > b; /* they are in one array */
        }
    };
    std::priority_queue<run_reader *, std::vector<run_reader *>, later> waiting_{};
    std::vector<run_reader *> same_{};
};

} // namespace seogo::glass

#endif
