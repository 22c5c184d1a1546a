#include "query/search/notes.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/buffer.h"
#include "shim/base/calendar.h"
#include "shim/base/utf8.h"
#include "query/language/language.h"
#include "query/plan/bound.h"
#include "query/plan/rank/compete.h"

/* Bytes of a typed word that are repeated. */
#define TYPED_MAX 80

struct noting {
    const struct planner *planner;
    const struct plan *plan;
    struct answer *answer;
    struct buffer line; /* the note being written */
};

static bool note_add(struct noting *n)
{
    struct answer *answer = n->answer;
    char *line;

    if (answer->note_count == NOTES_MAX) {
        buffer_free(&n->line);
        return true;
    }
    if (!answer->notes)
        answer->notes = calloc(NOTES_MAX, sizeof *answer->notes);
    if (!answer->notes)
        return false;
    line = buffer_detach(&n->line);
    for (size_t i = 0; line && i < answer->note_count; i++)
        if (strcmp(answer->notes[i], line) == 0) { /* a word typed twice */
            free(line);
            return true;
        }
    if (line)
        answer->notes[answer->note_count++] = line;
    return line != NULL;
}

/* A long one is cut at a character. */
static bool add_cut(struct buffer *out, const char *text, size_t length)
{
    size_t kept = length < TYPED_MAX ? length : TYPED_MAX;
    char *repaired;
    bool added;

    while (kept > 0 && kept < length && ((unsigned char)text[kept] & 0xC0) == 0x80)
        kept--;
    repaired = utf8_repaired(text, kept);
    added =
        repaired && buffer_add_text(out, repaired) && (kept == length || buffer_add_text(out, "…"));
    free(repaired);
    return added;
}

/* Begins a note with bytes [start, end) of the query. */
static bool begin(struct noting *n, const struct word *word)
{
    const struct planner *planner = n->planner;
    bool typed = planner->query && word->start < word->end && word->end <= planner->query_length;
    const char *text = typed ? planner->query + word->start : word->typed;

    return add_cut(&n->line, text, typed ? word->end - word->start : strlen(text)) &&
           buffer_add_text(&n->line, ": ");
}

static bool end_with_kind(struct noting *n, enum match match)
{
    return buffer_add_format(&n->line, " (%s)", match_kind(match)->name) && note_add(n);
}

static bool has(const struct word *word, enum match match)
{
    for (size_t i = 0; i < word->count; i++)
        if (word->alternatives[i].match == match &&
            (!word->alternatives[i].partial || word->alternatives[i].all))
            return true;
    return false;
}

/* What was tried of one kind. */
static bool note_kind(struct noting *n, const struct word *word, enum match match)
{
    bool first = true, added = begin(n, word);

    for (size_t i = 0; i < word->count && added; i++) {
        const struct alternative *a = &word->alternatives[i];

        if (a->match != match || a->partial)
            continue;
        added = (first || buffer_add_text(&n->line, ", ")) && buffer_add_text(&n->line, a->label);
        first = false;
        if (match_kind(match)->first_alone)
            break;
    }
    return added && end_with_kind(n, match);
}

static bool note_joined(struct noting *n, const struct word *name)
{
    if (match_kind(name->alternatives->match)->guessed)
        return note_kind(n, name, name->alternatives->match);
    return begin(n, name) && buffer_add_text(&n->line, name->typed) &&
           end_with_kind(n, MATCH_SPACING);
}

static bool note_missing(struct noting *n, const struct word *word)
{
    return begin(n, word) &&
           buffer_add_text(&n->line,
                           word->restricted ? "not in this field" : "not in the archive") &&
           (word->count == 0 || buffer_add_text(&n->line, ", only parts of it")) && note_add(n);
}

/* Whether an alternative before the i-th is of its kind. */
static bool is_noted(const struct word *word, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (word->alternatives[k].match == word->alternatives[i].match)
            return true;
    return false;
}

/* A note for each kind of alternative that is noted so. */
static bool note_kinds(struct noting *n, const struct word *word, enum match_noted noted, bool *any)
{
    bool added = true;

    for (size_t i = 0; i < word->count && added; i++) {
        enum match match = word->alternatives[i].match;

        if (match_kind(match)->noted != noted || is_noted(word, i))
            continue;
        added = note_kind(n, word, match);
        *any = true;
    }
    return added;
}

/* The field that was meant where one is misspelt, or NULL. */
static const char *field_misspelt(const struct noting *n, const struct word *word)
{
    const struct planner *planner = n->planner;

    if (!planner->query || word->start >= word->end || word->end >= planner->query_length ||
        planner->query[word->end] != ':')
        return NULL;
    return field_meant(planner->query + word->start, word->end - word->start);
}

static bool note_word(struct noting *n, const struct word *word)
{
    bool guessed = word->count && match_kind(word->alternatives->match)->guessed;
    bool noted = false, added = true;

    if (!guessed && has(word, MATCH_LITERAL)) /* each hit says how it was found */
        return true;
    if (field_misspelt(n, word))
        return begin(n, word) &&
               buffer_add_format(&n->line, "no field, but %s: is one", field_misspelt(n, word)) &&
               note_add(n);
    added = note_kinds(n, word, NOTED_ALWAYS, &noted);
    if (noted || !added || has(word, MATCH_SPACING))
        return added;
    added = note_kinds(n, word, NOTED_ALONE, &noted);
    return noted || !added ? added : note_missing(n, word);
}

/* What was typed as one word and taken as several: parts [first, end). */
static bool note_several(struct noting *n, size_t first, size_t end)
{
    enum match farthest = MATCH_LITERAL;
    bool added = begin(n, n->plan->parts[first].word);

    for (size_t i = first; i < end && added; i++) {
        const struct word *word = n->plan->parts[i].word;
        const struct alternative *a = word->count ? &word->alternatives[0] : NULL;

        if (a && match_nearer(farthest, a->match) == farthest)
            farthest = a->match;
        added = (i == first || buffer_add_text(&n->line, " ")) &&
                buffer_add_text(&n->line, a ? a->label : word->typed);
    }
    return added && end_with_kind(n, farthest);
}

/* The joined name that part i is one of the words of, or NULL. */
static const struct plan_part *name_over(const struct plan *plan, size_t i)
{
    for (size_t k = i + 1; k < plan->part_count; k++)
        if (plan->parts[k].joined)
            return k - plan->parts[k].joined <= i ? &plan->parts[k] : NULL;
    return NULL;
}

/* The parts from first on that one typed word became; returns their end. */
static size_t end_of_typed(const struct plan *plan, size_t first)
{
    const struct word *word = plan->parts[first].word;
    size_t end = first + 1;

    while (end < plan->part_count && plan->parts[end].word && !plan->parts[end].joined &&
           plan->parts[end].word->start == word->start && plan->parts[end].word->end == word->end)
        end++;
    return end;
}

static bool note_parts(struct noting *n, size_t first, size_t end)
{
    const struct word *word = n->plan->parts[first].word;
    const struct plan_part *name = name_over(n->plan, first);
    bool whole = name && name->word->start == word->start && name->word->end == word->end;

    if (end - first > 1)
        return (whole && word->count && word->alternatives[0].match == MATCH_SPACING) ||
               note_several(n, first, end);
    if (!name || has(word, MATCH_LITERAL))
        return note_word(n, word);
    return note_joined(n, name->word);
}

/* A phrase or a prefix; words that stand together always have a query. They are
 * looked for once more only where nothing was found at all. */
static bool note_literal(struct noting *n, const struct plan_part *part)
{
    const char *quote = part->prefix ? "" : "\"";
    struct error ignored; /* then it is not told */
    bool held = part->query != NULL;

    if (held && (part->phrase.texts || part->prefix) && n->answer->total_upper == 0 &&
        compete_held(n->planner, part->query, &held, &ignored) != STATUS_OK)
        held = true;
    if (held)
        return true;
    return buffer_add_text(&n->line, quote) &&
           add_cut(&n->line, part->label, strlen(part->label)) &&
           buffer_add_format(&n->line, "%s: not in the archive", part->prefix ? "*" : quote) &&
           note_add(n);
}

/* A date among the words filters nothing, which its note tells. */
static bool note_dates(struct noting *n)
{
    bool added = true;

    for (size_t i = 0; i < n->plan->date_count && added; i++) {
        const struct plan_date *date = &n->plan->dates[i];

        added = add_cut(&n->line, n->planner->query + date->start, date->end - date->start) &&
                buffer_add_format(&n->line, ": papers of %s count more", date->months) &&
                note_add(n);
    }
    return added;
}

/* What was not taken as the language has it: pasted text is never refused. */
static bool note_mended(struct noting *n)
{
    static const struct {
        enum query_mended mended;
        const char *note;
    } notes[] = {
        {MENDED_OPEN, "(: never closed, taken as text"},
        {MENDED_CLOSE, "): never opened, taken as text"},
        {MENDED_GROUP, "(: never closed, taken as closed at the end"},
        {MENDED_QUOTATION, "\": never closed, taken as closed at the end"},
        {MENDED_MARK, "\": never closed, taken as text"},
        {MENDED_OPERATOR, "AND, OR, NOT: nothing beside it to join, taken as a word"},
    };
    bool added = true;

    for (size_t i = 0; i < sizeof notes / sizeof *notes && added; i++)
        if (n->plan->mended & notes[i].mended)
            added = buffer_add_text(&n->line, notes[i].note) && note_add(n);
    return added;
}

enum status notes_add_missing(const struct searcher *searcher, struct answer *answer,
                              struct error *error)
{
    struct noting n = {NULL, NULL, answer, BUFFER_INIT};
    bool added = true;

    for (size_t i = 0; i < searcher->missing_count && added; i++)
        added = buffer_add_format(&n.line, "partial: %s", searcher->missing[i]) && note_add(&n);
    if (added)
        return STATUS_OK;
    buffer_free(&n.line);
    return error_no_memory(error);
}

static bool note_cut(struct noting *n)
{
    if (n->planner->spent && (!buffer_add_text(&n->line, "too much work: only the beginning of "
                                                         "the query was used") ||
                              !note_add(n)))
        return false;
    return !n->planner->cut ||
           (buffer_add_format(&n->line, "only the first %d words of the query were used",
                              PLANNER_WORDS_MAX) &&
            note_add(n));
}

/* Days that were counted from today, and what is new where all is. */
static bool note_counted(struct noting *n, const struct node *node)
{
    char low[CALENDAR_DATE_MAX], high[CALENDAR_DATE_MAX];
    bool added = true;

    for (size_t i = 0; i < node->child_count && added; i++)
        added = note_counted(n, node->children[i]);
    if (!added || node->kind != NODE_RANGE || !node->text)
        return added;
    calendar_date(node->low > INT64_MIN ? (uint32_t)node->low : 0, low);
    calendar_date(node->high < INT64_MAX ? (uint32_t)node->high : 0, high);
    added = add_cut(&n->line, node->text, node->length) && buffer_add_text(&n->line, ": ");
    if (node->low == node->high)
        added = added && buffer_add_text(&n->line, low);
    else if (node->high == INT64_MAX)
        added = added && buffer_add_format(&n->line, "from %s on", low);
    else if (node->low == INT64_MIN)
        added = added && buffer_add_format(&n->line, "up to %s", high);
    else
        added = added && buffer_add_format(&n->line, "%s to %s", low, high);
    return added && note_add(n);
}

enum status notes_add(const struct search_run *run, struct answer *answer, struct error *error)
{
    const struct planner *planner = &run->planner;
    const struct plan *plan = &run->plan;
    struct noting n = {planner, plan, answer, BUFFER_INIT};
    bool added = note_cut(&n);
    const struct word *joined = NULL; /* noted last */

    added = added && note_mended(&n) && note_counted(&n, run->tree) && note_dates(&n);

    if (added && planner->prefix_terms < BOUND_PREFIX_TERMS)
        added = buffer_add_format(&n.line,
                                  "of the words of each prefix only the %u commonest were used",
                                  planner->prefix_terms) &&
                note_add(&n);
    for (size_t i = 0, end; i < plan->part_count && added; i = end) {
        const struct plan_part *part = &plan->parts[i], *name = name_over(plan, i);

        end = i + 1;
        if (part->excluded || part->similar || part->joined)
            continue;
        if (!part->word) {
            added = note_literal(&n, part);
            continue;
        }
        end = end_of_typed(plan, i);
        if (name && name->word == joined && !has(part->word, MATCH_LITERAL))
            continue;
        if (name && !has(part->word, MATCH_LITERAL))
            joined = name->word;
        added = note_parts(&n, i, end);
    }
    buffer_free(&n.line);
    return added ? STATUS_OK : error_no_memory(error);
}
