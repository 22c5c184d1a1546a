#include "query/search/highlight.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "query/search/target.h"
#include "shim/base/array.h"
#include "shim/base/buffer.h"

/* Bigrams first to last of a word are the target. */
struct inside {
    struct target *target;
    size_t first, last, start;
};
#define INSIDE_MAX 8

struct highlighter {
    struct analyzer *analyzer;
    unsigned field; /* the bit of the one being read */
    bool shown;     /* something is marked in the paper being read */
    bool faint;     /* what is not shown otherwise is, as nothing else stands in the paper */
    struct targets targets;

    struct span *spans; /* of the text being read */
    size_t span_count;
    double score;
    enum match match; /* the best of the paper being read; MATCH_COUNT for none */
    /* Targets inside the Hangul word being read, until its bigrams, which tell
     * the bytes of each syllable, have come. */
    struct inside inside[INSIDE_MAX];
    size_t inside_count, bigram;
};

enum status highlighter_new(struct highlighter **out, const struct plan *plan,
                            struct analyzer *analyzer, uint32_t documents, struct error *error)
{
    struct highlighter *h = calloc(1, sizeof *h);

    *out = h;
    if (!h)
        return error_no_memory(error);
    h->analyzer = analyzer;
    if (targets_of(&h->targets, plan, documents))
        return STATUS_OK;
    highlighter_free(h);
    *out = NULL;
    return error_no_memory(error);
}

void highlighter_free(struct highlighter *highlighter)
{
    if (!highlighter)
        return;
    targets_clear(&highlighter->targets);
    free(highlighter->spans);
    free(highlighter);
}

static bool mark(struct highlighter *h, struct target *target, enum match match, size_t start,
                 size_t end)
{
    h->match = h->match == MATCH_COUNT ? match : match_nearer(h->match, match);
    if (target->unmarked && !h->faint)
        return true;
    if (!target->seen)
        h->score += target->weight;
    target->seen = true;
    if (!array_grow(&h->spans, h->span_count, sizeof *h->spans))
        return false;
    h->spans[h->span_count++] = (struct span){start, end};
    h->shown = true;
    return true;
}

static bool starts_with(const struct token *token, const struct target *target)
{
    return token->length >= target->length &&
           memcmp(token->text, target->text, target->length) == 0;
}

/* How a target was found that is written together with other words. */
static enum match spaced(const struct target *target)
{
    return match_kind(target->match)->guessed ? target->match : MATCH_SPACING;
}

/* A Hangul stem that the target begins or goes on with: its parts side by side are it. */
static bool match_run(struct highlighter *h, const struct token *token, struct target *target)
{
    bool next = token->word == target->next_word && target->run + token->length <= target->length &&
                memcmp(target->text + target->run, token->text, token->length) == 0;

    if (!next) {
        target->run = 0;
        target->run_start = token->start;
        if (memcmp(target->text, token->text, token->length) != 0)
            return true;
    }
    target->run += token->length;
    target->next_word = token->word + 1;
    return target->run < target->length ||
           mark(h, target, spaced(target), target->run_start, token->end);
}

/* A Hangul stem: it is the target, holds it, or is a part of it. */
static bool match_stem(struct highlighter *h, const struct token *token, struct target *target)
{
    const char *found;

    if (target->length < 2 * HANGUL_BYTES || token->length < 2 * HANGUL_BYTES)
        return true;
    if (token->length < target->length && target->whole)
        return match_run(h, token, target);
    if (token->length < target->length)
        return !memmem(target->text, target->length, token->text, token->length) ||
               mark(h, target, spaced(target), token->start, token->end);
    found = memmem(token->text, token->length, target->text, target->length);
    if (found && h->inside_count < INSIDE_MAX) {
        size_t first = (size_t)(found - token->text) / HANGUL_BYTES;

        h->inside[h->inside_count++] =
            (struct inside){target, first, first + target->length / HANGUL_BYTES - 2, 0};
    }
    return true;
}

static bool match_bigram(struct highlighter *h, const struct token *token)
{
    bool done = true;

    for (size_t i = 0; i < h->inside_count; i++) {
        struct inside *inside = &h->inside[i];

        if (h->bigram == inside->first)
            inside->start = token->start;
        if (h->bigram == inside->last)
            done =
                mark(h, inside->target, spaced(inside->target), inside->start, token->end) && done;
    }
    h->bigram++;
    return done;
}

static bool match_token(void *context, const struct token *token)
{
    struct highlighter *h = context;
    bool done = true;
    uint64_t near;

    if (token->flags & TOKEN_BIGRAM)
        return match_bigram(h, token);
    h->inside_count = h->bigram = 0;
    near = targets_near(&h->targets, token);
    for (size_t i = targets_next(&h->targets, near, 0); i < h->targets.count && done;
         i = targets_next(&h->targets, near, i + 1)) {
        struct target *target = &h->targets.items[i];

        if (!(target->fields & h->field))
            continue;
        if ((target->prefix || token->length == target->length) && starts_with(token, target))
            done = mark(h, target, target->match, token->start, token->end);
        else if (target->hangul && (token->flags & TOKEN_HANGUL))
            done = match_stem(h, token, target);
    }
    return done;
}

static int compare_spans(const void *a, const void *b)
{
    const struct span *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

/* Marks text; a query's score in it is left in h->score. */
static enum status mark_text(struct highlighter *h, enum text_field field, const char *text,
                             struct marks *out, struct error *error)
{
    const unsigned options = field_text(field)->people ? ANALYZE_NAMES : 0;
    size_t count = 0;

    h->field = 1u << field;
    h->span_count = h->inside_count = h->bigram = 0;
    h->score = 0;
    for (size_t i = 0; i < h->targets.count; i++) {
        h->targets.items[i].seen = false;
        h->targets.items[i].run = 0;
    }
    *out = (struct marks){NULL, 0};
    if (!analyzer_run(h->analyzer, &(struct analysis){ANALYZE_HIGHLIGHT, options, match_token, h},
                      text, strlen(text)))
        return error_no_memory(error);
    if (h->span_count == 0)
        return STATUS_OK;
    qsort(h->spans, h->span_count, sizeof *h->spans, compare_spans);
    for (size_t i = 1; i < h->span_count; i++) {
        if (h->spans[i].start >= h->spans[count].end)
            h->spans[++count] = h->spans[i];
        else if (h->spans[i].end > h->spans[count].end)
            h->spans[count].end = h->spans[i].end;
    }
    count++;
    out->spans = malloc(count * sizeof *out->spans);
    if (!out->spans)
        return error_no_memory(error);
    memcpy(out->spans, h->spans, count * sizeof *out->spans);
    out->count = count;
    return STATUS_OK;
}

static enum status mark_authors(struct highlighter *h, struct hit *hit, struct error *error)
{
    struct buffer joined = BUFFER_INIT;
    enum status status = STATUS_OK;
    bool added = true;

    for (size_t i = 0; i < hit->paper.author_count && added; i++)
        added = (i == 0 || buffer_add_text(&joined, ", ")) &&
                buffer_add_text(&joined, hit->paper.authors[i]);
    if (!added)
        status = error_no_memory(error);
    else if (joined.data)
        status = mark_text(h, TEXT_AUTHOR, joined.data, &hit->authors, error);
    buffer_free(&joined);
    return status;
}

static enum status mark_paper(struct highlighter *h, struct hit *hit, struct error *error)
{
    enum status status;
    double best = 0;

    h->match = MATCH_COUNT;
    status = mark_text(h, TEXT_TITLE, hit->paper.title, &hit->title, error);
    if (status == STATUS_OK)
        status = mark_authors(h, hit, error);
    if (status != STATUS_OK)
        return status;
    hit->summary = calloc(hit->paper.bullet_count + 1, sizeof *hit->summary);
    if (!hit->summary)
        return error_no_memory(error);
    for (size_t i = 0; i < hit->paper.bullet_count && status == STATUS_OK; i++) {
        status = mark_text(h, TEXT_SUMMARY, hit->paper.summary[i].text, &hit->summary[i], error);
        if (status == STATUS_OK && h->score > best) {
            best = h->score;
            hit->best_bullet = i;
        }
    }
    return status;
}

enum status highlight(struct highlighter *h, struct hit *hit, struct error *error)
{
    enum status status;

    h->faint = h->shown = false;
    status = mark_paper(h, hit, error);
    h->faint = true;
    if (status == STATUS_OK && h->match != MATCH_COUNT && !h->shown) {
        free(hit->summary); /* which has no spans */
        status = mark_paper(h, hit, error);
    }
    if (status != STATUS_OK)
        return status;
    /* Where nothing stands out, fragments of words did it, or nothing was asked. */
    if (h->match == MATCH_COUNT)
        h->match = h->targets.count ? MATCH_SPACING : MATCH_LITERAL;
    hit->match = h->match;
    return status;
}
