/* Documents that are written by our hand and by Xapian's, and what each reads of a file. */
#ifndef SEOGO_TESTS_GLASS_BOTH_HPP
#define SEOGO_TESTS_GLASS_BOTH_HPP

#include <algorithm>
#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/glass/database.hpp"
#include "shim/glass/run.hpp"

extern "C" {
#include <cmocka.h>
}

inline std::string as_it_is(std::string_view term)
{
    return std::string(term);
}

/* Writes the same documents both ways. */
struct both {
    explicit both(const std::string &directory)
        : base(directory), xapian(directory + "/xapian", Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST)
    {
        next_run();
    }

    void next_run()
    {
        if (run != nullptr)
            run->finish();
        runs.push_back(base + "/run-" + std::to_string(runs.size()));
        run = std::make_unique<seogo::glass::run_writer>(runs.back(), as_it_is);
    }

    std::uint32_t below(std::uint32_t limit)
    {
        return static_cast<std::uint32_t>(random() % limit);
    }

    /* Small numbers are more frequent. */
    std::string any_term()
    {
        const std::uint32_t number = below(1 + below(1 + below(3000)));
        std::string term = "w" + std::to_string(number);
        if (number % 7 == 0)
            term += std::string("\0\xFF", 2) + std::to_string(number / 7);
        if (number % 50 == 1)
            term.append(200, 'x');
        return term;
    }

    /* Of the document that is next; positions rise. */
    void add_posting(const std::string &term, std::uint32_t frequency,
                     const std::vector<std::uint32_t> &positions)
    {
        run->add_posting(term, frequency, positions.data(), positions.size());
        document.add_term(term, frequency);
        for (const std::uint32_t position : positions)
            document.add_posting(term, position, 0);
    }

    void add_value(std::uint32_t slot, const std::string &value)
    {
        run->add_value(slot, value);
        document.add_value(slot, value);
        slots.insert(slot);
    }

    void add_document(const std::string &data)
    {
        run->add_document();
        run->add_data(data);
        document.set_data(data);
        xapian.add_document(document);
        document = Xapian::Document();
    }

    void add(std::size_t term_count, std::size_t data_size)
    {
        std::set<std::string> terms;
        while (terms.size() < term_count)
            terms.insert(any_term());
        for (const std::string &term : terms) {
            std::set<std::uint32_t> at;
            for (std::uint32_t i = below(6); i > 0; i--)
                at.insert(1 + below(1 + below(100000)));
            const std::vector<std::uint32_t> positions(at.begin(), at.end());
            const std::uint32_t frequency = below(200);
            add_posting(term, frequency, positions);
        }
        for (std::uint32_t slot = 0; slot < 300; slot += 1 + below(150))
            add_value(slot, std::string(below(12), static_cast<char>('a' + below(26))));
        std::string data; /* that Xapian cannot compress, for it does not read all of that again */
        for (std::size_t i = 0; i < data_size; i++)
            data += static_cast<char>(below(256));
        add_document(data);
    }

    void set_metadata(const std::string &key, const std::string &value)
    {
        run->set_metadata(key, value);
        xapian.set_metadata(key, value);
    }

    std::string base;
    Xapian::WritableDatabase xapian;
    std::vector<std::string> runs{};
    std::unique_ptr<seogo::glass::run_writer> run{};
    Xapian::Document document{};
    std::set<std::uint32_t> slots{};
    std::mt19937 random{20240220};
};

/* Documents, with a number. */
using numbered = std::vector<std::pair<std::uint32_t, std::uint64_t>>;

inline numbered postings_of(const Xapian::Database &of, const std::string &term,
                            std::uint32_t first, std::uint32_t last)
{
    numbered all;
    for (auto at = of.postlist_begin(term); at != of.postlist_end(term); ++at)
        if (*at >= first && *at <= last)
            all.emplace_back(*at, term.empty() ? at.get_doclength() : at.get_wdf());
    return all;
}

inline void compare_lists(seogo::glass::database &ours, const Xapian::Database &theirs,
                          const std::string &term, std::uint32_t first, std::uint32_t last)
{
    numbered all;
    const auto take = [&](std::uint32_t document, std::uint32_t number) {
        all.emplace_back(document, number);
    };
    assert_true(term.empty() ? ours.each_length(first, last, take)
                             : ours.each_posting(term, first, last, take));
    assert_true(all == postings_of(theirs, term, first, last));
}

inline void compare_slot(seogo::glass::database &ours, const Xapian::Database &theirs,
                         std::uint32_t slot, std::uint32_t first, std::uint32_t last)
{
    auto at = theirs.valuestream_begin(slot);
    const auto end = theirs.valuestream_end(slot);
    if (at != end)
        at.skip_to(first);
    assert_true(
        ours.each_value(slot, first, last, [&](std::uint32_t document, std::string_view value) {
            assert_true(at != end);
            assert_int_equal(document, at.get_docid());
            assert_true(value == *at);
            ++at;
        }));
    assert_true(at == end || at.get_docid() > last);
}

/* What we read of the file at path is what Xapian reads. */
inline void compare_readers(both &written, const std::string &path)
{
    const Xapian::Database theirs(path);
    const auto ours = seogo::glass::database::open(path, theirs.get_uuid());
    assert_null(seogo::glass::database::open(path, written.xapian.get_uuid() + "0").get());
    const std::uint32_t last = theirs.get_lastdocid();
    if (ours == nullptr) { /* there is nothing in it */
        assert_int_equal(last, 0);
        return;
    }
    std::set<std::string> terms = {"absent", std::string(1, '\0'), std::string(1, '\xFF')};
    std::uint64_t most = 0;
    for (auto term = theirs.allterms_begin(); term != theirs.allterms_end(); ++term) {
        terms.insert(*term);
        most = std::max<std::uint64_t>(most, theirs.get_wdf_upper_bound(*term));
    }
    assert_true(ours->frequency_max() >= most);
    const std::uint32_t middle = written.below(last + 1), beyond = UINT32_MAX;
    for (const std::string &term : terms) {
        std::uint32_t documents = 1;
        std::uint64_t times = 1;
        assert_true(ours->count(term, documents, times));
        assert_int_equal(documents, theirs.get_termfreq(term));
        assert_int_equal(times, theirs.get_collection_freq(term));
        compare_lists(*ours, theirs, term, 1, beyond);
        if (written.below(20) == 0) {
            compare_lists(*ours, theirs, term, middle, last);
            compare_lists(*ours, theirs, term, middle / 2, middle);
        }
    }
    for (const std::uint32_t from : {1U, middle, last})
        compare_lists(*ours, theirs, "", from, last);
    written.slots.insert(7777); /* where there is nothing */
    for (const std::uint32_t slot : written.slots)
        for (const std::uint32_t from : {1U, middle, last}) {
            compare_slot(*ours, theirs, slot, from, beyond);
            compare_slot(*ours, theirs, slot, from, from);
        }
}

#endif
