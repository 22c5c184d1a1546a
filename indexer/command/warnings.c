/* See warnings.h. */
#include "indexer/command/warnings.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/command/report.h"
#include "shim/base/array.h"

/* NULL where memory is short: then every place is shown. */
static struct warning_kind *kind_of(struct warnings *warnings, const char *what)
{
    for (size_t i = 0; i < warnings->kind_count; i++) {
        if (strcmp(warnings->kinds[i].what, what) == 0)
            return &warnings->kinds[i];
    }
    char *copy = strdup(what);
    if (copy == NULL ||
        !array_grow(&warnings->kinds, warnings->kind_count, sizeof *warnings->kinds)) {
        free(copy);
        return NULL;
    }
    warnings->kinds[warnings->kind_count] = (struct warning_kind){.what = copy};
    return &warnings->kinds[warnings->kind_count++];
}

void warnings_take(struct warnings *warnings, FILE *out, const char *page, uint32_t line,
                   const char *what)
{
    struct warning_kind *kind = kind_of(warnings, what);
    if (kind == NULL || kind->count++ < WARNINGS_SHOWN || warnings->all)
        report_message(out, page, line, what);
}

void warnings_finish(struct warnings *warnings, FILE *out)
{
    bool more = false;
    for (size_t i = 0; i < warnings->kind_count; i++) {
        const struct warning_kind *kind = &warnings->kinds[i];
        if (!warnings->all && kind->count > WARNINGS_SHOWN) {
            fprintf(out, "%zu more: %s\n", kind->count - WARNINGS_SHOWN, kind->what);
            more = true;
        }
        free(kind->what);
    }
    if (more)
        fputs("-v shows all; seogo-pages(5) tells which forms of pages are read\n", out);
    free(warnings->kinds);
    *warnings = (struct warnings){.all = warnings->all};
}
