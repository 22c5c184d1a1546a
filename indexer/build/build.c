/* The steps of a build, one after the other; see build.h. */
#include "indexer/build/brought.h"
#include "indexer/build/build.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/build/chunk.h"
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
#include "shim/base/calendar.h"
#include "shim/base/file.h"

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
    char *generation;   /* path of the new generation's directory */
    double began;       /* of the phase, in seconds */
    bool changed;       /* a page did while it was read */
    bool finished;      /* no further step is taken */
    enum build_end end; /* where no step fails, or NO_PAGES where one does for that */
};

static void end_phase(struct build *build, enum phase phase)
{
    double end = calendar_seconds();
    build->report->seconds[phase] = end - build->began;
    build->began = end;
}

/* Under the lock: what is read now is no older than what is live. */
static enum status take_lock(struct build *build)
{
    const struct build_request *request = build->request;
    const struct observer *observer = build->observer;
    if (request->dry_run)
        return STATUS_OK;
    enum status status = publication_open(&build->publication, request->directory, request->wait,
                                          observer, build->error);
    build->report->generation = build->publication.live;
    if (status == STATUS_OK && observer->locked != NULL)
        observer->locked(observer->context);
    if (status == STATUS_OK && observer->stop(observer->context))
        status = STATUS_STOPPED;
    build->began = calendar_seconds();
    return status;
}

static enum status find_pages(struct build *build)
{
    enum status status = pages_find(&build->pages, &build->request->pages, build->error);
    if (status == STATUS_NOT_FOUND || status == STATUS_DENIED)
        build->end = BUILD_NO_PAGES;
    return status;
}

static struct hash thesaurus_digest(const struct build *build)
{
    const struct buffer *text = &build->request->thesaurus->text;
    return hash_of(text->length > 0 ? text->data : "", text->length);
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
static enum status recall(struct build *build)
{
    const struct build_request *request = build->request;
    const struct inventory wanted = {
        .root = build->pages.root, .share = request->share, .thesaurus = thesaurus_digest(build)};
    struct index_stat *live = &build->live;
    struct error error = {0};
    enum status status = index_stat_read(live, request->directory, true, &error);
    bool damaged = status != STATUS_OK && status != STATUS_NOT_FOUND && status != STATUS_FORMAT;
    /* What is damaged may say anything of its root. */
    enum status rooted = damaged ? STATUS_OK : check_root(build);
    if (rooted != STATUS_OK)
        return rooted;
    if (damaged && live->generation > 0) {
        build->publication.damaged = true;
        warn(build, request->directory, error.message);
    }
    build->reference = live->kept > 0 ? live->kept : damaged ? live->previous : live->generation;
    build->report->kept = live->kept;
    if (status != STATUS_OK || request->full || request->dry_run)
        return STATUS_OK;
    return inventory_read(&build->known, request->directory, &wanted, build->error);
}

/* A disk that is not there looks like pages that were removed. */
static enum status compare(struct build *build)
{
    const struct build_request *request = build->request;
    struct error error = {0};
    build->report->kept = 0; /* until it is known what is still missing */
    if (build->reference == 0 || request->accept_loss || request->replace)
        return STATUS_OK;
    char *path = location_generation(request->directory, build->reference);
    enum status status =
        path != NULL ? loss_find(&build->loss, path, &build->order, &error) : STATUS_NO_MEMORY;
    free(path);
    build->report->gone = build->loss.gone;
    if (status == STATUS_OK && loss_matters(&build->loss)) {
        build->report->lost += build->loss.gone;
        if (!loss_tell(&build->loss, build->pages.root, request->directory, build->observer,
                       &build->report->warnings))
            status = STATUS_NO_MEMORY;
    }
    if (status == STATUS_NO_MEMORY)
        return error_no_memory(build->error);
    if (status != STATUS_OK) /* nothing to compare with is no reason to publish nothing */
        warn(build, request->directory, error.message);
    return STATUS_OK;
}

/* What is still missing is told every night. */
static void stay(struct build *build)
{
    build->finished = true;
    build->end = BUILD_UNCHANGED;
    if (build->report->kept > 0 && build->request->accept_loss) {
        publication_forget(&build->publication);
        build->report->kept = 0;
    } else if (build->report->kept > 0) {
        warn(build, build->request->directory,
             "papers that were lost are not back: bring their pages back, say --accept-loss, or "
             "go back with --rollback");
    }
}

static enum status read_pages(struct build *build)
{
    struct build_report *report = build->report;
    const struct listing *listing = &build->listing;
    const struct listing_request request = {
        .pages = &build->pages, .known = &build->known, .jobs = build->request->jobs};
    enum status status = listing_make(&build->listing, &request, build->observer, build->error);
    report->pages = listing->readable;
    report->page_delta = listing->delta;
    report->warnings = listing->warnings;
    report->lost = listing->lost;
    if (status == STATUS_OK && build->known.page_count > 0 && !listing_has_changed(listing))
        stay(build);
    return status;
}

static enum status order_papers(struct build *build)
{
    struct build_report *report = build->report;
    enum status status =
        order_make(&build->order, &build->pages, &build->listing, build->observer, build->error);
    build->order.share = build->request->share;
    if (status == STATUS_OK)
        status = order_inventory(&build->order, &build->made, build->error);
    if (status != STATUS_OK)
        return status;
    build->made.thesaurus = thesaurus_digest(build);
    report->paper_delta = inventory_papers(&build->known, &build->made);
    report->papers = order_stored(&build->order);
    report->duplicates = build->order.duplicates;
    end_phase(build, PHASE_READ);
    if (report->papers > 0)
        return STATUS_OK;
    /* An index without papers replaces none: a wrong PATH is more likely. */
    build->end = BUILD_NO_PAGES;
    return error_set(build->error, STATUS_NOT_FOUND, NULL, "no paper%s on %zu page%s",
                     build->order.paper_count > 0 ? " of this shard" : "", report->pages,
                     report->pages == 1 ? "" : "s");
}

static enum status index_order(struct build *build)
{
    struct build_report *report = build->report;
    struct index_result result;
    build->finished = build->request->dry_run;
    if (build->finished)
        return STATUS_OK;
    build->lexicon = lexicon_new();
    if (build->lexicon == NULL)
        return error_no_memory(build->error);
    const struct index_request request = {.order = &build->order,
                                          .scratch = build->publication.scratch,
                                          .lexicon = build->lexicon,
                                          .jobs = build->request->jobs};
    enum status status = index_papers(&result, &request, build->observer, build->error);
    report->papers = result.papers;
    report->warnings += result.warnings;
    report->lost += result.lost;
    build->changed = result.changed;
    end_phase(build, PHASE_INDEX);
    if (status != STATUS_OK || result.papers > 0)
        return status;
    build->end = BUILD_NO_PAGES;
    return error_set(build->error, STATUS_NOT_FOUND, NULL, "every page changed while it was read");
}

static enum status merge_into(struct build *build, const char *part)
{
    const struct merge merge = {
        .scratch = build->publication.scratch, .parts = chunk_count(&build->order), .output = part};
    const struct merge_known known = {build->pages.root, build->request->share, build->lexicon,
                                      build->request->thesaurus};
    if (mkdir(build->generation, 0777) != 0)
        return file_cannot("make the directory", build->generation, build->error);
    enum status status = merge_metadata(&merge, &known, build->error);
    return status == STATUS_OK ? merge_parts(&merge, build->observer, build->error) : status;
}

static enum status merge(struct build *build)
{
    const char *scratch = build->publication.scratch;
    char *part = buffer_text("%s/" GENERATION "/" GENERATION_PART, scratch);
    build->generation = buffer_text("%s/" GENERATION, scratch);
    enum status status = build->generation != NULL && part != NULL ? merge_into(build, part)
                                                                   : error_no_memory(build->error);
    free(part);
    end_phase(build, PHASE_MERGE);
    return status;
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

static enum status publish(struct build *build)
{
    struct build_report *report = build->report;
    const struct observer *observer = build->observer;
    observer->progress(observer->context, PHASE_PUBLISH, 0, 1);
    enum status status = seal(build);
    if (status == STATUS_OK)
        status = verify_generation(build->generation, report->papers, build->request->jobs,
                                   &report->terms, build->error);
    if (status == STATUS_OK && observer->stop(observer->context))
        return STATUS_STOPPED;
    bool lost = loss_matters(&build->loss);
    if (status == STATUS_OK && lost)
        status = publication_keep(&build->publication, build->reference, build->error);
    if (status == STATUS_OK)
        status = publication_publish(&build->publication, GENERATION, build->error);
    if (status == STATUS_OK && !lost)
        publication_forget(&build->publication);
    report->generation = build->publication.live;
    report->kept = build->publication.kept;
    return status;
}

static enum build_end run_steps(struct build *build)
{
    static enum status (*const steps[])(struct build *) = {take_lock,   find_pages,   recall,
                                                           read_pages,  order_papers, compare,
                                                           index_order, merge,        publish};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && !build->finished && i < sizeof steps / sizeof *steps;
         i++)
        status = steps[i](build);
    if (status == STATUS_OK || build->end == BUILD_NO_PAGES)
        return build->end;
    return status == STATUS_STOPPED ? BUILD_STOPPED : BUILD_FAILED;
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
                          .began = calendar_seconds()};
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
    enum status status = publication_open(&publication, directory, wait, observer, error);
    if (status == STATUS_OK)
        status = publication_roll_back(&publication, error);
    *generation = publication.live;
    publication_close(&publication);
    return status;
}
