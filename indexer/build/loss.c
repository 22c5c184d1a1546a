#include "indexer/build/loss.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/build/stored.h"
#include "shim/base/array.h"

/* So much may go from pages that still have papers: an archive is also mended. */
#define GONE_LEAST 20
#define GONE_PERCENT 2
#define PLACES_TOLD 20

struct finding {
    struct loss *loss;
    const struct paper_order *order;
};

/* The number of the first page whose path is not before this one. */
static size_t page_from(const struct finding *finding, const char *path, size_t length)
{
    const struct pages *pages = finding->order->pages;
    size_t low = 0, high = pages->files.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strncmp(pages_relative(pages, &pages->files.list[middle]), path, length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether a page whose path begins so has papers; of a page the path ends with its
 * NUL, of a folder with its slash. */
static bool has_papers(const struct finding *finding, const char *path, size_t length)
{
    const struct pages *pages = finding->order->pages;
    for (size_t i = page_from(finding, path, length); i < pages->files.count; i++) {
        if (strncmp(pages_relative(pages, &pages->files.list[i]), path, length) != 0)
            return false;
        if (finding->order->listing->pages[i].paper_count > 0)
            return true;
    }
    return false;
}

/* The length of the place: of the outermost folder that has nothing left, else of
 * the page; 0 where the page still has papers. */
static size_t place_of(const struct finding *finding, const char *path)
{
    if (has_papers(finding, path, strlen(path) + 1))
        return 0;
    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        size_t length = (size_t)(slash - path) + 1;
        if (!has_papers(finding, path, length))
            return length;
    }
    return strlen(path);
}

/* Papers of one place mostly follow one another: the newest day has the newest ids. */
static bool add_place(struct loss *loss, const char *path, size_t length)
{
    for (size_t i = loss->place_count; i-- > 0;)
        if (strlen(loss->places[i].path) == length &&
            memcmp(loss->places[i].path, path, length) == 0) {
            loss->places[i].papers++;
            return true;
        }
    char *copy = strndup(path, length);
    if (copy == NULL || !array_grow(&loss->places, loss->place_count, sizeof *loss->places)) {
        free(copy);
        return false;
    }
    loss->places[loss->place_count++] = (struct loss_place){copy, 1};
    return true;
}

static enum status take(void *context, const struct paper *paper, struct error *error)
{
    const struct finding *finding = context;
    const char *path = paper->path != NULL ? paper->path : "";
    size_t length = place_of(finding, path);
    finding->loss->gone++;
    if (length > 0 && !add_place(finding->loss, path, length))
        return error_no_memory(error);
    return STATUS_OK;
}

static int by_path(const void *left, const void *right)
{
    const struct loss_place *a = left, *b = right;
    return strcmp(a->path, b->path);
}

enum status loss_find(struct loss *loss, const char *generation, const struct paper_order *order,
                      struct error *error)
{
    struct finding finding = {loss, order};
    const struct stored_surplus surplus = {take, &finding};
    struct shim_database *database = NULL;
    uint32_t before = 0;
    *loss = (struct loss){0};
    enum status status = stored_open(&database, generation, error);
    if (status == STATUS_OK)
        status = shim_document_count(database, &before, error);
    if (status == STATUS_OK)
        status = stored_find_surplus(database, order, &surplus, error);
    loss->before = before;
    if (loss->place_count > 0)
        qsort(loss->places, loss->place_count, sizeof *loss->places, by_path);
    shim_database_free(database);
    return status;
}

bool loss_matters(const struct loss *loss)
{
    return loss->place_count > 0 ||
           (loss->gone >= GONE_LEAST && loss->gone * 100 > loss->before * GONE_PERCENT);
}

static void tell(const struct observer *observer, const char *place, const char *what,
                 size_t *warnings)
{
    observer->message(observer->context, MESSAGE_WARNING, place, 0, what);
    ++*warnings;
}

static bool tell_place(const struct loss_place *place, const char *root,
                       const struct observer *observer, size_t *warnings)
{
    char *path = buffer_text("%s/%s", root, place->path);
    char what[64];
    snprintf(what, sizeof what, "had %zu paper%s and has none", place->papers,
             place->papers == 1 ? "" : "s");
    if (path != NULL)
        tell(observer, path, what, warnings);
    free(path);
    return path != NULL;
}

bool loss_tell(const struct loss *loss, const char *root, const char *directory,
               const struct observer *observer, size_t *warnings)
{
    char what[256];
    bool ok = true;
    for (size_t i = 0; ok && i < loss->place_count && i < PLACES_TOLD; i++)
        ok = tell_place(&loss->places[i], root, observer, warnings);
    if (loss->place_count > PLACES_TOLD) {
        snprintf(what, sizeof what, "%zu more pages and folders had papers and have none",
                 loss->place_count - PLACES_TOLD);
        tell(observer, root, what, warnings);
    }
    snprintf(what, sizeof what,
             "of %zu papers %zu are gone: bring their pages back, or say --accept-loss; until "
             "then the index before is kept, and --rollback makes it live again",
             loss->before, loss->gone);
    tell(observer, directory, what, warnings);
    return ok;
}

void loss_clear(struct loss *loss)
{
    for (size_t i = 0; i < loss->place_count; i++)
        free(loss->places[i].path);
    free(loss->places);
    *loss = (struct loss){0};
}
