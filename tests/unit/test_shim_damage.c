/* Files that are no database, or no longer one: told apart, and never a crash. */
#include "shim_library.h"

#include <sys/stat.h>
#include <unistd.h>

static void assert_open_fails(const char *path, enum status code, const char *reason)
{
    struct error error = {0};
    assert_int_equal(open_status(path, &error), code);
    assert_said(&error, code, reason);
}

static void write_file(const char *path, const char *content, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void test_what_is_no_database_is_not_opened(void **state)
{
    char path[PATH_SIZE];
    char inside[PATH_SIZE + 8];
    scratch_path(*state, "missing", path);
    assert_open_fails(path, STATUS_NOT_FOUND, "No such file");
    scratch_path(*state, "junk", path);
    write_file(path, "# a page, no database\n\n- of text\n", 33);
    assert_open_fails(path, STATUS_DAMAGED, "junk");
    snprintf(inside, sizeof inside, "%s/x", path);
    assert_open_fails(inside, STATUS_NOT_FOUND, "Not a directory");
    scratch_path(*state, "nothing", path);
    write_file(path, "", 0);
    assert_open_fails(path, STATUS_DAMAGED, "is empty");
    scratch_path(*state, "directory", path);
    assert_int_equal(mkdir(path, 0755), 0);
    assert_open_fails(path, STATUS_NOT_FOUND, "/directory");
    struct error error = {0};
    struct shim_database *database;
    assert_int_equal(shim_database_open(&database, NULL, 0, &error), STATUS_INVALID);
}

/* Reads all that a search reads: OK only if all of it was right. */
static enum status read_library(const char *path)
{
    struct error error = {0};
    struct shim_database *database;
    const char *const paths[] = {path};
    enum status status = shim_database_open(&database, paths, 1, &error);
    if (status != STATUS_OK)
        return status;
    struct shim_query *query;
    struct shim_results *results = NULL;
    assert_ok(shim_query_term(&query, bytes("model"), &error), error);
    struct shim_request request = plain_request(query);
    request.count = MANY_PAPERS;
    status = shim_search(&results, database, &request, &error);
    if (status == STATUS_OK)
        assert_int_equal(shim_results_count(results), MANY_PAPERS);
    for (size_t hit = 0; hit < MANY_PAPERS && status == STATUS_OK; hit++) {
        struct shim_bytes data;
        status = shim_results_data(results, hit, &data, &error);
        if (status == STATUS_OK)
            assert_non_null(memmem(data.data, data.length, "model", 5));
    }
    assert_true(status == STATUS_OK || error.message[0] != '\0');
    shim_results_free(results);
    shim_query_free(query);
    shim_database_free(database);
    return status;
}

static enum status walk_terms(const char *path)
{
    struct error error = {0};
    struct shim_database *database;
    const char *const paths[] = {path};
    enum status status = shim_database_open(&database, paths, 1, &error);
    if (status != STATUS_OK)
        return status;
    struct shim_terms *terms = NULL;
    struct shim_bytes term;
    uint32_t documents;
    size_t count = 0;
    status = shim_terms_open(&terms, database, bytes(""), &error);
    for (bool more = true; status == STATUS_OK && more; count += more)
        status = shim_terms_next(terms, &more, &term, &documents, &error);
    if (status == STATUS_OK)
        assert_true(count > 5 * MANY_PAPERS / 2);
    shim_terms_free(terms);
    shim_database_free(database);
    return status;
}

static void test_a_truncated_library_is_damaged_wherever_it_ends(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "library", path);
    build_large_library(*state, path);
    struct stat whole;
    assert_int_equal(stat(path, &whole), 0);
    assert_int_equal(read_library(path), STATUS_OK);
    assert_int_equal(walk_terms(path), STATUS_OK);
    enum { POINTS = 48 };
    size_t damaged = 0;
    for (int point = 1; point <= POINTS; point++) {
        off_t length = whole.st_size - whole.st_size * point / POINTS;
        length += point % 3 == 0 && length > 0 ? 13 : 0; /* inside a block, too */
        assert_int_equal(truncate(path, length), 0);
        enum status read = read_library(path);
        enum status walked = walk_terms(path);
        if ((read != STATUS_OK && read != STATUS_DAMAGED) ||
            (walked != STATUS_OK && walked != STATUS_DAMAGED))
            fail_msg("%ld bytes: %s, %s", (long)length, status_name(read), status_name(walked));
        damaged += read == STATUS_DAMAGED || walked == STATUS_DAMAGED;
    }
    /* Positions and the last, half-empty blocks are not read here. */
    assert_in_range(damaged, POINTS / 2, POINTS);
}

static void test_overwritten_blocks_are_damage(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "library", path);
    build_large_library(*state, path);
    struct stat whole;
    assert_int_equal(stat(path, &whole), 0);
    char noise[256];
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(i * 37 + 11);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    /* All but the head, which says where the tables are. */
    assert_int_equal(fseek(file, 8192, SEEK_SET), 0);
    for (off_t at = 8192; at < whole.st_size; at += (off_t)sizeof noise)
        assert_int_equal(fwrite(noise, 1, sizeof noise, file), sizeof noise);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(read_library(path), STATUS_DAMAGED);
    assert_int_equal(walk_terms(path), STATUS_DAMAGED);
}

static void test_a_check_reads_every_block(void **state)
{
    char path[PATH_SIZE], kept[8192];
    struct stat whole;
    struct error error = {0};
    scratch_path(*state, "library", path);
    build_large_library(*state, path);
    assert_int_equal(stat(path, &whole), 0);
    assert_ok(shim_check(path, &error), error);
    for (long at = 8192; at + 8192 <= whole.st_size; at += 8192) {
        FILE *file = fopen(path, "r+b");
        assert_non_null(file);
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        assert_int_equal(fread(kept, 1, sizeof kept, file), sizeof kept);
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        for (size_t i = 0; i < sizeof kept; i++)
            fputc((int)(i * 37 + 11) & 0xFF, file);
        assert_int_equal(fflush(file), 0);
        assert_int_equal(shim_check(path, &error), STATUS_DAMAGED);
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        assert_int_equal(fwrite(kept, 1, sizeof kept, file), sizeof kept);
        assert_int_equal(fclose(file), 0);
    }
    assert_ok(shim_check(path, &error), error);
}

static void test_another_version_of_the_file_is_another_format(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "library", path);
    build_library(*state, path, &(struct sample_paper){"language model", 40, NULL}, 1);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    /* The magic is 14 bytes long, two bytes of version follow. */
    assert_int_equal(fseek(file, 14, SEEK_SET), 0);
    assert_int_equal(fwrite("\x7f\x7f", 1, 2, file), 2);
    assert_int_equal(fclose(file), 0);
    assert_open_fails(path, STATUS_FORMAT, "version");
}

#define in_scratch(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_scratch(test_what_is_no_database_is_not_opened),
        in_scratch(test_a_truncated_library_is_damaged_wherever_it_ends),
        in_scratch(test_overwritten_blocks_are_damage),
        in_scratch(test_a_check_reads_every_block),
        in_scratch(test_another_version_of_the_file_is_another_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
