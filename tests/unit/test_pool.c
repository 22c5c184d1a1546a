/* Threads that share tasks: every task once, and an early end when one fails or
 * the caller has had enough; and work in a process of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "indexer/build/child.h"
#include "indexer/build/pool.h"

#define TASKS 300

/* Lies in memory that child processes share. */
struct record {
    atomic_int done[TASKS];
    atomic_int begun;
    size_t failing; /* the task that fails, or TASKS */
    bool stop;      /* at the first tick */
    bool endless;   /* tasks wait for a signal */
    bool slow;      /* tasks last, all together, for several ticks */
};

static struct record *record_new(void)
{
    struct record *record =
        mmap(NULL, sizeof *record, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(record != MAP_FAILED);
    record->failing = TASKS;
    return record;
}

static void record_free(struct record *record)
{
    munmap(record, sizeof *record);
}

static enum status task(void *context, size_t worker, size_t index, struct error *error)
{
    struct record *record = context;
    (void)worker;
    record->begun++;
    if (index == record->failing)
        return error_set(error, STATUS_DENIED, "a hint", "task %zu", index);
    while (record->endless)
        pause();
    if (record->slow)
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    record->done[index]++;
    return STATUS_OK;
}

static bool tick(void *context, size_t finished)
{
    const struct record *record = context;
    assert_true(finished <= TASKS);
    return !record->stop;
}

static struct pool pool_of(struct record *record, size_t workers)
{
    return (struct pool){.workers = workers, .context = record, .task = task, .tick = tick};
}

static void assert_all_done(const struct record *record)
{
    for (size_t i = 0; i < TASKS; i++)
        assert_int_equal(record->done[i], 1);
}

static void threads_do_every_task_once(void **state)
{
    (void)state;
    static const size_t workers[] = {1, 2, 16};
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        struct record *record = record_new();
        struct pool pool = pool_of(record, workers[i]);
        record->slow = true;
        assert_int_equal(pool_run(&pool, TASKS, NULL), STATUS_OK);
        assert_all_done(record);
        record_free(record);
    }
}

static void no_task_is_done_at_once(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct pool pool = pool_of(record, 2);
    assert_int_equal(pool_run(&pool, 0, NULL), STATUS_OK);
    record_free(record);
}

static void the_first_failure_ends_the_threads_work(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct pool pool = pool_of(record, 1);
    struct error error = {0};
    record->failing = 7;
    assert_int_equal(pool_run(&pool, TASKS, &error), STATUS_DENIED);
    assert_int_equal(error.code, STATUS_DENIED);
    assert_string_equal(error.message, "task 7");
    assert_int_equal(record->begun, 8);
    record_free(record);
}

/* The child's work: all tasks. */
static enum status work(void *context, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < TASKS && status == STATUS_OK; i++)
        status = task(context, 0, i, error);
    return status;
}

static bool tick_child(void *context)
{
    return !((const struct record *)context)->stop;
}

static struct child child_of(struct record *record)
{
    return (struct child){.context = record, .work = work, .tick = tick_child};
}

static void a_process_does_its_work(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct child child = child_of(record);
    record->slow = true;
    assert_int_equal(child_run(&child, NULL), STATUS_OK);
    assert_all_done(record);
    record_free(record);
}

static void a_process_hands_over_its_error(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct child child = child_of(record);
    struct error error = {0};
    record->failing = 2;
    assert_int_equal(child_run(&child, &error), STATUS_DENIED);
    assert_int_equal(error.code, STATUS_DENIED);
    assert_string_equal(error.message, "task 2");
    assert_string_equal(error.hint, "a hint");
    assert_int_equal(record->begun, 3);
    record_free(record);
}

static enum status die(void *context, struct error *error)
{
    (void)context;
    raise(SIGKILL);
    return error_set(error, STATUS_INTERNAL, NULL, "it lives");
}

static void a_process_that_is_killed_is_a_failure(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct child child = {.context = record, .work = die, .tick = tick_child};
    struct error error = {0};
    assert_int_equal(child_run(&child, &error), STATUS_INTERNAL);
    assert_string_equal(error.message, "a process of the build was killed");
    record_free(record);
}

static void a_process_is_stopped_in_the_middle(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct child child = child_of(record);
    record->endless = true;
    record->stop = true;
    assert_int_equal(child_run(&child, NULL), STATUS_STOPPED);
    for (size_t i = 0; i < TASKS; i++)
        assert_int_equal(record->done[i], 0);
    record_free(record);
}

static enum status wait_for_ever(void *context, struct error *error)
{
    struct record *record = context;
    (void)error;
    record->begun = getpid();
    while (pause() != 0)
        continue;
    return STATUS_OK;
}

/* In a process between: it runs a child and is killed. */
static void run_and_be_killed(struct record *record)
{
    const struct timespec moment = {.tv_nsec = 1000000L};
    const struct child child = {.context = record, .work = wait_for_ever, .tick = tick_child};
    pid_t process = fork();
    if (process == 0) {
        child_run(&child, NULL);
        _exit(0);
    }
    assert_true(process > 0);
    while (record->begun == 0)
        nanosleep(&moment, NULL);
    assert_int_equal(kill(process, SIGKILL), 0);
    assert_int_equal(waitpid(process, NULL, 0), process);
}

static void a_process_does_not_outlive_its_parent(void **state)
{
    (void)state;
    struct record *record = record_new();
    int how = 0;
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    run_and_be_killed(record);
    alarm(20);
    assert_int_equal(waitpid(record->begun, &how, 0), record->begun);
    alarm(0);
    assert_true(WIFSIGNALED(how));
    record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_do_every_task_once),
        cmocka_unit_test(no_task_is_done_at_once),
        cmocka_unit_test(the_first_failure_ends_the_threads_work),
        cmocka_unit_test(a_process_does_its_work),
        cmocka_unit_test(a_process_hands_over_its_error),
        cmocka_unit_test(a_process_that_is_killed_is_a_failure),
        cmocka_unit_test(a_process_is_stopped_in_the_middle),
        cmocka_unit_test(a_process_does_not_outlive_its_parent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
