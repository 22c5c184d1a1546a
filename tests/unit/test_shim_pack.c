/* Documents' data is packed with what samples of it have in common. */
#include "shim_library.h"

enum { SAMPLES = 40, SAMPLE_BYTES = 96 };

/* Data that is alike; of another seed it is like other samples. */
static void write_sample(char out[SAMPLE_BYTES], int seed, int number)
{
    snprintf(out, SAMPLE_BYTES, "{\"seed\":%d,\"title\":\"paper %d of many\",\"votes\":%d}",
             seed * 1234567, seed * 1000 + number, number * 37 % 100);
}

static void build_sampled(const char *path, int seed, int first, int count)
{
    char text[SAMPLES][SAMPLE_BYTES];
    struct shim_bytes samples[SAMPLES];
    struct error error = {0};
    struct shim_writer *writer;
    for (int i = 0; i < SAMPLES; i++) {
        write_sample(text[i], seed, i);
        samples[i] = bytes(text[i]);
    }
    assert_ok(shim_writer_create(&writer, path, &error), error);
    assert_ok(shim_writer_samples(writer, samples, SAMPLES, &error), error);
    for (int i = first; i < first + count; i++) {
        struct shim_document document = {samples[i], NULL, 0, NULL, 0};
        assert_ok(shim_writer_add(writer, &document, &error), error);
    }
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
}

static void test_each_library_reads_its_data_by_its_own_samples(void **state)
{
    char paths[4][PATH_SIZE], expected[4][SAMPLE_BYTES], joined[512];
    const char *names[] = {"first", "second", "library", "other"};
    for (size_t i = 0; i < 4; i++)
        scratch_path(*state, names[i], paths[i]);
    build_sampled(paths[0], 1, 0, 2);
    build_sampled(paths[1], 1, 2, 1);
    build_sampled(paths[3], 2, 0, 1);
    for (int i = 0; i < 3; i++)
        write_sample(expected[i], 1, i);
    write_sample(expected[3], 2, 0);
    struct error error = {0};
    const char *const parts[] = {paths[0], paths[1]};
    assert_ok(shim_merge(parts, 2, paths[2], &error), error);
    struct shim_database *database = open_library(paths[2]);
    snprintf(joined, sizeof joined, "%s|%s|%s", expected[0], expected[1], expected[2]);
    assert_contents(database, joined);
    shim_database_free(database);

    char other[PATH_SIZE];
    scratch_path(*state, "other-library", other);
    merge_part(paths[3], other);
    const char *const both[] = {paths[2], other};
    assert_ok(shim_database_open(&database, both, 2, &error), error);
    snprintf(joined, sizeof joined, "%s|%s|%s|%s", expected[0], expected[3], expected[1],
             expected[2]);
    assert_contents(database, joined);
    shim_database_free(database);
}

/* Syllables take fewer bytes inside, and what is no UTF-8 must not be taken for one. */
static void test_any_bytes_come_back(void **state)
{
    static const char *const texts[] = {
        "\uAC00\uD7A3 \uD655\uC0B0 \uBAA8\uB378\uC740",
        "\u00E9\u03B1\u6F22\uABFF\uD7A4\U0001F600",
        "\xEA\xB0",
        "\x80\x81 \xB1\xB2\xC0\xF5\xFF\xFF",
        "\xEA\uAC00\xFF",
    };
    char path[PATH_SIZE], joined[256] = "";
    struct error error = {0};
    struct shim_writer *writer;
    scratch_path(*state, "library", path);
    assert_ok(shim_writer_create(&writer, path, &error), error);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct shim_document document = {bytes(texts[i]), NULL, 0, NULL, 0};
        assert_ok(shim_writer_add(writer, &document, &error), error);
        strcat(strcat(joined, i > 0 ? "|" : ""), texts[i]);
    }
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
    struct shim_database *database = open_part(path);
    assert_contents(database, joined);
    shim_database_free(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_library_reads_its_data_by_its_own_samples,
                                        scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(test_any_bytes_come_back, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
