#include "query/plan/phrase.h"

#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "query/plan/rank/compete.h"
#include "query/plan/rank/compose.h"
#include "query/plan/guess/spacing.h"
#include "query/plan/rank/ranking.h"

/* A longer phrase is looked for by its first words. */
#define ELEMENTS_MAX 64
/* Longer Hangul is not taken for a compound. */
#define COMPOUND_SYLLABLES_MAX 16

struct element {
    const char *plain, *name; /* for text and for authors */
    uint32_t span;            /* positions until the next one */
    bool hangul;
};

struct sequence {
    struct element items[ELEMENTS_MAX];
    size_t count;
};

/* C++ is one element, not c. */
static bool is_signed(const struct lexeme *l)
{
    char last = l->text[l->length - 1];

    return last == '+' || last == '#' || last == '*';
}

/* The tokens that make the sequence: for each position the component, which is
 * given behind the joined forms that start there. */
static void find_elements(const struct lexemes *plain, const struct lexemes *names,
                          struct sequence *out)
{
    uint32_t position = UINT32_MAX;

    out->count = 0;
    for (size_t i = 0; i < plain->count; i++) {
        const struct lexeme *l = &plain->items[i];
        const unsigned passed = TOKEN_PART | TOKEN_BIGRAM | TOKEN_SURFACE | TOKEN_SYLLABLE;
        struct element element = {l->text, names->items[i].text, 1, l->flags & TOKEN_HANGUL};

        if (l->flags & passed)
            continue;
        if (out->count && l->position == position) {
            if (!is_signed(&plain->items[i - 1]))
                out->items[out->count - 1] = element;
            continue;
        }
        if (out->count == ELEMENTS_MAX)
            break;
        if (out->count)
            out->items[out->count - 1].span = l->position - position;
        position = l->position;
        out->items[out->count++] = element;
    }
}

/* The sequence in one field, where the index knows every element. */
static enum status field_phrase(const struct lookup *l, size_t field, const struct sequence *s,
                                struct shim_query **out)
{
    bool fields[TEXT_FIELDS] = {false};
    const struct lookup here = {l->planner, fields, l->error};
    struct query_list list = {NULL, 0};
    enum status status = STATUS_OK;
    uint32_t window = 1;

    *out = NULL;
    fields[field] = true;
    for (size_t i = 0; i < s->count && status == STATUS_OK; i++) {
        struct shim_query *term = NULL;
        struct piece piece;

        status = piece_look_up(&here, s->items[i].plain, s->items[i].name, &piece);
        if (status == STATUS_OK && piece_documents(&piece) == 0)
            break;
        if (status == STATUS_OK)
            status = shim_query_term(
                &term, (struct shim_bytes){piece.text[field], strlen(piece.text[field])}, l->error);
        if (status == STATUS_OK)
            status = query_list_add(&list, term, l->error);
        window += i + 1 < s->count ? s->items[i].span : 0;
    }
    if (status != STATUS_OK || list.count < s->count) {
        query_list_free(&list);
        return status;
    }
    if (s->count == 1)
        return query_list_combine(&list, SHIM_OR, out, l->error);
    status = shim_query_combine(out, SHIM_PHRASE, list.items, list.count, window, l->error);
    list.count = 0;
    query_list_free(&list);
    return status;
}

static enum status add_sequence(const struct lookup *l, const struct sequence *s,
                                struct query_list *out)
{
    enum status status = STATUS_OK;

    for (size_t f = 0; f < TEXT_FIELDS && status == STATUS_OK; f++) {
        struct shim_query *query = NULL;

        if (!l->fields[f])
            continue;
        status = field_phrase(l, f, s, &query);
        if (status == STATUS_OK)
            status = query_scale(&query, ranking_field_weight(l->planner->ranking, field_text(f)),
                                 l->error);
        if (status == STATUS_OK)
            status = query_list_add(out, query, l->error);
    }
    return status;
}

/* Elements [first, last) written without the spaces between them. */
static bool without_spaces(struct arena *arena, const struct sequence *s, size_t first, size_t last,
                           struct sequence *out)
{
    const char *joined = s->items[first].plain;

    for (size_t i = first + 1; i < last && joined; i++)
        joined =
            arena_join(arena, joined, strlen(joined), s->items[i].plain, strlen(s->items[i].plain));
    if (!joined)
        return false;
    *out = *s;
    out->items[first].plain = out->items[first].name = joined;
    out->items[first].span = s->items[last - 1].span;
    memmove(out->items + first + 1, s->items + last, (s->count - last) * sizeof *s->items);
    out->count = s->count - (last - first - 1);
    return true;
}

/* The ways to write the Hangul of the phrase with fewer spaces. */
static enum status add_joined(const struct lookup *l, const struct sequence *s,
                              struct query_list *out)
{
    enum status status = STATUS_OK;
    struct sequence joined;

    for (size_t i = 0, end; i + 1 < s->count && status == STATUS_OK; i = end) {
        for (end = i; end < s->count && s->items[end].hangul;)
            end++;
        for (size_t k = i; k + 1 < end && status == STATUS_OK; k++) {
            if (!without_spaces(&l->planner->arena, s, k, k + 2, &joined))
                return error_no_memory(l->error);
            status = add_sequence(l, &joined, out);
        }
        if (end > i + 2 && status == STATUS_OK) {
            if (!without_spaces(&l->planner->arena, s, i, end, &joined))
                return error_no_memory(l->error);
            status = add_sequence(l, &joined, out);
        }
        end += end == i;
    }
    return status;
}

/* Element i written as these parts with spaces between them. */
struct parting {
    const char *parts[SPACING_PARTS_MAX];
    size_t count;
};

static enum status add_parted(const struct lookup *l, const struct sequence *s, size_t i,
                              const struct parting *parting, struct query_list *out)
{
    struct sequence split = *s;
    size_t n = parting->count;

    if (s->count - 1 + n > ELEMENTS_MAX)
        return STATUS_OK;
    memmove(split.items + i + n, s->items + i + 1, (s->count - i - 1) * sizeof *s->items);
    for (size_t k = 0; k < n; k++)
        split.items[i + k] = (struct element){parting->parts[k], parting->parts[k],
                                              k + 1 < n ? 1 : s->items[i].span, true};
    split.count = s->count - 1 + n;
    return add_sequence(l, &split, out);
}

/* A compound in the phrase written with spaces: "확산모델" as 확산 모델, in two
 * wherever that may be, in more where the archive says so. */
static enum status add_split(const struct lookup *l, const struct sequence *s, size_t i,
                             struct query_list *out)
{
    const char *stem = s->items[i].plain;
    size_t length = strlen(stem);
    struct parting parting;
    enum status status = STATUS_OK;

    if (length > COMPOUND_SYLLABLES_MAX * HANGUL_BYTES)
        return STATUS_OK;
    for (size_t at = 2 * HANGUL_BYTES; at + 2 * HANGUL_BYTES <= length && status == STATUS_OK;
         at += HANGUL_BYTES) {
        parting = (struct parting){{arena_copy(&l->planner->arena, stem, at), stem + at}, 2};
        if (!parting.parts[0])
            return error_no_memory(l->error);
        status = add_parted(l, s, i, &parting, out);
    }
    if (status == STATUS_OK)
        status = spacing_parts(l, stem, parting.parts, &parting.count);
    return status == STATUS_OK && parting.count > 2 ? add_parted(l, s, i, &parting, out) : status;
}

static enum status add_splits(const struct lookup *l, const struct sequence *s,
                              struct query_list *out)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < s->count && status == STATUS_OK; i++)
        if (s->items[i].hangul)
            status = add_split(l, s, i, out);
    return status;
}

enum status phrase_query(const struct lookup *l, struct shim_bytes text, struct stems *stems,
                         struct shim_query **out)
{
    struct query_list list = {NULL, 0};
    struct lexemes plain, names;
    struct sequence sequence;
    enum status status = lexemes_of(l, ANALYZE_QUERY, 0, text, &plain);

    *out = NULL;
    if (status == STATUS_OK)
        status = lexemes_of(l, ANALYZE_QUERY, ANALYZE_NAMES, text, &names);
    if (status != STATUS_OK)
        return status;
    find_elements(&plain, &names, &sequence);
    stems->count = sequence.count;
    memcpy(stems->fields, l->fields, sizeof stems->fields);
    stems->texts = arena_take(&l->planner->arena, (2 * sequence.count + 1) * sizeof *stems->texts);
    if (!stems->texts)
        return error_no_memory(l->error);
    stems->names = stems->texts + sequence.count;
    for (size_t i = 0; i < sequence.count; i++) {
        stems->texts[i] = sequence.items[i].plain;
        stems->names[i] = sequence.items[i].name;
    }
    if (sequence.count)
        status = add_sequence(l, &sequence, &list);
    if (status == STATUS_OK)
        status = add_joined(l, &sequence, &list);
    if (status == STATUS_OK)
        status = add_splits(l, &sequence, &list);
    if (status == STATUS_OK)
        return query_list_combine(&list, SHIM_OR, out, l->error);
    query_list_free(&list);
    return status;
}

/* A* is a name before it is a prefix: the papers that have it with its star. */
static enum status add_starred(const struct lookup *l, const char *prefix, struct query_list *out)
{
    const char *starred = arena_join(&l->planner->arena, prefix, strlen(prefix), "*", 1);
    struct piece piece;
    struct alternative one = {.weight = 1, .pieces = &piece, .piece_count = 1};
    struct shim_query *query = NULL;
    enum status status;

    if (!starred)
        return error_no_memory(l->error);
    status = piece_look_up(l, starred, starred, &piece);
    if (status == STATUS_OK && piece_documents(&piece))
        status = compete_alternative(l->planner, &one, &query, l->error);
    return status == STATUS_OK ? query_list_add(out, query, l->error) : status;
}

/* The terms of one field that start with prefix. */
static enum status field_prefix(const struct lookup *l, size_t field, const char *prefix,
                                struct shim_query **out)
{
    const char *own = field_text(field)->prefix;
    struct planner *planner = l->planner;
    char *term = arena_join(&planner->arena, own, strlen(own), prefix, strlen(prefix));
    uint32_t left, looks;
    size_t looked;
    enum status status;

    *out = NULL;
    if (!term)
        return error_no_memory(l->error);
    if (planner_is_spent(planner))
        return STATUS_OK;
    left = looks = (uint32_t)(PLANNER_WORK_MAX - planner->work);
    status = shim_query_prefix(out, planner->database, (struct shim_bytes){term, strlen(term)},
                               planner->prefix_terms, &looks, l->error);
    looked = left - looks;
    planner->work +=
        looked + WORK_OF_OPENED * (looked < planner->prefix_terms ? looked : planner->prefix_terms);
    planner->spent = planner->spent || looks == 0;
    return status;
}

enum status phrase_prefix(const struct lookup *l, struct shim_bytes text, const char **prefix,
                          struct shim_query **out)
{
    struct query_list list = {NULL, 0};
    struct lexemes lexemes;
    enum status status = lexemes_of(l, ANALYZE_PREFIX, ANALYZE_NAMES, text, &lexemes);

    *out = NULL;
    *prefix = NULL;
    if (status != STATUS_OK || lexemes.count == 0)
        return status;
    *prefix = lexemes.items[0].text;
    status = add_starred(l, *prefix, &list);
    for (size_t f = 0; f < TEXT_FIELDS && status == STATUS_OK; f++) {
        struct shim_query *query = NULL;

        if (!l->fields[f])
            continue;
        status = field_prefix(l, f, *prefix, &query);
        if (status == STATUS_OK)
            status = query_scale(&query, ranking_field_weight(l->planner->ranking, field_text(f)),
                                 l->error);
        if (status == STATUS_OK)
            status = query_list_add(&list, query, l->error);
    }
    if (status == STATUS_OK)
        return query_list_combine(&list, SHIM_OR, out, l->error);
    query_list_free(&list);
    return status;
}
