/* What stands for a word that is typed in part: initials, a word on its way, and
 * for papers: the words that tell of them. Over the small library of the plan's
 * tests and a vocabulary that is written here, so that each word of it and its
 * frequency is there for what a test says. */
#include "search_library.h"

#include "indexer/format/lexical.h"
#include "query/plan/rank/compete.h"
#include "query/plan/rank/ranking.h"
#include "query/plan/guess/choseong.h"
#include "query/plan/guess/guess.h"
#include "query/plan/guess/loanword.h"
#include "query/plan/plan.h"
#include "query/plan/similar.h"
#include "query/plan/words/words.h"

/* 검색 and lattes stand in no paper, though they are the most frequent. */
static const struct {
    const char *bucket;
    struct lexical_entry words[6];
} VOCABULARY[] = {
    {"h2",
     {{"강화", 6, 9},
      {"검색", 6, 90},
      {"모델", 6, 50},
      {"물체", 6, 3},
      {"확산", 6, 20},
      {"학습", 6, 30}}},
    {"h4", {{"강화학습", 12, 4}, {"확산모델", 12, 2}}},
    {"l6", {{"latent", 6, 7}, {"lattes", 6, 70}}},
    {"l8", {{"language", 8, 5}}},
    {"l9", {{"reasoning", 9, 3}}},
};

struct guessing_room {
    struct scratch *scratch;
    struct shim_database *database;
    struct shim_stemmer *stemmer;
    struct analyzer *analyzer;
    struct ranking ranking;
    struct planner planner;
};

static void write_vocabulary(struct shim_writer *writer)
{
    struct error error = {0};

    for (size_t i = 0; i < sizeof VOCABULARY / sizeof *VOCABULARY; i++) {
        struct buffer value = BUFFER_INIT;
        char key[LEXICAL_KEY_MAX];
        const char *bucket = VOCABULARY[i].bucket;
        size_t length = lexical_key(LEXICAL_VOCABULARY, bucket, strlen(bucket), key);

        for (size_t k = 0; k < 6 && VOCABULARY[i].words[k].text; k++)
            assert_true(lexical_add(&value, &VOCABULARY[i].words[k]));
        assert_ok(shim_writer_metadata(writer, (struct shim_bytes){key, length},
                                       (struct shim_bytes){value.data, value.length}, &error),
                  error);
        buffer_free(&value);
    }
}

/* The library and, in a database of its own, the vocabulary, made one. */
static void build(struct guessing_room *room, char out[PATH_SIZE])
{
    char library[PATH_SIZE], words[PATH_SIZE];
    const char *const parts[] = {library, words};
    struct shim_writer *writer;
    struct error error = {0};

    library_build(room->scratch, library);
    scratch_path(room->scratch, "words", words);
    scratch_path(room->scratch, "guesses", out);
    assert_ok(shim_writer_create(&writer, words, &error), error);
    write_vocabulary(writer);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
    assert_ok(shim_compact(parts, 2, out, &error), error);
}

static int setup(void **state)
{
    struct guessing_room *room = calloc(1, sizeof *room);
    struct error error = {0};
    char path[PATH_SIZE];

    assert_non_null(room);
    scratch_setup((void **)&room->scratch);
    build(room, path);
    room->database = open_library(path);
    assert_ok(shim_stemmer_new(&room->stemmer, &error), error);
    room->analyzer = analyzer_new(&(struct stemming){library_stem, room->stemmer});
    assert_non_null(room->analyzer);
    ranking_init(&room->ranking);
    *state = room;
    return 0;
}

static int teardown(void **state)
{
    struct guessing_room *room = *state;

    shim_database_free(room->database);
    analyzer_free(room->analyzer);
    shim_stemmer_free(room->stemmer);
    int failed = scratch_teardown((void **)&room->scratch);
    free(room);
    return failed;
}

static int begin(void **state)
{
    struct guessing_room *room = *state;

    room->planner = (struct planner){.database = room->database,
                                     .analyzer = room->analyzer,
                                     .ranking = &room->ranking,
                                     .documents = BOOK_COUNT};
    return 0;
}

static int end(void **state)
{
    struct guessing_room *room = *state;

    arena_free(&room->planner.arena);
    return 0;
}

static const bool ALL[TEXT_FIELDS] = {true, true, true};

/* Whether the word's alternatives of this kind are these labels, "a|b". */
static void assert_alternatives(const struct word *word, enum match match, const char *expected)
{
    char labels[512] = "";

    for (size_t i = 0; i < word->count; i++) {
        const struct alternative *a = &word->alternatives[i];

        if (a->match != match)
            continue;
        if (labels[0])
            strcat(labels, "|");
        strcat(labels, a->label);
    }
    assert_string_equal(labels, expected);
}

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
    struct guessing_room *room = *state;
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

static struct word initials(struct guessing_room *room, const char *text)
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

/* The last word of a query that ends here. */
static struct word last_word(struct guessing_room *room, const char *query, size_t *count)
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
    struct guessing_room *room = *state;
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

/* A query planned; *status is how it went. */
static struct plan plan_of(struct guessing_room *room, const char *query, enum status *status,
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
    struct guessing_room *room = *state;
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

#define GUESS_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

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
        GUESS_TEST(a_consonant_begins_the_next_syllable),
        GUESS_TEST(a_compound_is_typed_on_behind_a_word),
        GUESS_TEST(a_batchim_may_grow_or_begin_the_next_syllable),
        GUESS_TEST(a_known_word_is_not_completed),
        GUESS_TEST(a_latin_word_is_completed_from_the_vocabulary),
        GUESS_TEST(nothing_is_completed_before_the_end_or_literally),
        GUESS_TEST(papers_alike_are_told_by_words_that_others_have),
        GUESS_TEST(a_paper_that_is_not_there_is_named_at_its_byte),
        GUESS_TEST(a_demanded_word_is_literal_and_a_field_is_not),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
