/* A watch that hears nothing and stops nothing. */
#ifndef SEOGO_TESTS_SILENT_WATCH_H
#define SEOGO_TESTS_SILENT_WATCH_H

#include "indexer/build/watch.h"

static void ignore_progress(void *context, enum watch_phase phase, size_t done, size_t total)
{
    (void)context;
    (void)phase;
    (void)done;
    (void)total;
}

static void ignore_message(void *context, enum watch_kind kind, const char *page, uint32_t line,
                           const char *what)
{
    (void)context;
    (void)kind;
    (void)page;
    (void)line;
    (void)what;
}

static bool never_stop(void *context)
{
    (void)context;
    return false;
}

static const struct watch silence = {NULL, ignore_progress, ignore_message, never_stop, NULL};

#endif
