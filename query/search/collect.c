#include "query/search/collect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/search/find.h"
#include "query/search/highlight.h"
#include "query/search/notes.h"

/* root and the paper's path; an absolute path stays as it is. NULL: out of memory. */
static char *absolute_path(const char *root, const char *path)
{
    bool below = path[0] != '/' && root;
    bool slash = below && *root && root[strlen(root) - 1] != '/';
    char *out;

    return asprintf(&out, "%s%s%s", below ? root : "", slash ? "/" : "", path) < 0 ? NULL : out;
}

static enum status fill_hit(const struct search_run *run, struct found_hit *found,
                            struct highlighter *highlighter, struct hit *hit, struct error *error)
{
    const struct searcher *s = run->searcher;
    const char *root = searcher_root(s, shim_results_database(found->results, found->hit));
    enum status status = found_take(found, s->kept, &hit->paper, error);

    if (status != STATUS_OK)
        return status;
    hit->score = found->score;
    hit->path = absolute_path(root, hit->paper.path ? hit->paper.path : "");
    if (!hit->path)
        return error_no_memory(error);
    for (size_t i = 0; i < hit->paper.also_count; i++) {
        char *path = absolute_path(root, hit->paper.also[i].path);

        if (!path)
            return error_no_memory(error);
        free(hit->paper.also[i].path);
        hit->paper.also[i].path = path;
    }
    return highlighter ? highlight(highlighter, hit, error) : STATUS_OK;
}

static enum status fill_hits(const struct search_run *run, const struct found_hits *found,
                             struct answer *answer, struct error *error)
{
    struct highlighter *highlighter = NULL;
    enum status status = STATUS_OK;

    answer->total_lower = found->total.lower;
    answer->total_estimate = found->total.estimate;
    answer->total_upper = found->total.upper;
    answer->hits = calloc(found->count + 1, sizeof *answer->hits);
    if (!answer->hits)
        return error_no_memory(error);
    if (run->request->marked && found->count > 0)
        status = highlighter_new(&highlighter, &run->plan, run->searcher->analyzer,
                                 run->searcher->documents, error);
    if (status == STATUS_OK)
        status = found_fetch(found->hits, found->count, error);
    for (size_t i = 0; i < found->count && status == STATUS_OK; i++) {
        struct hit *hit = &answer->hits[answer->hit_count++];

        hit->rank = run->request->first + (uint32_t)answer->hit_count;
        status = fill_hit(run, &found->hits[i], highlighter, hit, error);
    }
    highlighter_free(highlighter);
    return status;
}

enum status collect_answer(struct search_run *run, struct answer *answer, struct error *error)
{
    struct found_hits found = {0};
    enum status status = find_hits(run, &found, error);

    if (status == STATUS_OK)
        status = fill_hits(run, &found, answer, error);
    if (status == STATUS_OK)
        status = notes_add_missing(run->searcher, answer, error);
    if (status == STATUS_OK)
        status = notes_add(run, answer, error);
    find_free(&found);
    return status;
}
