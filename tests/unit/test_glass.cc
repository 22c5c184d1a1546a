/* What our hand writes is what Xapian writes of the same documents: terms, postings,
 * positions, values, data, lengths and metadata, and Xapian finds nothing wrong in it. And what
 * our hand reads of such files is what Xapian reads. */
#include "shim/glass/database.hpp"
#include "shim/glass/merge.hpp"

#include <cerrno>
#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

#include <xapian.h>

#include "tests/unit/glass_both.hpp"

extern "C" {
#include <cmocka.h>
}

static void compare_positions(const Xapian::PostingIterator &ours,
                              const Xapian::PostingIterator &theirs)
{
    auto a = ours.positionlist_begin(), b = theirs.positionlist_begin();
    for (; b != theirs.positionlist_end(); ++a, ++b) {
        assert_true(a != ours.positionlist_end());
        assert_int_equal(*a, *b);
    }
    assert_true(a == ours.positionlist_end());
}

static void compare_terms(const Xapian::Database &ours, const Xapian::Database &theirs)
{
    auto term = ours.allterms_begin();
    for (auto other = theirs.allterms_begin(); other != theirs.allterms_end(); ++term, ++other) {
        assert_true(term != ours.allterms_end());
        assert_true(*term == *other);
        assert_int_equal(term.get_termfreq(), other.get_termfreq());
        assert_int_equal(ours.get_collection_freq(*term), theirs.get_collection_freq(*term));
        auto a = ours.postlist_begin(*term);
        for (auto b = theirs.postlist_begin(*term); b != theirs.postlist_end(*term); ++a, ++b) {
            assert_int_equal(*a, *b);
            assert_int_equal(a.get_wdf(), b.get_wdf());
            assert_int_equal(a.get_doclength(), b.get_doclength());
            compare_positions(a, b);
        }
        assert_true(a == ours.postlist_end(*term));
    }
    assert_true(term == ours.allterms_end());
}

static void compare_values(const Xapian::Database &ours, const Xapian::Database &theirs,
                           const std::set<std::uint32_t> &slots)
{
    for (const std::uint32_t slot : slots) {
        assert_int_equal(ours.get_value_freq(slot), theirs.get_value_freq(slot));
        assert_true(ours.get_value_lower_bound(slot) == theirs.get_value_lower_bound(slot));
        assert_true(ours.get_value_upper_bound(slot) == theirs.get_value_upper_bound(slot));
        auto a = ours.valuestream_begin(slot);
        for (auto b = theirs.valuestream_begin(slot); b != theirs.valuestream_end(slot); ++a, ++b) {
            assert_int_equal(a.get_docid(), b.get_docid());
            assert_true(*a == *b);
        }
        assert_true(a == ours.valuestream_end(slot));
    }
}

/* Blocks are full: Xapian needs no fewer of them where it compacts. */
static void compare_sizes(both &written, const std::string &path)
{
    const std::string compact = written.base + "/compact";
    written.xapian.compact(compact, Xapian::DBCOMPACT_SINGLE_FILE);
    assert_true(std::filesystem::file_size(path) <= std::filesystem::file_size(compact));
    compare_readers(written, compact);
    const std::string narrow = written.base + "/narrow"; /* lists in pieces */
    written.xapian.compact(narrow, Xapian::DBCOMPACT_SINGLE_FILE, 2048);
    compare_readers(written, narrow);
}

static void compare(both &written)
{
    const std::string path = written.base + "/ours";
    written.run->finish();
    written.xapian.commit();
    seogo::glass::merge(written.runs, path);
    assert_int_equal(Xapian::Database::check(path, 0, nullptr), 0);
    const Xapian::Database ours(path), &theirs = written.xapian;
    assert_int_equal(ours.get_doccount(), theirs.get_doccount());
    assert_int_equal(ours.get_lastdocid(), theirs.get_lastdocid());
    assert_int_equal(ours.get_total_length(), theirs.get_total_length());
    assert_int_equal(ours.get_doclength_lower_bound(), theirs.get_doclength_lower_bound());
    assert_int_equal(ours.get_doclength_upper_bound(), theirs.get_doclength_upper_bound());
    compare_sizes(written, path);
    compare_readers(written, path);
    compare_terms(ours, theirs);
    compare_values(ours, theirs, written.slots);
    for (Xapian::docid i = 1; i <= theirs.get_lastdocid(); i++)
        assert_true(ours.get_document(i).get_data() == theirs.get_document(i).get_data());
    auto a = ours.metadata_keys_begin();
    for (auto b = theirs.metadata_keys_begin(); b != theirs.metadata_keys_end(); ++a, ++b) {
        assert_true(*a == *b);
        assert_true(ours.get_metadata(*a) == theirs.get_metadata(*b));
    }
    assert_true(a == ours.metadata_keys_end());
}

static int setup(void **state)
{
    char directory[] = "/tmp/seogo-glass-XXXXXX";
    if (mkdtemp(directory) == nullptr)
        return 1;
    *state = new both(directory);
    return 0;
}

static int teardown(void **state)
{
    auto *written = static_cast<both *>(*state);
    const std::string command = "rm -rf '" + written->base + "'";
    delete written;
    return std::system(command.c_str());
}

static void test_nothing(void **state)
{
    compare(*static_cast<both *>(*state));
}

static void test_documents_of_any_size(void **state)
{
    both &written = *static_cast<both *>(*state);
    for (std::uint32_t i = 0; i < 600; i++) {
        if (i % 100 == 99 || i == 500) /* the last run but one is empty */
            written.next_run();
        written.add(written.below(1 + written.below(400)), written.below(1 + written.below(30000)));
    }
    for (int i = 0; i < 500; i++) {
        if (i == 250) /* of metadata the last run's counts, as if it were set again */
            written.next_run();
        written.set_metadata("key" + std::to_string(written.below(300)),
                             std::string(1 + written.below(20000), 'm'));
    }
    compare(written);
}

/* Numbers of documents take more bytes from 32,768 on. */
static void test_many_documents(void **state)
{
    both &written = *static_cast<both *>(*state);
    for (std::uint32_t i = 0; i < 33000; i++) {
        if (i == 20000)
            written.next_run();
        written.add(1, 0);
    }
    compare(written);
}

/* A key has 255 bytes at most, of which a term may have 245; a NUL takes two of them. Of so
 * many documents the positions take more bytes than two digits of a length say. */
static void test_the_longest_terms(void **state)
{
    both &written = *static_cast<both *>(*state);
    const std::string zeros(122, '\0'), letters(245, '\xFF');
    for (std::uint32_t i = 0; i < 6000; i++) {
        written.add_posting(zeros, 1, {1});
        written.add_posting(zeros.substr(1), 1, {2});
        written.add_posting(zeros.substr(1) + '\x01', 1, {});
        written.add_posting(letters, 1, {3, 5});
        written.add_posting(letters.substr(5) + std::to_string(10000 + i), 1, {i + 1});
        written.add_document("");
    }
    compare(written);
}

static void test_positions_at_the_limits(void **state)
{
    both &written = *static_cast<both *>(*state);
    std::vector<std::uint32_t> all;
    for (std::uint32_t i = 0; i < 70000; i++)
        all.push_back(i);
    written.add_posting("all", UINT32_MAX - 1000, all);
    written.add_posting("far", 1, {0, UINT32_MAX});
    written.add_posting("first", 1, {0});
    written.add_posting("gap", 1, {1, 2, 3, UINT32_MAX / 2, UINT32_MAX - 1});
    written.add_posting("last", 1, {UINT32_MAX});
    written.add_posting("next", 1, {UINT32_MAX - 1, UINT32_MAX});
    written.add_posting("two", 1, {0, 1});
    written.add_document("");
    written.add_posting("nothing", 0, {});
    written.add_document("");
    compare(written);
}

static void test_values_of_any_length_in_any_slot(void **state)
{
    both &written = *static_cast<both *>(*state);
    for (const std::uint32_t slot : {0U, 1U, 127U, 128U, 255U, 256U, 65535U, 65536U, 16777216U,
                                     UINT32_MAX - 1})
        written.add_value(slot, std::string(100000 + slot % 100000, '\xFF') + '\0');
    written.add_document("");
    written.add_document(""); /* has nothing */
    for (std::uint32_t i = 0; i < 3000; i++) {
        written.add_value(i % 2, std::string(i, static_cast<char>(i)));
        if (i > 1000) /* behind a slot of many pieces, and not of the first documents */
            written.add_value(2, "late");
        written.add_document("");
    }
    compare(written);
}

/* Items of each length, so that blocks are left with any number of bytes, and with none. */
static void test_blocks_filled_to_any_byte(void **state)
{
    both &written = *static_cast<both *>(*state);
    std::string data;
    for (std::uint32_t i = 0; i < 4300; i++) {
        written.set_metadata("key" + std::to_string(10000 + i), std::string(i / 2 + 1, 'm'));
        data += static_cast<char>(written.below(256));
        written.add_document(data);
    }
    compare(written);
}

/* Long keys that begin alike make branches of few items: a tree of four levels and more. */
static void test_many_levels(void **state)
{
    both &written = *static_cast<both *>(*state);
    const std::string begin(195, 'k');
    for (std::uint32_t i = 0; i < 7000; i++)
        written.set_metadata(begin + std::to_string(10000 + i), std::string(1800, 'm'));
    compare(written);
}

/* The number of the error with which a merge of what is at path fails. */
static int refused(both &written, const std::string &path)
{
    try {
        seogo::glass::merge({path}, written.base + "/ours");
    } catch (const std::system_error &thrown) {
        return thrown.code().value();
    } catch (const std::invalid_argument &) {
        return EINVAL;
    }
    return 0;
}

static void test_what_cannot_be_read_is_told(void **state)
{
    both &written = *static_cast<both *>(*state);
    for (std::uint32_t i = 0; i < 100; i++)
        written.add(20, 5000);
    written.run->finish();
    const std::string &run = written.runs[0];
    assert_int_equal(refused(written, run), 0);
    assert_int_equal(refused(written, written.base), EISDIR);
    assert_int_equal(refused(written, run + "-none"), ENOENT);
    assert_int_equal(refused(written, written.base + "/ours"), EINVAL);
    assert_int_equal(truncate(run.c_str(), 100000), 0);
    assert_int_equal(refused(written, run), EIO);
    assert_int_equal(truncate(run.c_str(), 10), 0);
    assert_int_equal(refused(written, run), EIO);
}

static void test_what_cannot_be_written_is_told(void **state)
{
    both &written = *static_cast<both *>(*state);
    written.add(20, 5000);
    written.run->finish();
    for (const char *const path : {"/dev/full", "/nowhere/database"}) {
        bool told = false;
        try {
            seogo::glass::merge(written.runs, path);
        } catch (const std::system_error &thrown) {
            told = thrown.code().value() == (path[1] == 'd' ? ENOSPC : ENOENT);
        }
        assert_true(told);
    }
}

static std::string damaged(both &written, const std::string &whole)
{
    std::string bytes = whole;
    for (std::uint32_t n = 1 + written.below(1 + written.below(40)); n > 0; n--)
        bytes[50 + written.below(static_cast<std::uint32_t>(bytes.size()) - 50)] =
            static_cast<char>(written.below(256));
    if (written.below(10) == 0)
        bytes.resize(written.below(static_cast<std::uint32_t>(bytes.size())));
    return bytes;
}

/* How many of the lists in it were left. */
static unsigned left_of(both &written, seogo::glass::database &read)
{
    unsigned left = 0;
    std::uint64_t before = 0, times;
    std::uint32_t documents;
    const auto take = [&](std::uint32_t document, std::uint32_t) {
        assert_true(document > before && document <= 3000);
        before = document;
    };
    for (const char *const term : {"w0", "w1", "w2", "w14", "w101", "w2000"}) {
        before = 0;
        left += !read.count(term, documents, times);
        left += !read.each_posting(term, 1, 3000, take);
        left += !read.each_posting(term, 5000, UINT32_MAX, [](std::uint32_t, std::uint32_t) {});
    }
    for (std::uint32_t document = 1; document < 3000; document += 100) {
        before = 0;
        left += !read.each_length(document, 3000, take);
    }
    for (std::uint32_t document = 1; document < 3000; document += 700)
        left += !read.each_value(1 + written.below(149), document, document + 300,
                                 [](std::uint32_t, std::string_view) {});
    return left;
}

static std::string bytes_of(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/* The same for a file of these bytes, in place of the one that had this UUID. */
static unsigned left_of(both &written, const std::string &path, const std::string &uuid,
                        const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    const auto read = seogo::glass::database::open(path, uuid);
    return read == nullptr ? 1 : left_of(written, *read);
}

/* Whatever was made of a file, what is read of it are documents that rise, or nothing. */
static void test_damaged_files_are_read_or_left(void **state)
{
    both &written = *static_cast<both *>(*state);
    for (std::uint32_t i = 0; i < 3000; i++)
        written.add(1 + written.below(3), 0);
    written.run->finish();
    written.xapian.commit();
    const std::string ours = written.base + "/ours", narrow = written.base + "/narrow";
    seogo::glass::merge(written.runs, ours);
    written.xapian.compact(narrow, Xapian::DBCOMPACT_SINGLE_FILE, 2048);
    for (const std::string &path : {ours, narrow}) {
        const std::string uuid = Xapian::Database(path).get_uuid(), whole = bytes_of(path);
        unsigned left = 0;
        for (int i = 0; i < 1000; i++)
            left += left_of(written, path, uuid, damaged(written, whole));
        assert_true(left > 100);
    }
}

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_documents_of_any_size, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many_documents, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_longest_terms, setup, teardown),
        cmocka_unit_test_setup_teardown(test_positions_at_the_limits, setup, teardown),
        cmocka_unit_test_setup_teardown(test_values_of_any_length_in_any_slot, setup, teardown),
        cmocka_unit_test_setup_teardown(test_blocks_filled_to_any_byte, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many_levels, setup, teardown),
        cmocka_unit_test_setup_teardown(test_damaged_files_are_read_or_left, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_read_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_written_is_told, setup, teardown),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
