/* The spill: what is put into the file comes back, and the file has no name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/format/spill.h"

static int enter(void **state)
{
    char *made = strdup("/tmp/seogo-spill-XXXXXX");
    *state = made;
    return made != NULL && mkdtemp(made) != NULL ? 0 : -1;
}

/* That it can be removed says that nothing is left in it. */
static int leave(void **state)
{
    int failed = rmdir(*state);
    free(*state);
    return failed;
}

static void what_is_written_comes_back(void **state)
{
    static const char early[] = "early", late[] = "late";
    char read[sizeof early + sizeof late];
    int file = spill_open(*state);
    assert_true(file >= 0);
    assert_true(spill_write(file, late, sizeof late, sizeof early));
    assert_true(spill_write(file, early, sizeof early, 0));
    assert_true(spill_read(file, read, sizeof read, 0));
    assert_string_equal(read, early);
    assert_string_equal(read + sizeof early, late);
    assert_true(spill_read(file, read, 0, sizeof read));
    close(file);
}

static void the_file_has_no_name(void **state)
{
    int file = spill_open(*state);
    assert_true(file >= 0);
    assert_int_equal(rmdir(*state), 0);
    assert_true(spill_write(file, "", 1, 0));
    close(file);
    assert_non_null(mkdtemp(strcpy(*state, "/tmp/seogo-spill-XXXXXX")));
}

static void what_is_not_there_is_an_error(void **state)
{
    char byte;
    int file = spill_open(*state);
    assert_true(spill_write(file, "ab", 2, 0));
    assert_false(spill_read(file, &byte, 1, 2));
    assert_int_equal(errno, EIO);
    close(file);
    errno = 0;
    assert_false(spill_read(file, &byte, 1, 0));
    assert_int_equal(errno, EBADF);
    assert_int_equal(spill_open("/nowhere"), -1);
    assert_int_equal(errno, ENOENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_comes_back, enter, leave),
        cmocka_unit_test_setup_teardown(the_file_has_no_name, enter, leave),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_an_error, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
