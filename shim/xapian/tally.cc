/* Counting values while a search runs. */
#include "shim/xapian/tally.hpp"

#include <algorithm>
#include <memory>

#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"

void shim_tally::column::add(const std::string &value, Xapian::doccount count)
{
    std::string part;
    for (size_t from = 0; from < value.size();) {
        const size_t end = std::min(value.find('\n', from), value.size());
        part.assign(value, from, end - from);
        values[part] += count;
        from = end + 1;
    }
}

void shim_tally::operator()(const Xapian::Document &document, double)
{
    if (unique != SHIM_NO_SLOT && !seen.insert(document.get_value(unique)).second)
        return;
    documents++;
    for (column &one : columns)
        one.add(document.get_value(one.slot), 1);
}

void shim_tally::count_remote(Xapian::Enquire &enquire)
{
    if (unique != SHIM_NO_SLOT)
        throw seogo::failure{STATUS_BAD_QUERY,
                             "papers that stand in two remote indexes would count twice"};
    remote.clear();
    for (const column &one : columns) {
        remote.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(one.slot));
        enquire.add_matchspy(remote.back().get());
    }
}

void shim_tally::take_remote()
{
    for (size_t i = 0; i < remote.size(); i++) {
        documents = static_cast<Xapian::doccount>(remote[i]->get_total());
        for (auto at = remote[i]->values_begin(); at != remote[i]->values_end(); ++at)
            columns[i].add(*at, at.get_termfreq());
    }
    remote.clear();
}

void shim_tally::clear()
{
    documents = 0;
    seen.clear();
    for (column &one : columns) {
        one.values.clear();
        one.sorted.clear();
    }
}

size_t shim_tally::sort(size_t place, size_t most)
{
    column &one = columns.at(place);
    one.sorted.clear();
    one.sorted.reserve(one.values.size());
    for (const auto &value : one.values)
        one.sorted.push_back(&value);
    const bool by_bytes = most == 0;
    if (by_bytes || most > one.sorted.size())
        most = one.sorted.size();
    std::partial_sort(one.sorted.begin(), one.sorted.begin() + static_cast<std::ptrdiff_t>(most),
                      one.sorted.end(), [by_bytes](const auto *a, const auto *b) {
                          return by_bytes || a->second == b->second ? a->first < b->first
                                                                    : a->second > b->second;
                      });
    return one.sorted.size();
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

size_t shim_tally_sort(struct shim_tally *tally, size_t place, size_t most)
{
    return seogo::guard_or(size_t{0}, [&] { return tally->sort(place, most); });
}

bool shim_tally_value(struct shim_tally *tally, size_t place, size_t n, struct shim_bytes *value,
                      uint32_t *documents)
{
    return seogo::guard_or(false, [&] {
        const auto &values = tally->columns.at(place).sorted;
        if (n >= values.size())
            return false;
        *value = seogo::borrow(values[n]->first);
        *documents = values[n]->second;
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
