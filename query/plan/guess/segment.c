#include "query/plan/guess/segment.h"

#include <math.h>
#include <string.h>

#include "indexer/format/analysis/endings.h"
#include "indexer/format/analysis/hangul.h"
#include "query/plan/rank/compete.h"
#include "query/plan/term/term.h"
#include "shim/base/array.h"

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

static enum status part_cost(struct planner *planner, const bool fields[TEXT_FIELDS],
                             const char *text, size_t syllables, const char **part, double *cost,
                             bool *known, struct error *error)
{
    char *term = arena_copy(&planner->arena, text, syllables * HANGUL_BYTES);
    struct piece piece;
    enum status status;

    *part = term;
    if (!term)
        return error_no_memory(error);
    *known = syllables == 1;
    *cost = SYLLABLE_COST + log(planner->documents + 1.0);
    if (syllables == 1)
        return STATUS_OK;
    status = piece_look_up(planner, fields, term, NULL, &piece, known, error);
    *cost = log((planner->documents + 1.0) / (piece_documents(&piece) + 0.5));
    return status;
}

static enum status find_splits(struct planner *planner, const bool fields[TEXT_FIELDS],
                               const char *stem, size_t n, struct split *splits,
                               struct error *error)
{
    splits[0] = (struct split){.cost = 0};
    for (size_t end = 1; end <= n; end++) {
        splits[end] = (struct split){.cost = INFINITY};
        for (size_t part = 1; part <= PART_MAX && part <= end && part < n; part++) {
            size_t start = end - part;
            const char *text = NULL;
            double cost = 0;
            bool known;
            enum status status;

            if (start > 0 && splits[start].part == 0)
                continue;
            status = part_cost(planner, fields, stem + start * HANGUL_BYTES, part, &text, &cost,
                               &known, error);
            if (status != STATUS_OK)
                return status;
            if (known && splits[start].cost + cost < splits[end].cost)
                splits[end] = (struct split){splits[start].cost + cost, part, text};
        }
    }
    return STATUS_OK;
}

enum status segment_text(struct planner *planner, const bool fields[TEXT_FIELDS], const char *stem,
                         const char *parts[SEGMENT_PARTS_MAX], size_t *count, struct error *error)
{
    struct split splits[SYLLABLES_MAX + 1];
    size_t n = strlen(stem) / HANGUL_BYTES, found = 0;
    const char *whole = NULL;
    double cost = 0;
    bool known;
    enum status status;

    *count = 0;
    if (n < 3 || n > SYLLABLES_MAX)
        return STATUS_OK;
    status = find_splits(planner, fields, stem, n, splits, error);
    if (status == STATUS_OK)
        status = part_cost(planner, fields, stem, n, &whole, &cost, &known, error);
    if (status != STATUS_OK || splits[n].part == 0 || (known && cost <= splits[n].cost))
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

enum status segment_base(struct planner *planner, const bool fields[TEXT_FIELDS], const char *stem,
                         const char **base, struct error *error)
{
    size_t n = strlen(stem) / HANGUL_BYTES;
    struct piece piece;
    enum status status;
    bool known;
    char *text;

    *base = NULL;
    if (n < 3 || !endings_may_come_off(hangul_at(stem + (n - 1) * HANGUL_BYTES, HANGUL_BYTES)))
        return STATUS_OK;
    status = piece_look_up(planner, fields, stem, NULL, &piece, &known, error);
    if (status != STATUS_OK || known)
        return status;
    text = arena_copy(&planner->arena, stem, (n - 1) * HANGUL_BYTES);
    if (!text)
        return error_no_memory(error);
    status = piece_look_up(planner, fields, text, NULL, &piece, &known, error);
    if (known && piece_documents(&piece) > planner->ranking->rare)
        *base = text;
    return status;
}

/* Shorter parts are found in every word. */
#define LATIN_PART_MIN 3
#define LATIN_MAX 40
/* Splits that are looked for side by side in papers. */
#define LATIN_TRIES 3

/* A split of a Latin word into two stems. */
struct halves {
    const char *texts[2];
    uint32_t papers; /* of the rarer one */
};

/* The stem of a part and the papers that hold it, 0 for none. */
static enum status look_at_half(struct planner *planner, const bool fields[TEXT_FIELDS],
                                const char *text, size_t length, const char **stem,
                                uint32_t *papers, struct error *error)
{
    struct lexemes lexemes;
    struct piece piece;
    bool known = false;
    enum status status = lexemes_of(planner, ANALYZE_QUERY, 0, text, length, &lexemes, error);

    *papers = 0;
    if (status != STATUS_OK || lexemes.count != 1)
        return status;
    *stem = lexemes.items[0].text;
    status = piece_look_up(planner, fields, *stem, *stem, &piece, &known, error);
    if (status == STATUS_OK && known)
        *papers = piece_documents(&piece);
    return status;
}

/* Keeps the LATIN_TRIES best, best first. */
static void keep_halves(struct halves best[LATIN_TRIES], size_t *count, struct halves one)
{
    size_t at = *count;

    while (at > 0 && best[at - 1].papers < one.papers)
        at--;
    array_insert(best, count, LATIN_TRIES, at, &one, sizeof one);
}

enum status split_latin(struct planner *planner, const bool fields[TEXT_FIELDS], struct word *word,
                        bool *added, struct error *error)
{
    const char *text = word->stem;
    size_t length = strlen(text), count = 0;
    struct halves best[LATIN_TRIES];
    enum status status = STATUS_OK;

    *added = false;
    if (length > LATIN_MAX)
        return STATUS_OK;
    for (size_t i = LATIN_PART_MIN; i + LATIN_PART_MIN <= length && status == STATUS_OK; i++) {
        struct halves one;
        uint32_t right = 0;

        status = look_at_half(planner, fields, text, i, &one.texts[0], &one.papers, error);
        if (status == STATUS_OK && one.papers)
            status =
                look_at_half(planner, fields, text + i, length - i, &one.texts[1], &right, error);
        one.papers = right < one.papers ? right : one.papers;
        if (status == STATUS_OK && one.papers)
            keep_halves(best, &count, one);
    }
    for (size_t i = 0; i < count && !*added && status == STATUS_OK; i++)
        status = add_adjacent(planner, fields, MATCH_SPACING, best[i].texts, word, added, error);
    return status;
}

enum status split_hangul(struct planner *planner, const bool fields[TEXT_FIELDS], struct word *word,
                         struct error *error)
{
    const size_t least = 2 * HANGUL_BYTES, length = strlen(word->stem);
    struct piece best[2] = {{.documents = {0}}};
    struct alternative *a;
    uint32_t most = 0;

    for (size_t i = least; i + least <= length; i += HANGUL_BYTES) {
        const char *left = arena_copy(&planner->arena, word->stem, i), *right = word->stem + i;
        struct piece halves[2];
        bool known[2];
        enum status status;

        if (!left)
            return error_no_memory(error);
        status = piece_look_up(planner, fields, left, NULL, &halves[0], &known[0], error);
        if (status == STATUS_OK)
            status = piece_look_up(planner, fields, right, NULL, &halves[1], &known[1], error);
        if (status != STATUS_OK)
            return status;
        if (known[0] && known[1]) {
            uint32_t one = piece_documents(&halves[0]), other = piece_documents(&halves[1]);
            uint32_t papers = one < other ? one : other;

            if (papers > most) {
                most = papers;
                memcpy(best, halves, sizeof best);
            }
        }
    }
    a = most ? word_add(planner, word, MATCH_SPACING, 1, "apart", 2) : NULL;
    if (a) {
        a->adjacent = true;
        memcpy(a->pieces, best, sizeof best);
        a->piece_count = 2;
    }
    return STATUS_OK;
}
