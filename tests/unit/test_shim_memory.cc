/* A search in which an allocation fails ends in hits or in "out of memory", whichever
 * allocation it is: all are tried in turn, Xapian's among them. */
#include "shim/match/match.h"
#include "shim/xapian/shim.h"

#include <atomic>
#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include <malloc.h>

extern "C" {
#include <cmocka.h>
}

/* The allocation that fails, counted from the next on; 0 for none. */
static std::size_t failing;
/* Allocations as large as what a search holds back, and those of them that were freed. */
static std::atomic<std::size_t> large_made, large_freed;
static const std::size_t large = std::size_t{1} << 20;

/* As the standard has it: who may free something is asked, and it is tried again. */
void *operator new(std::size_t size)
{
    if (failing > 0 && --failing == 0) {
        if (const std::new_handler handler = std::get_new_handler())
            handler();
        else
            throw std::bad_alloc();
    }
    void *made = std::malloc(size > 0 ? size : 1);
    if (made == nullptr)
        throw std::bad_alloc();
    large_made += malloc_usable_size(made) >= large;
    return made;
}

void operator delete(void *made) noexcept
{
    large_freed += malloc_usable_size(made) >= large;
    std::free(made);
}

void operator delete(void *made, std::size_t) noexcept
{
    operator delete(made);
}

static struct shim_bytes bytes(const char *text)
{
    return {text, std::string(text).size()};
}

static void write_papers(const std::string &path)
{
    struct error error = {};
    struct shim_writer *writer;
    const std::string part = path + ".part";
    const char *const parts[] = {part.c_str()};
    assert_int_equal(shim_writer_create(&writer, parts[0], &error), STATUS_OK);
    for (int i = 0; i < 40; i++) {
        const std::uint32_t positions[] = {1, 2, 3};
        const struct shim_posting postings[] = {
            {bytes(i % 3 == 0 ? "large" : "small"), 1, positions, 1},
            {bytes("language"), 1, positions + 1, 1},
            {bytes("model"), 1, positions + 2, 1}};
        const struct shim_document document = {bytes("paper"), postings, 3, nullptr, 0};
        assert_int_equal(shim_writer_add(writer, &document, &error), STATUS_OK);
    }
    assert_int_equal(shim_writer_commit(writer, &error), STATUS_OK);
    shim_writer_free(writer);
    assert_int_equal(shim_merge(parts, 1, path.c_str(), &error), STATUS_OK);
}

static struct shim_query *term(const char *text)
{
    struct error error = {};
    struct shim_query *query;
    assert_int_equal(shim_query_term(&query, bytes(text), &error), STATUS_OK);
    return query;
}

static struct shim_query *combined(enum shim_operator op, std::vector<struct shim_query *> children)
{
    struct error error = {};
    struct shim_query *query;
    const auto window = static_cast<std::uint32_t>(op == SHIM_PHRASE ? children.size() : 0);
    assert_int_equal(
        shim_query_combine(&query, op, children.data(), children.size(), window, &error),
        STATUS_OK);
    return query;
}

static struct shim_query *phrase()
{
    return combined(SHIM_PHRASE, {term("large"), term("language"), term("model")});
}

/* Searches with each allocation failing; frees the query. */
static void try_each_allocation(const std::string &path, bool matcher, struct shim_query *query)
{
    struct shim_request request = {};
    request.query = query;
    request.count = 10;
    request.collapse_slot = SHIM_NO_SLOT;
    request.bm25 = {1, 0, 1, 0.5, 0.5};
    std::size_t tried = 0;
    for (bool failed = true; failed;) {
        struct error error = {};
        struct shim_database *database;
        struct shim_results *results = nullptr;
        const char *const paths[] = {path.c_str()};
        assert_int_equal(shim_database_open(&database, paths, 1, &error), STATUS_OK);
        if (matcher)
            assert_int_equal(match_use(database, {false, 0}, &error), STATUS_OK);
        failing = ++tried;
        const enum status status = shim_search(&results, database, &request, &error);
        failed = failing == 0;
        failing = 0;
        if (status == STATUS_OK)
            assert_int_equal(shim_results_count(results), 10);
        else
            assert_int_equal(status, STATUS_NO_MEMORY);
        shim_results_free(results);
        shim_database_free(database);
        assert_int_equal(large_made.load(), large_freed.load());
    }
    assert_in_range(tried, 20, 100000);
    shim_query_free(query);
}

static void test_a_failing_allocation_costs_a_search_at_most(void **)
{
    char directory[] = "/tmp/seogo-memory-XXXXXX";
    assert_non_null(mkdtemp(directory));
    const std::string path = std::string(directory) + "/papers";
    write_papers(path);
    for (const bool matcher : {false, true}) {
        try_each_allocation(path, matcher, phrase());
        try_each_allocation(path, matcher, combined(SHIM_FIRST, {phrase(), term("large")}));
        try_each_allocation(path, matcher, combined(SHIM_AND_NOT, {term("large"), term("none")}));
        try_each_allocation(path, matcher, combined(SHIM_AND_NOT, {phrase(), term("small")}));
    }
    assert_int_equal(std::system(("rm -rf " + std::string(directory)).c_str()), 0);
}

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_failing_allocation_costs_a_search_at_most),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
