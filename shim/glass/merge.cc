#include "shim/glass/merge.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string_view>

#include "shim/glass/coding.hpp"
#include "shim/glass/file.hpp"
#include "shim/glass/runs.hpp"
#include "shim/glass/table.hpp"

namespace seogo::glass
{
namespace
{

/* Postings or values in one item. Xapian reads items of any size; so many bytes are its own
 * choice, and about a quarter of a block. */
constexpr std::size_t chunk_bytes = 2000;

void add_metadata(table_writer &table, run_readers &runs)
{
    by_key records(runs, &run_head::metadata, &run_head::metadata_count);
    for (const auto *same = &records.next(); !same->empty(); same = &records.next())
        for (run_reader *run : *same) {
            const std::string_view value = run->file.text();
            if (run == same->back())
                table.add(std::string(metadata_key) + run->key, value);
        }
}

/* The postings of a term, or the lengths of documents, as items of a table. */
class chunk_writer
{
  public:
    /* key is that of the first item, others have their first document's number behind
     * further. */
    chunk_writer(table_writer &table, std::string key, std::string further)
        : table_(table), key_(std::move(key)), further_(std::move(further))
    {
    }

    /* Of what is to come: documents, and the sum of their frequencies. */
    void begin(std::uint64_t documents, std::uint64_t frequency)
    {
        add_number(head_, documents);
        add_number(head_, frequency);
    }

    void add(std::uint32_t document, std::uint64_t frequency)
    {
        if (chunk_.size() >= chunk_bytes)
            write(false);
        if (chunk_.empty())
            first_ = document;
        else
            add_number(chunk_, document - last_ - 1);
        add_number(chunk_, frequency);
        last_ = document;
    }

    void end()
    {
        if (!chunk_.empty())
            write(true);
    }

  private:
    void write(bool last)
    {
        std::string key = key_;
        if (!head_.empty()) {
            add_number(head_, first_ - 1);
        } else {
            key = further_;
            add_ordered(key, first_);
        }
        head_ += last ? '1' : '0';
        add_number(head_, last_ - first_);
        table_.add(key, head_ + chunk_);
        head_.clear();
        chunk_.clear();
    }

    table_writer &table_;
    std::string key_, further_, head_{}, chunk_{};
    std::uint32_t first_ = 0, last_ = 0;
};

/* Where the values of a slot are. */
struct slot_values {
    struct part {
        run_reader *run;
        std::uint64_t at, count;
    };
    std::uint64_t count = 0;
    std::string least{}, greatest{};
    std::vector<part> parts{};
};

std::map<std::uint32_t, slot_values> find_values(run_readers &runs)
{
    std::map<std::uint32_t, slot_values> slots;
    for (run_reader &run : runs) {
        run.file.seek(run.head.values);
        for (std::uint64_t i = 0; i < run.head.slot_count; i++) {
            slot_values &slot = slots[static_cast<std::uint32_t>(run.file.number())];
            const std::uint64_t count = run.file.number();
            const std::string least(run.file.text()), greatest(run.file.text());
            if (slot.count == 0 || least < slot.least)
                slot.least = least;
            if (slot.count == 0 || greatest > slot.greatest)
                slot.greatest = greatest;
            slot.count += count;
            const std::uint64_t bytes = run.file.number();
            slot.parts.push_back({&run, run.file.tell(), count});
            run.file.skip(bytes);
        }
    }
    return slots;
}

/* begin: that of the slot's keys. */
void add_slot(table_writer &table, const std::string &begin, const slot_values &slot)
{
    std::string tag;
    std::uint32_t first = 0, last = 0;
    const auto write = [&] {
        std::string key = begin;
        add_ordered(key, first);
        table.add(key, tag);
        tag.clear();
    };
    for (const auto &part : slot.parts) {
        part.run->file.seek(part.at);
        std::uint32_t document = part.run->base;
        for (std::uint64_t i = 0; i < part.count; i++) {
            document += static_cast<std::uint32_t>(part.run->file.number());
            if (tag.empty())
                first = document;
            else
                add_number(tag, document - last - 1);
            last = document;
            add_text(tag, part.run->file.text());
            if (tag.size() >= chunk_bytes)
                write();
        }
    }
    if (!tag.empty())
        write();
}

/* The keys of slots do not sort as their numbers do. */
void add_values(table_writer &table, run_readers &runs)
{
    const auto slots = find_values(runs);
    std::map<std::string, const slot_values *> statistics, values;
    for (const auto &[number, slot] : slots) {
        std::string key(statistics_key), begin(values_key);
        for (std::uint32_t rest = number; rest > 0; rest >>= 8)
            key += static_cast<char>(rest);
        add_number(begin, number);
        statistics[key] = values[begin] = &slot;
    }
    for (const auto &[key, slot] : statistics) {
        std::string tag;
        add_number(tag, slot->count);
        add_text(tag, slot->least);
        if (slot->least != slot->greatest)
            tag += slot->greatest;
        table.add(key, tag);
    }
    for (const auto &[begin, slot] : values)
        add_slot(table, begin, *slot);
}

void add_lengths(table_writer &table, run_readers &runs)
{
    chunk_writer chunks(table, std::string(lengths_key), std::string(lengths_key));
    chunks.begin(0, 0);
    for (run_reader &run : runs) {
        run.file.seek(run.head.lengths);
        for (std::uint32_t i = 1; i <= run.head.documents; i++)
            chunks.add(run.base + i, run.file.number());
    }
    chunks.end();
}

void add_term(table_writer &table, const std::vector<run_reader *> &runs)
{
    std::string key, further;
    add_key(key, runs.front()->key);
    further = key + '\0';
    chunk_writer chunks(table, std::move(key), std::move(further));
    std::uint64_t documents = 0, frequency = 0;
    std::vector<std::uint64_t> counts;
    for (run_reader *run : runs) {
        counts.push_back(run->file.number());
        documents += counts.back();
        frequency += run->file.number();
    }
    chunks.begin(documents, frequency);
    for (std::size_t i = 0; i < runs.size(); i++) {
        input &file = runs[i]->file;
        std::uint32_t document = runs[i]->base;
        file.number(); /* of bytes */
        for (std::uint64_t n = 0; n < counts[i]; n++) {
            document += static_cast<std::uint32_t>(file.number());
            chunks.add(document, file.number());
        }
        file.skip(file.number());
    }
    chunks.end();
}

table_root write_postings(output &blocks, run_readers &runs)
{
    table_writer table(blocks);
    add_metadata(table, runs);
    add_values(table, runs);
    add_lengths(table, runs);
    by_key records(runs, &run_head::terms, &run_head::term_count);
    for (const auto *same = &records.next(); !same->empty(); same = &records.next())
        add_term(table, *same);
    return table.finish();
}

table_root write_data(output &blocks, run_readers &runs)
{
    table_writer table(blocks);
    std::string key;
    for (run_reader &run : runs) {
        run.file.seek(run.head.data);
        for (std::uint32_t i = 1; i <= run.head.documents; i++) {
            const std::string_view data = run.file.text();
            key.clear();
            add_ordered(key, run.base + i);
            if (!data.empty())
                table.add(key, data);
        }
    }
    return table.finish();
}

void add_positions(table_writer &table, run_reader &run, std::string &key)
{
    const std::size_t term_end = key.size();
    input &file = run.file;
    file.number(); /* of documents */
    file.number(); /* how often it stands there */
    file.skip(file.number());
    const std::uint64_t bytes = file.number(), end = file.tell() + bytes;
    for (std::uint32_t document = run.base; file.tell() < end;) {
        document += static_cast<std::uint32_t>(file.number());
        add_ordered(key, document);
        table.add(key, file.text());
        key.resize(term_end);
    }
}

table_root write_positions(output &blocks, run_readers &runs)
{
    table_writer table(blocks);
    by_key records(runs, &run_head::terms, &run_head::term_count);
    std::string key;
    for (const auto *same = &records.next(); !same->empty(); same = &records.next()) {
        key.clear();
        add_key(key, same->front()->key);
        key += '\0';
        for (run_reader *run : *same)
            add_positions(table, *run, key);
    }
    return table.finish();
}

/* The identity of a database is a number that no other has. */
std::string identity()
{
    std::random_device random;
    std::string bytes;
    for (int i = 0; i < 4; i++) {
        const std::uint32_t number = random();
        bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
    }
    return bytes;
}

/* Tags above so many bytes are those that Xapian compresses where it writes itself. */
constexpr unsigned compressed_bytes = 18;

void add_root(std::string &out, const table_root &root, bool compressed)
{
    const bool nowhere = root.items == 0;
    add_number(out, root.block);
    add_number(out, nowhere ? 3 : root.level * root_level_unit);
    add_number(out, root.items);
    add_number(out, block_bytes / block_bytes_unit);
    add_number(out, compressed ? compressed_bytes : 0);
    std::string free; /* the list of blocks that are free: none */
    if (!nowhere) {
        add_number(free, 1);
        add_number(free, root.end);
        free.append(4, '\0');
    }
    add_text(out, free);
}

void add_statistics(std::string &out, const run_readers &runs)
{
    run_head all{};
    all.shortest = UINT64_MAX;
    for (const run_reader &run : runs) {
        all.documents += run.head.documents;
        all.total_length += run.head.total_length;
        all.shortest = std::min(all.shortest, run.head.shortest);
        all.longest = std::max(all.longest, run.head.longest);
        all.frequency_max = std::max(all.frequency_max, run.head.frequency_max);
    }
    add_number(out, all.documents);
    add_number(out, 0); /* numbers of documents beyond these */
    add_number(out, all.shortest == UINT64_MAX ? 0 : all.shortest);
    add_number(out, all.frequency_max);
    add_number(out, all.longest - all.frequency_max);
    add_number(out, 0); /* changesets */
    add_number(out, all.total_length);
    add_number(out, 0); /* spellings */
}

} // namespace
} // namespace seogo::glass

void seogo::glass::merge(const std::vector<std::string> &paths, const std::string &output_path)
{
    run_readers runs = open_runs(paths);
    output blocks(output_path);
    std::string head(block_bytes, '\0');
    blocks.add(head);
    const table_root postings = write_postings(blocks, runs), data = write_data(blocks, runs),
                     positions = write_positions(blocks, runs);
    blocks.flush();
    head = magic;
    head += identity();
    add_number(head, 1); /* revision */
    add_root(head, postings, false);
    add_root(head, data, true);
    add_root(head, {}, true); /* terms of documents */
    add_root(head, positions, false);
    add_root(head, {}, true); /* spellings */
    add_root(head, {}, true); /* synonyms */
    add_statistics(head, runs);
    blocks.overwrite(0, head);
    blocks.close();
}
