#include "shim/glass/runs.hpp"

#include <cstring>
#include <stdexcept>

seogo::glass::run_reader::run_reader(const std::string &path) : file(path)
{
    const std::string_view bytes = file.take(sizeof head);
    std::memcpy(&head, bytes.data(), sizeof head);
    if (head.magic != run_magic)
        throw std::invalid_argument(path + " is no part of a database");
}

bool seogo::glass::run_reader::next_key()
{
    if (left > 0)
        key = file.text();
    return left > 0;
}

seogo::glass::run_readers seogo::glass::open_runs(const std::vector<std::string> &paths)
{
    run_readers runs;
    std::uint64_t documents = 0;
    runs.reserve(paths.size());
    for (const std::string &path : paths) {
        runs.emplace_back(path);
        runs.back().base = static_cast<std::uint32_t>(documents);
        documents += runs.back().head.documents;
    }
    if (documents > UINT32_MAX)
        throw std::length_error("a database of so many documents is not possible");
    return runs;
}

seogo::glass::by_key::by_key(run_readers &runs, std::uint64_t run_head::*begin,
                             std::uint64_t run_head::*count)
{
    for (run_reader &run : runs) {
        run.left = run.head.*count;
        run.file.seek(run.head.*begin);
        if (run.next_key())
            waiting_.push(&run);
    }
}

const std::vector<seogo::glass::run_reader *> &seogo::glass::by_key::next()
{
    for (run_reader *run : same_) {
        run->left--;
        if (run->next_key())
            waiting_.push(run);
    }
    same_.clear();
    while (!waiting_.empty() && (same_.empty() || waiting_.top()->key == same_[0]->key)) {
        same_.push_back(waiting_.top());
        waiting_.pop();
    }
    return same_;
}
