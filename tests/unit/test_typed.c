/* What stands for a word that is typed in part: a word on its way. */
#include "guess_library.h"

/* The last word of a query that ends here. */
static struct word last_word(struct planning_room *room, const char *query, size_t *count)
{
    struct error error = {0};
    struct word *words;

    room->planner.query = query;
    room->planner.query_length = strlen(query);
    assert_ok(words_typed(&(struct lookup){&room->planner, ALL, &error},
                          (struct shim_bytes){query, strlen(query)}, 0, &words, count),
              error);
    return *count ? words[*count - 1] : (struct word){0};
}

static void a_consonant_begins_the_next_syllable(void **state)
{
    size_t count;
    struct word word = last_word(*state, "추ㄹ", &count);

    assert_int_equal(count, 1);
    assert_alternatives(&word, MATCH_CHOSEONG, "추론|추론능력");
    word = last_word(*state, "이ㅁ", &count);
    assert_alternatives(&word, MATCH_CHOSEONG, "이미지");
    word = last_word(*state, "이ㅂ", &count);
    assert_int_equal(word.count, 0);
}

static void a_compound_is_typed_on_behind_a_word(void **state)
{
    size_t count;
    struct word word = last_word(*state, "이미지비ㄷ", &count);

    assert_int_equal(count, 2);
    assert_alternatives(&word, MATCH_CHOSEONG, "비디오");
    /* The word is whole: what follows is no part of another. */
    word = last_word(*state, "비디오ㅎ", &count);
    assert_int_equal(count, 1);
    assert_string_equal(word.stem, "비디오");
    assert_alternatives(&word, MATCH_CHOSEONG, "");
}

static void a_batchim_may_grow_or_begin_the_next_syllable(void **state)
{
    size_t count;
    struct word word = last_word(*state, "추로", &count);

    assert_alternatives(&word, MATCH_SPELLING, "추론|추론능력");
    word = last_word(*state, "비딩", &count);
    assert_alternatives(&word, MATCH_CHOSEONG, "비디오");
}

static void a_known_word_is_not_completed(void **state)
{
    size_t count;
    struct word word = last_word(*state, "추론", &count);

    assert_alternatives(&word, MATCH_SPELLING, "");
    assert_alternatives(&word, MATCH_CHOSEONG, "");
}

static void a_latin_word_is_completed_from_the_vocabulary(void **state)
{
    size_t count;
    struct word word = last_word(*state, "reasoni", &count);

    assert_alternatives(&word, MATCH_SPELLING, "reasoning");
    word = last_word(*state, "lat", &count); /* lattes stands in no paper */
    assert_alternatives(&word, MATCH_SPELLING, "latent");
    word = last_word(*state, "la", &count);
    assert_int_equal(word.count, 0);
}

static void nothing_is_completed_before_the_end_or_literally(void **state)
{
    static const char *const TEXTS[] = {"추ㄹ", "추로", "lat", "ㅎㅅ"};
    struct planning_room *room = *state;
    struct error error = {0};

    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        for (int literal = 0; literal < 2; literal++) {
            const char *text = TEXTS[i];
            struct word *words;
            size_t count;

            room->planner.query = text;
            room->planner.query_length = strlen(text) + !literal; /* a space behind it */
            room->planner.literal = literal;
            assert_ok(words_typed(&(struct lookup){&room->planner, ALL, &error},
                                  (struct shim_bytes){text, strlen(text)}, 0, &words, &count),
                      error);
            for (size_t k = 0; k < count; k++)
                if (literal || strcmp(text, "ㅎㅅ") != 0)
                    for (size_t a = 0; a < words[k].count; a++)
                        assert_true(!match_kind(words[k].alternatives[a].match)->guessed);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUESS_TEST(a_consonant_begins_the_next_syllable),
        GUESS_TEST(a_compound_is_typed_on_behind_a_word),
        GUESS_TEST(a_batchim_may_grow_or_begin_the_next_syllable),
        GUESS_TEST(a_known_word_is_not_completed),
        GUESS_TEST(a_latin_word_is_completed_from_the_vocabulary),
        GUESS_TEST(nothing_is_completed_before_the_end_or_literally),
    };

    return cmocka_run_group_tests(tests, guess_library_open, planning_room_close);
}
