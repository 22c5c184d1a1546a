/* What seogo-index says: warnings, errors and the summary. */
#ifndef SEOGO_COMMAND_REPORT_H
#define SEOGO_COMMAND_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cjson/cJSON.h>

#include "indexer/build/build.h"
#include "indexer/build/check.h"
#include "indexer/build/index_stat.h"
#include "shim/base/buffer.h"

/* Writes "page:line: what" and a newline, or "page: what" where line is 0. Bytes
 * that are not UTF-8 and characters that would break the line or steer the
 * terminal are written as \x1b or \u{202e}. */
void report_message(FILE *out, const char *page, uint32_t line, const char *what);

struct report_run {
    const char *directory;
    bool dry_run;
    bool published; /* else, and not a dry run: no page had changed */
    double seconds; /* of the whole run */
};

void report_text(FILE *out, const struct build_report *report, const struct report_run *run,
                 bool phases);
/* One object; false: out of memory, and nothing is written. */
bool report_json(FILE *out, const struct build_report *report, const struct report_run *run);

/* Of a check; the differences themselves are messages. */
void report_check_text(FILE *out, const struct check_report *report);
void report_check_json(FILE *out, const struct check_report *report);

struct report_status {
    const char *directory;
    const struct index_stat *stat;
    const struct error *error; /* why there is no index to be read, or NULL */
    const cJSON *last;         /* run, or NULL */
    time_t now;                /* from which ages are told */
};
void report_status_text(FILE *out, const struct report_status *status);
bool report_status_json(FILE *out, const struct report_status *status);

void report_roll_back_json(FILE *out, uint64_t generation);

/* Writes a line: its name, and text as a person may safely see it. */
void report_put_line(FILE *out, const char *name, const char *text);
/* Appends text as a person may safely see it; false: out of memory. */
bool report_visible(struct buffer *out, const char *text);
/* These return false where memory is short. */
bool report_add_number(cJSON *object, const char *key, double number);
bool report_add_error(cJSON *object, const struct error *error);
/* The pages of a build: how many there are, and what changed. */
bool report_add_pages(cJSON *object, const struct build_report *report);
/* Prints the object on one line, where ok says that it is complete, and deletes
 * it. */
bool report_object(FILE *out, cJSON *object, bool ok);

void report_error_text(FILE *out, const struct error *error);
bool report_error_json(FILE *out, const struct error *error);

#endif
