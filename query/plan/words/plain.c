#include "query/plan/words/words.h"

#include <math.h>
#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/sound.h"
#include "query/plan/guess/asking.h"
#include "query/plan/guess/choseong.h"
#include "query/plan/guess/guess.h"
#include "query/plan/guess/related.h"
#include "query/plan/guess/sound.h"
#include "query/plan/guess/spacing.h"
#include "query/plan/guess/spelling.h"
#include "query/plan/rank/compete.h"
#include "query/plan/rank/ranking.h"
#include "indexer/format/concept.h"
#include "query/plan/words/lexed.h"
#include "query/plan/words/people.h"

/* A longer run is a phrase without spaces. */
#define SPLIT_SYLLABLES_MAX 12
/* The similarity at which a word may be heard although another is spelled alike. */
#define HEARD_SURE 0.95

/* A word that hardly any paper holds was perhaps meant otherwise. */
static bool is_rare(const struct planner *planner, const struct word *word)
{
    return word->count == 0 ||
           piece_documents(word->alternatives[0].pieces) <= planner->ranking->rare;
}

/* The pieces of the stem's bigrams, as they stand inside longer stems and, where
 * alone is set, as stems of their own; their number is at most capacity. */
static enum status bigram_pieces(const struct lookup *l, const char *stem, bool alone,
                                 struct piece *out, size_t *count)
{
    struct arena *arena = &l->planner->arena;
    size_t length = strlen(stem);

    *count = 0;
    for (size_t i = 0; i + 2 * HANGUL_BYTES <= length; i += HANGUL_BYTES) {
        char *inside =
            arena_join(arena, PREFIX_BIGRAM, strlen(PREFIX_BIGRAM), stem + i, 2 * HANGUL_BYTES);

        if (!inside)
            return error_no_memory(l->error);
        for (int k = 0; k < 1 + alone; k++) {
            const char *text = k ? inside + strlen(PREFIX_BIGRAM) : inside;
            enum status status = piece_look_up(l, text, NULL, &out[*count]);

            if (status != STATUS_OK)
                return status;
            *count += piece_documents(&out[*count]) > 0;
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
        return fmin(1, compete_worth(planner, literal) / compete_worth(planner, a));
    return most / sum;
}

/* The stem as a part of longer ones: 모델 in 추론모델. */
static enum status add_inside(const struct lookup *l, struct word *word)
{
    size_t bigrams = strlen(word->stem) / HANGUL_BYTES - 1;
    struct alternative *a = word_add(l->planner, word,
                                     (struct alternative){.match = MATCH_LITERAL,
                                                          .weight = l->planner->ranking->inside,
                                                          .label = "inside"},
                                     bigrams);
    enum status status;

    if (!a)
        return STATUS_OK;
    if (match_kind(word->alternatives->match)->guessed)
        a->match = word->alternatives->match;
    a->partial = a->all = true;
    status = bigram_pieces(l, word->stem, false, a->pieces, &a->piece_count);
    if (a->piece_count < bigrams)
        word->count--;
    else
        a->weight *= capped(l->planner, word, a);
    return status;
}

/* A stem that hardly any paper holds and that is no compound of known words, by
 * its bigrams, whether they stand inside longer stems or alone. */
static enum status add_bigrams(const struct lookup *l, struct word *word)
{
    const struct ranking *r = l->planner->ranking;
    size_t bigrams = strlen(word->stem) / HANGUL_BYTES - 1;
    double weight = r->bigrams * pow((double)bigrams, -r->bigram_power);
    struct alternative *a =
        word_add(l->planner, word,
                 (struct alternative){.match = MATCH_LITERAL, .weight = weight, .label = "bigrams"},
                 2 * bigrams);
    enum status status;

    if (!a)
        return STATUS_OK;
    a->partial = true;
    status = bigram_pieces(l, word->stem, true, a->pieces, &a->piece_count);
    if (a->piece_count == 0)
        word->count--;
    return status;
}

/* Whether what was heard is likelier than the word that a slip would have made:
 * it sounds just so, that word does not, and more papers hold it. */
static bool is_heard(const struct word *heard, double similarity, const struct word *spelled,
                     const char *nearest)
{
    const struct alternative *sound = heard->alternatives;

    return heard->count && similarity >= HEARD_SURE &&
           sound_similarity(nearest, strlen(nearest), sound->label, strlen(sound->label)) <
               similarity &&
           piece_documents(sound->pieces) > piece_documents(spelled->alternatives->pieces);
}

static void move_last(struct word *word, size_t i)
{
    const struct alternative moved = word->alternatives[i];

    memmove(word->alternatives + i, word->alternatives + i + 1,
            (word->count - i - 1) * sizeof moved);
    word->alternatives[word->count - 1] = moved;
}

/* What the word may have been meant for, where hardly any paper holds it. One that
 * none holds is taken for its neighbour in spelling, as if that had been typed,
 * before it is taken for what it sounds like. *sure tells that its fragments need
 * not be looked for. */
static enum status guess_word(const struct lexed *w, struct word *word, bool rare, bool *sure)
{
    struct word spelled = {.count = 0}, heard = {.count = 0};
    const char *nearest = NULL;
    double similarity = 0;
    enum status status = STATUS_OK;

    if (word->count == 0)
        status = guess_spelling(w->l, &spelled, word->stem, &nearest);
    /* 쓰는 is a native word with its ending, no term of another language. */
    if (status == STATUS_OK && rare && lexed_count(w, TOKEN_SYLLABLE, TOKEN_SYLLABLE) == 0)
        status = guess_sound(w->l, &heard, word->stem, &similarity);
    if (status == STATUS_OK && nearest && !is_heard(&heard, similarity, &spelled, nearest)) {
        word_append(w->l->planner, word, &spelled);
        word->stem = nearest;
        status = add_inside(w->l, word);
    } else {
        size_t before = word->count;

        nearest = NULL;
        word_append(w->l->planner, word, &heard);
        if (similarity >= HEARD_SURE && before && word->alternatives[before - 1].partial)
            move_last(word, before - 1); /* 라마 is llama before it is a part of 파노라마 */
    }
    *sure = nearest || similarity >= w->l->planner->ranking->sound_sure;
    return status;
}

/* One paper may hold a word by a chance of its endings. */
static bool is_chance(const struct word *word)
{
    return piece_documents(word->alternatives->pieces) == 1;
}

/* Takes the word for an author's name, which stands before the word itself. */
static enum status add_person(const struct lookup *l, struct word *word, bool *found)
{
    struct word person = {.count = word->count};
    enum status status;

    person.alternatives = word->alternatives;
    status = people_korean(l, &person, word->typed);
    *found = person.count > word->count;
    if (*found) {
        const struct alternative first = person.alternatives[word->count];

        memmove(person.alternatives + 1, person.alternatives, word->count * sizeof first);
        person.alternatives[0] = first;
        word->alternatives = person.alternatives;
        word->count = person.count;
    }
    return status;
}

static enum status hangul_alternatives(const struct lexed *w, struct word *word)
{
    const struct ranking *r = w->l->planner->ranking;
    size_t syllables = strlen(word->stem) / HANGUL_BYTES;
    const struct lexeme_choice stem = {.mask = TOKEN_BIGRAM | TOKEN_SYLLABLE,
                                       .weight = syllables == 1 ? r->syllable : 1,
                                       .all = true};
    const struct lexeme_choice syllable = {TOKEN_SYLLABLE, TOKEN_SYLLABLE, r->syllable, true};
    bool sure, rare, person = false;
    enum status status = lexed_each(w, word, stem);

    if (status == STATUS_OK)
        status = lexed_each(w, word, syllable);
    rare = is_rare(w->l->planner, word);
    /* Two syllables that any paper holds are rather a word than a short name: 유동. */
    if (status == STATUS_OK && (word->count == 0 || (is_chance(word) && syllables > 2)))
        status = add_person(w->l, word, &person);
    if (status != STATUS_OK || person)
        return status;
    if (status == STATUS_OK && syllables > 3 && syllables <= SPLIT_SYLLABLES_MAX)
        status = spacing_hangul(w->l, word);
    if (status == STATUS_OK && syllables > 1)
        status = add_inside(w->l, word);
    if (status == STATUS_OK)
        status = guess_word(w, word, rare, &sure);
    if (status == STATUS_OK && syllables > 2 && rare && !sure && !w->l->planner->literal)
        status = add_bigrams(w->l, word);
    if (status == STATUS_OK)
        status = guess_related(w->l, word, word->stem);
    guess_bound(w->l->planner, word);
    return status;
}

/* Makes word a known part of what was typed. */
static enum status take_part(const struct lookup *l, const char *part, struct word *word)
{
    struct piece piece;
    enum status status = piece_look_up(l, part, NULL, &piece);

    if (status != STATUS_OK)
        return status;
    word->typed = word->stem = word->row = part;
    if (!word_add_piece(l->planner, word,
                        (struct alternative){.match = MATCH_SPACING, .weight = 1, .label = part},
                        &piece))
        return error_no_memory(l->error);
    status = add_inside(l, word);
    if (status == STATUS_OK)
        status = guess_related(l, word, part);
    guess_bound(l->planner, word);
    return status;
}

/* The words that a compound is made of, each a word of its own, as if it had
 * been typed with spaces; the compound itself is one of the names that
 * neighbours may join to. */
static enum status add_parts(const struct lexed *w, const struct word *whole, struct word *words,
                             size_t *count)
{
    const char *parts[SPACING_PARTS_MAX];
    size_t n = 0;
    enum status status = spacing_parts(w->l, whole->stem, parts, &n);

    for (size_t i = 0; i < n && status == STATUS_OK; i++) {
        words[i] = *whole;
        status = take_part(w->l, parts[i], &words[i]);
    }
    *count = n;
    return status;
}

/* The known words in a word of three syllables or more: its base before a
 * suffix, or the parts of a compound; *count is 0 where it is to be taken as it
 * stands, perhaps for a foreign word. */
static enum status add_known(const struct lexed *w, struct word *words, size_t *count)
{
    const struct word whole = *words;
    const char *stem = NULL;
    double similarity;
    enum status status = spacing_base(w->l, whole.stem, &stem);

    *count = stem != NULL;
    if (status == STATUS_OK && stem)
        return take_part(w->l, stem, words);
    if (status == STATUS_OK)
        status = guess_sound(w->l, words, whole.stem, &similarity);
    *words = whole;
    if (status == STATUS_OK && similarity < w->l->planner->ranking->sound_sure)
        status = add_parts(w, &whole, words, count);
    if (status == STATUS_OK && *count == 0)
        *words = whole;
    return status;
}

/* The stems of the word as the thesaurus has them. */
static enum status set_row(const struct lexed *w, struct word *word)
{
    struct buffer row = BUFFER_INIT;
    const struct lexeme *name = NULL; /* run together: all there is of AnimateDiff */
    bool added = true;

    for (size_t i = 0; i < w->count && added; i++) {
        const struct lexeme *lexeme = &w->plain[i];

        if (concept_is_stem(lexeme->flags))
            added = concept_add_stem(&row, lexeme->text, lexeme->length);
        else if (!name && (lexeme->flags & TOKEN_JOINED))
            name = lexeme;
    }
    if (added && row.length == 0 && name)
        added = concept_add_stem(&row, name->text, name->length);
    if (added && row.length)
        word->row = arena_copy(&w->l->planner->arena, row.data, row.length);
    added = added && (row.length == 0 || word->row);
    buffer_free(&row);
    return added ? STATUS_OK : error_no_memory(w->l->error);
}

/* Adds one word, or the known words in it. */
static enum status add_word(const struct lexed *w, size_t base, struct word *words, size_t *count)
{
    const struct lexeme *first = w->plain;
    struct word *word = words;
    enum status status;

    word->typed = word->stem = w->names[0].text; /* English unstemmed: neighbours join it */
    word->hangul = first->flags & TOKEN_HANGUL;
    word->asking = asking_word(word->stem);
    word->restricted = !w->l->fields[TEXT_TITLE] || !w->l->fields[TEXT_SUMMARY];
    word->start = base + first->start;
    word->end = base + first->end;
    for (size_t i = 1; i < w->count; i++)
        if (base + first[i].end > word->end)
            word->end = base + first[i].end;
    status = set_row(w, word);
    if (status != STATUS_OK)
        return status;
    if (word->hangul && lexed_count(w, TOKEN_BIGRAM, TOKEN_BIGRAM)) {
        status = add_known(w, words, count);
        if (status != STATUS_OK || *count)
            return status;
    }
    *count = 1;
    if (word->hangul)
        return hangul_alternatives(w, word);
    if (first->flags & TOKEN_LATIN)
        return lexed_latin(w, word);
    status = lexed_sum(w, word, (struct lexeme_choice){.weight = 1});
    if (status == STATUS_OK && (first->flags & TOKEN_JAMO))
        status = guess_choseong(w->l, word, word->stem);
    return status;
}

enum status words_plain(const struct lookup *l, struct shim_bytes text, size_t base,
                        struct word **out, size_t *count)
{
    struct planner *planner = l->planner;
    struct lexemes plain, names;
    enum status status = lexemes_of(l, ANALYZE_QUERY, 0, text, &plain);

    *out = NULL;
    *count = 0;
    if (status == STATUS_OK)
        status = lexemes_of(l, ANALYZE_QUERY, ANALYZE_NAMES, text, &names);
    if (status != STATUS_OK)
        return status;
    if (plain.count)
        *out = arena_take(&planner->arena, plain.count * sizeof **out);
    if (plain.count && !*out)
        return error_no_memory(l->error);
    for (size_t i = 0, end, added; i < plain.count && status == STATUS_OK; i = end) {
        struct lexed lexed = {l, plain.items + i, names.items + i, 0};

        for (end = i + 1; end < plain.count && plain.items[end].word == plain.items[i].word;)
            end++;
        lexed.count = end - i;
        if (planner_is_full(planner))
            break;
        status = add_word(&lexed, base, *out + *count, &added);
        *count += added;
        planner->words += added;
    }
    return status;
}
