/* The steps of a build, one after the other; see build.h. */
#include "indexer/build/brought.h"
#include "indexer/build/build.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "indexer/build/chunk.h"
#include "indexer/build/file.h"
#include "indexer/build/generation.h"
#include "indexer/build/index.h"
#include "indexer/build/index_stat.h"
#include "indexer/build/inventory.h"
#include "indexer/build/listing.h"
#include "indexer/build/loss.h"
#include "indexer/build/merge.h"
#include "indexer/build/pages.h"
#include "indexer/build/order.h"
#include "indexer/build/publish.h"
#include "indexer/build/stored.h"
#include "indexer/build/verify.h"
#include "indexer/format/location.h"

#define GENERATION "generation" /* its directory in the scratch directory */

struct build {
    const struct build_request *request;
    const struct observer *observer;
    struct build_report *report;
    struct error *error;
    struct publication publication;
    struct pages pages;
    struct index_stat live; /* generation 0 where there is none */
    uint64_t reference;     /* generation whose papers should still be there, or 0 */
    struct loss loss;
    struct inventory known; /* of the live index; empty where all is to be made anew */
    struct listing listing;
    struct paper_order order;
    struct inventory made; /* of the new one */
    struct lexicon *lexicon;
    char *generation; /* path of the new generation's directory */
    double began;     /* of the phase, in seconds */
    bool changed;     /* a page did while it was read */
};

static enum build_end end_of(enum work_end end)
{
    switch (end) {
    case WORK_DONE:
        return BUILD_PUBLISHED;
    case WORK_STOPPED:
        return BUILD_STOPPED;
    case WORK_FAILED:
        break;
    }
    return BUILD_FAILED;
}

static enum build_end end_of_status(enum status status)
{
    return status == STATUS_OK ? BUILD_PUBLISHED : BUILD_FAILED;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void end_phase(struct build *build, enum phase phase)
{
    double end = now();
    build->report->seconds[phase] = end - build->began;
    build->began = end;
}

/* Under the lock: what is read now is no older than what is live. */
static enum build_end take_lock(struct build *build)
{
    const struct build_request *request = build->request;
    const struct observer *observer = build->observer;
    if (request->dry_run)
        return BUILD_PUBLISHED;
    enum build_end end = end_of(publication_open(&build->publication, request->directory,
                                                 request->wait, observer, build->error));
    build->report->generation = build->publication.live;
    if (end == BUILD_PUBLISHED && observer->locked != NULL)
        observer->locked(observer->context);
    if (end == BUILD_PUBLISHED && observer->stop(observer->context))
        end = BUILD_STOPPED;
    build->began = now();
    return end;
}

static enum build_end find_pages(struct build *build)
{
    const struct build_request *request = build->request;
    enum status status = pages_find(&build->pages, &request->pages, build->error);
    if (status == STATUS_NOT_FOUND || status == STATUS_DENIED)
        return BUILD_NO_PAGES;
    return end_of_status(status);
}

static struct digest thesaurus_digest(const struct build *build)
{
    const struct buffer *text = &build->request->thesaurus->text;
    return digest_of(text->length > 0 ? text->data : "", text->length);
}

static void warn(struct build *build, const char *place, const char *what)
{
    const struct observer *observer = build->observer;
    observer->message(observer->context, MESSAGE_WARNING, place, 0, what);
    build->report->warnings++;
}

/* Another archive's pages would take the place of all that is there. */
static enum status check_root(const struct build *build)
{
    const char *directory = build->request->directory, *root = build->pages.root;
    struct shim_database *database = NULL;
    char *path = NULL, *known = NULL;
    uint64_t generation;
    enum status status = STATUS_OK;
    if (build->request->replace)
        return STATUS_OK;
    if (location_current(directory, &path, &generation, NULL) == STATUS_OK && generation > 0 &&
        stored_open(&database, path, NULL) == STATUS_OK &&
        stored_root(database, &known, NULL) == STATUS_OK && strcmp(known, root) != 0)
        status = error_set(build->error, STATUS_INVALID, "say --replace where that is meant",
                           "the index in '%s' is of the pages below '%s', not '%s'", directory,
                           known, root);
    shim_database_free(database);
    free(path);
    free(known);
    return status;
}

/* Reads every byte of the live index: what is damaged must not be kept for good, nor
 * be what a later run compares with. One that is of no use is made anew though no
 * page has changed. */
static enum build_end recall(struct build *build)
{
    const struct build_request *request = build->request;
    const struct inventory wanted = {
        .root = build->pages.root, .share = request->share, .thesaurus = thesaurus_digest(build)};
    struct index_stat *live = &build->live;
    struct error error = {0};
    if (check_root(build) != STATUS_OK)
        return BUILD_FAILED;
    enum status status = index_stat_read(live, request->directory, true, &error);
    bool damaged = status != STATUS_OK && status != STATUS_NOT_FOUND && status != STATUS_FORMAT;
    if (damaged && live->generation > 0) {
        build->publication.damaged = true;
        warn(build, request->directory, error.message);
    }
    build->reference = live->kept > 0 ? live->kept : damaged ? live->previous : live->generation;
    build->report->kept = live->kept;
    if (status != STATUS_OK || request->full || request->dry_run)
        return BUILD_PUBLISHED;
    return end_of_status(inventory_read(&build->known, request->directory, &wanted, build->error));
}

/* A disk that is not there looks like pages that were removed. */
static enum build_end compare(struct build *build)
{
    const struct build_request *request = build->request;
    struct buffer path = BUFFER_INIT;
    struct error error = {0};
    build->report->kept = 0; /* until it is known what is still missing */
    if (build->reference == 0 || request->accept_loss || request->replace)
        return BUILD_PUBLISHED;
    enum status status = buffer_add_format(&path, "%s/" LOCATION_GENERATION "%" PRIu64,
                                           request->directory, build->reference)
                             ? loss_find(&build->loss, path.data, &build->order, &error)
                             : STATUS_NO_MEMORY;
    buffer_free(&path);
    build->report->gone = build->loss.gone;
    if (status == STATUS_OK && loss_matters(&build->loss)) {
        build->report->lost += build->loss.gone;
        if (!loss_tell(&build->loss, build->pages.root, request->directory, build->observer,
                       &build->report->warnings))
            status = STATUS_NO_MEMORY;
    }
    if (status == STATUS_NO_MEMORY)
        return end_of_status(error_no_memory(build->error));
    if (status != STATUS_OK) /* nothing to compare with is no reason to publish nothing */
        warn(build, request->directory, error.message);
    return BUILD_PUBLISHED;
}

/* What is still missing is told every night. */
static enum build_end stay(struct build *build)
{
    if (build->report->kept == 0)
        return BUILD_UNCHANGED;
    if (build->request->accept_loss) {
        publication_forget(&build->publication);
        build->report->kept = 0;
    } else {
        warn(build, build->request->directory,
             "papers that were lost are not back: bring their pages back, say --accept-loss, or "
             "go back with --rollback");
    }
    return BUILD_UNCHANGED;
}

static enum build_end read_pages(struct build *build)
{
    struct build_report *report = build->report;
    const struct listing *listing = &build->listing;
    const struct listing_request request = {
        .pages = &build->pages, .known = &build->known, .jobs = build->request->jobs};
    enum work_end end = listing_make(&build->listing, &request, build->observer, build->error);
    report->pages = listing->readable;
    report->page_delta = listing->delta;
    report->warnings = listing->warnings;
    report->lost = listing->lost;
    return end_of(end);
}

static enum build_end order_papers(struct build *build)
{
    struct build_report *report = build->report;
    if (order_make(&build->order, &build->pages, &build->listing, build->observer, build->error) !=
        STATUS_OK)
        return BUILD_FAILED;
    build->order.share = build->request->share;
    if (order_inventory(&build->order, &build->made, build->error) != STATUS_OK)
        return BUILD_FAILED;
    build->made.thesaurus = thesaurus_digest(build);
    report->paper_delta = inventory_papers(&build->known, &build->made);
    report->papers = order_stored(&build->order);
    report->duplicates = build->order.duplicates;
    end_phase(build, PHASE_READ);
    if (report->papers > 0)
        return BUILD_PUBLISHED;
    /* An index without papers replaces none: a wrong PATH is more likely. */
    error_set(build->error, STATUS_NOT_FOUND, NULL, "no paper%s on %zu page%s",
              build->order.paper_count > 0 ? " of this shard" : "", report->pages,
              report->pages == 1 ? "" : "s");
    return BUILD_NO_PAGES;
}

static enum build_end index_order(struct build *build)
{
    struct build_report *report = build->report;
    struct index_result result;
    build->lexicon = lexicon_new();
    if (build->lexicon == NULL)
        return end_of_status(error_no_memory(build->error));
    const struct index_request request = {.order = &build->order,
                                          .scratch = build->publication.scratch,
                                          .lexicon = build->lexicon,
                                          .jobs = build->request->jobs};
    enum work_end end = index_papers(&result, &request, build->observer, build->error);
    report->papers = result.papers;
    report->warnings += result.warnings;
    report->lost += result.lost;
    build->changed = result.changed;
    end_phase(build, PHASE_INDEX);
    if (end == WORK_DONE && result.papers == 0) {
        error_set(build->error, STATUS_NOT_FOUND, NULL, "every page changed while it was read");
        return BUILD_NO_PAGES;
    }
    return end_of(end);
}

static enum work_end merge_into(struct build *build, const char *part)
{
    const struct merge merge = {.scratch = build->publication.scratch,
                                .chunks = chunk_count(&build->order),
                                .output = part};
    const struct merge_known known = {build->pages.root, build->request->share, build->lexicon,
                                      build->request->thesaurus};
    if (mkdir(build->generation, 0777) != 0) {
        file_cannot("make the directory", build->generation, build->error);
        return WORK_FAILED;
    }
    if (merge_metadata(&merge, &known, build->error) != STATUS_OK)
        return WORK_FAILED;
    return merge_chunks(&merge, build->observer, build->error);
}

static enum build_end merge(struct build *build)
{
    struct buffer path = BUFFER_INIT, part = BUFFER_INIT;
    enum work_end end = WORK_FAILED;
    if (buffer_add_format(&path, "%s/" GENERATION, build->publication.scratch) &&
        buffer_add_format(&part, "%s/" GENERATION_PART, path.data))
        build->generation = buffer_detach(&path);
    if (build->generation != NULL)
        end = merge_into(build, part.data);
    else
        error_no_memory(build->error);
    buffer_free(&path);
    buffer_free(&part);
    end_phase(build, PHASE_MERGE);
    return end_of(end);
}

/* The next run trusts the inventory, so there is none where it is not true. */
static enum status seal(struct build *build)
{
    struct buffer inventory = BUFFER_INIT, news = BUFFER_INIT;
    if (build->reference > 0 && !build->request->replace &&
        brought_list(&news, build->request->directory, build->reference, &build->order, NULL) !=
            STATUS_OK)
        buffer_clear(&news); /* of an index that cannot be read all is new */
    enum status status =
        build->changed || inventory_write(&build->made, &inventory)
            ? generation_seal(build->generation, build->changed ? NULL : &inventory, &news,
                              &build->report->bytes, build->error)
            : error_no_memory(build->error);
    buffer_free(&inventory);
    buffer_free(&news);
    return status;
}

static enum build_end publish(struct build *build)
{
    struct build_report *report = build->report;
    const struct observer *observer = build->observer;
    observer->progress(observer->context, PHASE_PUBLISH, 0, 1);
    enum status status = seal(build);
    if (status == STATUS_OK)
        status = verify_generation(build->generation, report->papers, build->request->jobs,
                                   &report->terms, build->error);
    if (status == STATUS_OK && observer->stop(observer->context))
        return BUILD_STOPPED;
    bool lost = loss_matters(&build->loss);
    if (status == STATUS_OK && lost)
        status = publication_keep(&build->publication, build->reference, build->error);
    if (status == STATUS_OK)
        status = publication_publish(&build->publication, GENERATION, build->error);
    if (status == STATUS_OK && !lost)
        publication_forget(&build->publication);
    report->generation = build->publication.live;
    report->kept = build->publication.kept;
    return end_of_status(status);
}

static enum build_end run_steps(struct build *build)
{
    static enum build_end (*const reading[])(
        struct build *) = {take_lock, find_pages, recall, read_pages},
                     (*const writing[])(struct build *) = {index_order, merge, publish};
    enum build_end end = BUILD_PUBLISHED;
    for (size_t i = 0; end == BUILD_PUBLISHED && i < sizeof reading / sizeof *reading; i++)
        end = reading[i](build);
    if (end == BUILD_PUBLISHED && build->known.page_count > 0 &&
        !listing_has_changed(&build->listing))
        return stay(build);
    if (end == BUILD_PUBLISHED)
        end = order_papers(build);
    if (end == BUILD_PUBLISHED)
        end = compare(build);
    for (size_t i = 0;
         end == BUILD_PUBLISHED && !build->request->dry_run && i < sizeof writing / sizeof *writing;
         i++)
        end = writing[i](build);
    return end;
}

enum build_end build_run(const struct build_request *request, const struct observer *observer,
                         struct build_report *report, struct error *error)
{
    *report = (struct build_report){0};
    struct build build = {.request = request,
                          .observer = observer,
                          .report = report,
                          .error = error,
                          .publication = {.directory = -1, .lock = -1},
                          .began = now()};
    enum build_end end = run_steps(&build);
    publication_close(&build.publication);
    if (end == BUILD_PUBLISHED && !request->dry_run)
        end_phase(&build, PHASE_PUBLISH);
    lexicon_free(build.lexicon);
    loss_clear(&build.loss);
    order_clear(&build.order);
    listing_clear(&build.listing);
    inventory_clear(&build.known);
    inventory_clear(&build.made);
    pages_clear(&build.pages);
    free(build.generation);
    return end;
}

enum status build_roll_back(const char *directory, unsigned wait, const struct observer *observer,
                            uint64_t *generation, struct error *error)
{
    struct publication publication;
    enum work_end end = publication_open(&publication, directory, wait, observer, error);
    enum status status = end == WORK_DONE ? publication_roll_back(&publication, error)
                                          : (error != NULL ? error->code : STATUS_INTERNAL);
    *generation = publication.live;
    publication_close(&publication);
    return status;
}
