/* Threads, one mutex and one condition; see pool.h. */
#include "indexer/build/pool.h"
#include "shim/base/system.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#define TICK_NANOSECONDS 50000000L

/* Shared by all threads; what stands below the mutex is guarded by it. */
struct pool_state {
    const struct pool *pool;
    size_t tasks;
    pthread_mutex_t mutex;
    pthread_cond_t idle; /* running fell to 0 */
    size_t next, finished, running;
    bool stopping;
    enum status status; /* of the first failure, or STATUS_STOPPED */
    struct error error;
};

struct pool_thread {
    struct pool_state *state;
    size_t number;
    pthread_t thread;
};

/* With the mutex held. */
static void end_with(struct pool_state *state, enum status status, const struct error *error)
{
    state->stopping = true;
    if (state->status == STATUS_OK) {
        state->status = status;
        state->error = *error;
    }
}

static void *work(void *argument)
{
    const struct pool_thread *thread = argument;
    struct pool_state *state = thread->state;
    const struct pool *pool = state->pool;
    pthread_mutex_lock(&state->mutex);
    while (!state->stopping && state->next < state->tasks) {
        size_t index = state->next++;
        struct error error = {0};
        pthread_mutex_unlock(&state->mutex);
        enum status status = pool->task(pool->context, thread->number, index, &error);
        pthread_mutex_lock(&state->mutex);
        if (status != STATUS_OK)
            end_with(state, status, &error);
        else
            state->finished++;
    }
    if (--state->running == 0)
        pthread_cond_signal(&state->idle);
    pthread_mutex_unlock(&state->mutex);
    return NULL;
}

static void wait_a_tick(struct pool_state *state)
{
    int reason = 0;
    while (state->running > 0 && reason != ETIMEDOUT)
        reason = system_condition_wait(&state->idle, &state->mutex, TICK_NANOSECONDS);
}

static void oversee(struct pool_state *state)
{
    bool idle = false;
    pthread_mutex_lock(&state->mutex);
    while (!idle) {
        wait_a_tick(state);
        idle = state->running == 0;
        size_t finished = state->finished;
        pthread_mutex_unlock(&state->mutex);
        const struct pool *pool = state->pool;
        bool go_on = pool->tick == NULL || pool->tick(pool->context, finished);
        pthread_mutex_lock(&state->mutex);
        if (!go_on)
            end_with(state, STATUS_STOPPED, &(struct error){0});
    }
    pthread_mutex_unlock(&state->mutex);
}

/* Fewer threads than asked for are enough; none is a failure. */
static void run(struct pool_state *state, struct pool_thread *threads)
{
    size_t started = 0;
    int reason = 0;
    pthread_mutex_lock(&state->mutex);
    while (reason == 0 && started < state->pool->workers && started < state->tasks) {
        struct pool_thread *thread = &threads[started];
        *thread = (struct pool_thread){.state = state, .number = started};
        reason = pthread_create(&thread->thread, NULL, work, thread);
        started += reason == 0;
    }
    state->running = started;
    if (reason != 0 && started == 0) {
        struct error error;
        end_with(state, error_set_errno(&error, reason, "cannot start a thread"), &error);
    }
    pthread_mutex_unlock(&state->mutex);
    oversee(state);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i].thread, NULL);
}

enum status pool_run(const struct pool *pool, size_t tasks, struct error *error)
{
    struct pool_state state = {.pool = pool, .tasks = tasks};
    struct pool_thread *threads = calloc(pool->workers, sizeof *threads);
    if (threads == NULL)
        return error_no_memory(error);
    pthread_mutex_init(&state.mutex, NULL);
    system_condition_init(&state.idle);
    run(&state, threads);
    pthread_cond_destroy(&state.idle);
    pthread_mutex_destroy(&state.mutex);
    free(threads);
    if (state.status != STATUS_OK && error != NULL)
        *error = state.error;
    return state.status;
}
