/* A crew's threads and their one lock; see crew.h. */
#include "indexer/build/crew.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define TICK_NANOSECONDS 50000000L

/* Shared by all threads; what stands below the mutex is guarded by it. */
struct shift {
    const struct crew *crew;
    size_t tasks;
    pthread_mutex_t mutex;
    pthread_cond_t over; /* running fell to 0 */
    size_t next, finished, running;
    bool *done; /* by task */
    bool ending;
    enum crew_end end;
    struct error error; /* of the first failure */
};

struct worker {
    struct shift *shift;
    size_t number;
    pthread_t thread;
};

static void fail(struct shift *shift, const struct error *error)
{
    shift->ending = true;
    if (shift->end == CREW_DONE) {
        shift->end = CREW_FAILED;
        shift->error = *error;
    }
}

static void *work(void *argument)
{
    const struct worker *worker = argument;
    struct shift *shift = worker->shift;
    pthread_mutex_lock(&shift->mutex);
    while (!shift->ending && shift->next < shift->tasks) {
        size_t index = shift->next++;
        struct error error = {0};
        pthread_mutex_unlock(&shift->mutex);
        enum status status = shift->crew->task(shift->crew->context, worker->number, index, &error);
        pthread_mutex_lock(&shift->mutex);
        if (status != STATUS_OK) {
            fail(shift, &error);
        } else {
            shift->done[index] = true;
            shift->finished++;
        }
    }
    if (--shift->running == 0)
        pthread_cond_signal(&shift->over);
    pthread_mutex_unlock(&shift->mutex);
    return NULL;
}

/* Collects what is done from *collected on, without the lock. */
static void collect(struct shift *shift, size_t *collected)
{
    while (*collected < shift->tasks && shift->done[*collected] && shift->end == CREW_DONE) {
        struct error error = {0};
        size_t index = (*collected)++;
        pthread_mutex_unlock(&shift->mutex);
        enum status status = shift->crew->collect(shift->crew->context, index, &error);
        pthread_mutex_lock(&shift->mutex);
        if (status != STATUS_OK)
            fail(shift, &error);
    }
}

static void wait_a_tick(struct shift *shift)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += TICK_NANOSECONDS;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_nsec -= 1000000000L;
        until.tv_sec++;
    }
    int reason = 0;
    while (shift->running > 0 && reason != ETIMEDOUT)
        reason = pthread_cond_timedwait(&shift->over, &shift->mutex, &until);
}

static void oversee(struct shift *shift)
{
    size_t collected = 0;
    bool over = false;
    pthread_mutex_lock(&shift->mutex);
    while (!over) {
        wait_a_tick(shift);
        over = shift->running == 0;
        collect(shift, &collected);
        size_t finished = shift->finished;
        pthread_mutex_unlock(&shift->mutex);
        bool go_on = shift->crew->tick(shift->crew->context, finished);
        pthread_mutex_lock(&shift->mutex);
        if (!go_on && shift->end == CREW_DONE) {
            shift->ending = true;
            shift->end = CREW_STOPPED;
        }
    }
    pthread_mutex_unlock(&shift->mutex);
}

/* Fewer threads than asked for are enough; none is a failure. */
static void run(struct shift *shift, struct worker *workers)
{
    size_t started = 0;
    int reason = 0;
    while (started < shift->crew->workers && started < shift->tasks) {
        struct worker *worker = &workers[started];
        *worker = (struct worker){.shift = shift, .number = started};
        pthread_mutex_lock(&shift->mutex);
        shift->running++;
        pthread_mutex_unlock(&shift->mutex);
        reason = pthread_create(&worker->thread, NULL, work, worker);
        if (reason != 0)
            break;
        started++;
    }
    if (reason != 0) {
        struct error error;
        error_set_errno(&error, reason, "cannot start a thread");
        pthread_mutex_lock(&shift->mutex);
        shift->running--;
        if (started == 0)
            fail(shift, &error);
        pthread_mutex_unlock(&shift->mutex);
    }
    oversee(shift);
    for (size_t i = 0; i < started; i++)
        pthread_join(workers[i].thread, NULL);
}

enum crew_end crew_run(const struct crew *crew, size_t tasks, struct error *error)
{
    struct shift shift = {.crew = crew, .tasks = tasks};
    shift.done = calloc(tasks + 1, sizeof *shift.done);
    struct worker *workers = calloc(crew->workers, sizeof *workers);
    if (shift.done == NULL || workers == NULL) {
        error_no_memory(error);
        free(shift.done);
        free(workers);
        return CREW_FAILED;
    }
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&shift.mutex, NULL);
    pthread_cond_init(&shift.over, &monotonic);
    run(&shift, workers);
    pthread_cond_destroy(&shift.over);
    pthread_mutex_destroy(&shift.mutex);
    pthread_condattr_destroy(&monotonic);
    free(workers);
    free(shift.done);
    if (shift.end == CREW_FAILED && error != NULL)
        *error = shift.error;
    return shift.end;
}
