/* Any two words sound, are typed and are misspelt as the headers say: the bytes
 * up to the first NUL, and those behind it. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/keyboard.h"
#include "indexer/format/analysis/sound.h"
#include "indexer/format/lexical.h"
#include "indexer/lexicon/gloss.h"
#include "query/plan/guess/spelling.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds, const char *law)
{
    if (!holds) {
        fprintf(stderr, "%s\n", law);
        abort();
    }
}

static void check_sound(const char *a, size_t m, const char *b, size_t n)
{
    struct sound_keys keys;
    char letters[16];
    double there = sound_similarity(a, m, b, n), back = sound_similarity(b, n, a, m);

    sound_keys_of(a, m, &keys);
    expect(keys.count <= SOUND_KEYS_MAX, "too many keys");
    for (size_t i = 0; i < keys.count; i++)
        expect(*keys.keys[i] && strlen(keys.keys[i]) <= SOUND_KEY_MAX, "a key's length");
    expect(there >= 0 && there <= 1, "similarity is 0 to 1");
    expect(there - back < 1e-9 && back - there < 1e-9, "similarity is symmetric");
    expect(sound_letters(a, m, letters, sizeof letters) <= sizeof letters, "letters fit");
}

static void check_keyboard(const char *a, size_t m)
{
    char out[KEYBOARD_KEYS_MAX * 4], back[KEYBOARD_KEYS_MAX * 4], again[KEYBOARD_KEYS_MAX * 4];
    size_t n = keyboard_hangul(a, m, out, sizeof out), k, l;

    expect(n <= sizeof out, "Hangul fits");
    k = n ? keyboard_latin(out, n, back, sizeof back) : 0;
    expect(!n || k == m, "as many keys as were typed");
    l = k ? keyboard_hangul(back, k, again, sizeof again) : 0;
    expect(!k || (l == n && memcmp(again, out, n) == 0), "Hangul reads back");
    expect(keyboard_latin(a, m, out, sizeof out) <= sizeof out, "Latin fits");
}

static void check_spelling(const char *a, size_t m, const char *b, size_t n)
{
    char x[SPELLING_KEYS_MAX], y[SPELLING_KEYS_MAX];
    size_t i = spelling_keys(a, m, x), k = spelling_keys(b, n, y), most = spelling_most(i);
    size_t edits = spelling_distance(x, i, y, k, most);

    expect(edits <= most + 1, "a distance is bounded");
    expect(edits == spelling_distance(y, k, x, i, most), "a distance is symmetric");
    expect(spelling_distance(x, i, x, i, most) == 0, "a word is itself");
}

static void check_stored(const char *a, size_t m)
{
    struct lexical_entry entry;
    struct gloss gloss;

    for (size_t offset = 0; lexical_next(a, m, &offset, &entry);)
        expect(entry.text >= a && entry.text + entry.length <= a + offset && offset <= m,
               "an entry lies in its value");
    for (size_t offset = 0; gloss_next(a, m, &offset, &gloss);)
        expect(gloss.korean >= a && gloss.korean + gloss.korean_length < gloss.english &&
                   gloss.english + gloss.english_length < a + m,
               "a gloss lies in its text");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *a = (const char *)data, *nul = size ? memchr(a, '\0', size) : NULL;
    size_t m = nul ? (size_t)(nul - a) : size, n = nul ? size - m - 1 : 0;
    const char *b = nul ? nul + 1 : a + size;

    check_sound(a, m, b, n);
    check_keyboard(a, m);
    check_spelling(a, m, b, n);
    check_stored(a, size);
    return 0;
}
