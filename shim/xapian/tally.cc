/* Counting values while a search runs. */
#include "shim/xapian/tally.hpp"

#include <map>
#include <memory>

#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"

void shim_tally::operator()(const Xapian::Document &document, double)
{
    if (unique != SHIM_NO_SLOT && !seen.insert(document.get_value(unique)).second)
        return;
    documents++;
    for (column &one : columns) {
        std::string value = document.get_value(one.slot);
        if (!value.empty())
            one.whole[std::move(value)]++;
    }
}

void shim_tally::clear()
{
    documents = 0;
    seen.clear();
    for (column &one : columns) {
        one.whole.clear();
        one.sorted.clear();
        one.ready = false;
    }
}

const shim_tally::counts &shim_tally::values(size_t place)
{
    column &one = columns.at(place);
    if (one.ready)
        return one.sorted;
    std::map<std::string, Xapian::doccount> alone;
    for (const auto &[text, count] : one.whole) {
        for (size_t from = 0; from <= text.size();) {
            const size_t end = std::min(text.find('\n', from), text.size());
            alone[text.substr(from, end - from)] += count;
            from = end + 1;
        }
    }
    one.sorted.assign(alone.begin(), alone.end());
    one.ready = true;
    return one.sorted;
}

enum status shim_tally_new(struct shim_tally **out, const uint32_t *slots, size_t count,
                           uint32_t unique, struct error *error)
{
    return seogo::guard(error, "cannot count", [&] {
        *out = nullptr;
        auto tally = std::make_unique<shim_tally>();
        for (size_t i = 0; i < count; i++)
            tally->columns.push_back({slots[i]});
        tally->unique = unique;
        *out = tally.release();
    });
}

void shim_tally_clear(struct shim_tally *tally)
{
    seogo::guard_or(0, [&] {
        tally->clear();
        return 0;
    });
}

uint32_t shim_tally_documents(const struct shim_tally *tally)
{
    return seogo::guard_or(uint32_t{0}, [&] { return tally->documents; });
}

bool shim_tally_value(struct shim_tally *tally, size_t place, size_t n, struct shim_bytes *value,
                      uint32_t *documents)
{
    return seogo::guard_or(false, [&] {
        const auto &values = tally->values(place);
        if (n >= values.size())
            return false;
        *value = seogo::borrow(values[n].first);
        *documents = values[n].second;
        return true;
    });
}

void shim_tally_free(struct shim_tally *tally)
{
    seogo::guard_or(0, [&] {
        delete tally;
        return 0;
    });
}
