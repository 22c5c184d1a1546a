#include "shim/glass/run.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <utility>

#include "shim/glass/coding.hpp"

namespace
{

constexpr std::size_t slots_at_first = 8192; /* a power of two */

/* Of bytes that were written here. */
std::uint64_t number_at(const char *&at)
{
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        number |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80)
            return number;
    }
}

} // namespace

seogo::glass::run_writer::run_writer(const std::string &path, key_maker key_of)
    : file_(path), key_of_(key_of), slots_(slots_at_first)
{
    head_.magic = run_magic;
    head_.shortest = UINT64_MAX;
    file_.add(std::string(sizeof head_, '\0'));
}

/* The slots stay at most half full. */
void seogo::glass::run_writer::make_room()
{
    if (terms_.size() * 2 < slots_.size())
        return;
    const std::vector<table_slot> before = std::move(slots_);
    slots_.assign(before.size() * 2, {});
    const std::size_t mask = slots_.size() - 1;
    for (const table_slot &one : before) {
        std::size_t at = one.hash & mask;
        while (one.number != 0 && slots_[at].number != 0)
            at = (at + 1) & mask;
        if (one.number != 0)
            slots_[at] = one;
    }
}

std::uint32_t seogo::glass::run_writer::number_of(std::string_view text)
{
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>{}(text));
    const auto length = static_cast<std::uint32_t>(text.size());
    make_room();
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at].number != 0; at = (at + 1) & mask)
        if (slots_[at].hash == hash && slots_[at].length == length &&
            std::memcmp(texts_.data() + slots_[at].text, text.data(), length) == 0)
            return slots_[at].number - 1;
    if (texts_.size() > UINT32_MAX / 2)
        throw std::length_error("a part of so many terms is not possible");
    const auto begin = static_cast<std::uint32_t>(texts_.size());
    terms_.push_back({begin, length, 0});
    texts_ += text;
    slots_[at] = {hash, begin, length, static_cast<std::uint32_t>(terms_.size())};
    return slots_[at].number - 1;
}

void seogo::glass::run_writer::add_posting(std::string_view text, std::uint32_t frequency,
                                           const std::uint32_t *positions, std::size_t count)
{
    if (details_.size() > UINT32_MAX / 2)
        throw std::length_error("a part of so many terms is not possible");
    const std::uint32_t number = number_of(text);
    postings_.push_back({number, static_cast<std::uint32_t>(details_.size())});
    length_ += frequency;
    head_.frequency_max = std::max<std::uint64_t>(head_.frequency_max, frequency);
    add_number(details_, std::uint64_t{frequency} << 1 | (count > 0));
    if (count == 0)
        return;
    /* The length is put before them once it is known, and mostly takes one byte. */
    const std::size_t begin = details_.size();
    details_ += '\0';
    add_positions(details_, positions, count);
    const std::size_t size = details_.size() - begin - 1;
    if (size < 0x80) {
        details_[begin] = static_cast<char>(size);
        return;
    }
    std::string length;
    add_number(length, size);
    details_.replace(begin, 1, length);
}

void seogo::glass::run_writer::add_value(std::uint32_t slot, std::string_view value)
{
    if (value.empty())
        return;
    run_values &all = values_[slot];
    const auto document = static_cast<std::uint32_t>(head_.documents + 1);
    if (all.count == 0 || value < all.least)
        all.least = value;
    if (all.count == 0 || value > all.greatest)
        all.greatest = value;
    all.count++;
    add_number(all.bytes, document - all.last);
    add_text(all.bytes, value);
    all.last = document;
}

void seogo::glass::run_writer::add_document()
{
    head_.documents++;
    head_.total_length += length_;
    if (length_ > 0)
        head_.shortest = std::min(head_.shortest, length_);
    head_.longest = std::max(head_.longest, length_);
    add_number(lengths_, length_);
    document_ends_.push_back(postings_.size());
    length_ = 0;
}

void seogo::glass::run_writer::add_data(std::string_view data)
{
    add_text(data_, data);
}

void seogo::glass::run_writer::set_metadata(std::string_view key, std::string_view value)
{
    if (!value.empty())
        metadata_.insert_or_assign(std::string(key), value);
}

/* The numbers of the terms. The first eight bytes tell most keys apart. */
std::vector<std::uint32_t> seogo::glass::run_writer::in_order(
    const std::vector<std::string> &keys) const
{
    std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted;
    sorted.reserve(keys.size());
    for (std::uint32_t i = 0; i < keys.size(); i++) {
        std::uint64_t first = 0;
        for (std::size_t at = 0; at < sizeof first; at++)
            first =
                first << 8 | (at < keys[i].size() ? static_cast<unsigned char>(keys[i][at]) : 0);
        sorted.emplace_back(first, i);
    }
    std::sort(sorted.begin(), sorted.end(), [&](const auto &a, const auto &b) {
        return a.first != b.first ? a.first < b.first : keys[a.second] < keys[b.second];
    });
    std::vector<std::uint32_t> order;
    order.reserve(keys.size());
    for (const auto &one : sorted)
        order.push_back(one.second);
    return order;
}

/* The postings of each term one after the other, by document, in the terms' order. */
std::vector<seogo::glass::run_writer::place> seogo::glass::run_writer::by_term(
    const std::vector<std::uint32_t> &order)
{
    std::vector<place> places(postings_.size());
    std::vector<std::size_t> next(terms_.size());
    std::size_t begin = 0, at = 0;
    for (const posting &one : postings_)
        terms_[one.term].documents++;
    for (const std::uint32_t number : order) {
        next[number] = begin;
        begin += terms_[number].documents;
    }
    for (std::uint32_t document = 0; document < document_ends_.size(); document++)
        for (; at < document_ends_[document]; at++)
            places[next[postings_[at].term]++] = {postings_[at].at, document + 1};
    return places;
}

void seogo::glass::run_writer::write_term(const std::string &key, const place *places,
                                          std::uint32_t documents)
{
    std::uint32_t last = 0, last_positioned = 0;
    std::uint64_t total = 0;
    postings_bytes_.clear();
    positions_bytes_.clear();
    for (const place *at = places; at < places + documents; at++) {
        const char *detail = details_.data() + at->at;
        const std::uint64_t frequency = number_at(detail);
        add_number(postings_bytes_, at->document - last);
        add_number(postings_bytes_, frequency >> 1);
        total += frequency >> 1;
        last = at->document;
        if ((frequency & 1) == 0)
            continue;
        const char *positions = detail;
        const std::uint64_t size = number_at(detail);
        add_number(positions_bytes_, at->document - last_positioned);
        positions_bytes_.append(positions, static_cast<std::size_t>(detail - positions) + size);
        last_positioned = at->document;
    }
    record_.clear();
    add_text(record_, key);
    add_number(record_, documents);
    add_number(record_, total);
    add_text(record_, postings_bytes_);
    add_text(record_, positions_bytes_);
    file_.add(record_);
}

void seogo::glass::run_writer::write_terms()
{
    std::vector<std::string> keys;
    keys.reserve(terms_.size());
    for (const term &one : terms_)
        keys.push_back(key_of_({texts_.data() + one.text, one.length}));
    const std::vector<std::uint32_t> order = in_order(keys);
    const std::vector<place> places = by_term(order);
    const place *next = places.data();
    head_.terms = file_.size();
    head_.term_count = terms_.size();
    for (const std::uint32_t number : order) {
        write_term(keys[number], next, terms_[number].documents);
        next += terms_[number].documents;
    }
}

void seogo::glass::run_writer::write_values()
{
    head_.values = file_.size();
    head_.slot_count = values_.size();
    for (const auto &[slot, values] : values_) {
        record_.clear();
        add_number(record_, slot);
        add_number(record_, values.count);
        add_text(record_, values.least);
        add_text(record_, values.greatest);
        add_number(record_, values.bytes.size());
        file_.add(record_);
        file_.add(values.bytes);
    }
}

void seogo::glass::run_writer::finish()
{
    write_terms();
    head_.lengths = file_.size();
    file_.add(lengths_);
    write_values();
    head_.data = file_.size();
    file_.add(data_);
    head_.metadata = file_.size();
    head_.metadata_count = metadata_.size();
    for (const auto &[key, value] : metadata_) {
        record_.clear();
        add_text(record_, key);
        add_text(record_, value);
        file_.add(record_);
    }
    file_.flush();
    file_.overwrite(0, {reinterpret_cast<const char *>(&head_), sizeof head_});
    file_.close();
}
