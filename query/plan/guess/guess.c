#include "query/plan/guess/guess.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/sound.h"
#include "indexer/format/lexical.h"
#include "query/plan/guess/spelling.h"
#include "shim/base/array.h"

enum status guess_look_up(struct planner *planner, enum lexical_kind kind, const char *text,
                          struct shim_bytes *out, struct error *error)
{
    char key[LEXICAL_KEY_MAX], *value = NULL;
    size_t length = 0, key_length = lexical_key(kind, text, strlen(text), key);
    enum status status = shim_metadata(planner->database, (struct shim_bytes){key, key_length},
                                       &value, &length, error);

    if (status == STATUS_OK) {
        out->data = arena_copy(&planner->arena, value, length);
        out->length = length;
        if (!out->data)
            status = error_no_memory(error);
    }
    free(value);
    return status;
}

enum status guess_related(struct planner *planner, const bool fields[TEXT_FIELDS],
                          struct word *word, const char *term, struct error *error)
{
    const struct ranking *r = planner->ranking;
    double literal = word->count ? piece_rarity(planner, word->alternatives[0].pieces) : INFINITY;
    double best = 0;
    size_t offset = 0, added = 0;
    struct lexical_entry entry;
    struct shim_bytes value;
    enum status status;

    if (planner->literal || r->related <= 0)
        return STATUS_OK;
    status = guess_look_up(planner, LEXICAL_RELATED, term, &value, error);
    while (status == STATUS_OK && added < (size_t)r->related_most &&
           lexical_next(value.data, value.length, &offset, &entry)) {
        double strength = entry.number / 255.0;
        char *text = arena_copy(&planner->arena, entry.text, entry.length);
        struct alternative *a;
        struct piece piece;
        bool known;

        best = fmax(best, strength);
        if (strength < r->related_least || strength < r->related_ratio * best)
            continue;
        if (!text)
            return error_no_memory(error);
        status = piece_look_up(planner, fields, text, NULL, &piece, &known, error);
        if (status != STATUS_OK || !known)
            continue;
        a = word_add(planner, word, MATCH_RELATED,
                     r->related * pow(strength, r->related_power) *
                         fmin(1, literal / piece_rarity(planner, &piece)),
                     text, 1);
        if (!a)
            break;
        a->pieces[a->piece_count++] = piece;
        added++;
    }
    return status;
}

/* A word of a sound key, with how alike it sounds. */
struct candidate {
    const char *text;
    double score, similarity;
};
#define CANDIDATES_MAX 4
#define LETTERS_MAX 16 /* of a word that is spelled out */

/* Keeps the best, best first. */
static void keep(struct candidate best[CANDIDATES_MAX], size_t *count, struct candidate one)
{
    size_t at = *count;

    for (size_t i = 0; i < *count; i++)
        if (strcmp(best[i].text, one.text) == 0)
            return;
    while (at > 0 && best[at - 1].score < one.score)
        at--;
    array_insert(best, count, CANDIDATES_MAX, at, &one, sizeof one);
}

static enum status find_sounding(struct planner *planner, const char *key, const char *text,
                                 struct candidate best[CANDIDATES_MAX], size_t *count,
                                 struct error *error)
{
    bool hangul = (unsigned char)text[0] >= 0x80;
    struct shim_bytes value;
    struct lexical_entry entry;
    size_t offset = 0;
    enum status status = guess_look_up(planner, LEXICAL_SOUND, key, &value, error);

    while (status == STATUS_OK && lexical_next(value.data, value.length, &offset, &entry)) {
        struct candidate one;

        if (((unsigned char)entry.text[0] >= 0x80) == hangul)
            continue;
        one.similarity = sound_similarity(text, strlen(text), entry.text, entry.length);
        if (one.similarity < planner->ranking->sound_least)
            continue;
        one.score = one.similarity + planner->ranking->sound_papers * log1p(entry.number);
        one.text = arena_copy(&planner->arena, entry.text, entry.length);
        if (!one.text)
            return error_no_memory(error);
        keep(best, count, one);
    }
    return status;
}

/* Adds a guessed word and, where they are wanted, its related words. */
static enum status add_guess(struct planner *planner, const bool fields[TEXT_FIELDS],
                             struct word *word, const char *text, enum match match, double weight,
                             bool related, bool *known, struct error *error)
{
    struct lexemes lexemes;
    struct alternative *a;
    struct piece piece;
    enum status status = lexemes_of(planner, ANALYZE_QUERY, 0, text, strlen(text), &lexemes, error);

    *known = false;
    if (status == STATUS_OK && lexemes.count)
        status = piece_look_up(planner, fields, lexemes.items[0].text, text, &piece, known, error);
    if (status != STATUS_OK || !*known)
        return status;
    a = word_add(planner, word, match, weight, text, 1);
    if (!a)
        return STATUS_OK;
    a->pieces[a->piece_count++] = piece;
    return related ? guess_related(planner, fields, word, lexemes.items[0].text, error) : STATUS_OK;
}

/* A word spelled out by the names of its letters. */
static enum status guess_letters(struct planner *planner, const bool fields[TEXT_FIELDS],
                                 struct word *word, const char *text, bool *known,
                                 struct error *error)
{
    char letters[LETTERS_MAX], *latin;
    size_t n = sound_letters(text, strlen(text), letters, sizeof letters);

    *known = false;
    if (n < 2)
        return STATUS_OK;
    latin = arena_copy(&planner->arena, letters, n);
    if (!latin)
        return error_no_memory(error);
    return add_guess(planner, fields, word, latin, MATCH_SOUND, planner->ranking->sound, false,
                     known, error);
}

enum status guess_sound(struct planner *planner, const bool fields[TEXT_FIELDS], struct word *word,
                        const char *text, double *similarity, struct error *error)
{
    const struct ranking *r = planner->ranking;
    struct candidate best[CANDIDATES_MAX];
    struct sound_keys keys;
    size_t count = 0;
    bool known;
    enum status status;

    *similarity = 0;
    if (planner->literal || r->sound <= 0 || !sound_may_be_foreign(text, strlen(text)))
        return STATUS_OK;
    status = guess_letters(planner, fields, word, text, &known, error);
    if (status != STATUS_OK || known) {
        *similarity = known;
        return status;
    }
    sound_keys_of(text, strlen(text), &keys);
    for (size_t i = 0; i < keys.count && status == STATUS_OK; i++)
        status = find_sounding(planner, keys.keys[i], text, best, &count, error);
    for (size_t i = 0; i < count && i < (size_t)r->sound_most && status == STATUS_OK; i++) {
        if (best[i].similarity < best[0].similarity - r->sound_near)
            continue;
        status =
            add_guess(planner, fields, word, best[i].text, MATCH_SOUND,
                      r->sound * fmin(1, best[i].similarity / r->sound_full), false, &known, error);
        if (status == STATUS_OK && known && best[i].similarity > *similarity)
            *similarity = best[i].similarity;
    }
    return status;
}

/* The words of one vocabulary bucket that are at most most edits away. */
static enum status find_spellings(struct planner *planner, bool hangul, size_t letters,
                                  const char *keys, size_t key_count, size_t most,
                                  struct candidate best[CANDIDATES_MAX], size_t *count,
                                  struct error *error)
{
    char bucket[LEXICAL_BUCKET_MAX], other[SPELLING_KEYS_MAX];
    struct shim_bytes value;
    struct lexical_entry entry;
    size_t offset = 0;
    enum status status;

    lexical_bucket(hangul, letters, bucket);
    status = guess_look_up(planner, LEXICAL_VOCABULARY, bucket, &value, error);
    while (status == STATUS_OK && lexical_next(value.data, value.length, &offset, &entry)) {
        size_t n = spelling_keys(entry.text, entry.length, other);
        size_t edits = n ? spelling_distance(keys, key_count, other, n, most) : most + 1;
        struct candidate one;

        if (edits == 0 || edits > most)
            continue;
        one.similarity = 1 - (double)edits / 4;
        one.score = -(double)edits + planner->ranking->spelling_papers * log1p(entry.number);
        if (*count == CANDIDATES_MAX && one.score <= best[CANDIDATES_MAX - 1].score)
            continue;
        one.text = arena_copy(&planner->arena, entry.text, entry.length);
        if (!one.text)
            return error_no_memory(error);
        keep(best, count, one);
    }
    return status;
}

enum status guess_spelling(struct planner *planner, const bool fields[TEXT_FIELDS],
                           struct word *word, const char *text, bool *found, struct error *error)
{
    const struct ranking *r = planner->ranking;
    bool hangul = (unsigned char)text[0] >= 0x80;
    char keys[SPELLING_KEYS_MAX];
    size_t n = spelling_keys(text, strlen(text), keys), count = 0;
    size_t most = spelling_most(n), letters = hangul ? strlen(text) / 3 : n;
    size_t reach = hangul ? 0 : most; /* a slip adds or takes no whole syllable */
    struct candidate best[CANDIDATES_MAX];
    enum status status = STATUS_OK;

    *found = false;
    if (planner->literal || r->spelling <= 0 || most == 0)
        return STATUS_OK;
    for (size_t l = letters - reach; l <= letters + reach && status == STATUS_OK; l++)
        status = find_spellings(planner, hangul, l, keys, n, most, best, &count, error);
    for (size_t i = 0; i < count && i < (size_t)r->spelling_most && status == STATUS_OK; i++) {
        bool known;

        status = add_guess(planner, fields, word, best[i].text, MATCH_SPELLING,
                           r->spelling * best[i].similarity, true, &known, error);
        *found = *found || known;
    }
    return status;
}
