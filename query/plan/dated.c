#include "query/plan/dated.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "indexer/format/keys.h"
#include "query/plan/rank/compose.h"
#include "query/plan/rank/ranking.h"
#include "query/plan/words/when.h"

/* A month of every year is looked for in these: Seogo's pages are no older. */
#define YEAR_FIRST 2013
#define YEARS 24
/* An archive of two years is what a date is weighed by: a month of it tells as much as a
 * word of one paper in 24, a year nearly nothing. */
#define MONTHS 24.0
#define MONTHS_MAX 20 /* bytes of "2024-01 to 2024-04" and more */

/* The papers of a month; months behind December are of the next year. */
static enum status add_month(struct planning *p, unsigned year, unsigned month,
                             struct query_list *months)
{
    char text[32], key[KEY_MAX];
    struct shim_bytes word = {text, 0};
    struct shim_query *query = NULL;
    enum status status;

    word.length = (size_t)snprintf(text, sizeof text, "%04u%02u", year + (month - 1) / 12,
                                   (month - 1) % 12 + 1);
    status = shim_query_term(&query, (struct shim_bytes){key, key_of(KEY_MONTH, &word, 1, key)},
                             p->error);
    return status == STATUS_OK ? query_list_add(months, query, p->error) : status;
}

static enum status months_query(struct planning *p, const struct when *when,
                                struct shim_query **out)
{
    const double span = when->last - when->first + 1;
    const unsigned years = when->year ? 1 : YEARS, year = when->year ? when->year : YEAR_FIRST;
    struct query_list months = {NULL, 0};
    enum status status = STATUS_OK;

    *out = NULL;
    for (unsigned i = 0; i < years; i++)
        for (unsigned m = when->first; m <= when->last && status == STATUS_OK; m++)
            status = add_month(p, year + i, m, &months);
    if (status == STATUS_OK)
        status = query_list_combine(&months, SHIM_OR, out, p->error);
    query_list_free(&months);
    if (status != STATUS_OK)
        return status;
    return query_scale(out, p->planner->ranking->dated * log1p(MONTHS / span) / log1p(MONTHS),
                       p->error);
}

/* "2024-12", "2024-01 to 2024-04" or "month 1". */
static const char *months_named(struct planning *p, const struct when *when)
{
    char *text = arena_take(&p->planner->arena, MONTHS_MAX * 2);
    int n;

    if (!text)
        return NULL;
    if (!when->year) {
        snprintf(text, MONTHS_MAX * 2, "month %u", when->first);
        return text;
    }
    n = snprintf(text, MONTHS_MAX, "%04u-%02u", when->year, when->first);
    if (when->last != when->first)
        snprintf(text + n, MONTHS_MAX, " to %04u-%02u", when->year + (when->last - 1) / 12,
                 (when->last - 1) % 12 + 1);
    return text;
}

static enum status add_date(struct planning *p, const struct when *when)
{
    struct plan *plan = p->plan;
    struct shim_query *query = NULL;
    const char *months = months_named(p, when);
    enum status status = months ? months_query(p, when, &query) : error_no_memory(p->error);

    if (status != STATUS_OK)
        return status;
    plan->dates[plan->date_count++] = (struct plan_date){when->start, when->end, months};
    if (plan->dated)
        return query_append(&plan->dated, SHIM_OR, query, p->error);
    plan->dated = query;
    return STATUS_OK;
}

static bool says(const struct when *when, const struct word *word)
{
    return word->start >= when->start && word->end <= when->end;
}

enum status dated_take(struct planning *p, struct word *words, size_t *count)
{
    const struct planner *planner = p->planner;
    size_t kept;
    struct when when = {.end = 0};
    enum status status = STATUS_OK;

    if (!planner->query || planner->literal || planner->pasted || p->excluded ||
        planner->ranking->dated <= 0)
        return STATUS_OK;
    while (status == STATUS_OK && p->plan->date_count < PLAN_DATES_MAX &&
           when_find(planner->query, planner->query_length, when.end, &when)) {
        kept = 0;
        for (size_t i = 0; i < *count; i++)
            kept += !says(&when, &words[i]);
        if (kept == 0 || kept == *count)
            continue;
        kept = 0;
        for (size_t i = 0; i < *count; i++)
            if (!says(&when, &words[i]))
                words[kept++] = words[i];
        *count = kept;
        status = add_date(p, &when);
    }
    return status;
}
