/* What is read of a slice is the same by our hand and by Xapian's. */
#include "shim/match/stored.hpp"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <xapian.h>

#include "shim/glass/merge.hpp"
#include "shim/glass/run.hpp"

extern "C" {
#include <cmocka.h>
}

using seogo::document_range;
using seogo::posting;
using seogo::stored;

static constexpr std::uint32_t documents = 5000;
static constexpr Xapian::valueno slot = 3;

struct archive {
    std::string directory, path;
    Xapian::Database database{};
};

/* t2 stands in every second document, and so on; "too often" in one more often than a posting
 * can say, "nowhere" in one no time. */
static int setup(void **state)
{
    char directory[] = "/tmp/seogo-stored-XXXXXX";
    if (mkdtemp(directory) == nullptr)
        return 1;
    std::mt19937 random(3);
    auto made = std::make_unique<archive>();
    made->directory = directory;
    made->path = made->directory + "/database";
    const std::string run = made->directory + "/run";
    seogo::glass::run_writer writer(run, [](std::string_view term) { return std::string(term); });
    for (std::uint32_t document = 1; document <= documents; document++) {
        for (std::uint32_t each = 2; each < 5000; each *= 3)
            if (document % each == 0)
                writer.add_posting("t" + std::to_string(each),
                                   1 + static_cast<std::uint32_t>(random() % 255), nullptr, 0);
        if (document == 4000) {
            writer.add_posting("nowhere", 0, nullptr, 0);
            writer.add_posting("too often", 256, nullptr, 0);
        }
        if (random() % 3 != 0)
            writer.add_value(slot, Xapian::sortable_serialise(static_cast<double>(random() % 999) /
                                                              (document % 2 == 0 ? 7 : 1)));
        writer.add_document();
        writer.add_data("");
    }
    writer.finish();
    seogo::glass::merge({run}, made->path);
    made->database = Xapian::Database(made->path);
    *state = made.release();
    return 0;
}

static int teardown(void **state)
{
    const std::unique_ptr<archive> made(static_cast<archive *>(*state));
    return std::system(("rm -rf '" + made->directory + "'").c_str());
}

static void compare(stored &ours, stored &theirs)
{
    for (const char *const term : {"t2", "t6", "t18", "t4374", "nowhere", "too often", "absent"}) {
        std::vector<posting> fast, slow;
        const bool fits = theirs.read(term, documents, slow);
        assert_int_equal(ours.read(term, documents, fast), fits);
        if (fits) {
            assert_int_equal(fast.size(), slow.size());
            for (std::size_t i = 0; i < fast.size(); i++) {
                assert_int_equal(fast[i].place(), slow[i].place());
                assert_int_equal(fast[i].frequency(), slow[i].frequency());
            }
        }
        const auto count = ours.count(term);
        assert_int_equal(count.documents, theirs.count(term).documents);
        assert_true(count.bounded && count.most >= theirs.database().get_wdf_upper_bound(term));
    }
    assert_true(ours.lengths() == theirs.lengths());
    for (const std::size_t count : {std::size_t{1}, ours.documents.count()}) {
        std::vector<double> fast(count, 5), slow(count, 6);
        ours.read_numbers(slot, ours.documents.first, count, fast.data());
        theirs.read_numbers(slot, ours.documents.first, count, slow.data());
        assert_true(fast == slow);
    }
}

static void it_is_what_xapian_reads(void **state)
{
    const archive &made = *static_cast<archive *>(*state);
    for (const document_range of : {document_range{1, documents}, document_range{1, 1777},
                                    document_range{1778, 4001}, document_range{4002, documents}}) {
        stored ours(made.path, made.database.get_uuid(), of, documents),
            theirs(made.database, "", of, false);
        assert_true(ours.is_fast() && !theirs.is_fast());
        compare(ours, theirs);
    }
}

/* Then all is read anew. */
static void another_database_is_told(void **state)
{
    const archive &made = *static_cast<archive *>(*state);
    for (const std::string &path : {made.path, made.path + "-gone"}) {
        stored ours(path, "another", {1, documents}, documents);
        assert_false(ours.is_fast());
        bool told = false;
        try {
            ours.lengths();
        } catch (const Xapian::DatabaseModifiedError &) {
            told = true;
        }
        assert_true(told);
    }
}

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_what_xapian_reads),
        cmocka_unit_test(another_database_is_told),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
