#include "query/plan/guess/sound.h"

#include <math.h>
#include <string.h>

#include "indexer/format/analysis/sound.h"
#include "query/plan/guess/asking.h"
#include "query/plan/guess/guess.h"
#include "query/plan/guess/loanword.h"
#include "query/plan/rank/ranking.h"

#define LETTERS_MAX 16 /* of a word that is spelled out */

/* Consonants beyond these prove nothing more. */
#define LONGER_MAX 4

/* How much a word looks like a loanword, which stand together: the company that it
 * was typed in tells as much as the word. */
static double foreignness(const struct planner *planner, const char *text)
{
    double own = loanword_score(text, strlen(text));
    double all = planner->query ? loanword_score(planner->query, planner->query_length) : own;

    return fmin(1, (own + all) / 2);
}

/* The similarity at which a word is believed to be heard: the more sounds agree and the
 * more the word looks like a loanword, the less of it. */
static double proof(const struct planner *planner, const char *key, const char *text)
{
    const struct ranking *r = planner->ranking;
    size_t sounds = strlen(key);
    double longer = fmin(sounds > 2 ? (double)sounds - 2 : 0, LONGER_MAX);

    return r->sound_proof - r->sound_longer * longer - r->sound_native * foreignness(planner, text);
}

static enum status find_sounding(const struct lookup *l, const char *key, const char *text,
                                 struct guesses *out)
{
    bool hangul = (unsigned char)text[0] >= 0x80;
    struct shim_bytes value;
    struct lexical_entry entry;
    size_t offset = 0;
    enum status status = guess_look_up(l, LEXICAL_SOUND, key, &value);

    while (status == STATUS_OK && lexical_next(value.data, value.length, &offset, &entry)) {
        struct guess one;

        if (((unsigned char)entry.text[0] >= 0x80) == hangul)
            continue;
        one.similarity = sound_similarity(text, strlen(text), entry.text, entry.length);
        if (one.similarity < proof(l->planner, key, text))
            continue;
        one.text = arena_copy(&l->planner->arena, entry.text, entry.length);
        if (!one.text)
            return error_no_memory(l->error);
        if (asking_word(one.text))
            continue;
        one.score = one.similarity;
        if (!guesses_keep(out, &l->planner->arena, (struct shim_bytes){entry.text, entry.length},
                          one))
            return error_no_memory(l->error);
    }
    return status;
}

/* A word spelled out by the names of its letters. */
static enum status guess_letters(const struct lookup *l, struct word *word, const char *text,
                                 const char **stem)
{
    char letters[LETTERS_MAX];
    size_t n = sound_letters(text, strlen(text), letters, sizeof letters);
    struct alternative one = {.match = MATCH_SOUND, .weight = l->planner->ranking->sound};

    *stem = NULL;
    if (n < 2)
        return STATUS_OK;
    one.label = arena_copy(&l->planner->arena, letters, n);
    return one.label ? guess_add(l, word, one, stem) : error_no_memory(l->error);
}

enum status guess_sound(const struct lookup *l, struct word *word, const char *text,
                        double *similarity)
{
    const struct ranking *r = l->planner->ranking;
    struct guesses best = {.count = 0};
    struct sound_keys keys;
    const char *stem;
    enum status status;

    *similarity = 0;
    if (l->planner->literal || r->sound <= 0 || !sound_may_be_foreign(text, strlen(text)))
        return STATUS_OK;
    status = guess_letters(l, word, text, &stem);
    if (status != STATUS_OK || stem) {
        *similarity = stem != NULL;
        return status;
    }
    sound_keys_of(text, strlen(text), &keys);
    for (size_t i = 0; i < keys.count && status == STATUS_OK; i++)
        status = find_sounding(l, keys.keys[i], text, &best);
    for (size_t i = 0; i < best.count && i < r->sound_most && status == STATUS_OK; i++) {
        const struct guess *guess = &best.items[i];

        if (guess->similarity < best.items[0].similarity - r->sound_near)
            continue;
        status = guess_add(
            l, word,
            (struct alternative){.match = MATCH_SOUND, .weight = r->sound, .label = guess->text},
            &stem);
        if (status == STATUS_OK && stem)
            *similarity = fmax(*similarity, guess->similarity);
    }
    return status;
}
