/* Where an index is looked for, and what is said where none is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/format/location.h"
#include "indexer/format/share.h"

/* Each test works in a fresh directory of its own. */
static int enter(void **state)
{
    char *directory = strdup("/tmp/seogo-location-XXXXXX");
    *state = directory;
    return directory != NULL && mkdtemp(directory) != NULL && chdir(directory) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    static const char *const left[] = {"current", "generation-12", "iamglass", "file",
                                       LOCATION_PARTS};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        unlink(left[i]);
    int failed = chdir("/") != 0 || rmdir(*state) != 0;
    free(*state);
    return failed ? -1 : 0;
}

static void touch(const char *path)
{
    int file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    close(file);
}

static void expect_directory(const char *given, const char *expected)
{
    char *out = NULL;
    assert_int_equal(location_directory(given, &out, NULL), STATUS_OK);
    assert_string_equal(out, expected);
    free(out);
}

static void expect_failure(const char *directory, enum status status, struct error *error)
{
    char *out = NULL;
    uint64_t generation;
    assert_int_equal(location_current(directory, &out, &generation, error), status);
    assert_null(out);
}

static void the_option_beats_the_environment(void **state)
{
    (void)state;
    setenv("SEOGO_DB", "/of/the/environment", 1);
    setenv("XDG_DATA_HOME", "/data", 1);
    setenv("HOME", "/home/kim", 1);
    expect_directory("given", "given");
    expect_directory(NULL, "/of/the/environment");
    setenv("SEOGO_DB", "", 1);
    expect_directory(NULL, "/data/seogo");
    setenv("XDG_DATA_HOME", "relative", 1);
    expect_directory(NULL, "/home/kim/.local/share/seogo");
}

static void without_a_home_it_asks_for_the_option(void **state)
{
    (void)state;
    unsetenv("SEOGO_DB");
    unsetenv("XDG_DATA_HOME");
    unsetenv("HOME");
    char *out = NULL;
    struct error error;
    assert_int_equal(location_directory(NULL, &out, &error), STATUS_NOT_FOUND);
    assert_null(out);
    assert_non_null(strstr(error.hint, "--db"));
}

static void follows_current(void **state)
{
    (void)state;
    touch("generation-12");
    assert_int_equal(symlink("generation-12", "current"), 0);
    char *out = NULL;
    uint64_t generation = 0;
    assert_int_equal(location_current(".", &out, &generation, NULL), STATUS_OK);
    assert_string_equal(out, "./generation-12");
    assert_int_equal(generation, 12);
    free(out);
}

static void no_directory_says_how_to_build_one(void **state)
{
    (void)state;
    struct error error;
    expect_failure("no such", STATUS_NOT_FOUND, &error);
    assert_string_equal(error.message, "no index in 'no such'");
    assert_string_equal(error.hint, "build one with: seogo-index --db 'no such' PATH");
}

static void an_empty_directory_holds_no_index(void **state)
{
    (void)state;
    expect_failure(".", STATUS_NOT_FOUND, NULL);
}

static void current_that_leads_elsewhere_is_damage(void **state)
{
    (void)state;
    static const char *const targets[] = {"/etc/passwd",     "generation-",
                                          "generation-0",    "generation-1x",
                                          "generation-../x", "generation-99999999999999999999"};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        assert_int_equal(symlink(targets[i], "current"), 0);
        expect_failure(".", STATUS_DAMAGED, NULL);
        unlink("current");
    }
    touch("current");
    expect_failure(".", STATUS_DAMAGED, NULL);
}

static void takes_a_database_as_it_is(void **state)
{
    (void)state;
    char *out = NULL;
    uint64_t generation = 1;
    touch("file");
    assert_int_equal(location_current("file", &out, &generation, NULL), STATUS_OK);
    assert_string_equal(out, "file");
    assert_int_equal(generation, 0);
    free(out);
    touch("iamglass");
    assert_int_equal(location_current(".", &out, &generation, NULL), STATUS_OK);
    assert_string_equal(out, ".");
    free(out);
}

static void write_parts(const char *text)
{
    FILE *file = fopen(LOCATION_PARTS, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void the_parts_are_those_of_the_stub_in_its_order(void **state)
{
    (void)state;
    struct location_parts parts = {0};
    write_parts("auto newest\n# bytes of newest: 5\nauto older-2\nauto older-1");
    assert_int_equal(location_parts(".", &parts, NULL), STATUS_OK);
    assert_int_equal(parts.count, 3);
    assert_string_equal(parts.paths[0], "./newest");
    assert_string_equal(parts.paths[1], "./older-2");
    assert_string_equal(parts.paths[2], "./older-1");
    location_parts_clear(&parts);
}

static void a_database_is_its_own_part(void **state)
{
    (void)state;
    struct location_parts parts = {0};
    touch("file");
    assert_int_equal(location_parts("file", &parts, NULL), STATUS_OK);
    touch("iamglass");
    assert_int_equal(location_parts(".", &parts, NULL), STATUS_OK);
    assert_int_equal(parts.count, 2);
    assert_string_equal(parts.paths[0], "file");
    assert_string_equal(parts.paths[1], ".");
    location_parts_clear(&parts);
}

static void parts_that_are_not_there_are_told_from_damaged_ones(void **state)
{
    (void)state;
    static const char *const damaged[] = {"",
                                          "auto",
                                          "auto \n",
                                          "auto ../elsewhere\n",
                                          "remote localhost:1\n",
                                          "auto newest\n\nauto older\n"};
    struct location_parts parts = {0};
    assert_int_equal(location_parts("no such", &parts, NULL), STATUS_NOT_FOUND);
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        write_parts(damaged[i]);
        assert_int_equal(location_parts(".", &parts, NULL), STATUS_DAMAGED);
        location_parts_clear(&parts);
    }
}

static void write_stub(const char *text)
{
    FILE *file = fopen("file", "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void a_stub_names_databases_near_and_far(void **state)
{
    struct location_parts parts = {0};
    struct error error = {0};
    char near[64];
    (void)state;
    touch("iamglass"); /* the directory itself is a database */
    write_stub("# two\n\n  auto .\nremote host:7070\r\nremote :ssh host xapian-progsrv at\n"
               "glass nowhere\n");
    snprintf(near, sizeof near, "%s/file", (const char *)*state);
    assert_true(location_is_stub(near));
    assert_int_equal(location_parts(near, &parts, &error), STATUS_OK);
    assert_int_equal(parts.count, 4);
    snprintf(near, sizeof near, "%s/.", (const char *)*state);
    assert_string_equal(parts.paths[0], near);
    assert_string_equal(parts.paths[1], "remote host:7070");
    assert_string_equal(parts.paths[2], "remote :ssh host xapian-progsrv at");
    snprintf(near, sizeof near, "%s/nowhere", (const char *)*state);
    assert_string_equal(parts.paths[3], near);
    location_parts_clear(&parts);
}

static void a_stub_that_names_none_is_refused(void **state)
{
    static const char *const stubs[] = {"local .\n", "auto\n", "# only this\n", "auto file\n"};
    (void)state;
    for (size_t i = 0; i < sizeof stubs / sizeof *stubs; i++) {
        struct location_parts parts = {0};
        struct error error = {0};
        write_stub(stubs[i]);
        assert_int_equal(location_parts("file", &parts, &error), STATUS_INVALID);
        assert_string_not_equal(error.message, "");
        location_parts_clear(&parts);
    }
}

static void each_page_is_of_one_share(void **state)
{
    static const char *const refused[] = {"0/3",  "4/3",  "1/1025", "1", "1/",
                                          "1/3 ", "01/3", "-1/3",   ""};
    struct share share;
    char text[SHARE_TEXT_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(share_read(refused[i], &share));
    assert_true(share_read("3/3", &share));
    share_write(&share, text);
    assert_string_equal(text, "3/3");
    for (unsigned page = 0; page < 300; page++) {
        size_t holders = 0;
        snprintf(text, sizeof text, "2024/%u.md", page);
        for (uint32_t number = 0; number < 3; number++)
            holders += share_has(&(struct share){number, 3}, text);
        assert_int_equal(holders, 1);
        assert_true(share_has(&(struct share){0}, text));
    }
}

int main(void)
{
#define IN_A_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, enter, leave)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_page_is_of_one_share),
        IN_A_DIRECTORY(a_stub_names_databases_near_and_far),
        IN_A_DIRECTORY(a_stub_that_names_none_is_refused),
        cmocka_unit_test(the_option_beats_the_environment),
        cmocka_unit_test(without_a_home_it_asks_for_the_option),
        IN_A_DIRECTORY(follows_current),
        IN_A_DIRECTORY(no_directory_says_how_to_build_one),
        IN_A_DIRECTORY(an_empty_directory_holds_no_index),
        IN_A_DIRECTORY(current_that_leads_elsewhere_is_damage),
        IN_A_DIRECTORY(takes_a_database_as_it_is),
        IN_A_DIRECTORY(the_parts_are_those_of_the_stub_in_its_order),
        IN_A_DIRECTORY(a_database_is_its_own_part),
        IN_A_DIRECTORY(parts_that_are_not_there_are_told_from_damaged_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
