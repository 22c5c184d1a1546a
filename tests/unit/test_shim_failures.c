/* Every status that a file system or a damaged file can cause, caused for
 * real: each must be told apart from the others, and nothing may crash. */
#include "shim_library.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct sample_paper paper = {"language model", 40, "20240220"};

static enum status open_status(const char *path, struct error *error)
{
    struct shim_database *database;
    const char *const paths[] = {path};
    enum status status = shim_database_open(&database, paths, 1, error);
    if (status == STATUS_OK)
        shim_database_free(database);
    else
        assert_null(database);
    return status;
}

/* A message for a person: one line with the reason in it, no full stop. */
static void assert_said(const struct error *error, enum status code, const char *reason)
{
    assert_int_equal(error->code, code);
    if (strstr(error->message, reason) == NULL)
        fail_msg("'%s' does not say '%s'", error->message, reason);
    assert_null(strchr(error->message, '\n'));
    assert_int_not_equal(error->message[strlen(error->message) - 1], '.');
}

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

enum { MANY_PAPERS = 400 };

/* Large enough that every table has several blocks. */
static void build_large_library(const struct scratch *scratch, const char *path)
{
    static char words[MANY_PAPERS][96];
    struct sample_paper papers[MANY_PAPERS];
    for (int i = 0; i < MANY_PAPERS; i++) {
        snprintf(words[i], sizeof words[i], "a%04d b%04d c%04d d%04d e%04d model", i, i * 7 % 997,
                 i * 31 % 991, i * 17 % 983, i);
        papers[i] = (struct sample_paper){words[i], i, "20240101"};
    }
    build_library(scratch, path, papers, MANY_PAPERS);
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

static void test_another_version_of_the_file_is_another_format(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "library", path);
    build_library(*state, path, &paper, 1);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    /* The magic is 14 bytes long, two bytes of version follow. */
    assert_int_equal(fseek(file, 14, SEEK_SET), 0);
    assert_int_equal(fwrite("\x7f\x7f", 1, 2, file), 2);
    assert_int_equal(fclose(file), 0);
    assert_open_fails(path, STATUS_FORMAT, "version");
}

static void test_a_second_writer_finds_the_path_locked(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "part", path);
    struct error error = {0};
    struct shim_writer *first;
    struct shim_writer *second;
    assert_ok(shim_writer_create(&first, path, &error), error);
    assert_int_equal(shim_writer_create(&second, path, &error), STATUS_LOCKED);
    assert_said(&error, STATUS_LOCKED, "being written");
    assert_null(second);
    assert_ok(shim_writer_commit(first, &error), error);
    shim_writer_free(first);
    assert_int_equal(shim_writer_create(&second, path, &error), STATUS_INVALID);
    assert_said(&error, STATUS_INVALID, "already exists");
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
    struct shim_database *database = open_library(path);
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
    assert_int_equal(shim_compact(parts, 0, output, &error), STATUS_INVALID);
    assert_int_equal(shim_compact(parts, 2, output, &error), STATUS_NOT_FOUND);
    scratch_path(*state, "missing/library", output);
    assert_int_equal(shim_compact(parts, 1, output, &error), STATUS_NOT_FOUND);
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
    char library[PATH_SIZE];
    snprintf(output, sizeof output, "%.200s/new", directory);
    snprintf(library, sizeof library, "%.200s/library", directory);
    const char *const parts[] = {library};
    return shim_compact(parts, 1, output, &error);
}

static void test_a_directory_without_rights_denies(void **state)
{
    const struct scratch *scratch = *state;
    const char *directory = scratch->directory;
    char path[PATH_SIZE];
    scratch_path(scratch, "library", path);
    build_library(scratch, path, &paper, 1);
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(chmod(directory, 0555), 0);
    if (in_child(open_as_nobody, directory) == (enum status)NOT_POSSIBLE) {
        print_message("skipped: this user can become nobody\n");
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
    limit_files(20000);
    enum status status = shim_writer_create(&writer, path, &error);
    if (status != STATUS_OK)
        return (enum status)NOT_POSSIBLE;
    for (int i = 0; i < MANY_PAPERS && status == STATUS_OK; i++) {
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
    char library[PATH_SIZE];
    char output[PATH_SIZE];
    struct error error = {0};
    snprintf(library, sizeof library, "%.200s/library", directory);
    snprintf(output, sizeof output, "%.200s/new", directory);
    limit_files(20000);
    const char *const parts[] = {library};
    return shim_compact(parts, 1, output, &error);
}

static void test_a_full_disk_is_no_space(void **state)
{
    const struct scratch *scratch = *state;
    char path[PATH_SIZE];
    scratch_path(scratch, "library", path);
    build_large_library(scratch, path);
    assert_int_equal(in_child(merge_on_full_disk, scratch->directory), STATUS_NO_SPACE);
    assert_int_equal(in_child(write_on_full_disk, scratch->directory), STATUS_NO_SPACE);
}

#define in_scratch(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_scratch(test_what_is_no_database_is_not_opened),
        in_scratch(test_a_truncated_library_is_damaged_wherever_it_ends),
        in_scratch(test_overwritten_blocks_are_damage),
        in_scratch(test_another_version_of_the_file_is_another_format),
        in_scratch(test_a_second_writer_finds_the_path_locked),
        in_scratch(test_a_writer_needs_its_parent_directory),
        in_scratch(test_a_term_over_245_bytes_is_invalid_and_costs_no_other),
        in_scratch(test_merging_needs_its_parts_and_a_place),
        in_scratch(test_a_directory_without_rights_denies),
        in_scratch(test_a_full_disk_is_no_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
