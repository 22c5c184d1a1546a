/* Reports of what lies in an index directory: --check and --status. */
#include <inttypes.h>

#include "shim/base/calendar.h"
#include "shim/base/buffer.h"
#include "indexer/command/report.h"

void report_check_text(FILE *out, const struct check_report *report)
{
    fprintf(out, "pages       %zu\npapers      %zu\n", report->pages, report->papers);
    fprintf(out, "indexed     %zu\n", report->indexed);
    fprintf(out, "missing     %zu\ndifferent   %zu\n", report->missing, report->different);
    fprintf(out, "surplus     %zu\n", report->surplus);
}

void report_check_json(FILE *out, const struct check_report *report)
{
    fprintf(out,
            "{\"seogo\":\"" SEOGO_VERSION "\",\"pages\":%zu,\"papers\":%zu,\"indexed\":%zu,"
            "\"missing\":%zu,\"different\":%zu,\"surplus\":%zu}\n",
            report->pages, report->papers, report->indexed, report->missing, report->different,
            report->surplus);
}

void report_roll_back_json(FILE *out, uint64_t generation)
{
    fprintf(out, "{\"seogo\":\"" SEOGO_VERSION "\",\"generation\":%" PRIu64 "}\n", generation);
}

/* The two largest units, as "3 d 4 h". */
static void put_age(FILE *out, time_t seconds)
{
    long long age = seconds > 0 ? (long long)seconds : 0;
    if (age >= 86400)
        fprintf(out, "%lld d %lld h", age / 86400, age / 3600 % 24);
    else if (age >= 3600)
        fprintf(out, "%lld h %lld min", age / 3600, age / 60 % 60);
    else
        fprintf(out, "%lld min", age / 60);
}

static const char *text_of(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? item->valuestring : "";
}

static double number_of(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(item) ? item->valuedouble : 0;
}

static void put_last(FILE *out, const cJSON *last)
{
    fprintf(out, "last run    %.20s, %.64s", text_of(last, "began"), text_of(last, "outcome"));
    if (cJSON_GetObjectItemCaseSensitive(last, "exit") == NULL) {
        fputs("\n", out);
        return;
    }
    fprintf(out, ", exit %.0f, %.2f s\n", number_of(last, "exit"), number_of(last, "seconds"));
    fprintf(out, "  pages     %.0f (%.0f new, %.0f changed, %.0f removed)\n",
            number_of(last, "pages"), number_of(last, "new"), number_of(last, "changed"),
            number_of(last, "removed"));
    fprintf(out, "  warnings  %.0f, left out %.0f\n", number_of(last, "warnings"),
            number_of(last, "left_out"));
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(last, "hook_failed")))
        fputs("  hook      a command of --before or --after failed\n", out);
    if (text_of(last, "message")[0] != '\0')
        report_put_line(out, "  message   ", text_of(last, "message"));
}

static void put_generation(FILE *out, const struct report_status *status)
{
    const struct index_stat *stat = status->stat;
    char published[CALENDAR_STAMP_MAX];
    if (stat->generation == 0) {
        fputs("generation  none, a database by itself\n", out);
    } else {
        calendar_stamp(stat->published.tv_sec, published);
        fprintf(out, "generation  %" PRIu64 ", %s, ", stat->generation, published);
        put_age(out, status->now - stat->published.tv_sec);
        fputs(" old\n", out);
    }
    if (stat->previous > 0)
        fprintf(out, "previous    %" PRIu64 "\n", stat->previous);
    if (stat->kept > 0)
        fprintf(out, "kept        %" PRIu64 ", from before papers were lost\n", stat->kept);
    fprintf(out, "papers      %zu\nbytes       %" PRIu64 "\n", stat->papers, stat->bytes);
}

void report_status_text(FILE *out, const struct report_status *status)
{
    report_put_line(out, "index       ", status->directory);
    if (status->error != NULL)
        report_put_line(out, "problem     ", status->error->message);
    else
        put_generation(out, status);
    if (status->stat->holder > 0)
        fprintf(out, "at work     process %ld\n", status->stat->holder);
    if (status->last != NULL)
        put_last(out, status->last);
}

/* Both are null of a database by itself, which nobody has published. */
static bool add_published(cJSON *object, const struct report_status *status)
{
    const struct index_stat *stat = status->stat;
    char published[CALENDAR_STAMP_MAX];
    if (stat->generation == 0)
        return cJSON_AddNullToObject(object, "published") != NULL &&
               cJSON_AddNullToObject(object, "age_seconds") != NULL;
    calendar_stamp(stat->published.tv_sec, published);
    return cJSON_AddStringToObject(object, "published", published) != NULL &&
           report_add_number(object, "age_seconds", (double)(status->now - stat->published.tv_sec));
}

static bool add_generation(cJSON *object, const struct report_status *status)
{
    const struct index_stat *stat = status->stat;
    return report_add_number(object, "generation", (double)stat->generation) &&
           report_add_number(object, "previous", (double)stat->previous) &&
           report_add_number(object, "kept", (double)stat->kept) && add_published(object, status) &&
           report_add_number(object, "papers", (double)stat->papers) &&
           report_add_number(object, "bytes", (double)stat->bytes);
}

/* last is null where nothing is kept. */
static bool add_last(cJSON *object, const cJSON *last)
{
    cJSON *copy = last != NULL ? cJSON_Duplicate(last, true) : cJSON_CreateNull();
    if (copy != NULL && cJSON_AddItemToObject(object, "last_run", copy))
        return true;
    cJSON_Delete(copy);
    return false;
}

bool report_status_json(FILE *out, const struct report_status *status)
{
    struct buffer index = BUFFER_INIT;
    cJSON *object = cJSON_CreateObject();
    bool ok = object != NULL && cJSON_AddStringToObject(object, "seogo", SEOGO_VERSION) != NULL &&
              report_visible(&index, status->directory) &&
              cJSON_AddStringToObject(object, "index", index.data) != NULL &&
              (status->error != NULL ? report_add_error(object, status->error)
                                     : add_generation(object, status)) &&
              cJSON_AddBoolToObject(object, "at_work", status->stat->holder != 0) != NULL &&
              add_last(object, status->last);
    buffer_free(&index);
    return report_object(out, object, ok);
}
