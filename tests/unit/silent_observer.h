/* An observer that hears nothing and stops nothing. */
#ifndef SEOGO_TESTS_SILENT_OBSERVER_H
#define SEOGO_TESTS_SILENT_OBSERVER_H

#include "indexer/build/observer.h"

static void ignore_progress(void *context, enum phase phase, size_t done, size_t total)
{
    (void)context;
    (void)phase;
    (void)done;
    (void)total;
}

static void ignore_message(void *context, enum message_kind kind, const char *page, uint32_t line,
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

static const struct observer silence = {NULL, ignore_progress, ignore_message, never_stop, NULL};

#endif
