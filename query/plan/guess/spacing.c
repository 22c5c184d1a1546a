#include "query/plan/guess/spacing.h"

#include <math.h>
#include <string.h>

#include "indexer/format/analysis/endings.h"
#include "indexer/format/analysis/hangul.h"
#include "query/plan/guess/pair.h"
#include "query/plan/rank/compete.h"
#include "query/plan/rank/ranking.h"

/* Longer stems are split at this many syllables first; nobody types them. */
#define SYLLABLES_MAX 32
#define PART_MAX 8
/* What a part of one syllable costs, in natural logarithms: an affix is rarely
 * what was meant. */
#define SYLLABLE_COST 6.0

/* The best way to split the first i syllables. */
struct split {
    double cost;
    size_t part;      /* syllables of its last part; 0: there is no way */
    const char *text; /* of that part */
};

/* A part that no paper holds costs too much. */
static enum status part_cost(const struct lookup *l, const char *text, size_t syllables,
                             const char **part, double *cost)
{
    const double papers = l->planner->documents + 1.0;
    struct piece piece;
    enum status status;

    *part = arena_copy(&l->planner->arena, text, syllables * HANGUL_BYTES);
    if (!*part)
        return error_no_memory(l->error);
    *cost = SYLLABLE_COST + log(papers);
    if (syllables == 1)
        return STATUS_OK;
    status = piece_look_up(l, *part, NULL, &piece);
    *cost = piece_documents(&piece) ? log(papers / (piece_documents(&piece) + 0.5)) : INFINITY;
    return status;
}

static enum status find_splits(const struct lookup *l, const char *stem, size_t n,
                               struct split *splits)
{
    splits[0] = (struct split){.cost = 0};
    for (size_t end = 1; end <= n; end++) {
        splits[end] = (struct split){.cost = INFINITY};
        for (size_t part = 1; part <= PART_MAX && part <= end && part < n; part++) {
            size_t start = end - part;
            const char *text = NULL;
            double cost = 0;
            enum status status;

            if (start > 0 && splits[start].part == 0)
                continue;
            status = part_cost(l, stem + start * HANGUL_BYTES, part, &text, &cost);
            if (status != STATUS_OK)
                return status;
            if (splits[start].cost + cost < splits[end].cost)
                splits[end] = (struct split){splits[start].cost + cost, part, text};
        }
    }
    return STATUS_OK;
}

enum status spacing_parts(const struct lookup *l, const char *stem,
                          const char *parts[SPACING_PARTS_MAX], size_t *count)
{
    struct split splits[SYLLABLES_MAX + 1];
    size_t n = strlen(stem) / HANGUL_BYTES, found = 0;
    const char *whole = NULL;
    double cost = 0;
    enum status status;

    *count = 0;
    if (n < 3 || n > SYLLABLES_MAX)
        return STATUS_OK;
    status = find_splits(l, stem, n, splits);
    if (status == STATUS_OK)
        status = part_cost(l, stem, n, &whole, &cost);
    if (status != STATUS_OK || splits[n].part == 0 || cost <= splits[n].cost)
        return status;
    for (size_t end = n; end > 0; end -= splits[end].part)
        found += splits[end].part > 1;
    if (found < 2)
        return STATUS_OK;
    *count = found;
    for (size_t end = n; end > 0; end -= splits[end].part)
        if (splits[end].part > 1)
            parts[--found] = splits[end].text;
    return STATUS_OK;
}

enum status spacing_base(const struct lookup *l, const char *stem, const char **base)
{
    size_t n = strlen(stem) / HANGUL_BYTES;
    struct piece piece;
    enum status status;
    char *text;

    *base = NULL;
    if (n < 3 || !endings_may_come_off(hangul_at(stem + (n - 1) * HANGUL_BYTES, HANGUL_BYTES)))
        return STATUS_OK;
    status = piece_look_up(l, stem, NULL, &piece);
    if (status != STATUS_OK || piece_documents(&piece))
        return status;
    text = arena_copy(&l->planner->arena, stem, (n - 1) * HANGUL_BYTES);
    if (!text)
        return error_no_memory(l->error);
    status = piece_look_up(l, text, NULL, &piece);
    if (status == STATUS_OK && piece_documents(&piece) > l->planner->ranking->rare)
        *base = text;
    return status;
}

/* Shorter parts are found in every word. */
#define LATIN_PART_MIN 3
#define LATIN_MAX 40
/* Splits that are looked for side by side in papers. */
#define LATIN_TRIES 3

/* The stem of a part and the papers that hold it, 0 for none. */
static enum status look_at_half(const struct lookup *l, struct shim_bytes text, const char **stem,
                                uint32_t *papers)
{
    struct lexemes lexemes;
    struct piece piece;
    enum status status = lexemes_of(l, ANALYZE_QUERY, 0, text, &lexemes);

    *papers = 0;
    if (status != STATUS_OK || lexemes.count != 1)
        return status;
    *stem = lexemes.items[0].text;
    status = piece_look_up(l, *stem, *stem, &piece);
    if (status == STATUS_OK)
        *papers = piece_documents(&piece);
    return status;
}

enum status spacing_latin(const struct lookup *l, struct word *word, bool *added)
{
    const char *text = word->stem;
    size_t length = strlen(text), count = 0;
    struct word_pair best[LATIN_TRIES];
    enum status status = STATUS_OK;

    *added = false;
    if (length > LATIN_MAX)
        return STATUS_OK;
    for (size_t i = LATIN_PART_MIN; i + LATIN_PART_MIN <= length && status == STATUS_OK; i++) {
        const struct shim_bytes left = {text, i}, rest = {text + i, length - i};
        struct word_pair one;
        uint32_t right = 0;

        status = look_at_half(l, left, &one.texts[0], &one.papers);
        if (status == STATUS_OK && one.papers)
            status = look_at_half(l, rest, &one.texts[1], &right);
        one.papers = right < one.papers ? right : one.papers;
        if (status == STATUS_OK && one.papers)
            pair_keep(best, &count, LATIN_TRIES, one);
    }
    for (size_t i = 0; i < count && !*added && status == STATUS_OK; i++)
        status = compete_adjacent(l, MATCH_SPACING, best[i].texts, word, added);
    return status;
}

enum status spacing_hangul(const struct lookup *l, struct word *word)
{
    const size_t least = 2 * HANGUL_BYTES, length = strlen(word->stem);
    struct piece best[2] = {{.documents = {0}}};
    struct alternative *a;
    uint32_t most = 0;

    for (size_t i = least; i + least <= length; i += HANGUL_BYTES) {
        const char *left = arena_copy(&l->planner->arena, word->stem, i), *right = word->stem + i;
        struct piece halves[2];
        uint32_t one, other;
        enum status status;

        if (!left)
            return error_no_memory(l->error);
        status = piece_look_up(l, left, NULL, &halves[0]);
        if (status == STATUS_OK)
            status = piece_look_up(l, right, NULL, &halves[1]);
        if (status != STATUS_OK)
            return status;
        one = piece_documents(&halves[0]);
        other = piece_documents(&halves[1]);
        if (one > most && other > most) {
            most = one < other ? one : other;
            memcpy(best, halves, sizeof best);
        }
    }
    if (most == 0)
        return STATUS_OK;
    a = word_add(l->planner, word,
                 (struct alternative){.match = MATCH_SPACING, .weight = 1, .label = "apart"}, 2);
    if (a) {
        a->adjacent = true;
        memcpy(a->pieces, best, sizeof best);
        a->piece_count = 2;
    }
    return STATUS_OK;
}
