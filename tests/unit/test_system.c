/* What systems do in different ways, as this one does it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "shim/base/system.h"

static int by_rank(const void *a, const void *b, void *ranks)
{
    const int *rank = ranks;
    return rank[*(const size_t *)a] - rank[*(const size_t *)b];
}

static void an_order_has_its_context(void **state)
{
    (void)state;
    int ranks[] = {2, 0, 3, 1};
    size_t items[] = {0, 1, 2, 3};
    system_sort(items, 4, sizeof *items, by_rank, ranks);
    assert_int_equal(items[0], 1);
    assert_int_equal(items[1], 3);
    assert_int_equal(items[2], 0);
    assert_int_equal(items[3], 2);
    system_sort(NULL, 0, sizeof *items, by_rank, ranks);
}

static void an_errno_has_a_text(void **state)
{
    (void)state;
    char buffer[128];
    assert_string_equal(system_error_text(ENOSPC, buffer, sizeof buffer), strerror(ENOSPC));
    assert_true(strlen(system_error_text(9999, buffer, sizeof buffer)) > 0);
}

/* Two openings of one file, in one process too. */
static void a_lock_is_of_one_opening(void **state)
{
    (void)state;
    char path[] = "/tmp/seogo-system-XXXXXX", other[64];
    int one = mkstemp(path);
    assert_true(one >= 0);
    snprintf(other, sizeof other, "%s", path);
    FILE *second = fopen(other, "r+");
    assert_non_null(second);
    assert_false(system_is_locked(fileno(second)));
    assert_int_equal(system_lock(one), 0);
    assert_false(system_is_locked(one));
    assert_true(system_is_locked(fileno(second)));
    assert_int_equal(system_lock(fileno(second)), -1);
    assert_true(errno == EAGAIN || errno == EACCES);
    close(one);
    assert_false(system_is_locked(fileno(second)));
    assert_int_equal(system_lock(fileno(second)), 0);
    assert_int_equal(system_sync(fileno(second)), 0);
    fclose(second);
    unlink(path);
}

static void a_change_is_dated(void **state)
{
    (void)state;
    struct stat is;
    assert_int_equal(stat("/", &is), 0);
    assert_int_equal(system_modified(&is).tv_sec, is.st_mtime);
}

/* The grandchild holds the pipe open until it is gone. */
static void a_process_ends_with_its_parent(void **state)
{
    (void)state;
    int gone[2];
    char byte;
    assert_int_equal(pipe(gone), 0);
    pid_t child = fork();
    if (child == 0) {
        int ready[2];
        if (pipe(ready) != 0)
            _exit(1);
        pid_t parent = getpid(), grandchild = fork();
        if (grandchild == 0) {
            bool with = system_end_with(parent);
            if (!with || write(ready[1], "r", 1) != 1)
                _exit(1);
            for (;;)
                pause();
        }
        _exit(grandchild > 0 && read(ready[0], &byte, 1) == 1 ? 0 : 1);
    }
    int how = 1;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_int_equal(how, 0);
    close(gone[1]);
    assert_int_equal(read(gone[0], &byte, 1), 0);
    close(gone[0]);
}

static void nobody_signals_and_time_runs_out(void **state)
{
    (void)state;
    pthread_cond_t condition;
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    int reason = 0;
    system_condition_init(&condition);
    pthread_mutex_lock(&mutex);
    while (reason == 0) /* it may also wake for nothing */
        reason = system_condition_wait(&condition, &mutex, 999999999L / 100);
    pthread_mutex_unlock(&mutex);
    assert_int_equal(reason, ETIMEDOUT);
    pthread_cond_destroy(&condition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_has_its_context),
        cmocka_unit_test(an_errno_has_a_text),
        cmocka_unit_test(a_lock_is_of_one_opening),
        cmocka_unit_test(a_change_is_dated),
        cmocka_unit_test(a_process_ends_with_its_parent),
        cmocka_unit_test(nobody_signals_and_time_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
