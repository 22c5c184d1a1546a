#include "query/plan/feedback.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/compose.h"

/* A query of more words tells enough itself. */
#define WORDS_MAX 8

/* A word of the hits; hit is the last one that had it. */
struct seen {
    char *text;
    size_t hits, hit;
    double offer;
};

struct feedback {
    struct planner *planner;
    struct seen *words;
    size_t count, capacity, hits;
};

bool feedback_wanted(const struct planner *planner, const struct plan *plan)
{
    size_t words = 0;

    if (planner->ranking->feedback <= 0 || planner->literal)
        return false;
    for (size_t i = 0; i < plan->part_count; i++) {
        const struct part *part = &plan->parts[i];
        const struct word *word = part->word;

        if (part->phrase || part->prefix || part->excluded)
            return false;
        if (!word || word->count == 0 || word->alternatives[0].piece_count == 0)
            continue;
        words++;
    }
    return words > 0 && words <= WORDS_MAX;
}

enum status feedback_new(struct feedback **out, struct planner *planner, struct error *error)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
    (*out)->planner = planner;
    return STATUS_OK;
}

void feedback_free(struct feedback *feedback)
{
    if (!feedback)
        return;
    free(feedback->words);
    free(feedback);
}

static bool take_token(void *context, const struct token *token)
{
    struct feedback *f = context;
    const unsigned passed = TOKEN_BIGRAM | TOKEN_SYLLABLE | TOKEN_PART | TOKEN_JAMO;
    struct seen *word;

    if ((token->flags & passed) || token->length < 3 ||
        ((token->flags & TOKEN_HANGUL) && token->length < 6))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (memcmp(f->words[i].text, token->text, token->length) == 0 &&
            f->words[i].text[token->length] == '\0') {
            f->words[i].hits += f->words[i].hit != f->hits;
            f->words[i].hit = f->hits;
            return true;
        }
    if (f->count == f->capacity) {
        size_t wanted = f->capacity ? f->capacity * 2 : 512;
        struct seen *larger = realloc(f->words, wanted * sizeof *larger);

        if (!larger)
            return false;
        f->words = larger;
        f->capacity = wanted;
    }
    word = &f->words[f->count++];
    *word = (struct seen){arena_copy(&f->planner->arena, token->text, token->length), 1, f->hits, 0};
    return word->text != NULL;
}

enum status feedback_add(struct feedback *feedback, const struct paper *paper,
                         struct error *error)
{
    struct analyzer *analyzer = feedback->planner->analyzer;
    bool read = analyze(analyzer, ANALYZE_INDEX, 0, paper->title, strlen(paper->title), take_token,
                        feedback);

    for (size_t i = 0; i < paper->bullet_count && read; i++)
        read = analyze(analyzer, ANALYZE_INDEX, 0, paper->summary[i].text,
                       strlen(paper->summary[i].text), take_token, feedback);
    feedback->hits++;
    return read ? STATUS_OK : error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
}

static int by_offer(const void *left, const void *right)
{
    const struct seen *a = left, *b = right;

    if (a->offer != b->offer)
        return a->offer > b->offer ? -1 : 1;
    return strcmp(a->text, b->text);
}

/* Offers of the words that two hits have at least. */
static enum status make_offers(struct feedback *f, struct error *error)
{
    static const bool FIELDS[TEXT_FIELDS] = {true, true, false};
    size_t kept = 0;

    for (size_t i = 0; i < f->count; i++) {
        struct seen word = f->words[i];
        struct piece piece;
        enum status status;
        bool known;

        if (word.hits < 2)
            continue;
        status = piece_look_up(f->planner, FIELDS, word.text, NULL, &piece, &known, error);
        if (status != STATUS_OK)
            return status;
        if (!known)
            continue;
        word.offer =
            (double)word.hits * log(f->planner->documents / (piece_documents(&piece) + 0.5));
        f->words[kept++] = word;
    }
    f->count = kept;
    if (kept)
        qsort(f->words, kept, sizeof *f->words, by_offer);
    return STATUS_OK;
}

enum status feedback_apply(struct feedback *feedback, struct plan *plan, struct error *error)
{
    static const bool FIELDS[TEXT_FIELDS] = {true, true, false};
    const struct ranking *r = feedback->planner->ranking;
    struct query_list list = {NULL, 0, 0};
    struct shim_query *query = NULL;
    enum status status = make_offers(feedback, error);

    for (size_t i = 0; i < feedback->count && i < (size_t)r->feedback_words && status == STATUS_OK;
         i++) {
        const struct seen *word = &feedback->words[i];
        struct piece piece;
        struct alternative one = {.weight = r->feedback * (double)word->hits /
                                            (double)feedback->hits,
                                  .pieces = &piece,
                                  .piece_count = 1};
        bool known;

        status = piece_look_up(feedback->planner, FIELDS, word->text, NULL, &piece, &known, error);
        if (status == STATUS_OK)
            status = alternative_query(feedback->planner, &one, &query, error);
        if (status == STATUS_OK)
            status = query_list_add(&list, query, error);
    }
    if (status == STATUS_OK)
        status = query_list_combine(&list, SHIM_OR, &query, error);
    else
        query_list_free(&list);
    if (status == STATUS_OK && query)
        status = shim_query_share(&plan->feedback, query, error);
    if (status == STATUS_OK)
        return query_append(&plan->query, SHIM_AND_MAYBE, query, error);
    shim_query_free(query);
    return status;
}
