#include "query/command/digest.h"

#include <stdlib.h>
#include <string.h>

#include "query/render/digest.h"
#include "query/render/formats.h"
#include "query/settings/saved.h"

/* What a saved query finds, of that what the words behind it let through. */
static enum status ask(struct searcher *searcher, const struct search_request *request,
                       const char *name, const char *behind, struct answer *out,
                       struct error *error)
{
    struct search_request one = *request;
    struct buffer query = BUFFER_INIT;
    size_t offset;
    enum status status = STATUS_OK;

    if (!buffer_add_format(&query, "query:%s %s", name, behind))
        status = error_no_memory(error);
    one.query = query.data;
    one.length = query.length;
    one.exact_total = true;
    if (status == STATUS_OK)
        status = search(searcher, &one, out, &offset, error);
    buffer_free(&query);
    return status;
}

/* Puts the hits of *rest behind those of *answer. */
static enum status join(struct answer *answer, struct answer *rest, struct error *error)
{
    size_t count = answer->hit_count + rest->hit_count;
    struct hit *hits = realloc(answer->hits, (count + 1) * sizeof *hits);

    if (!hits)
        return error_no_memory(error);
    if (rest->hit_count > 0)
        memcpy(&hits[answer->hit_count], rest->hits, rest->hit_count * sizeof *hits);
    for (size_t i = 0; i < count; i++)
        hits[i].rank = (uint32_t)i + 1;
    answer->hits = hits;
    answer->hit_count = count;
    answer->total_estimate += rest->total_estimate;
    answer->total_lower = answer->total_upper = answer->total_estimate;
    rest->hit_count = 0;
    return STATUS_OK;
}

static enum status fill(struct searcher *searcher, const struct digest_request *digest,
                        struct digest_part *part, struct error *error)
{
    struct search_request request = *digest->request;
    struct answer rest = {0};
    enum status status = ask(searcher, &request, part->name, "new:", &part->answer, error);

    part->fresh = part->answer.total_estimate;
    for (size_t i = 0; i < part->answer.hit_count; i++)
        part->answer.hits[i].fresh = true;
    request.count -= (uint32_t)part->answer.hit_count;
    if (status == STATUS_OK && !digest->fresh)
        status = ask(searcher, &request, part->name, "-new:", &rest, error);
    if (status == STATUS_OK)
        status = join(&part->answer, &rest, error);
    answer_clear(&rest);
    return status;
}

static enum status choose(const struct saved *saved, const struct digest_request *digest,
                          struct digest_part *parts, struct error *error)
{
    if (saved->count == 0)
        return error_set(error, STATUS_INVALID,
                         "seogo --save NAME QUERY saves one; the word: seogo '\"digest\"'",
                         "a digest is of saved queries, and there are none");
    for (size_t i = 0; i < (digest->count ? digest->count : saved->count); i++) {
        size_t at = digest->count ? 0 : i;

        while (digest->count && at < saved->count &&
               strcmp(saved->queries[at].name, digest->names[i]) != 0)
            at++;
        if (at == saved->count)
            return error_set(error, STATUS_INVALID,
                             "seogo --saved lists those there are; the word: seogo '\"digest\" …'",
                             "there is no saved query '%s' for a digest", digest->names[i]);
        parts[i].name = saved->queries[at].name;
        parts[i].query = saved->queries[at].text;
    }
    return STATUS_OK;
}

static enum status fill_all(struct searcher *searcher, const struct digest_request *request,
                            struct digest_part *parts, size_t count, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = fill(searcher, request, &parts[i], error);
        if (status == STATUS_BAD_QUERY) {
            const struct error inner = *error;

            error_set(error, status, inner.hint, "query:%s: %s", parts[i].name, inner.message);
        }
    }
    return status;
}

enum status command_digest(struct searcher *searcher, const struct digest_request *request,
                           const struct render_options *options, struct buffer *out, size_t *found,
                           struct error *error)
{
    struct search_request each = *request->request;
    struct digest_request asked = *request;
    struct digest digest = {.date = (uint32_t)search_request_today(request->request)};
    struct digest_part *parts = NULL;
    struct saved saved;
    enum status status = saved_read(&saved, error);

    each.first = 0;
    each.marked = format_at(options->format)->marked;
    asked.request = &each;
    digest.count = request->count ? request->count : saved.count;
    if (status == STATUS_OK && !(parts = calloc(digest.count + 1, sizeof *parts)))
        status = error_no_memory(error);
    if (status == STATUS_OK)
        status = choose(&saved, request, parts, error);
    if (status == STATUS_OK)
        status = fill_all(searcher, &asked, parts, digest.count, error);
    digest.parts = parts;
    if (status == STATUS_OK)
        status = render_digest(&digest, options, out, error);
    *found = 0;
    for (size_t i = 0; parts && i < digest.count; i++) {
        *found += parts[i].answer.hit_count;
        answer_clear(&parts[i].answer);
    }
    free(parts);
    saved_clear(&saved);
    return status;
}
