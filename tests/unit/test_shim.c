/* What the shim gives back of what was put in: documents, terms, values,
 * metadata, and what merging makes of them. */
#include "shim_library.h"

static const struct sample_paper papers[] = {
    {"diffusion model*3", 12, "20240105"},
    {"language model", 40, "20240220"},
    {"image segmentation", -1, NULL},
};
enum { PAPERS = sizeof papers / sizeof papers[0] };

static uint32_t documents_in(struct shim_database *database)
{
    struct error error = {0};
    uint32_t documents = 99;
    assert_ok(shim_document_count(database, &documents, &error), error);
    return documents;
}

static uint32_t documents_with(struct shim_database *database, const char *term)
{
    struct error error = {0};
    uint32_t documents = 99;
    assert_ok(shim_term_documents(database, bytes(term), &documents, &error), error);
    return documents;
}

static void test_a_library_knows_its_documents_and_terms(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "library", path);
    build_library(*state, path, papers, PAPERS);
    struct shim_database *database = open_library(path);
    assert_int_equal(documents_in(database), PAPERS);
    assert_int_equal(documents_with(database, "model"), 2);
    assert_int_equal(documents_with(database, "image"), 1);
    assert_int_equal(documents_with(database, "absent"), 0);
    shim_database_free(database);
}

static void test_parts_are_merged_in_their_order_and_empty_ones_leave_no_trace(void **state)
{
    char paths[4][PATH_SIZE];
    const char *names[] = {"second", "empty", "first", "library"};
    for (size_t i = 0; i < 4; i++)
        scratch_path(*state, names[i], paths[i]);
    build_part(paths[0], papers + 1, 2);
    build_part(paths[1], NULL, 0);
    build_part(paths[2], papers, 1);
    struct error error = {0};
    const char *const parts[] = {paths[0], paths[1], paths[2]};
    assert_ok(shim_merge(parts, 3, paths[3], &error), error);
    struct shim_database *database = open_library(paths[3]);
    assert_contents(database, "language model|image segmentation|diffusion model*3");
    assert_int_equal(documents_with(database, "model"), 2);
    shim_database_free(database);
}

static void assert_greatest(struct shim_database *database, uint32_t slot, double expected)
{
    struct error error = {0};
    double number = -1;
    assert_ok(shim_greatest_number(database, slot, &number, &error), error);
    assert_true(number == expected);
}

static void test_several_databases_open_as_one(void **state)
{
    char first[PATH_SIZE];
    char second[PATH_SIZE];
    scratch_path(*state, "first", first);
    scratch_path(*state, "second", second);
    build_library(*state, first, papers, 1);
    build_library(*state, second, papers + 1, 2);
    struct error error = {0};
    struct shim_database *database;
    const char *const paths[] = {first, second};
    assert_ok(shim_database_open(&database, paths, 2, &error), error);
    assert_int_equal(documents_in(database), PAPERS);
    assert_int_equal(documents_with(database, "model"), 2);
    assert_greatest(database, VOTES_SLOT, 40);

    struct shim_query *query;
    struct shim_results *results;
    assert_ok(shim_query_term(&query, bytes("model"), &error), error);
    struct shim_request request = plain_request(query);
    assert_ok(shim_search(&results, database, &request, &error), error);
    assert_int_equal(shim_results_count(results), 2);
    for (size_t hit = 0; hit < 2; hit++) {
        struct shim_bytes data;
        assert_ok(shim_results_data(results, hit, &data, &error), error);
        size_t expected = memcmp(data.data, "language", 8) == 0 ? 1 : 0;
        assert_int_equal(shim_results_database(results, hit), expected);
    }
    shim_results_free(results);
    shim_query_free(query);
    shim_database_free(database);
}

static void build_data(const char *path, const char *const *data, size_t count)
{
    struct error error = {0};
    struct shim_writer *writer;
    struct shim_posting posting = {bytes("word"), 1, NULL, 0};
    assert_ok(shim_writer_create(&writer, path, &error), error);
    for (size_t i = 0; i < count; i++) {
        struct shim_document document = {bytes(data[i]), &posting, 1, NULL, 0};
        assert_ok(shim_writer_add(writer, &document, &error), error);
    }
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
}

static void test_data_is_found_in_its_own_database(void **state)
{
    char paths[4][PATH_SIZE];
    const char *names[] = {"first", "second", "library", "other"};
    for (size_t i = 0; i < 4; i++)
        scratch_path(*state, names[i], paths[i]);
    build_data(paths[0], (const char *const[]){"one", "@two"}, 2);
    build_data(paths[1], (const char *const[]){"three", ""}, 2);
    struct error error = {0};
    const char *const parts[] = {paths[0], paths[1]};
    assert_ok(shim_merge(parts, 2, paths[2], &error), error);
    struct shim_database *database = open_library(paths[2]);
    assert_contents(database, "one|@two|three|");
    shim_database_free(database);

    char part[PATH_SIZE];
    scratch_path(*state, "part", part);
    build_data(part, (const char *const[]){"another"}, 1);
    assert_ok(shim_merge((const char *const[]){part}, 1, paths[3], &error), error);
    const char *const both[] = {paths[2], paths[3]};
    assert_ok(shim_database_open(&database, both, 2, &error), error);
    assert_contents(database, "one|another|@two|three|");
    shim_database_free(database);
}

static void test_keys_are_short_and_not_that_of_the_dictionary(void **state)
{
    char path[PATH_SIZE], key[SHIM_KEY_MAX + 1], *value;
    size_t length;
    scratch_path(*state, "part", path);
    struct error error = {0};
    struct shim_writer *writer;
    memset(key, 'k', sizeof key);
    const struct shim_bytes longest = {key, SHIM_KEY_MAX};
    assert_ok(shim_writer_create(&writer, path, &error), error);
    assert_int_equal(
        shim_writer_metadata(writer, (struct shim_bytes){key, sizeof key}, bytes("no"), &error),
        STATUS_INVALID);
    assert_int_equal(shim_writer_metadata(writer, bytes(""), bytes("no"), &error), STATUS_INVALID);
    assert_int_equal(shim_writer_metadata(writer, bytes("@"), bytes("no"), &error), STATUS_INVALID);
    assert_ok(shim_writer_metadata(writer, longest, bytes("first"), &error), error);
    assert_ok(shim_writer_metadata(writer, longest, bytes("last"), &error), error);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
    struct shim_database *database = open_part(path);
    assert_ok(shim_metadata(database, longest, &value, &length, &error), error);
    assert_string_equal(value, "last");
    free(value);
    shim_database_free(database);
}

static void test_data_and_values_may_hold_any_bytes(void **state)
{
    char part[PATH_SIZE];
    scratch_path(*state, "part", part);
    struct error error = {0};
    struct shim_writer *writer;
    assert_ok(shim_writer_create(&writer, part, &error), error);
    static const char any[] = "a\0\xff\n";
    struct shim_value value = {7, {any, 4}};
    struct shim_posting posting = {{any, 3}, 1, NULL, 0};
    struct shim_document document = {{any, 4}, &posting, 1, &value, 1};
    assert_ok(shim_writer_add(writer, &document, &error), error);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);

    struct shim_database *database = open_part(part);
    uint32_t documents = 0;
    assert_ok(shim_term_documents(database, (struct shim_bytes){any, 3}, &documents, &error),
              error);
    assert_int_equal(documents, 1);
    struct shim_query *query;
    struct shim_results *results;
    struct shim_bytes data;
    assert_ok(shim_query_range(&query, 7, value.value, value.value, &error), error);
    struct shim_request request = plain_request(query);
    assert_ok(shim_search(&results, database, &request, &error), error);
    assert_int_equal(shim_results_count(results), 1);
    assert_ok(shim_results_data(results, 0, &data, &error), error);
    assert_int_equal(data.length, 4);
    assert_memory_equal(data.data, any, 4);
    shim_results_free(results);
    shim_query_free(query);
    shim_database_free(database);
}

static void test_bounds_of_values_survive_merging(void **state)
{
    char first[PATH_SIZE];
    char second[PATH_SIZE];
    char path[PATH_SIZE];
    scratch_path(*state, "first", first);
    scratch_path(*state, "second", second);
    scratch_path(*state, "library", path);
    build_part(first, papers + 1, 2);
    build_part(second, papers, 1);
    struct error error = {0};
    const char *const parts[] = {first, second};
    assert_ok(shim_merge(parts, 2, path, &error), error);
    struct shim_database *database = open_library(path);
    assert_greatest(database, VOTES_SLOT, 40);
    assert_greatest(database, 9, 0);
    shim_database_free(database);
}

/* A part without documents whose metadata are key = value. */
static void build_metadata(const char *path, const char *key, const char *value)
{
    struct error error = {0};
    struct shim_writer *writer;
    assert_ok(shim_writer_create(&writer, path, &error), error);
    assert_ok(shim_writer_metadata(writer, bytes(key), bytes(value), &error), error);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
}

static void assert_metadata(struct shim_database *database, const char *key, const char *expected)
{
    struct error error = {0};
    char *value;
    size_t length;
    assert_ok(shim_metadata(database, bytes(key), &value, &length, &error), error);
    assert_string_equal(value, expected);
    assert_int_equal(length, strlen(expected));
    free(value);
}

static void test_of_metadata_under_one_key_the_last_wins(void **state)
{
    char paths[4][PATH_SIZE];
    const char *names[] = {"a", "b", "c", "library"};
    for (size_t i = 0; i < 4; i++)
        scratch_path(*state, names[i], paths[i]);
    build_metadata(paths[0], "colour", "green");
    build_metadata(paths[1], "colour", "blue");
    build_metadata(paths[2], "shape", "round");
    struct error error = {0};
    const char *const parts[] = {paths[0], paths[1], paths[2]};
    assert_ok(shim_merge(parts, 3, paths[3], &error), error);
    struct shim_database *database = open_library(paths[3]);
    assert_metadata(database, "colour", "blue");
    assert_metadata(database, "shape", "round");
    assert_metadata(database, "absent", "");
    char *value;
    size_t length;
    assert_int_equal(shim_metadata(database, bytes(""), &value, &length, &error), STATUS_INVALID);
    shim_database_free(database);
}

static void test_terms_are_walked_by_prefix_in_byte_order(void **state)
{
    static const struct sample_paper shelf[] = {
        {"Amelia Azaria Bmodel", -1, NULL},
        {"Azaria Bmodel Bmodels", -1, NULL},
        {"B확산 B확 B확대 B화 \xEA\xB0", -1, NULL},
    };
    char path[PATH_SIZE];
    scratch_path(*state, "library", path);
    build_library(*state, path, shelf, 3);
    struct shim_database *database = open_library(path);
    static const struct {
        const char *prefix;
        const char *walked;
    } cases[] = {
        {"A", "Amelia 1, Azaria 2, "},
        {"Bmodel", "Bmodel 2, Bmodels 1, "},
        {"B확", "B확 1, B확대 1, B확산 1, "},
        {"", "Amelia 1, Azaria 2, Bmodel 2, Bmodels 1, B화 1, B확 1, B확대 1, B확산 1, "
             "\xEA\xB0 1, "},
        {"C", ""},
    };
    enum { CASES = sizeof cases / sizeof cases[0] };
    for (size_t way = 0; way < 3 * CASES; way++) { /* read once, then kept, then known */
        const size_t i = way % CASES;
        struct error error = {0};
        struct shim_terms *terms;
        assert_ok((way < CASES ? shim_terms_open : shim_terms_keep)(
                      &terms, database, bytes(cases[i].prefix), &error),
                  error);
        char walked[256] = "";
        struct shim_bytes term;
        uint32_t documents;
        bool more = true;
        for (;;) {
            assert_ok(shim_terms_next(terms, &more, &term, &documents, &error), error);
            if (!more)
                break;
            size_t used = strlen(walked);
            snprintf(walked + used, sizeof walked - used, "%.*s %u, ", (int)term.length, term.data,
                     (unsigned)documents);
        }
        assert_string_equal(walked, cases[i].walked);
        assert_ok(shim_terms_next(terms, &more, &term, &documents, &error), error);
        assert_false(more);
        shim_terms_free(terms);
    }
    shim_database_free(database);
}

static void test_what_was_not_committed_is_lost(void **state)
{
    char part[PATH_SIZE];
    scratch_path(*state, "part", part);
    struct error error = {0};
    struct shim_writer *writer;
    assert_ok(shim_writer_create(&writer, part, &error), error);
    add_paper(writer, &papers[0]);
    shim_writer_free(writer);
    char path[PATH_SIZE];
    scratch_path(*state, "library", path);
    assert_int_equal(shim_merge((const char *const[]){part}, 1, path, &error), STATUS_IO);
}

static void test_a_committed_writer_takes_nothing_more(void **state)
{
    char part[PATH_SIZE];
    scratch_path(*state, "part", part);
    struct error error = {0};
    struct shim_writer *writer;
    assert_ok(shim_writer_create(&writer, part, &error), error);
    assert_ok(shim_writer_commit(writer, &error), error);
    struct shim_document document = {bytes("late"), NULL, 0, NULL, 0};
    assert_int_equal(shim_writer_add(writer, &document, &error), STATUS_INVALID);
    assert_int_equal(shim_writer_commit(writer, &error), STATUS_INVALID);
    shim_writer_free(writer);
}

static void test_sortable_numbers_sort_as_bytes_and_come_back(void **state)
{
    (void)state;
    static const double numbers[] = {-1e300, -2.5, -1, 0, 0.125, 1, 7, 8, 291, 20240105, 1e300};
    char before[SHIM_SORTABLE_MAX];
    size_t before_length = 0;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char now[SHIM_SORTABLE_MAX];
        size_t length = shim_sortable(numbers[i], now);
        assert_in_range(length, 1, SHIM_SORTABLE_MAX);
        assert_true(shim_sortable_number((struct shim_bytes){now, length}) == numbers[i]);
        size_t shared = length < before_length ? length : before_length;
        int order = memcmp(before, now, shared);
        assert_true(order < 0 || (order == 0 && before_length < length));
        memcpy(before, now, length);
        before_length = length;
    }
}

static void test_english_words_are_stemmed_where_the_stem_fits(void **state)
{
    (void)state;
    struct error error = {0};
    struct shim_stemmer *stemmer;
    assert_ok(shim_stemmer_new(&stemmer, &error), error);
    char stem[16];
    assert_int_equal(shim_stem(stemmer, bytes("diffusions"), stem, sizeof stem), 6);
    assert_memory_equal(stem, "diffus", 6);
    assert_int_equal(shim_stem(stemmer, bytes("models"), stem, 5), 5);
    assert_memory_equal(stem, "model", 5);
    assert_int_equal(shim_stem(stemmer, bytes("models"), stem, 4), 0);
    assert_int_equal(shim_stem(stemmer, bytes(""), stem, sizeof stem), 0);
    shim_stemmer_free(stemmer);
}

static void test_nothing_can_be_freed(void **state)
{
    (void)state;
    shim_writer_free(NULL);
    shim_stemmer_free(NULL);
    shim_database_free(NULL);
    shim_terms_free(NULL);
    shim_query_free(NULL);
    shim_results_free(NULL);
}

#define in_scratch(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_scratch(test_a_library_knows_its_documents_and_terms),
        in_scratch(test_parts_are_merged_in_their_order_and_empty_ones_leave_no_trace),
        in_scratch(test_several_databases_open_as_one),
        in_scratch(test_data_is_found_in_its_own_database),
        in_scratch(test_keys_are_short_and_not_that_of_the_dictionary),
        in_scratch(test_data_and_values_may_hold_any_bytes),
        in_scratch(test_bounds_of_values_survive_merging),
        in_scratch(test_of_metadata_under_one_key_the_last_wins),
        in_scratch(test_terms_are_walked_by_prefix_in_byte_order),
        in_scratch(test_what_was_not_committed_is_lost),
        in_scratch(test_a_committed_writer_takes_nothing_more),
        cmocka_unit_test(test_sortable_numbers_sort_as_bytes_and_come_back),
        cmocka_unit_test(test_english_words_are_stemmed_where_the_stem_fits),
        cmocka_unit_test(test_nothing_can_be_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
