/* How words sound: tests/spec/sound.txt holds English terms and their Hangul. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/analysis/sound.h"

#define PAIRS_MAX 1000
#define BYTES_MAX 64

struct pair {
    char english[BYTES_MAX], hangul[BYTES_MAX];
    struct sound_keys english_keys, hangul_keys;
};

struct pairs {
    struct pair items[PAIRS_MAX];
    size_t count, seen; /* those before "unseen" */
};

static struct pairs *read_pairs(void)
{
    struct pairs *pairs = calloc(1, sizeof *pairs);
    FILE *file = fopen(SEOGO_SOURCE_DIR "/tests/spec/sound.txt", "r");
    char line[256];

    assert_non_null(pairs);
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        struct pair *p = &pairs->items[pairs->count];

        if (strcmp(line, "# unseen\n") == 0)
            pairs->seen = pairs->count;
        if (*line == '#')
            continue;
        assert_int_equal(sscanf(line, "%63s %63s", p->english, p->hangul), 2);
        sound_keys_of(p->english, strlen(p->english), &p->english_keys);
        sound_keys_of(p->hangul, strlen(p->hangul), &p->hangul_keys);
        assert_true(++pairs->count < PAIRS_MAX);
    }
    fclose(file);
    return pairs;
}

static bool share_key(const struct sound_keys *a, const struct sound_keys *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (strcmp(a->keys[i], b->keys[k]) == 0)
                return true;
    return false;
}

static size_t sharing(const struct pairs *pairs, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        n += share_key(&pairs->items[i].english_keys, &pairs->items[i].hangul_keys);
    return n;
}

static void most_pairs_share_a_key(void **state)
{
    struct pairs *pairs = read_pairs();
    size_t seen = sharing(pairs, 0, pairs->seen);
    size_t unseen = sharing(pairs, pairs->seen, pairs->count);

    (void)state;
    print_message("share a key: %zu of %zu seen, %zu of %zu unseen\n", seen, pairs->seen, unseen,
                  pairs->count - pairs->seen);
    assert_int_equal(pairs->seen, 367);
    assert_int_equal(pairs->count - pairs->seen, 267);
    assert_true(seen >= 357);
    assert_true(unseen >= 254);
    free(pairs);
}

/* Of all English words with all Hangul words but their own. */
static void other_words_rarely_share_a_key(void **state)
{
    struct pairs *pairs = read_pairs();
    size_t shared = 0, all = 0;

    (void)state;
    for (size_t i = 0; i < pairs->count; i++)
        for (size_t k = 0; k < pairs->count; k++) {
            if (i == k)
                continue;
            shared += share_key(&pairs->items[i].english_keys, &pairs->items[k].hangul_keys);
            all++;
        }
    print_message("others share a key: %zu of %zu\n", shared, all);
    assert_true(shared * 500 < all);
    free(pairs);
}

/* Among the words that share a key the right one mostly sounds most alike. */
static void the_right_word_sounds_most_alike(void **state)
{
    struct pairs *pairs = read_pairs();
    size_t first = 0;
    double sum = 0;

    (void)state;
    for (size_t i = 0; i < pairs->count; i++) {
        const struct pair *p = &pairs->items[i];
        double own = sound_similarity(p->hangul, strlen(p->hangul), p->english, strlen(p->english));
        bool best = share_key(&p->english_keys, &p->hangul_keys);

        for (size_t k = 0; k < pairs->count && best; k++) {
            const struct pair *q = &pairs->items[k];

            if (share_key(&q->english_keys, &p->hangul_keys) &&
                sound_similarity(p->hangul, strlen(p->hangul), q->english, strlen(q->english)) >
                    own)
                best = false;
        }
        first += best;
        sum += own;
    }
    print_message("sounds most alike: %zu of %zu, similarity %.3f\n", first, pairs->count,
                  sum / (double)pairs->count);
    assert_true(first >= 585);
    assert_true(sum / (double)pairs->count >= 0.92);
    free(pairs);
}

static void check_keys(const char *word, size_t count, ...)
{
    struct sound_keys keys;
    va_list expected;

    sound_keys_of(word, strlen(word), &keys);
    assert_int_equal(keys.count, count);
    va_start(expected, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(keys.keys[i], va_arg(expected, const char *));
    va_end(expected);
}

static void keys_are_the_classes_of_consonants(void **state)
{
    (void)state;
    check_keys("field", 1, "PLT");
    check_keys("필드", 1, "PLT");
    check_keys("attention", 1, "ATNSN");
    check_keys("어텐션", 1, "ATNSN");
    check_keys("올라마", 1, "ALM");    /* ㄹㄹ is one */
    check_keys("매직퀼", 1, "MJKL");   /* so is ㄱㅋ */
    check_keys("training", 1, "TLNG"); /* r before a vowel, final ng */
    check_keys("learning", 1, "LNG");  /* r before a consonant is silent */
    check_keys("knowledge", 1, "NLJ");
    check_keys("bits", 4, "PT", "PJ", "PTS", "PJS");
    check_keys("whisper", 2, "ASP", "HSP");
    check_keys("gpt4", 1, "KPT"); /* digits are passed over */
    check_keys("gpt4모델", 1, "MTL");
    check_keys("아", 1, "A");
}

static void a_word_of_another_script_has_no_key(void **state)
{
    (void)state;
    check_keys("", 0);
    check_keys("123", 0);
    check_keys("ㅎㅅ", 0);
    check_keys("模型", 0);
    check_keys("naïve", 0);
    check_keys("모델\xff", 0);
    check_keys("\xea\xb0", 0);
    assert_true(sound_similarity("모델", 6, "模型", 6) == 0);
    assert_true(sound_similarity("", 0, "", 0) == 0);
}

/* Eight at most, however many places are ambiguous. */
static void keys_are_limited(void **state)
{
    char word[400];
    struct sound_keys keys;

    (void)state;
    memset(word, 'g', sizeof word);
    for (size_t i = 1; i < sizeof word; i += 2)
        word[i] = 'e';
    sound_keys_of(word, sizeof word, &keys);
    assert_int_equal(keys.count, SOUND_KEYS_MAX);
    for (size_t i = 0; i < keys.count; i++)
        assert_int_equal(strlen(keys.keys[i]), 24); /* of 48 letters */
    for (size_t i = 0; i + 3 <= sizeof word; i += 3)
        memcpy(word + i, "갃", 3);
    sound_keys_of(word, sizeof word - 1, &keys);
    assert_int_equal(keys.count, 1);
    assert_true(strlen(keys.keys[0]) <= SOUND_KEY_MAX);
}

static double similarity(const char *a, const char *b)
{
    return sound_similarity(a, strlen(a), b, strlen(b));
}

static void similarity_hears_vowels_and_force(void **state)
{
    (void)state;
    assert_true(similarity("모델", "모델") == 1);
    assert_true(similarity("프롬프트", "prompt") > 0.9);
    assert_true(similarity("툴", "tool") > similarity("툴", "dual"));
    assert_true(similarity("듀얼", "dual") > similarity("듀얼", "tool"));
    assert_true(similarity("보이스", "voice") > similarity("보이스", "base"));
    assert_true(similarity("페이스", "face") > similarity("페이스", "fossa"));
    assert_true(similarity("다트", "dart") > similarity("다트", "that"));
    assert_true(similarity("소트", "thought") > similarity("소트", "south"));
    assert_true(similarity("얼라인", "align") > similarity("얼라인", "lane"));
    assert_true(similarity("k", "아야어여오") == 0); /* never below */
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* A word of its own allocation, so that a read outside is seen. */
static char *random_word(uint32_t *seed, size_t *length)
{
    static const char *const PIECES[] = {"a",  "e",  "g",  "gh", "x",    "ps",
                                         "w",  "ng", "z",  "1",  "가",   "힣",
                                         "얼", "ㅎ", "型", "-",  "\xff", "\xea\x80"};
    char built[512];
    char *word;

    *length = 0;
    for (uint32_t n = next_random(seed) % 80; n > 0; n--) {
        const char *piece = PIECES[next_random(seed) % (sizeof PIECES / sizeof *PIECES)];

        if (next_random(seed) % 8)
            piece = PIECES[next_random(seed) % 13];
        memcpy(built + *length, piece, strlen(piece));
        *length += strlen(piece);
    }
    if (next_random(seed) % 16 == 0)
        for (size_t i = 0; i < *length; i++)
            built[i] = (char)next_random(seed);
    word = malloc(*length + !*length);
    assert_non_null(word);
    memcpy(word, built, *length);
    return word;
}

static void any_bytes_are_survived(void **state)
{
    uint32_t seed = 20231120;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t m, n, written;
        char *a = random_word(&seed, &m), *b = random_word(&seed, &n), letters[8];
        struct sound_keys keys;
        double there = sound_similarity(a, m, b, n), back = sound_similarity(b, n, a, m);
        double same = sound_similarity(a, m, a, m);

        sound_keys_of(a, m, &keys);
        assert_true(keys.count <= SOUND_KEYS_MAX);
        for (size_t i = 0; i < keys.count; i++)
            assert_true(*keys.keys[i] && strlen(keys.keys[i]) <= SOUND_KEY_MAX);
        assert_true(there >= 0 && there <= 1);
        assert_true(there - back < 1e-9 && back - there < 1e-9);
        assert_true(same == 1 || same == 0);
        written = sound_letters(a, m, letters, sizeof letters);
        assert_true(written <= sizeof letters);
        free(a);
        free(b);
    }
}

static void check_letters(const char *word, const char *expected)
{
    char out[16];
    size_t n = sound_letters(word, strlen(word), out, sizeof out);

    assert_int_equal(n, strlen(expected));
    assert_memory_equal(out, expected, n);
}

static void names_of_letters_spell_a_word(void **state)
{
    (void)state;
    check_letters("엘엘엠", "llm");
    check_letters("알더블유케이브이", "rwkv");
    check_letters("에이피아이", "api");
    check_letters("지피티포", "gpt4");
    check_letters("에이치티엠엘", "html");
    check_letters("알엘에이치에프", "rlhf");
    check_letters("엑스와이제트", "xyz");
    check_letters("브이큐에이", "vqa");
    check_letters("아르엘", "rl");
    check_letters("비전", "");
    check_letters("엘엘엠은", "");
    check_letters("llm", "");
    check_letters("", "");
}

static void letters_that_do_not_fit_are_none(void **state)
{
    char out[3];

    (void)state;
    assert_int_equal(sound_letters("엘엘엠", 9, out, 3), 3);
    assert_int_equal(sound_letters("엘엘엠", 9, out, 2), 0);
    assert_int_equal(sound_letters("엘엘엠", 8, out, 3), 0); /* cut in a syllable */
}

/* The pairs of the specification are what people type. */
static void foreign_words_are_spelled_as_such(void **state)
{
    static const char *const NATIVE[] = {"찾던",   "바꾸면", "통째", "읽게",   "보여줘", "되게",
                                         "안봐도", "왜곡",   "따로", "있나요", "그려주"};
    static const char *const EITHER[] = {"텍스쳐",   "씬",   "최",     "현", "경희",    "와이드",
                                         "콰이어트", "모델", "latent", "",   "\xED\x95"};
    struct pairs *pairs = read_pairs();

    (void)state;
    for (size_t i = 0; i < pairs->count; i++)
        assert_true(sound_may_be_foreign(pairs->items[i].hangul, strlen(pairs->items[i].hangul)));
    for (size_t i = 0; i < sizeof NATIVE / sizeof *NATIVE; i++)
        assert_false(sound_may_be_foreign(NATIVE[i], strlen(NATIVE[i])));
    for (size_t i = 0; i < sizeof EITHER / sizeof *EITHER; i++)
        assert_true(sound_may_be_foreign(EITHER[i], strlen(EITHER[i])));
    free(pairs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_pairs_share_a_key),
        cmocka_unit_test(other_words_rarely_share_a_key),
        cmocka_unit_test(the_right_word_sounds_most_alike),
        cmocka_unit_test(keys_are_the_classes_of_consonants),
        cmocka_unit_test(a_word_of_another_script_has_no_key),
        cmocka_unit_test(keys_are_limited),
        cmocka_unit_test(similarity_hears_vowels_and_force),
        cmocka_unit_test(any_bytes_are_survived),
        cmocka_unit_test(names_of_letters_spell_a_word),
        cmocka_unit_test(letters_that_do_not_fit_are_none),
        cmocka_unit_test(foreign_words_are_spelled_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
