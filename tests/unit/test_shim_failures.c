/* What writers and the file system refuse, caused for real: each status must be
 * told apart from the others. */
#include "shim_library.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct sample_paper paper = {"language model", 40, "20240220"};

static void test_what_is_there_is_no_place_for_a_writer(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "part", path);
    struct error error = {0};
    struct shim_writer *first;
    struct shim_writer *second;
    assert_ok(shim_writer_create(&first, path, &error), error);
    assert_int_equal(shim_writer_create(&second, path, &error), STATUS_INVALID);
    assert_said(&error, STATUS_INVALID, "already exists");
    assert_null(second);
    shim_writer_free(first);
}

static void test_a_writer_needs_its_parent_directory(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "absent/part", path);
    struct error error = {0};
    struct shim_writer *writer;
    assert_int_equal(shim_writer_create(&writer, path, &error), STATUS_NOT_FOUND);
    assert_said(&error, STATUS_NOT_FOUND, "No such file");
}

static void test_a_term_over_245_bytes_is_invalid_and_costs_no_other(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "part", path);
    struct error error = {0};
    struct shim_writer *writer;
    assert_ok(shim_writer_create(&writer, path, &error), error);
    char text[SHIM_TERM_MAX + 1];
    memset(text, 'x', sizeof text);
    struct shim_posting posting = {{text, SHIM_TERM_MAX}, 1, NULL, 0};
    struct shim_document document = {bytes("longest"), &posting, 1, NULL, 0};
    assert_ok(shim_writer_add(writer, &document, &error), error);
    posting.term.length = SHIM_TERM_MAX + 1;
    assert_int_equal(shim_writer_add(writer, &document, &error), STATUS_INVALID);
    assert_said(&error, STATUS_INVALID, "245");
    memset(text, 0, sizeof text);
    posting.term.length = SHIM_TERM_MAX / 2 + 1;
    assert_int_equal(shim_writer_add(writer, &document, &error), STATUS_INVALID);
    posting.term.length = 0;
    assert_int_equal(shim_writer_add(writer, &document, &error), STATUS_INVALID);
    posting.term.length = SHIM_TERM_MAX / 2;
    assert_ok(shim_writer_add(writer, &document, &error), error);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
    struct shim_database *database = open_part(path);
    uint32_t documents = 0;
    assert_ok(shim_document_count(database, &documents, &error), error);
    assert_int_equal(documents, 2);
    shim_database_free(database);
}

static void test_merging_needs_its_parts_and_a_place(void **state)
{
    char part[PATH_SIZE];
    char missing[PATH_SIZE];
    char output[PATH_SIZE];
    scratch_path(*state, "part", part);
    scratch_path(*state, "missing", missing);
    scratch_path(*state, "library", output);
    build_part(part, &paper, 1);
    struct error error = {0};
    const char *const parts[] = {part, missing};
    assert_int_equal(shim_merge(parts, 0, output, &error), STATUS_INVALID);
    assert_int_equal(shim_merge(parts, 2, output, &error), STATUS_NOT_FOUND);
    scratch_path(*state, "missing/library", output);
    assert_int_equal(shim_merge(parts, 1, output, &error), STATUS_NOT_FOUND);
}

/* Runs body in a process of its own; its status is the exit status. */
static enum status in_child(enum status (*body)(const char *directory), const char *directory)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit((int)body(directory));
    int ended = 0;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFEXITED(ended));
    return (enum status)WEXITSTATUS(ended);
}

enum { NOBODY = 65534, NOT_POSSIBLE = 100 };

/* Rights do not bind root, who therefore becomes somebody whom they do bind. */
static bool become_bound(void)
{
    return geteuid() != 0 || (setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
}

static enum status open_as_nobody(const char *directory)
{
    char path[PATH_SIZE];
    if (!become_bound())
        return (enum status)NOT_POSSIBLE;
    struct error error = {0};
    snprintf(path, sizeof path, "%.200s/library", directory);
    return open_status(path, &error);
}

static enum status create_as_nobody(const char *directory)
{
    char path[PATH_SIZE];
    if (!become_bound())
        return (enum status)NOT_POSSIBLE;
    struct error error = {0};
    struct shim_writer *writer;
    snprintf(path, sizeof path, "%.200s/new", directory);
    return shim_writer_create(&writer, path, &error);
}

static enum status merge_as_nobody(const char *directory)
{
    char output[PATH_SIZE];
    if (!become_bound())
        return (enum status)NOT_POSSIBLE;
    struct error error = {0};
    char part[PATH_SIZE];
    snprintf(output, sizeof output, "%.200s/new", directory);
    snprintf(part, sizeof part, "%.200s/kept", directory);
    const char *const parts[] = {part};
    return shim_merge(parts, 1, output, &error);
}

static void test_a_directory_without_rights_denies(void **state)
{
    const struct scratch *scratch = *state;
    const char *directory = scratch->directory;
    char path[PATH_SIZE];
    char part[PATH_SIZE];
    scratch_path(scratch, "library", path);
    scratch_path(scratch, "kept", part);
    build_library(scratch, path, &paper, 1);
    build_part(part, &paper, 1);
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(chmod(directory, 0555), 0);
    if (in_child(open_as_nobody, directory) == (enum status)NOT_POSSIBLE) {
        print_message("skipped: root cannot become nobody here\n");
        skip();
    }
    assert_int_equal(in_child(open_as_nobody, directory), STATUS_OK);
    assert_int_equal(in_child(create_as_nobody, directory), STATUS_DENIED);
    assert_int_equal(in_child(merge_as_nobody, directory), STATUS_DENIED);
    assert_int_equal(chmod(path, 0000), 0);
    assert_int_equal(in_child(open_as_nobody, directory), STATUS_DENIED);
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(chmod(directory, 0000), 0);
    assert_int_equal(in_child(open_as_nobody, directory), STATUS_DENIED);
    assert_int_equal(chmod(directory, 0700), 0);
}

/* Files may grow to this and no further, as on a disk that is full. */
static void limit_files(rlim_t size)
{
    struct rlimit limit = {size, size};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        _exit(NOT_POSSIBLE);
}

/* Adds until that or the commit fails, as either may. */
static enum status write_on_full_disk(const char *directory)
{
    char path[PATH_SIZE];
    struct error error = {0};
    struct shim_writer *writer;
    snprintf(path, sizeof path, "%.200s/part", directory);
    limit_files(40000);
    enum status status = shim_writer_create(&writer, path, &error);
    if (status != STATUS_OK)
        return (enum status)NOT_POSSIBLE;
    for (int i = 0; i < 8 * MANY_PAPERS && status == STATUS_OK; i++) {
        char word[32];
        snprintf(word, sizeof word, "word%d", i);
        struct shim_posting posting = {bytes(word), 1, NULL, 0};
        struct shim_document document = {bytes("no text"), &posting, 1, NULL, 0};
        status = shim_writer_add(writer, &document, &error);
    }
    if (status == STATUS_OK)
        status = shim_writer_commit(writer, &error);
    shim_writer_free(writer);
    return status;
}

static enum status merge_on_full_disk(const char *directory)
{
    char part[PATH_SIZE];
    char output[PATH_SIZE];
    struct error error = {0};
    snprintf(part, sizeof part, "%.200s/kept", directory);
    snprintf(output, sizeof output, "%.200s/new", directory);
    limit_files(20000);
    const char *const parts[] = {part};
    return shim_merge(parts, 1, output, &error);
}

static void test_a_full_disk_is_no_space(void **state)
{
    const struct scratch *scratch = *state;
    char path[PATH_SIZE];
    scratch_path(scratch, "kept", path);
    build_large_part(path);
    assert_int_equal(in_child(merge_on_full_disk, scratch->directory), STATUS_NO_SPACE);
    assert_int_equal(in_child(write_on_full_disk, scratch->directory), STATUS_NO_SPACE);
}

#define in_scratch(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_scratch(test_what_is_there_is_no_place_for_a_writer),
        in_scratch(test_a_writer_needs_its_parent_directory),
        in_scratch(test_a_term_over_245_bytes_is_invalid_and_costs_no_other),
        in_scratch(test_merging_needs_its_parts_and_a_place),
        in_scratch(test_a_directory_without_rights_denies),
        in_scratch(test_a_full_disk_is_no_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
