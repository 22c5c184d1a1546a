/* Threads and processes that share tasks: every task once, told in order, and
 * an early end when one fails or the caller has had enough. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "indexer/build/children.h"
#include "indexer/build/crew.h"

#define TASKS 300

/* Lies in memory that child processes share. */
struct record {
    atomic_int done[TASKS];
    atomic_int begun;
    size_t collected; /* how many, while in order */
    size_t failing;   /* the task that fails, or TASKS */
    bool stop;        /* at the first tick */
    bool endless;     /* tasks wait for a signal */
    bool slow;        /* tasks last, all together, for several ticks */
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

static enum status collect(void *context, size_t index, struct error *error)
{
    struct record *record = context;
    (void)error;
    assert_int_equal(index, record->collected);
    assert_int_equal(record->done[index], 1);
    record->collected++;
    return STATUS_OK;
}

static bool tick(void *context, size_t finished)
{
    const struct record *record = context;
    assert_true(finished <= TASKS);
    return !record->stop;
}

static struct crew crew_of(struct record *record, size_t workers)
{
    return (struct crew){
        .workers = workers, .context = record, .task = task, .collect = collect, .tick = tick};
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
        struct crew crew = crew_of(record, workers[i]);
        record->slow = true;
        assert_int_equal(crew_run(&crew, TASKS, NULL), CREW_DONE);
        assert_all_done(record);
        assert_int_equal(record->collected, TASKS);
        record_free(record);
    }
}

static void no_task_is_done_at_once(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct crew crew = crew_of(record, 2);
    assert_int_equal(crew_run(&crew, 0, NULL), CREW_DONE);
    assert_int_equal(children_run(&crew, 0, NULL), CREW_DONE);
    record_free(record);
}

static void the_first_failure_ends_the_threads_work(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct crew crew = crew_of(record, 1);
    struct error error = {0};
    record->failing = 7;
    assert_int_equal(crew_run(&crew, TASKS, &error), CREW_FAILED);
    assert_int_equal(error.code, STATUS_DENIED);
    assert_string_equal(error.message, "task 7");
    assert_int_equal(record->begun, 8);
    record_free(record);
}

static void processes_do_every_task_once(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct crew crew = crew_of(record, 3);
    assert_int_equal(children_run(&crew, TASKS, NULL), CREW_DONE);
    assert_all_done(record);
    record_free(record);
}

static void a_process_hands_over_its_error(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct crew crew = crew_of(record, 1);
    struct error error = {0};
    record->failing = 2;
    assert_int_equal(children_run(&crew, TASKS, &error), CREW_FAILED);
    assert_int_equal(error.code, STATUS_DENIED);
    assert_string_equal(error.message, "task 2");
    assert_string_equal(error.hint, "a hint");
    assert_int_equal(record->begun, 3);
    record_free(record);
}

static void processes_are_stopped_in_the_middle(void **state)
{
    (void)state;
    struct record *record = record_new();
    struct crew crew = crew_of(record, 2);
    record->endless = true;
    record->stop = true;
    assert_int_equal(children_run(&crew, TASKS, NULL), CREW_STOPPED);
    for (size_t i = 0; i < TASKS; i++)
        assert_int_equal(record->done[i], 0);
    record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_do_every_task_once),
        cmocka_unit_test(no_task_is_done_at_once),
        cmocka_unit_test(the_first_failure_ends_the_threads_work),
        cmocka_unit_test(processes_do_every_task_once),
        cmocka_unit_test(a_process_hands_over_its_error),
        cmocka_unit_test(processes_are_stopped_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
