/* The catch ladder step by step, and the one status that needs a writer which
 * commits again and again, as the shim's own writers never do. */
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/xapian/shim.h"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>

extern "C" {
#include <cmocka.h>
}

struct thrown_case {
    const char *name;
    enum status code;
    std::function<void()> body;
};

template <typename Kind> static std::function<void()> throwing(const char *message)
{
    return [message] { throw Kind(message); };
}

template <typename Kind> static std::function<void()> throwing(const char *message, int reason)
{
    return [message, reason] { throw Kind(message, reason); };
}

static void test_every_exception_ends_as_its_status(void **)
{
    using namespace Xapian;
    const thrown_case cases[] = {
        {"nothing", STATUS_OK, [] {}},
        {"bad_alloc", STATUS_NO_MEMORY, [] { throw std::bad_alloc(); }},
        {"lock", STATUS_LOCKED, throwing<DatabaseLockError>("already locked")},
        {"lock file", STATUS_IO, throwing<DatabaseLockError>("cannot open it: Input/output error")},
        {"no right to lock", STATUS_DENIED,
         throwing<DatabaseLockError>("Couldn't open lockfile: Permission denied")},
        {"modified", STATUS_MODIFIED, throwing<DatabaseModifiedError>("reopen")},
        {"corrupt", STATUS_DAMAGED, throwing<DatabaseCorruptError>("bad block")},
        {"version", STATUS_FORMAT, throwing<DatabaseVersionError>("too new")},
        {"backend", STATUS_FORMAT, throwing<FeatureUnavailableError>("chert")},
        {"not found", STATUS_NOT_FOUND, throwing<DatabaseNotFoundError>("no type")},
        {"opening, missing", STATUS_NOT_FOUND, throwing<DatabaseOpeningError>("x", ENOENT)},
        {"opening, no directory", STATUS_NOT_FOUND, throwing<DatabaseOpeningError>("x", ENOTDIR)},
        {"opening, denied", STATUS_DENIED, throwing<DatabaseOpeningError>("x", EACCES)},
        {"opening, not permitted", STATUS_DENIED, throwing<DatabaseOpeningError>("x", EPERM)},
        {"opening, other", STATUS_IO, throwing<DatabaseOpeningError>("x", EMFILE)},
        {"opening, junk", STATUS_DAMAGED, throwing<DatabaseOpeningError>("bad line")},
        {"creation", STATUS_INVALID, throwing<DatabaseCreateError>("exists")},
        {"read only", STATUS_DENIED, throwing<DatabaseCreateError>("mkdir", EROFS)},
        {"closed", STATUS_INVALID, throwing<DatabaseClosedError>("closed")},
        {"disk full", STATUS_NO_SPACE, throwing<DatabaseError>("write", ENOSPC)},
        {"quota", STATUS_NO_SPACE, throwing<DatabaseError>("write", EDQUOT)},
        {"disk full, in words", STATUS_NO_SPACE,
         throwing<DatabaseError>("Error writing block 3: No space left on device")},
        {"device", STATUS_IO, throwing<DatabaseError>("read", EIO)},
        {"no memory to map", STATUS_NO_MEMORY, throwing<DatabaseError>("map", ENOMEM)},
        {"end of file", STATUS_DAMAGED, throwing<DatabaseError>("got end of file")},
        {"document", STATUS_NOT_FOUND, throwing<DocNotFoundError>("7")},
        {"network", STATUS_UNREACHABLE, throwing<NetworkError>("gone")},
        {"serialisation", STATUS_DAMAGED, throwing<SerialisationError>("bad")},
        {"query parser", STATUS_BAD_QUERY, throwing<QueryParserError>("syntax")},
        {"wildcard", STATUS_BAD_QUERY, throwing<WildcardError>("too many")},
        {"unimplemented", STATUS_BAD_QUERY, throwing<UnimplementedError>("phrase")},
        {"argument", STATUS_INVALID, throwing<InvalidArgumentError>("long")},
        {"operation", STATUS_INVALID, throwing<InvalidOperationError>("twice")},
        {"range", STATUS_INVALID, throwing<RangeError>("out of range")},
        {"any of Xapian's", STATUS_INTERNAL, throwing<Xapian::InternalError>("x")},
        {"standard", STATUS_INTERNAL, [] { throw std::runtime_error("x"); }},
        {"anything", STATUS_INTERNAL, [] { throw 7; }},
        {"the shim's own", STATUS_FORMAT,
         [] {
             throw seogo::failure{STATUS_FORMAT, "x"};
         }},
    };
    for (const thrown_case &tried : cases) {
        struct error error = {};
        enum status code = seogo::guard(&error, "cannot try", tried.body);
        if (code != tried.code)
            fail_msg("%s: %s, not %s", tried.name, status_name(code), status_name(tried.code));
        assert_int_equal(error.code, tried.code);
        assert_int_equal(seogo::guard(nullptr, "cannot try", tried.body), tried.code);
        if (code != STATUS_OK)
            assert_int_equal(std::strncmp(error.message, "cannot try: ", 12), 0);
    }
}

static void test_a_message_names_what_failed_and_why(void **)
{
    struct error error = {};
    seogo::guard(&error, "cannot open", [](std::string &object) {
        object = "/srv/in\ndex";
        throw Xapian::DatabaseOpeningError("Couldn't stat", "the context", ENOENT);
    });
    assert_string_equal(error.message, "cannot open /srv/in dex: Couldn't stat (the context): "
                                       "No such file or directory");
    assert_string_equal(error.hint, "");
}

static void test_functions_without_a_status_fall_back(void **)
{
    assert_int_equal(seogo::guard_or(5, [] { return 6; }), 6);
    assert_int_equal(seogo::guard_or(5, []() -> int { throw 7; }), 5);
}

/* Numbered documents that all hold the word; later rounds replace them. */
static void write_round(Xapian::WritableDatabase &database, unsigned round)
{
    for (Xapian::docid number = 1; number <= 1000; number++) {
        Xapian::Document document;
        document.set_data(seogo::packer("").pack("round " + std::to_string(round)));
        document.add_term("word");
        document.add_term("n" + std::to_string(number * 31 % 1000 + 1000 * round));
        database.replace_document(number, document);
    }
    database.commit();
}

static enum status count_words(struct shim_database *database, size_t *count)
{
    struct error error = {};
    struct shim_query *query = nullptr;
    struct shim_results *results = nullptr;
    const struct shim_bytes word = {"word", 4};
    assert_int_equal(shim_query_term(&query, word, &error), STATUS_OK);
    struct shim_request request = {};
    request.query = query;
    request.count = 2000;
    request.collapse_slot = SHIM_NO_SLOT;
    request.bm25 = {1, 0, 1, 0.5, 0.5};
    enum status code = shim_search(&results, database, &request, &error);
    *count = code == STATUS_OK ? shim_results_count(results) : 0;
    for (size_t hit = 0; hit < *count && code == STATUS_OK; hit++) {
        struct shim_bytes data;
        code = shim_results_data(results, hit, &data, &error);
    }
    shim_results_free(results);
    shim_query_free(query);
    return code;
}

static void test_a_reader_outrun_by_two_commits_opens_anew_and_goes_on(void **)
{
    char directory[] = "/tmp/seogo-shim-XXXXXX";
    assert_non_null(mkdtemp(directory));
    const std::string path = std::string(directory) + "/library";
    {
        Xapian::WritableDatabase writer(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
        write_round(writer, 0);
        struct error error = {};
        struct shim_database *reader = nullptr;
        const char *const paths[] = {path.c_str()};
        assert_int_equal(shim_database_open(&reader, paths, 1, &error), STATUS_OK);
        size_t count = 0;
        assert_int_equal(count_words(reader, &count), STATUS_OK);
        assert_int_equal(count, 1000);
        for (unsigned round = 1; round <= 3; round++)
            write_round(writer, round);
        assert_int_equal(count_words(reader, &count), STATUS_MODIFIED);
        shim_database_free(reader);
        assert_int_equal(shim_database_open(&reader, paths, 1, &error), STATUS_OK);
        assert_int_equal(count_words(reader, &count), STATUS_OK);
        assert_int_equal(count, 1000);
        shim_database_free(reader);
    }
    const std::string command = std::string("rm -rf '") + directory + "'";
    assert_int_equal(std::system(command.c_str()), 0);
}

/* Without a matcher a query holds nothing that only this process knows. */
static void test_a_query_is_built_of_what_crosses_a_wire(void **)
{
    struct error error = {};
    struct shim_query *parts[3] = {}, *query = nullptr, *votes = nullptr;
    for (auto &part : parts)
        assert_int_equal(shim_query_term(&part, {"word", 4}, &error), STATUS_OK);
    assert_int_equal(shim_query_combine(&query, SHIM_FIRST, parts, 3, 0, &error), STATUS_OK);
    assert_int_equal(shim_query_scale(&query, query, 0.5, &error), STATUS_OK);
    assert_int_equal(shim_query_value_weight(&votes, 1, &error), STATUS_OK);
    struct shim_query *both[] = {query, votes};
    assert_int_equal(shim_query_combine(&query, SHIM_AND_MAYBE, both, 2, 0, &error), STATUS_OK);
    const Xapian::Query built = seogo::built(*query->expression);
    const Xapian::Query arrived = Xapian::Query::unserialise(built.serialise(), Xapian::Registry());
    assert_string_equal(arrived.get_description().c_str(), built.get_description().c_str());
    shim_query_free(query);
}

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_exception_ends_as_its_status),
        cmocka_unit_test(test_a_message_names_what_failed_and_why),
        cmocka_unit_test(test_functions_without_a_status_fall_back),
        cmocka_unit_test(test_a_reader_outrun_by_two_commits_opens_anew_and_goes_on),
        cmocka_unit_test(test_a_query_is_built_of_what_crosses_a_wire),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
