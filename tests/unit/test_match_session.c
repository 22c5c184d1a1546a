/* What a session remembers of terms, and when it forgets. */
#include "shim_shelf.h"

#include <math.h>

#include "shim/match/match.h"

enum { WORD_PAPERS = 400, PAPER_WORDS = 13 };

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_shelf(test_terms_are_not_forgotten_during_a_weighing),
        on_shelf(test_the_cache_may_be_emptied_during_a_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
