/* In which order and in which portions hits come. */
#include "shim_shelf.h"

static void assert_ordered(struct shelf *shelf, enum shim_sort sort, const char *expected)
{
    struct shim_query *query = combine(SHIM_OR, 0, term("model"), all());
    struct shim_request request = plain_request(query);
    request.sort = sort;
    request.sort_slot = VOTES_SLOT;
    assert_hits(shelf, &request, expected);
    shim_query_free(query);
}

static void test_hits_come_in_the_order_asked_for(void **state)
{
    struct shelf *shelf = *state;
    assert_ordered(shelf, SHIM_BY_RELEVANCE, "2 1 3 4 5");
    assert_ordered(shelf, SHIM_BY_RELEVANCE_REVERSED, "4 5 3 1 2");
    assert_ordered(shelf, SHIM_BY_VALUE, "3 4 1 5 2");
    assert_ordered(shelf, SHIM_BY_VALUE_REVERSED, "2 1 5 4 3");
}

static void test_pages_of_hits_join_without_gap(void **state)
{
    struct shelf *shelf = *state;
    struct shim_query *query = combine(SHIM_OR, 0, term("model"), all());
    struct shim_request request = plain_request(query);
    static const struct {
        enum shim_sort sort;
        uint32_t first, count;
        const char *hits;
    } pages[] = {
        {SHIM_BY_RELEVANCE, 0, 2, "2 1"},
        {SHIM_BY_RELEVANCE, 2, 2, "3 4"},
        {SHIM_BY_RELEVANCE, 4, 2, "5"},
        {SHIM_BY_RELEVANCE, 5, 2, ""},
        {SHIM_BY_RELEVANCE, 0, 0, ""},
        {SHIM_BY_RELEVANCE_REVERSED, 0, 2, "4 5"},
        {SHIM_BY_RELEVANCE_REVERSED, 2, 2, "3 1"},
        {SHIM_BY_RELEVANCE_REVERSED, 4, 2, "2"},
        {SHIM_BY_RELEVANCE_REVERSED, 5, 2, ""},
        {SHIM_BY_RELEVANCE, 1, UINT32_MAX, "1 3 4 5"},
    };
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        request.sort = pages[i].sort;
        request.first = pages[i].first;
        request.count = pages[i].count;
        assert_hits(shelf, &request, pages[i].hits);
    }
    shim_query_free(query);
}

static void test_collapsing_leaves_the_best_hit_of_a_value(void **state)
{
    struct shelf *shelf = *state;
    struct shim_query *query = combine(SHIM_OR, 0, term("model"), all());
    struct shim_request request = plain_request(query);
    request.collapse_slot = DATE_SLOT;
    assert_hits(shelf, &request, "2 1 3 4");
    shim_query_free(query);
}

static void test_the_total_is_exact_as_far_as_asked(void **state)
{
    struct shelf *shelf = *state;
    struct shim_query *query = combine(SHIM_OR, 0, term("model"), term("diffusion"));
    struct shim_request request = plain_request(query);
    request.count = 0;
    request.check_at_least = 100;
    struct shim_results *results = search(shelf, &request);
    struct shim_total total = shim_results_total(results);
    assert_int_equal(shim_results_count(results), 0);
    assert_int_equal(total.lower, 4);
    assert_int_equal(total.estimate, 4);
    assert_int_equal(total.upper, 4);
    shim_results_free(results);
    shim_query_free(query);
}

static void test_there_is_no_hit_after_the_last(void **state)
{
    struct shelf *shelf = *state;
    struct shim_query *query = term("model");
    struct shim_request request = plain_request(query);
    request.count = 2;
    static const enum shim_sort sorts[] = {SHIM_BY_RELEVANCE, SHIM_BY_RELEVANCE_REVERSED};
    for (size_t i = 0; i < 2; i++) {
        request.sort = sorts[i];
        struct shim_results *results = search(shelf, &request);
        struct shim_bytes data;
        struct error error = {0};
        assert_int_equal(shim_results_count(results), 2);
        assert_int_equal(shim_results_data(results, 2, &data, &error), STATUS_INVALID);
        assert_int_equal(shim_results_data(results, SIZE_MAX, &data, &error), STATUS_INVALID);
        assert_true(shim_results_score(results, 2) == 0);
        assert_int_equal(shim_results_database(results, 2), 0);
        shim_results_free(results);
    }
    shim_query_free(query);
}

/* What query scores on the first count hits. */
static void score(struct shim_database *database, const struct shim_results *results, size_t count,
                  const struct shim_query *query, const struct shim_request *request,
                  double *scores)
{
    const struct shim_scoring scoring = {results, count, &query, 1, request->bm25, NULL};
    struct error error = {0};
    assert_ok(shim_score_hits(database, &scoring, scores, &error), error);
}

static void test_hits_are_scored_by_another_query(void **state)
{
    struct shelf *shelf = *state;
    struct shim_query *whole = combine(SHIM_OR, 0, term("model"), all());
    struct shim_query *other = term("diffusion");
    struct shim_request request = plain_request(whole);
    struct shim_results *results = search(shelf, &request); /* 2 1 3 4 5 */
    double scores[PAPERS] = {-1, -1, -1, -1, -1};
    struct error error = {0};

    score(shelf->database, results, 3, other, &request, scores);
    assert_true(scores[0] == 0);
    assert_true(scores[1] > 0);
    assert_true(scores[2] == 0);
    assert_true(scores[3] == -1); /* not asked for */

    request.query = other;
    struct shim_results *alone = search(shelf, &request); /* 1 4 */
    assert_true(scores[1] == shim_results_score(alone, 0));
    const struct shim_query *const queries[] = {other};
    const struct shim_scoring many = {results, PAPERS + 1, queries, 1, request.bm25, NULL};
    assert_int_equal(shim_score_hits(shelf->database, &many, scores, &error), STATUS_INVALID);
    shim_results_free(alone);
    shim_results_free(results);
    shim_query_free(other);
    shim_query_free(whole);
}

static void test_hits_are_scored_by_several_queries_at_once(void **state)
{
    struct shelf *shelf = *state;
    struct shim_query *whole = combine(SHIM_OR, 0, term("model"), all());
    struct shim_query *one = term("model"),
                      *filtered = combine(SHIM_FILTER, 0, term("model"), all());
    const struct shim_query *const queries[] = {one, NULL, filtered};
    struct shim_request request = plain_request(whole);
    struct shim_results *results = search(shelf, &request); /* 2 1 3 4 5 */
    double scores[3][4];
    struct error error = {0};

    const struct shim_scoring scoring = {results, 4, queries, 3, request.bm25, NULL};
    assert_ok(shim_score_hits(shelf->database, &scoring, scores[0], &error), error);
    for (size_t hit = 0; hit < 4; hit++) {
        assert_true((scores[0][hit] > 0) == (hit < 3));
        assert_true(scores[1][hit] == 0);
        assert_true(scores[2][hit] == scores[0][hit]);
    }
    shim_results_free(results);
    shim_query_free(filtered);
    shim_query_free(one);
    shim_query_free(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_shelf(test_hits_come_in_the_order_asked_for),
        on_shelf(test_pages_of_hits_join_without_gap),
        on_shelf(test_collapsing_leaves_the_best_hit_of_a_value),
        on_shelf(test_the_total_is_exact_as_far_as_asked),
        on_shelf(test_there_is_no_hit_after_the_last),
        on_shelf(test_hits_are_scored_by_another_query),
        on_shelf(test_hits_are_scored_by_several_queries_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
