/* What a session remembers of terms, and when it forgets. */
#include "shim_shelf.h"

#include <math.h>

#include "shim/match/match.h"

enum { WORD_PAPERS = 800, PAPER_WORDS = 13 };

/* Every paper has words of its own, and model. */
static void build_library_of_words(const struct scratch *scratch, char path[PATH_SIZE])
{
    static char words[WORD_PAPERS][128];
    static struct sample_paper many[WORD_PAPERS];
    for (int paper = 0; paper < WORD_PAPERS; paper++) {
        int length = snprintf(words[paper], sizeof words[paper], "model");
        for (int i = 0; i < PAPER_WORDS; i++)
            length += snprintf(words[paper] + length, sizeof words[paper] - (size_t)length, " w%d",
                               paper * PAPER_WORDS + i);
        many[paper] = (struct sample_paper){words[paper], paper % 20, NULL};
    }
    scratch_path(scratch, "words", path);
    build_library(scratch, path, many, WORD_PAPERS);
}

enum { REMEMBERED_TERMS = 20000, ASKED_WORDS = 2000 };

/* Of the first words one. */
static struct shim_query *any_of_words(void)
{
    static struct shim_query *words[ASKED_WORDS];
    struct shim_query *query;
    struct error error = {0};
    char word[16];
    for (int i = 0; i < ASKED_WORDS; i++) {
        snprintf(word, sizeof word, "w%d", i);
        words[i] = term(word);
    }
    assert_ok(shim_query_combine(&query, SHIM_OR, words, ASKED_WORDS, 0, &error), error);
    return query;
}

/* What any of the words score on every paper. */
static void score_words(struct shim_database *database, double scores[WORD_PAPERS])
{
    struct shim_query *model = term("model"), *query = any_of_words();
    struct shim_request request = plain_request(model);
    request.count = WORD_PAPERS;
    struct shim_results *found = search(&(struct shelf){.database = database}, &request);
    assert_int_equal(shim_results_count(found), WORD_PAPERS);
    const struct shim_query *const queries[] = {query};
    const struct shim_scoring scoring = {found, WORD_PAPERS, queries, 1, request.bm25, NULL};
    struct error error = {0};
    assert_ok(shim_score_hits(database, &scoring, scores, &error), error);
    shim_results_free(found);
    shim_query_free(query);
    shim_query_free(model);
}

/* A session's terms become too many while the threads of a weighing ask for them; that two
 * of them then write at once a thread sanitizer tells. */
static void test_terms_are_not_forgotten_during_a_weighing(void **state)
{
    struct shelf *shelf = *state;
    char path[PATH_SIZE], word[16];
    build_library_of_words(shelf->scratch, path);
    struct shim_database *plain = open_library(path), *sliced = open_library(path);
    static double found[WORD_PAPERS], expected[WORD_PAPERS];
    struct error error = {0};
    uint32_t documents;
    assert_ok(match_use(sliced, (struct match_options){true, 7}, &error), error);
    for (int i = 0; i < REMEMBERED_TERMS - ASKED_WORDS / 2; i++) {
        const int length = snprintf(word, sizeof word, "none%d", i);
        const struct shim_bytes text = {word, (size_t)length};
        assert_ok(shim_term_documents(sliced, text, &documents, &error), error);
        assert_int_equal(documents, 0);
    }
    score_words(sliced, found);
    score_words(plain, expected);
    for (int paper = 0; paper < WORD_PAPERS; paper++)
        assert_true(fabs(found[paper] - expected[paper]) < 1e-9);
    shim_database_free(sliced);
    shim_database_free(plain);
}

/* Of the best hit of model, word i or the next. */
static double best_score(struct shim_database *database, int i)
{
    char word[16], next[16];
    snprintf(word, sizeof word, "w%d", i);
    snprintf(next, sizeof next, "w%d", i + 1);
    struct shim_query *query =
        combine(SHIM_OR, 0, term("model"), combine(SHIM_FIRST, 0, term(word), term(next)));
    struct shim_request request = plain_request(query);
    request.count = 1;
    struct shim_results *results = search(&(struct shelf){.database = database}, &request);
    const double score = shim_results_score(results, 0);
    shim_results_free(results);
    shim_query_free(query);
    return score;
}

/* More words than are cached, two a search: the cache is full before a second one,
 * and is emptied while the search reads what was cached of model. */
static void test_the_cache_may_be_emptied_during_a_search(void **state)
{
    struct shelf *shelf = *state;
    char path[PATH_SIZE];
    build_library_of_words(shelf->scratch, path);
    struct shim_database *plain = open_library(path), *cached = open_library(path);
    struct error error = {0};
    assert_ok(match_use(cached, (struct match_options){.often = true}, &error), error);
    for (int i = 0; i < WORD_PAPERS * PAPER_WORDS; i += 2)
        assert_true(best_score(cached, i) == best_score(plain, i));
    shim_database_free(cached);
    shim_database_free(plain);
}

enum { DRAWN_PAPERS = 9000, DRAWN_WORDS = 10 };

static uint32_t drawn(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

/* Every other paper has d0, every third d1, and so on: there are words that half of all have
 * and words that few have, up to three times in one. */
static void build_drawn_library(const struct scratch *scratch, char path[PATH_SIZE])
{
    static char words[DRAWN_PAPERS][DRAWN_WORDS * 6 + 8];
    static struct sample_paper many[DRAWN_PAPERS];
    uint32_t seed = 3;
    for (int paper = 0; paper < DRAWN_PAPERS; paper++) {
        int length = snprintf(words[paper], sizeof words[paper], "model");
        for (uint32_t i = 0; i < DRAWN_WORDS; i++)
            if (drawn(&seed) % (2 + i * i * 4) == 0)
                length += snprintf(words[paper] + length, sizeof words[paper] - (size_t)length,
                                   " d%u*%u", i, 1 + drawn(&seed) % 3);
        many[paper] = (struct sample_paper){words[paper], (int)(drawn(&seed) % 30) - 1, NULL};
    }
    scratch_path(scratch, "drawn", path);
    build_library(scratch, path, many, DRAWN_PAPERS);
}

/* With the votes of its papers, a little. */
static struct shim_query *voted(struct shim_query *query)
{
    struct shim_query *votes;
    struct error error = {0};
    assert_ok(shim_query_value_weight(&votes, VOTES_SLOT, &error), error);
    assert_ok(shim_query_scale(&votes, votes, 0.05, &error), error);
    return combine(SHIM_AND_MAYBE, 0, query, votes);
}

/* Of drawn words, two to four below every operator. */
static struct shim_query *drawn_query(uint32_t *seed, int depth)
{
    static const enum shim_operator OPERATORS[] = {SHIM_OR,  SHIM_OR,        SHIM_FIRST,  SHIM_FIRST,
                                                   SHIM_AND, SHIM_AND_MAYBE, SHIM_AND_NOT};
    const enum shim_operator op = OPERATORS[drawn(seed) % 7];
    const bool of_two = op == SHIM_AND_MAYBE || op == SHIM_AND_NOT;
    struct shim_query *children[4], *query;
    const size_t count = of_two ? 2 : 2 + drawn(seed) % 3;
    struct error error = {0};
    char word[16], next[16];
    const uint32_t i = drawn(seed) % DRAWN_WORDS;
    snprintf(word, sizeof word, "d%u", i);
    snprintf(next, sizeof next, "d%u", i + 1);
    if (depth == 0 && drawn(seed) % 6 == 0)
        return combine(SHIM_PHRASE, 2, term(word), term(next));
    if (depth == 0)
        return term(word);
    for (size_t child = 0; child < count; child++)
        children[child] = drawn_query(seed, depth - 1);
    assert_ok(shim_query_combine(&query, op, children, count, 0, &error), error);
    return depth > 1 || drawn(seed) % 10 ? query : voted(query);
}

/* More papers than are added up at a time: what adds little is left out of the later ones. */
static void test_the_best_are_those_of_weighing_each(void **state)
{
    struct shelf *shelf = *state;
    char path[PATH_SIZE];
    build_drawn_library(shelf->scratch, path);
    struct shim_database *session = open_library(path), *process = open_library(path);
    struct error error = {0};
    uint32_t seed = 11;
    assert_ok(match_use(session, (struct match_options){.often = true}, &error), error);
    assert_ok(match_use(process, (struct match_options){.often = false}, &error), error);
    for (uint32_t round = 0; round < 400; round++) {
        struct shim_query *query = voted(drawn_query(&seed, 2));
        struct shim_request request = plain_request(query);
        request.count = 1 + round % 3 * 20;
        struct shim_results *found = search(&(struct shelf){.database = session}, &request);
        struct shim_results *expected = search(&(struct shelf){.database = process}, &request);
        assert_int_equal(shim_results_count(found), shim_results_count(expected));
        for (size_t hit = 0; hit < shim_results_count(found); hit++)
            assert_true(fabs(shim_results_score(found, hit) -
                             shim_results_score(expected, hit)) < 1e-9);
        shim_results_free(expected);
        shim_results_free(found);
        shim_query_free(query);
    }
    shim_database_free(process);
    shim_database_free(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_shelf(test_terms_are_not_forgotten_during_a_weighing),
        on_shelf(test_the_cache_may_be_emptied_during_a_search),
        on_shelf(test_the_best_are_those_of_weighing_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
