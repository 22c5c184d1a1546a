/* Text and JSON of the same report of a build; see report.h. */
#include "indexer/command/report.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/codepoint.h"
#include "shim/base/buffer.h"

static const char *const phase_names[PHASE_COUNT] = {
    [PHASE_READ] = "read",
    [PHASE_INDEX] = "index",
    [PHASE_MERGE] = "merge",
    [PHASE_PUBLISH] = "publish",
};

bool report_visible(struct buffer *out, const char *text)
{
    bool ok = true;
    for (size_t left = strlen(text); ok && left > 0;) {
        int32_t character;
        const size_t size = codepoint_next(text, left, &character);
        if (character == CODEPOINT_INVALID || character < 0x20 || character == 0x7F) {
            ok = buffer_add_format(out, "\\x%02x", (unsigned)(unsigned char)*text);
        } else if (codepoint_is_control(character)) {
            ok = buffer_add_format(out, "\\u{%x}", (unsigned)character);
        } else {
            ok = buffer_add(out, text, size);
        }
        text += size;
        left -= size;
    }
    return ok;
}

static void put_visible(FILE *out, const char *text)
{
    struct buffer visible = BUFFER_INIT;
    if (report_visible(&visible, text) && visible.length > 0)
        fwrite(visible.data, 1, visible.length, out);
    buffer_free(&visible);
}

void report_put_line(FILE *out, const char *name, const char *text)
{
    fputs(name, out);
    put_visible(out, text);
    putc('\n', out);
}

void report_message(FILE *out, const char *page, uint32_t line, const char *what)
{
    put_visible(out, page);
    if (line > 0)
        fprintf(out, ":%" PRIu32, line);
    fputs(": ", out);
    put_visible(out, what);
    putc('\n', out);
}

static void put_pages(FILE *out, const struct build_report *report)
{
    fprintf(out, "pages       %zu", report->pages);
    if (report->changed + report->removed > 0 || report->fresh < report->pages)
        fprintf(out, " (%zu new, %zu changed, %zu removed)", report->fresh, report->changed,
                report->removed);
    putc('\n', out);
}

void report_text(FILE *out, const struct build_report *report, const struct report_run *run,
                 bool phases)
{
    bool stays = !run->published && !run->dry_run;
    put_pages(out, report);
    if (!stays) {
        fprintf(out, "papers      %zu", report->papers);
        if (report->gone > 0)
            fprintf(out, " (%zu gone)", report->gone);
        fprintf(out, "\nduplicates  %zu\n", report->duplicates);
    }
    fprintf(out, "warnings    %zu\n", report->warnings);
    if (run->published) {
        fprintf(out, "terms       %zu\n", report->terms);
        fprintf(out, "bytes       %" PRIu64 "\n", report->bytes);
    }
    fprintf(out, "seconds     %.2f\n", run->seconds);
    for (size_t i = 0; phases && i < PHASE_COUNT; i++)
        fprintf(out, "  %-10s%.2f\n", phase_names[i], report->seconds[i]);
    fputs("index       ", out);
    put_visible(out, run->dry_run ? "not written: a dry run" : run->directory);
    fputs(stays ? ", as it was: nothing is new\n" : "\n", out);
}

/* Milliseconds are all that is meant. */
static bool add_seconds(cJSON *object, const char *key, double seconds)
{
    return cJSON_AddNumberToObject(object, key, round(seconds * 1000) / 1000) != NULL;
}

bool report_add_number(cJSON *object, const char *key, double number)
{
    return cJSON_AddNumberToObject(object, key, number) != NULL;
}

bool report_add_pages(cJSON *object, const struct build_report *report)
{
    return report_add_number(object, "pages", (double)report->pages) &&
           report_add_number(object, "new", (double)report->fresh) &&
           report_add_number(object, "changed", (double)report->changed) &&
           report_add_number(object, "removed", (double)report->removed);
}

static bool add_phases(cJSON *object, const struct build_report *report)
{
    cJSON *phases = cJSON_AddObjectToObject(object, "phases");
    bool ok = phases != NULL;
    for (size_t i = 0; ok && i < PHASE_COUNT; i++)
        ok = add_seconds(phases, phase_names[i], report->seconds[i]);
    return ok;
}

bool report_object(FILE *out, cJSON *object, bool ok)
{
    char *text = ok ? cJSON_PrintUnformatted(object) : NULL;
    cJSON_Delete(object);
    if (text == NULL)
        return false;
    fputs(text, out);
    putc('\n', out);
    cJSON_free(text);
    return true;
}

/* The number, or null where it is not known. */
static bool add_known(cJSON *object, const char *key, bool known, double number)
{
    return known ? report_add_number(object, key, number)
                 : cJSON_AddNullToObject(object, key) != NULL;
}

static bool add_index(cJSON *object, const struct build_report *report,
                      const struct report_run *run)
{
    if (run->dry_run)
        return cJSON_AddNullToObject(object, "generation") != NULL &&
               cJSON_AddNullToObject(object, "index") != NULL;
    struct buffer visible = BUFFER_INIT;
    bool ok = report_add_number(object, "generation", (double)report->generation) &&
              report_visible(&visible, run->directory) &&
              cJSON_AddStringToObject(object, "index", visible.data) != NULL;
    buffer_free(&visible);
    return ok;
}

bool report_json(FILE *out, const struct build_report *report, const struct report_run *run)
{
    bool published = run->published, read = published || run->dry_run;
    cJSON *object = cJSON_CreateObject();
    bool ok = object != NULL && cJSON_AddStringToObject(object, "seogo", SEOGO_VERSION) != NULL &&
              cJSON_AddBoolToObject(object, "published", published) != NULL &&
              report_add_pages(object, report) &&
              add_known(object, "papers", read, (double)report->papers) &&
              add_known(object, "gone", read, (double)report->gone) &&
              add_known(object, "duplicates", read, (double)report->duplicates) &&
              report_add_number(object, "warnings", (double)report->warnings) &&
              report_add_number(object, "left_out", (double)report->lost) &&
              report_add_number(object, "kept", (double)report->kept) &&
              add_known(object, "terms", published, (double)report->terms) &&
              add_known(object, "bytes", published, (double)report->bytes) &&
              add_index(object, report, run) && add_seconds(object, "seconds", run->seconds) &&
              add_phases(object, report);
    return report_object(out, object, ok);
}

void report_error_text(FILE *out, const struct error *error)
{
    fprintf(out, "seogo-index: %s\n", error->message);
    if (error->hint[0] != '\0')
        fprintf(out, "%s\n", error->hint);
}

bool report_add_error(cJSON *object, const struct error *error)
{
    cJSON *inner = cJSON_AddObjectToObject(object, "error");
    return inner != NULL &&
           cJSON_AddStringToObject(inner, "code", status_name(error->code)) != NULL &&
           cJSON_AddStringToObject(inner, "message", error->message) != NULL &&
           cJSON_AddStringToObject(inner, "hint", error->hint) != NULL;
}

bool report_error_json(FILE *out, const struct error *error)
{
    cJSON *object = cJSON_CreateObject();
    bool ok = object != NULL && cJSON_AddStringToObject(object, "seogo", SEOGO_VERSION) != NULL &&
              report_add_error(object, error);
    return report_object(out, object, ok);
}
