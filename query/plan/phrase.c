#include "query/plan/phrase.h"

#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "query/plan/guess/segment.h"
#include "query/plan/rank/compete.h"
#include "query/plan/rank/compose.h"

/* A longer phrase is looked for by its first words. */
#define ELEMENTS_MAX 64
/* Terms that one prefix may stand for. */
#define PREFIX_TERMS 200
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
static enum status field_phrase(struct planner *planner, size_t field, const struct sequence *s,
                                struct shim_query **out, struct error *error)
{
    bool fields[TEXT_FIELDS] = {false};
    struct query_list list = {NULL, 0};
    enum status status = STATUS_OK;
    uint32_t window = 1;

    *out = NULL;
    fields[field] = true;
    for (size_t i = 0; i < s->count && status == STATUS_OK; i++) {
        struct shim_query *term = NULL;
        struct piece piece;
        bool known;

        status = piece_look_up(planner, fields, s->items[i].plain, s->items[i].name, &piece, &known,
                               error);
        if (status == STATUS_OK && !known)
            break;
        if (status == STATUS_OK)
            status = shim_query_term(
                &term, (struct shim_bytes){piece.text[field], strlen(piece.text[field])}, error);
        if (status == STATUS_OK)
            status = query_list_add(&list, term, error);
        window += i + 1 < s->count ? s->items[i].span : 0;
    }
    if (status != STATUS_OK || list.count < s->count) {
        query_list_free(&list);
        return status;
    }
    if (s->count == 1)
        return query_list_combine(&list, SHIM_OR, out, error);
    status = shim_query_combine(out, SHIM_PHRASE, list.items, list.count, window, error);
    list.count = 0;
    query_list_free(&list);
    return status;
}

static enum status add_sequence(struct planner *planner, const bool fields[TEXT_FIELDS],
                                const struct sequence *s, struct query_list *out,
                                struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t f = 0; f < TEXT_FIELDS && status == STATUS_OK; f++) {
        struct shim_query *query = NULL;

        if (!fields[f])
            continue;
        status = field_phrase(planner, f, s, &query, error);
        if (status == STATUS_OK)
            status =
                query_scale(&query, ranking_field_weight(planner->ranking, field_text(f)), error);
        if (status == STATUS_OK)
            status = query_list_add(out, query, error);
    }
    return status;
}

/* Elements [first, last) written without the spaces between them. */
static bool without_spaces(struct planner *planner, const struct sequence *s, size_t first,
                           size_t last, struct sequence *out)
{
    const char *joined = s->items[first].plain;

    for (size_t i = first + 1; i < last && joined; i++)
        joined = arena_join(&planner->arena, joined, strlen(joined), s->items[i].plain,
                            strlen(s->items[i].plain));
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
static enum status add_joined(struct planner *planner, const bool fields[TEXT_FIELDS],
                              const struct sequence *s, struct query_list *out, struct error *error)
{
    enum status status = STATUS_OK;
    struct sequence joined;

    for (size_t i = 0, end; i + 1 < s->count && status == STATUS_OK; i = end) {
        for (end = i; end < s->count && s->items[end].hangul;)
            end++;
        for (size_t k = i; k + 1 < end && status == STATUS_OK; k++) {
            if (!without_spaces(planner, s, k, k + 2, &joined))
                return error_no_memory(error);
            status = add_sequence(planner, fields, &joined, out, error);
        }
        if (end > i + 2 && status == STATUS_OK) {
            if (!without_spaces(planner, s, i, end, &joined))
                return error_no_memory(error);
            status = add_sequence(planner, fields, &joined, out, error);
        }
        end += end == i;
    }
    return status;
}

/* Element i written as these n parts with spaces between them. */
static enum status add_parted(struct planner *planner, const bool fields[TEXT_FIELDS],
                              const struct sequence *s, size_t i, const char *const *parts,
                              size_t n, struct query_list *out, struct error *error)
{
    struct sequence split = *s;

    if (s->count - 1 + n > ELEMENTS_MAX)
        return STATUS_OK;
    memmove(split.items + i + n, s->items + i + 1, (s->count - i - 1) * sizeof *s->items);
    for (size_t k = 0; k < n; k++)
        split.items[i + k] =
            (struct element){parts[k], parts[k], k + 1 < n ? 1 : s->items[i].span, true};
    split.count = s->count - 1 + n;
    return add_sequence(planner, fields, &split, out, error);
}

/* A compound in the phrase written with spaces: "확산모델" as 확산 모델, in two
 * wherever that may be, in more where the archive says so. */
static enum status add_split(struct planner *planner, const bool fields[TEXT_FIELDS],
                             const struct sequence *s, size_t i, struct query_list *out,
                             struct error *error)
{
    const char *stem = s->items[i].plain, *parts[SEGMENT_PARTS_MAX];
    size_t length = strlen(stem), n = 0;
    enum status status = STATUS_OK;

    if (length > COMPOUND_SYLLABLES_MAX * HANGUL_BYTES)
        return STATUS_OK;
    for (size_t at = 2 * HANGUL_BYTES; at + 2 * HANGUL_BYTES <= length && status == STATUS_OK;
         at += HANGUL_BYTES) {
        parts[0] = arena_copy(&planner->arena, stem, at);
        parts[1] = stem + at;
        if (!parts[0])
            return error_no_memory(error);
        status = add_parted(planner, fields, s, i, parts, 2, out, error);
    }
    if (status == STATUS_OK)
        status = segment_text(planner, fields, stem, parts, &n, error);
    return status == STATUS_OK && n > 2 ? add_parted(planner, fields, s, i, parts, n, out, error)
                                        : status;
}

static enum status add_splits(struct planner *planner, const bool fields[TEXT_FIELDS],
                              const struct sequence *s, struct query_list *out, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < s->count && status == STATUS_OK; i++)
        if (s->items[i].hangul)
            status = add_split(planner, fields, s, i, out, error);
    return status;
}

enum status phrase_query(struct planner *planner, const bool fields[TEXT_FIELDS], const char *text,
                         size_t length, const char ***stems, size_t *stem_count,
                         struct shim_query **out, struct error *error)
{
    struct query_list list = {NULL, 0};
    struct lexemes plain, names;
    struct sequence sequence;
    enum status status = lexemes_of(planner, ANALYZE_QUERY, 0, text, length, &plain, error);

    *out = NULL;
    if (status == STATUS_OK)
        status = lexemes_of(planner, ANALYZE_QUERY, ANALYZE_NAMES, text, length, &names, error);
    if (status != STATUS_OK)
        return status;
    find_elements(&plain, &names, &sequence);
    *stem_count = 0;
    *stems = arena_take(&planner->arena, (sequence.count + 1) * sizeof **stems);
    if (!*stems)
        return error_no_memory(error);
    for (size_t i = 0; i < sequence.count; i++)
        (*stems)[(*stem_count)++] = sequence.items[i].plain;
    if (sequence.count)
        status = add_sequence(planner, fields, &sequence, &list, error);
    if (status == STATUS_OK)
        status = add_joined(planner, fields, &sequence, &list, error);
    if (status == STATUS_OK)
        status = add_splits(planner, fields, &sequence, &list, error);
    if (status == STATUS_OK)
        return query_list_combine(&list, SHIM_OR, out, error);
    query_list_free(&list);
    return status;
}

/* A* is a name before it is a prefix: the papers that have it with its star. */
static enum status add_starred(struct planner *planner, const bool fields[TEXT_FIELDS],
                               const char *prefix, struct query_list *out, struct error *error)
{
    const char *starred = arena_join(&planner->arena, prefix, strlen(prefix), "*", 1);
    struct piece piece;
    struct alternative one = {.weight = 1, .pieces = &piece, .piece_count = 1};
    struct shim_query *query = NULL;
    bool known;
    enum status status;

    if (!starred)
        return error_no_memory(error);
    status = piece_look_up(planner, fields, starred, starred, &piece, &known, error);
    if (status == STATUS_OK && known)
        status = alternative_query(planner, &one, &query, error);
    return status == STATUS_OK ? query_list_add(out, query, error) : status;
}

enum status prefix_query(struct planner *planner, const bool fields[TEXT_FIELDS], const char *text,
                         size_t length, const char **prefix, struct shim_query **out,
                         struct error *error)
{
    struct query_list list = {NULL, 0};
    struct lexemes lexemes;
    enum status status =
        lexemes_of(planner, ANALYZE_PREFIX, ANALYZE_NAMES, text, length, &lexemes, error);

    *out = NULL;
    *prefix = NULL;
    if (status != STATUS_OK || lexemes.count == 0)
        return status;
    *prefix = lexemes.items[0].text;
    status = add_starred(planner, fields, *prefix, &list, error);
    for (size_t f = 0; f < TEXT_FIELDS && status == STATUS_OK; f++) {
        struct shim_query *query = NULL;
        const char *field;
        char *term;

        if (!fields[f])
            continue;
        field = field_text(f)->prefix;
        term = arena_join(&planner->arena, field, strlen(field), *prefix, strlen(*prefix));
        if (!term)
            status = error_no_memory(error);
        if (status == STATUS_OK)
            status = shim_query_prefix(&query, (struct shim_bytes){term, strlen(term)},
                                       PREFIX_TERMS, error);
        if (status == STATUS_OK)
            status =
                query_scale(&query, ranking_field_weight(planner->ranking, field_text(f)), error);
        if (status == STATUS_OK)
            status = query_list_add(&list, query, error);
    }
    if (status == STATUS_OK)
        return query_list_combine(&list, SHIM_OR, out, error);
    query_list_free(&list);
    return status;
}
