#include "query/search/search.h"

#include <time.h>

#include "shim/base/utf8.h"
#include "query/search/collect.h"

struct searching {
    struct searcher *searcher;
    const struct search_request *request;
    const struct node *tree;
    struct answer *answer;
    size_t *offset;
};

static enum status search_once(void *context, struct error *error)
{
    struct searching *s = context;
    struct search_run run;
    enum status status = run_plan(&run, s->searcher, s->request, s->tree, error);

    if (s->request->tally)
        shim_tally_clear(s->request->tally);
    *s->offset = run.planner.broken;
    answer_clear(s->answer);
    if (status == STATUS_OK)
        status = collect_answer(&run, s->answer, error);
    run_clear(&run);
    return status;
}

static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

enum status search(struct searcher *searcher, const struct search_request *request,
                   struct answer *answer, size_t *offset, struct error *error)
{
    double start = now_ms();
    struct node *tree = NULL;
    enum status status = search_request_parse(request, &tree, offset, error);
    struct searching searching = {searcher, request, tree, answer, offset};

    *answer = (struct answer){0};
    if (status == STATUS_OK)
        status = run_repeated(searcher, search_once, &searching, error);
    node_free(tree);
    if (status == STATUS_OK) {
        answer->query = utf8_repaired(request->query, request->length);
        if (!answer->query)
            status = error_no_memory(error);
    }
    answer->took_ms = now_ms() - start;
    return status;
}
