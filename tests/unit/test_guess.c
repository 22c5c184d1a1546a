/* What stands for a word: initials, loanwords, and for papers the words that tell of
 * them. */
#include "guess_library.h"

#include "query/plan/guess/choseong.h"
#include "query/plan/guess/guess.h"
#include "query/plan/guess/loanword.h"
#include "query/plan/guess/memory.h"
#include "query/plan/rank/compete.h"
#include "query/plan/similar.h"

static double loan(const char *word)
{
    return loanword_score(word, strlen(word));
}

static void loanwords_do_not_look_like_native_words(void **state)
{
    static const char *const LOANS[] = {"어텐션", "레이턴트", "트랜스포머", "첼시", "이어폰"};
    static const char *const NATIVE[] = {"지진", "초거대", "대충", "춤추", "삼성", "추론"};

    (void)state;
    for (size_t i = 0; i < sizeof LOANS / sizeof *LOANS; i++)
        for (size_t k = 0; k < sizeof NATIVE / sizeof *NATIVE; k++)
            assert_true(loan(LOANS[i]) > loan(NATIVE[k]) + 0.5);
    assert_true(loan("latent") == 0);
    assert_true(loan("") == 0);
}

static void no_guess_adds_more_than_what_stands_before_it(void **state)
{
    struct planning_room *room = *state;
    struct word word = {.count = 0};
    struct error error = {0};
    const struct lookup l = {&room->planner, ALL, &error};
    static const enum match KINDS[] = {MATCH_LITERAL, MATCH_SOUND, MATCH_RELATED};
    static const char *const TERMS[] = {"모델", "강화", "학습"};

    for (size_t i = 0; i < 3; i++) {
        struct piece piece;

        assert_ok(piece_look_up(&l, TERMS[i], TERMS[i], &piece), error);
        word_add_piece(&room->planner, &word,
                       (struct alternative){.match = KINDS[i], .weight = 5 * (double)i + 1},
                       &piece);
    }
    guess_bound(&room->planner, &word);
    for (size_t i = 1; i < word.count; i++)
        assert_true(compete_worth(&room->planner, &word.alternatives[i]) <=
                    compete_worth(&room->planner, &word.alternatives[i - 1]) * 1.0001);
    assert_true(word.alternatives[0].weight == 1);
}

static struct word initials(struct planning_room *room, const char *text)
{
    struct word word = {.typed = text, .stem = text};
    struct error error = {0};

    assert_ok(guess_choseong(&(struct lookup){&room->planner, ALL, &error}, &word, text), error);
    return word;
}

static void initials_stand_for_the_most_frequent_words_that_have_them(void **state)
{
    struct word word = initials(*state, "ㅎㅅ");

    assert_alternatives(&word, MATCH_CHOSEONG, "학습|확산");
    assert_true(word.alternatives[0].weight > word.alternatives[1].weight);
    word = initials(*state, "ㄱㅎ");
    assert_alternatives(&word, MATCH_CHOSEONG, "강화");
}

static void only_what_the_papers_hold_is_guessed(void **state)
{
    struct word word = initials(*state, "ㄱㅅ"); /* 검색 */

    assert_int_equal(word.count, 0);
}

static void a_tense_consonant_is_itself(void **state)
{
    assert_int_equal(initials(*state, "ㄲㅎ").count, 0);
    assert_int_equal(initials(*state, "ㄱㅎ").count, 1);
}

static void initials_run_together_are_neighbours_that_papers_hold(void **state)
{
    struct word word = initials(*state, "ㅎㅅㅁㄷ");

    /* 학습 is more frequent, but no paper says 학습 모델. */
    assert_alternatives(&word, MATCH_CHOSEONG, "확산모델|확산 모델");
    assert_true(word.alternatives[1].adjacent);
    word = initials(*state, "ㄱㅎㅎㅅ");
    assert_alternatives(&word, MATCH_CHOSEONG, "강화학습|강화 학습");
    word = initials(*state, "ㅁㄷㅎㅅ"); /* 모델 확산: no paper has this order */
    assert_int_equal(word.count, 0);
}

static void what_is_no_run_of_initials_is_no_guess(void **state)
{
    static const char *const TEXTS[] = {"ㅎ",   "",      "ㅏㅏ",
                                        "ㅎㅏ", "ㅎㅅx", "ㅎㅅㅎㅅㅎㅅㅎㅅㅎㅅㅎㅅㅎㅅ"};

    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        assert_int_equal(initials(*state, TEXTS[i]).count, 0);
}

static void consonants_that_a_keyboard_ran_together_are_two(void **state)
{
    uint32_t first, second;

    (void)state;
    assert_true(choseong_split(0x3133, &first, &second)); /* ㄳ */
    assert_int_equal(first, 0x3131);
    assert_int_equal(second, 0x3145);
    assert_true(choseong_split(0x3132, &first, &second)); /* ㄲ */
    assert_int_equal(first, 0x3132);
    assert_int_equal(second, 0);
    assert_false(choseong_split(0x314F, &first, &second)); /* ㅏ */
    assert_false(choseong_split('a', &first, &second));
}

/* A query planned; *status is how it went. */
static struct plan plan_of(struct planning_room *room, const char *query, enum status *status,
                           struct error *error)
{
    struct plan plan = {0};
    struct node *tree;
    size_t offset;

    room->planner.query = query;
    room->planner.query_length = strlen(query);
    assert_ok(query_parse(query, strlen(query), NULL, &tree, &offset, error), *error);
    *status = plan_query(&room->planner, tree, &plan, error);
    node_free(tree);
    return plan;
}

static void papers_alike_are_told_by_words_that_others_have(void **state)
{
    struct error error = {0};
    enum status status;
    struct plan plan = plan_of(*state, "similar:2401.00004", &status, &error);
    const struct alternative *words;

    assert_ok(status, error);
    assert_true(plan.identity);
    assert_int_equal(plan.part_count, 1);
    assert_true(plan.parts[0].similar);
    assert_int_equal(plan.parts[0].word->count, 1);
    words = plan.parts[0].word->alternatives;
    assert_int_equal(words->match, MATCH_RELATED);
    assert_true(words->piece_count > 0);
    for (size_t i = 0; i < words->piece_count; i++) {
        assert_true(piece_documents(&words->pieces[i]) > 1);
        assert_true(words->pieces[i].weight > 0 && words->pieces[i].weight <= 1);
    }
    plan_clear(&plan);
}

static void a_paper_that_is_not_there_is_named_at_its_byte(void **state)
{
    struct planning_room *room = *state;
    struct error error = {0};
    enum status status;
    struct plan plan = plan_of(room, "추론 similar:2401.00001,2499.00009", &status, &error);

    assert_int_equal(status, STATUS_BAD_QUERY);
    assert_int_equal(room->planner.broken, strlen("추론 similar:2401.00001,"));
    assert_non_null(strstr(error.message, "2499.00009"));
    plan_clear(&plan);
}

static void a_demanded_word_is_literal_and_a_field_is_not(void **state)
{
    static const char *const QUERIES[] = {"+reasoni", "title:reasoni"};

    for (size_t i = 0; i < 2; i++) {
        struct error error = {0};
        enum status status;
        struct plan plan = plan_of(*state, QUERIES[i], &status, &error);

        assert_ok(status, error);
        assert_int_equal(plan.part_count, 1);
        assert_int_equal(plan.parts[0].word->count > 0, i);
        plan_clear(&plan);
        end(state);
        begin(state);
    }
}

static void what_is_related_to_a_word_stands_beside_it_in_a_compound_too(void **state)
{
    static const char *const QUERIES[] = {"확산 물체", "확산물체"};
    struct planning_room *room = *state;

    for (size_t i = 0; i < 2; i++) {
        struct error error = {0};
        enum status status;
        struct plan plan = plan_of(room, QUERIES[i], &status, &error);

        assert_ok(status, error);
        assert_true(plan.part_count >= 2);
        assert_alternatives(plan.parts[0].word, MATCH_RELATED, "학습");
        plan_clear(&plan);
        end(state);
        begin(state);
    }
}

static size_t times_found;

/* Guesses the text itself, and that with an s; nothing of what is empty. */
static enum status find_itself(const struct lookup *l, const char *text, struct guesses *out)
{
    char other[16];
    const struct shim_bytes texts[] = {{text, strlen(text)},
                                       {other, (size_t)sprintf(other, "%ss", text)}};

    times_found++;
    l->planner->work += strlen(text);
    for (size_t i = 0; i < 2 && *text; i++)
        assert_true(guesses_keep(out, &l->planner->arena, texts[i],
                                 (struct guess){.score = -(double)i, .similarity = 0.5}));
    return STATUS_OK;
}

static void assert_itself(const struct lookup *l, enum guessed about, const char *text)
{
    char other[16];
    struct guesses found = {.count = 0};
    const size_t before = l->planner->work;

    sprintf(other, "%ss", text);
    assert_ok(guesses_once(l, about, text, find_itself, &found), *l->error);
    assert_int_equal(l->planner->work - before, strlen(text));
    assert_int_equal(found.count, *text ? 2 : 0);
    for (size_t i = 0; i < found.count; i++) {
        assert_string_equal(found.items[i].text, i ? other : text);
        assert_true(found.items[i].score == -(double)i && found.items[i].similarity == 0.5);
    }
}

static void what_was_guessed_once_is_remembered_with_its_work(void **state)
{
    struct planning_room *room = *state;
    struct error error = {0};
    const struct lookup l = {&room->planner, ALL, &error};
    char text[16];

    room->planner.memory = guess_memory_new();
    assert_non_null(room->planner.memory);
    for (size_t times = 1; times <= 3; times++) {
        times_found = 0;
        assert_itself(&l, GUESSED_SPELLING, "model");
        assert_itself(&l, GUESSED_NAMES, "model");
        assert_itself(&l, GUESSED_NAMES, "");
        assert_int_equal(times_found, times == 1 ? 3 : 0);
    }
    /* More than there are places for. */
    for (size_t i = 0; i < 10000; i++) {
        sprintf(text, "%zu", i % 3000);
        assert_itself(&l, i % 2 ? GUESSED_NAMES : GUESSED_SPELLING, text);
    }
    guess_memory_free(room->planner.memory);
    room->planner.memory = NULL;
    times_found = 0;
    assert_itself(&l, GUESSED_NAMES, "model");
    assert_itself(&l, GUESSED_NAMES, "model");
    assert_int_equal(times_found, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUESS_TEST(loanwords_do_not_look_like_native_words),
        GUESS_TEST(no_guess_adds_more_than_what_stands_before_it),
        GUESS_TEST(initials_stand_for_the_most_frequent_words_that_have_them),
        GUESS_TEST(only_what_the_papers_hold_is_guessed),
        GUESS_TEST(a_tense_consonant_is_itself),
        GUESS_TEST(initials_run_together_are_neighbours_that_papers_hold),
        GUESS_TEST(what_is_no_run_of_initials_is_no_guess),
        GUESS_TEST(consonants_that_a_keyboard_ran_together_are_two),
        GUESS_TEST(papers_alike_are_told_by_words_that_others_have),
        GUESS_TEST(a_paper_that_is_not_there_is_named_at_its_byte),
        GUESS_TEST(what_is_related_to_a_word_stands_beside_it_in_a_compound_too),
        GUESS_TEST(a_demanded_word_is_literal_and_a_field_is_not),
        GUESS_TEST(what_was_guessed_once_is_remembered_with_its_work),
    };

    return cmocka_run_group_tests(tests, guess_library_open, planning_room_close);
}
