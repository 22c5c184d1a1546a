/* Slips of the keys: the distance is that of the definition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "query/plan/guess/spelling.h"

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment, by its definition. */
static size_t aligned(const char *a, size_t m, const char *b, size_t n)
{
    size_t d[SPELLING_KEYS_MAX + 1][SPELLING_KEYS_MAX + 1];

    for (size_t i = 0; i <= m; i++)
        for (size_t k = 0; k <= n; k++) {
            if (i == 0 || k == 0) {
                d[i][k] = i + k;
                continue;
            }
            d[i][k] = least(d[i - 1][k - 1] + (a[i - 1] != b[k - 1]),
                            least(d[i - 1][k], d[i][k - 1]) + 1);
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                d[i][k] = least(d[i][k], d[i - 2][k - 2] + 1);
        }
    return d[m][n];
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* A word, and the same with a few slips: most of a search's words are neither
 * equal nor wholly different. */
static size_t slip(uint32_t *seed, const char *word, size_t length, unsigned letters, char *out)
{
    size_t n = length;

    memcpy(out, word, length);
    for (uint32_t edits = next_random(seed) % 5; edits > 0; edits--) {
        size_t at = n ? next_random(seed) % n : 0;
        char letter = (char)('A' + next_random(seed) % letters);

        switch (next_random(seed) % 4) {
        case 0:
            if (n < SPELLING_KEYS_MAX) {
                memmove(out + at + 1, out + at, n++ - at);
                out[at] = letter;
            }
            break;
        case 1:
            if (n)
                memmove(out + at, out + at + 1, --n - at);
            break;
        case 2:
            if (at + 1 < n) {
                char first = out[at];

                out[at] = out[at + 1];
                out[at + 1] = first;
            }
            break;
        default:
            if (n)
                out[at] = letter;
        }
    }
    return n;
}

static void the_distance_is_that_of_the_definition(void **state)
{
    uint32_t seed = 3;

    (void)state;
    for (int round = 0; round < 60000; round++) {
        unsigned letters = 2 + next_random(&seed) % 50; /* A to s: no two share a bit of a mask */
        size_t m = next_random(&seed) % (round % 10 ? 12 : SPELLING_KEYS_MAX + 1), n, right;
        char a[SPELLING_KEYS_MAX], b[SPELLING_KEYS_MAX];

        for (size_t i = 0; i < m; i++)
            a[i] = (char)('A' + next_random(&seed) % letters);
        n = slip(&seed, a, m, letters, b);
        right = aligned(a, m, b, n);
        for (size_t most = 0; most < 6; most++) {
            assert_int_equal(spelling_distance(a, m, b, n, most), least(right, most + 1));
            assert_int_equal(spelling_distance(b, n, a, m, most), least(right, most + 1));
        }
    }
}

static void known_slips(void **state)
{
    (void)state;
    assert_int_equal(spelling_distance("difusion", 8, "diffusion", 9, 2), 1);
    assert_int_equal(spelling_distance("diffusoin", 9, "diffusion", 9, 2), 1);
    assert_int_equal(spelling_distance("ca", 2, "abc", 3, 3), 3); /* not 2: no edit twice */
    assert_int_equal(spelling_distance("", 0, "", 0, 0), 0);
    assert_int_equal(spelling_distance("a", 1, "", 0, 0), 1);
    assert_int_equal(spelling_distance("model", 5, "token", 5, 2), 3);
}

static void check_keys(const char *word, const char *expected)
{
    char keys[SPELLING_KEYS_MAX];
    size_t n = spelling_keys(word, strlen(word), keys);

    assert_int_equal(n, strlen(expected));
    assert_memory_equal(keys, expected, n);
}

static void a_word_is_its_keys(void **state)
{
    char word[3 * SPELLING_KEYS_MAX], keys[SPELLING_KEYS_MAX];

    (void)state;
    check_keys("gpt4", "gpt4");
    check_keys("확산", "ghkrtks");
    check_keys("模型", "");
    check_keys("", "");
    memset(word, 'x', sizeof word);
    assert_int_equal(spelling_keys(word, SPELLING_KEYS_MAX, keys), SPELLING_KEYS_MAX);
    assert_int_equal(spelling_keys(word, SPELLING_KEYS_MAX + 1, keys), 0);
    for (size_t i = 0; i < SPELLING_KEYS_MAX; i++)
        memcpy(word + 3 * i, "가", 3);
    assert_int_equal(spelling_keys(word, 3 * SPELLING_KEYS_MAX / 2, keys), SPELLING_KEYS_MAX);
    assert_int_equal(spelling_keys(word, 3 * SPELLING_KEYS_MAX / 2 + 3, keys), 0);
}

static void short_words_are_as_they_are(void **state)
{
    (void)state;
    assert_int_equal(spelling_most(0), 0);
    assert_int_equal(spelling_most(3), 0);
    assert_int_equal(spelling_most(4), 1);
    assert_int_equal(spelling_most(8), 1);
    assert_int_equal(spelling_most(9), 2);
    assert_int_equal(spelling_most(SPELLING_KEYS_MAX), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_distance_is_that_of_the_definition),
        cmocka_unit_test(known_slips),
        cmocka_unit_test(a_word_is_its_keys),
        cmocka_unit_test(short_words_are_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
