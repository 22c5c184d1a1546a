/* How the last build ended, kept in the index directory for who looks in the
 * morning: a file of one JSON object. */
#ifndef SEOGO_COMMAND_LAST_RUN_H
#define SEOGO_COMMAND_LAST_RUN_H

#include <time.h>

#include <cjson/cJSON.h>

#include "indexer/build/build.h"

struct last_run {
    time_t began;
    bool ended;       /* else nothing below is told */
    bool hook_failed; /* --before or --after */
    double seconds;
    enum build_end end;
    int exit;
    const struct build_report *report;
    const struct error *error; /* of a failure */
};

/* Replaces what is kept. Where that is impossible nothing is kept: what was true
 * of an earlier run is not told of this one. */
void last_run_write(const char *directory, const struct last_run *run);
/* The object, which the caller deletes; NULL where there is none. */
cJSON *last_run_read(const char *directory);

#endif
