/* What seogo-index says: warnings, errors and the summary. */
#ifndef SEOGO_INDEXER_REPORT_H
#define SEOGO_INDEXER_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "indexer/build/build.h"

/* Writes "page:line: what" and a newline. Bytes that are not UTF-8 and
 * characters that would break the line or steer the terminal are written as
 * \x1b or \u{202e}. */
void report_message(FILE *out, const char *page, uint32_t line, const char *what);

struct report_run {
    const char *directory;
    bool dry_run;
    bool published; /* else, and not a dry run: there was no news */
    double seconds; /* of the whole run */
};

void report_text(FILE *out, const struct build_report *report, const struct report_run *run,
                 bool phases);
/* One object; false: out of memory, and nothing is written. */
bool report_json(FILE *out, const struct build_report *report, const struct report_run *run);

void report_error_text(FILE *out, const struct error *error);
bool report_error_json(FILE *out, const struct error *error);

#endif
