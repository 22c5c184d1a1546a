#include "query/command/digest.h"

#include <stdlib.h>
#include <string.h>

#include "query/render/digest.h"
#include "query/render/formats.h"
#include "query/settings/saved.h"

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

/* What is new first; with fresh nothing else. */
static enum status fill(const struct command *command, bool fresh, struct digest_part *part,
                        struct error *error)
{
    struct search_request request = *command->request;
    const struct command asking = {command->searcher, &request, command->options};
    struct answer rest = {0};
    enum status status = command_ask_saved(&asking, part->name, "new:", &part->answer, error);

    part->fresh = part->answer.total_estimate;
    for (size_t i = 0; i < part->answer.hit_count; i++)
        part->answer.hits[i].fresh = true;
    request.count -= (uint32_t)part->answer.hit_count;
    if (status == STATUS_OK && !fresh)
        status = command_ask_saved(&asking, part->name, "-new:", &rest, error);
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

static enum status fill_all(const struct command *command, bool fresh, const struct digest *digest,
                            struct digest_part *parts, struct error *error)
{
    struct search_request request = *command->request;
    const struct command each = {command->searcher, &request, command->options};
    enum status status = STATUS_OK;

    request.first = 0;
    request.marked = format_at(command->options->format)->marked;
    for (size_t i = 0; i < digest->count && status == STATUS_OK; i++) {
        status = fill(&each, fresh, &parts[i], error);
        if (status == STATUS_BAD_QUERY) {
            const struct error inner = *error;

            error_set(error, status, inner.hint, "query:%s: %s", parts[i].name, inner.message);
        }
    }
    return status;
}

enum status command_digest(const struct command *command, const struct digest_request *request,
                           struct command_result *result)
{
    struct error *error = &result->error;
    struct digest digest = {.date = (uint32_t)search_request_today(command->request)};
    struct digest_part *parts = NULL;
    struct saved saved;
    enum status status = saved_read(&saved, error);

    digest.count = request->count ? request->count : saved.count;
    if (status == STATUS_OK && !(parts = calloc(digest.count + 1, sizeof *parts)))
        status = error_no_memory(error);
    if (status == STATUS_OK)
        status = choose(&saved, request, parts, error);
    if (status == STATUS_OK)
        status = fill_all(command, request->fresh, &digest, parts, error);
    digest.parts = parts;
    if (status == STATUS_OK)
        status = render_digest(&digest, command->options, &result->out, error);
    for (size_t i = 0; parts && i < digest.count; i++) {
        result->found += parts[i].answer.hit_count;
        answer_clear(&parts[i].answer);
    }
    free(parts);
    saved_clear(&saved);
    return status;
}
