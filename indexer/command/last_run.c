#include "indexer/command/last_run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/command/report.h"

#include "shim/base/calendar.h"

#define NAME "last-run.json"
#define MADE "last-run.new"
#define BYTES_MAX 65536

static const char *outcome_of(enum build_end end)
{
    switch (end) {
    case BUILD_PUBLISHED:
        return "published";
    case BUILD_UNCHANGED:
        return "nothing new";
    case BUILD_STOPPED:
        return "stopped";
    case BUILD_NO_PAGES:
    case BUILD_FAILED:
        break;
    }
    return "failed";
}

static bool add_end(cJSON *object, const struct last_run *run)
{
    const struct build_report *report = run->report;
    bool failed = run->end == BUILD_FAILED || run->end == BUILD_NO_PAGES;
    return cJSON_AddStringToObject(object, "outcome", outcome_of(run->end)) != NULL &&
           report_add_number(object, "exit", run->exit) &&
           cJSON_AddStringToObject(object, "message", failed ? run->error->message : "") != NULL &&
           cJSON_AddBoolToObject(object, "hook_failed", run->hook_failed) != NULL &&
           report_add_number(object, "seconds", (double)(long)(run->seconds * 1000) / 1000) &&
           report_add_pages(object, report) &&
           report_add_number(object, "warnings", (double)report->warnings) &&
           report_add_number(object, "left_out", (double)report->lost);
}

static char *print(const struct last_run *run)
{
    char began[CALENDAR_STAMP_MAX];
    cJSON *object = cJSON_CreateObject();
    calendar_stamp(run->began, began);
    bool ok = object != NULL && cJSON_AddStringToObject(object, "began", began) != NULL &&
              (run->ended ? add_end(object, run)
                          : cJSON_AddStringToObject(object, "outcome", "not ended") != NULL);
    char *text = ok ? cJSON_PrintUnformatted(object) : NULL;
    cJSON_Delete(object);
    return text;
}

/* Written under another name and renamed, so that a reader sees it whole. */
void last_run_write(const char *directory, const struct last_run *run)
{
    int at = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    char *text = at >= 0 ? print(run) : NULL;
    int made = -1;
    bool kept = false;
    if (text != NULL && (unlinkat(at, MADE, 0) == 0 || errno == ENOENT))
        made = openat(at, MADE, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    FILE *file = made >= 0 ? fdopen(made, "w") : NULL;
    if (file != NULL) {
        bool written = fprintf(file, "%s\n", text) > 0;
        kept = fclose(file) == 0 && written && renameat(at, MADE, at, NAME) == 0;
    } else if (made >= 0) {
        close(made);
    }
    if (at >= 0 && !kept) {
        unlinkat(at, MADE, 0);
        unlinkat(at, NAME, 0);
    }
    cJSON_free(text);
    if (at >= 0)
        close(at);
}

cJSON *last_run_read(const char *directory)
{
    cJSON *object = NULL;
    char *text = malloc(BYTES_MAX);
    int at = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int file = at >= 0 ? openat(at, NAME, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW) : -1;
    ssize_t length = file >= 0 && text != NULL ? read(file, text, BYTES_MAX) : -1;
    if (length > 0)
        object = cJSON_ParseWithLength(text, (size_t)length);
    if (file >= 0)
        close(file);
    if (at >= 0)
        close(at);
    free(text);
    return object;
}
