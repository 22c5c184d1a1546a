#include "query/plan/term/term.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "query/plan/guess/choseong.h"
#include "query/plan/guess/guess.h"
#include "query/plan/guess/segment.h"
#include "query/plan/words/asking.h"

/* A longer run is a phrase without spaces. */
#define SPLIT_SYLLABLES_MAX 12

/* What one word's lexemes are looked up with. */
struct looking {
    struct planner *planner;
    const bool *fields;
    const struct lexeme *plain, *names; /* of the same tokens; names of the same count */
    size_t count;
    struct error *error;
};

/* Adds an alternative that sums the lexemes for which wanted holds: those whose
 * flags, of mask, are flags. Pieces that no field knows are left out; every
 * piece must be known where all is set. */
static enum status add_sum(const struct looking *l, struct word *word, unsigned mask,
                           unsigned flags, double weight, bool all, const char *label)
{
    struct alternative *a = NULL;

    for (size_t i = 0; i < l->count; i++) {
        struct piece piece;
        enum status status;
        bool known;

        if ((l->plain[i].flags & mask) != flags)
            continue;
        status = piece_look_up(l->planner, l->fields, l->plain[i].text, l->names[i].text, &piece,
                               &known, l->error);
        if (status != STATUS_OK)
            return status;
        if (!known && all) {
            if (a)
                word->count--;
            return STATUS_OK;
        }
        if (!known)
            continue;
        if (!a)
            a = word_add(l->planner, word, MATCH_LITERAL, weight, label ? label : l->plain[i].text,
                         l->count);
        if (!a)
            return word->count == ALTERNATIVES_MAX ? STATUS_OK : error_no_memory(l->error);
        a->partial = flags & TOKEN_BIGRAM;
        a->pieces[a->piece_count++] = piece;
    }
    return STATUS_OK;
}

/* Each lexeme with these flags is an alternative of its own. */
static enum status add_each(const struct looking *l, struct word *word, unsigned mask,
                            unsigned flags, double weight)
{
    for (size_t i = 0; i < l->count; i++) {
        struct looking one = *l;
        enum status status;

        one.plain = l->plain + i;
        one.names = l->names + i;
        one.count = 1;
        status = add_sum(&one, word, mask, flags, weight, true, NULL);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static size_t count_flagged(const struct looking *l, unsigned mask, unsigned flags)
{
    size_t n = 0;

    for (size_t i = 0; i < l->count; i++)
        n += (l->plain[i].flags & mask) == flags;
    return n;
}

/* A word that hardly any paper holds was perhaps meant otherwise. */
static bool is_rare(const struct planner *planner, const struct word *word)
{
    return word->count == 0 ||
           piece_documents(word->alternatives[0].pieces) <= planner->ranking->rare;
}

/* The pieces of the stem's bigrams, as they stand inside longer stems and, where
 * alone is set, as stems of their own; their number is at most capacity. */
static enum status bigram_pieces(struct planner *planner, const bool fields[TEXT_FIELDS],
                                 const char *stem, bool alone, struct piece *out, size_t *count,
                                 struct error *error)
{
    size_t length = strlen(stem);

    *count = 0;
    for (size_t i = 0; i + 2 * HANGUL_BYTES <= length; i += HANGUL_BYTES) {
        char *inside = arena_join(&planner->arena, PREFIX_BIGRAM, strlen(PREFIX_BIGRAM), stem + i,
                                  2 * HANGUL_BYTES);

        if (!inside)
            return error_no_memory(error);
        for (int k = 0; k < 1 + alone; k++) {
            const char *text = k ? inside + strlen(PREFIX_BIGRAM) : inside;
            bool known;
            enum status status =
                piece_look_up(planner, fields, text, NULL, &out[*count], &known, error);

            if (status != STATUS_OK)
                return status;
            *count += known;
        }
    }
    return STATUS_OK;
}

/* A guess tells no more than the word itself, however rare its pieces are; where
 * no paper holds the word, no more than the rarest of them, which a paper may
 * hold in other words. */
static double capped(const struct planner *planner, const struct word *word,
                     const struct alternative *a)
{
    const struct alternative *literal = word->alternatives;
    double sum = 0, most = 0;

    for (size_t i = 0; i < a->piece_count; i++) {
        double rarity = piece_rarity(planner, &a->pieces[i]);

        sum += rarity;
        most = fmax(most, rarity);
    }
    if (a != literal && literal->piece_count)
        most = piece_rarity(planner, literal->pieces);
    return fmin(1, most / sum);
}

/* The stem as a part of longer ones: 모델 in 추론모델. */
static enum status add_inside(struct planner *planner, const bool fields[TEXT_FIELDS],
                              struct word *word, struct error *error)
{
    size_t bigrams = strlen(word->stem) / HANGUL_BYTES - 1;
    struct alternative *a =
        word_add(planner, word, MATCH_LITERAL, planner->ranking->inside, "inside", bigrams);
    enum status status;

    if (!a)
        return STATUS_OK;
    a->partial = a->all = true;
    status = bigram_pieces(planner, fields, word->stem, false, a->pieces, &a->piece_count, error);
    if (a->piece_count < bigrams)
        word->count--;
    else
        a->weight *= capped(planner, word, a);
    return status;
}

/* A stem that hardly any paper holds and that is no compound of known words, by
 * its bigrams, whether they stand inside longer stems or alone. */
static enum status add_bigrams(const struct looking *l, struct word *word)
{
    const struct ranking *r = l->planner->ranking;
    size_t bigrams = strlen(word->stem) / HANGUL_BYTES - 1;
    struct alternative *a =
        word_add(l->planner, word, MATCH_LITERAL,
                 r->bigrams * pow((double)bigrams, -r->bigram_power), "bigrams", 2 * bigrams);
    enum status status;

    if (!a)
        return STATUS_OK;
    a->partial = true;
    status = bigram_pieces(l->planner, l->fields, word->stem, true, a->pieces, &a->piece_count,
                           l->error);
    if (a->piece_count == 0)
        word->count--;
    return status;
}

/* What the word may have been meant for, where hardly any paper holds it;
 * *sure tells that its fragments need not be looked for. */
static enum status guess_word(const struct looking *l, struct word *word, bool rare, bool *sure)
{
    double similarity = 0;
    bool found = false;
    enum status status = STATUS_OK;

    /* 쓰는 is a native word with its ending, no term of another language. */
    if (rare && count_flagged(l, TOKEN_SYLLABLE, TOKEN_SYLLABLE) == 0)
        status = guess_sound(l->planner, l->fields, word, word->stem, &similarity, l->error);
    if (status == STATUS_OK && word->count == 0)
        status = guess_spelling(l->planner, l->fields, word, word->stem, &found, l->error);
    *sure = found || similarity >= l->planner->ranking->sound_sure;
    return status;
}

static enum status hangul_alternatives(const struct looking *l, struct word *word)
{
    const struct ranking *r = l->planner->ranking;
    const unsigned other = TOKEN_BIGRAM | TOKEN_SURFACE | TOKEN_SYLLABLE;
    size_t syllables = strlen(word->stem) / HANGUL_BYTES;
    bool sure, rare;
    enum status status = add_each(l, word, other, 0, syllables == 1 ? r->syllable : 1);

    if (status == STATUS_OK)
        status = add_each(l, word, TOKEN_SURFACE, TOKEN_SURFACE, r->surface);
    if (status == STATUS_OK)
        status = add_each(l, word, TOKEN_SYLLABLE, TOKEN_SYLLABLE, r->syllable);
    rare = is_rare(l->planner, word);
    if (status == STATUS_OK && syllables > 3 && syllables <= SPLIT_SYLLABLES_MAX)
        status = split_hangul(l->planner, l->fields, word, l->error);
    if (status == STATUS_OK && syllables > 1)
        status = add_inside(l->planner, l->fields, word, l->error);
    if (status == STATUS_OK)
        status = guess_word(l, word, rare, &sure);
    if (status == STATUS_OK && syllables > 2 && rare && !sure && !l->planner->literal)
        status = add_bigrams(l, word);
    if (status == STATUS_OK)
        status = guess_related(l->planner, l->fields, word, word->stem, l->error);
    return status;
}

static enum status latin_alternatives(const struct looking *l, struct word *word)
{
    const struct ranking *r = l->planner->ranking;
    size_t joined = count_flagged(l, TOKEN_JOINED, TOKEN_JOINED);
    struct word atoms = {0};
    bool found = false;
    enum status status = add_each(l, word, TOKEN_JOINED, TOKEN_JOINED, 1);

    if (status == STATUS_OK)
        status = add_sum(l, &atoms, TOKEN_JOINED, 0, 1, true, NULL);
    if (status == STATUS_OK && word->count == 0 && atoms.count == 0 && !joined)
        status = split_latin(l->planner, l->fields, word, &found, l->error);
    if (status == STATUS_OK && word->count == 0 && atoms.count == 0)
        status = guess_spelling(l->planner, l->fields, word, word->stem, &found, l->error);
    if (status == STATUS_OK)
        status = add_sum(l, word, TOKEN_JOINED, 0, joined ? r->atoms : 1, false, NULL);
    if (status == STATUS_OK)
        status = guess_related(l->planner, l->fields, word, l->plain[0].text, l->error);
    return status;
}

/* Makes word a known part of what was typed. */
static enum status take_part(const struct looking *l, const char *part, struct word *word)
{
    struct alternative *a;
    struct piece piece;
    bool known;
    enum status status = piece_look_up(l->planner, l->fields, part, NULL, &piece, &known, l->error);

    if (status != STATUS_OK)
        return status;
    word->typed = word->stem = part;
    a = word_add(l->planner, word, MATCH_SPACING, 1, part, 1);
    if (!a)
        return error_no_memory(l->error);
    a->pieces[a->piece_count++] = piece;
    status = add_inside(l->planner, l->fields, word, l->error);
    if (status == STATUS_OK)
        status = guess_related(l->planner, l->fields, word, part, l->error);
    return status;
}

/* The words that a compound is made of, each a word of its own, as if it had
 * been typed with spaces; the compound itself is one of the names that
 * neighbours may join to. */
static enum status add_parts(const struct looking *l, const struct word *whole, struct word *words,
                             size_t *count)
{
    const char *parts[SEGMENT_PARTS_MAX];
    size_t n = 0;
    enum status status = segment_text(l->planner, l->fields, whole->stem, parts, &n, l->error);

    for (size_t i = 0; i < n && status == STATUS_OK; i++) {
        words[i] = *whole;
        status = take_part(l, parts[i], &words[i]);
    }
    *count = n;
    return status;
}

/* The known words in a word of three syllables or more: its base before a
 * suffix, or the parts of a compound; *count is 0 where it is to be taken as it
 * stands, perhaps for a foreign word. */
static enum status add_known(const struct looking *l, struct word *words, size_t *count)
{
    const struct word whole = *words;
    const char *stem = NULL;
    double similarity;
    enum status status = segment_base(l->planner, l->fields, whole.stem, &stem, l->error);

    *count = stem != NULL;
    if (status == STATUS_OK && stem)
        return take_part(l, stem, words);
    if (status == STATUS_OK)
        status = guess_sound(l->planner, l->fields, words, whole.stem, &similarity, l->error);
    *words = whole;
    if (status == STATUS_OK && similarity < l->planner->ranking->sound_sure)
        status = add_parts(l, &whole, words, count);
    if (status == STATUS_OK && *count == 0)
        *words = whole;
    return status;
}

/* Adds one word, or the known words in it. */
static enum status add_word(const struct looking *l, size_t base, struct word *words, size_t *count)
{
    const struct lexeme *first = l->plain;
    struct word *word = words;
    enum status status;

    word->typed = word->stem = l->names[0].text; /* English unstemmed: neighbours join it */
    word->hangul = first->flags & TOKEN_HANGUL;
    word->asking = is_asking(word->stem);
    word->restricted = !l->fields[TEXT_TITLE] || !l->fields[TEXT_SUMMARY];
    word->start = base + first->start;
    word->end = base + first->end;
    for (size_t i = 1; i < l->count; i++)
        if (base + first[i].end > word->end)
            word->end = base + first[i].end;
    if (word->hangul && count_flagged(l, TOKEN_BIGRAM, TOKEN_BIGRAM)) {
        status = add_known(l, words, count);
        if (status != STATUS_OK || *count)
            return status;
    }
    *count = 1;
    if (word->hangul)
        return hangul_alternatives(l, word);
    if (first->flags & TOKEN_LATIN)
        return latin_alternatives(l, word);
    status = add_sum(l, word, 0, 0, 1, false, NULL);
    if (status == STATUS_OK && (first->flags & TOKEN_JAMO))
        status = choseong_alternatives(l->planner, l->fields, word, word->stem, l->error);
    return status;
}

enum status plain_words_of(struct planner *planner, const bool fields[TEXT_FIELDS],
                           const char *text, size_t length, size_t base, struct word **out,
                           size_t *count, struct error *error)
{
    struct lexemes plain, names;
    enum status status;

    *out = NULL;
    *count = 0;
    status = lexemes_of(planner, ANALYZE_QUERY, 0, text, length, &plain, error);
    if (status == STATUS_OK)
        status = lexemes_of(planner, ANALYZE_QUERY, ANALYZE_NAMES, text, length, &names, error);
    if (status != STATUS_OK)
        return status;
    if (plain.count)
        *out = arena_take(&planner->arena, plain.count * sizeof **out);
    if (plain.count && !*out)
        return error_no_memory(error);
    for (size_t i = 0, end, added; i < plain.count && status == STATUS_OK; i = end) {
        struct looking looking = {planner, fields, plain.items + i, names.items + i, 0, error};

        for (end = i + 1; end < plain.count && plain.items[end].word == plain.items[i].word;)
            end++;
        looking.count = end - i;
        if (planner->words >= PLANNER_WORDS_MAX) {
            planner->cut = true;
            break;
        }
        status = add_word(&looking, base, *out + *count, &added);
        *count += added;
        planner->words += added;
    }
    return status;
}
