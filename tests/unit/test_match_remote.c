/* A session on remote databases answers of the postings that it fetched. */
#include "shim_far.h"

#include "shim/match/match.h"

/* What each is made of: words of which some are rare, one that is not there, a phrase of all,
 * and the votes, which no paper has. */
static struct shim_query *nth_of_each(size_t n)
{
    static const char *const words[][2] = {
        {"common", "rare"}, {"rare", "common"}, {"filler", "nowhere"}, {"rare", "Qp1-40"}};
    static const enum shim_operator operators[] = {SHIM_OR,        SHIM_AND,    SHIM_FIRST,
                                                   SHIM_AND_MAYBE, SHIM_AND_NOT, SHIM_PHRASE};
    struct shim_query *children[2], *query;
    struct error error = {0};
    const size_t op = n / 4;

    if (op > sizeof operators / sizeof *operators)
        return NULL;
    for (int i = 0; i < 2; i++)
        assert_ok(shim_query_term(&children[i], bytes(words[n % 4][i]), &error), error);
    if (op == sizeof operators / sizeof *operators) {
        shim_query_free(children[1]);
        assert_ok(shim_query_value_weight(&children[1], VOTES_SLOT, &error), error);
        assert_ok(shim_query_combine(&query, SHIM_AND_MAYBE, children, 2, 0, &error), error);
    } else {
        assert_ok(shim_query_combine(&query, operators[op], children, 2,
                                     operators[op] == SHIM_PHRASE ? 2 : 0, &error),
                  error);
    }
    return query;
}

/* From afar or remembered, an answer is the same; and weights of hits too. */
static void assert_same_answers(struct shim_database *one, struct shim_database *other,
                                const struct shim_query *query, uint32_t count, uint32_t counted)
{
    const struct shim_request request = {.query = query,
                                         .count = count,
                                         .check_at_least = counted,
                                         .sort = SHIM_BY_RELEVANCE,
                                         .collapse_slot = SHIM_NO_SLOT,
                                         .key_slot = DATE_SLOT,
                                         .key_prefix = {"Q", 1},
                                         .bm25 = {1.2, 0, 1, 0.75, 0.5}};
    struct shim_database *const both[] = {one, other};
    struct shim_results *results[2];
    double scores[2][HITS];
    struct error error = {0};

    for (int i = 0; i < 2; i++) {
        assert_ok(shim_search(&results[i], both[i], &request, &error), error);
        const struct shim_scoring scoring = {
            results[i], shim_results_count(results[i]), &query, 1, request.bm25, NULL};
        assert_ok(shim_score_hits(both[i], &scoring, scores[i], &error), error);
    }
    const struct shim_total a = shim_results_total(results[0]), b = shim_results_total(results[1]);

    assert_int_equal(shim_results_count(results[0]), shim_results_count(results[1]));
    for (size_t hit = 0; hit < shim_results_count(results[0]); hit++) {
        assert_near(shim_results_score(results[0], hit), shim_results_score(results[1], hit));
        assert_near(scores[0][hit], scores[1][hit]);
    }
    assert_true(a.lower <= b.upper && b.lower <= a.upper);
    if (counted > PARTS * PART_PAPERS)
        assert_true(a.lower == b.lower && a.estimate == b.estimate && a.upper == b.upper);
    shim_results_free(results[0]);
    shim_results_free(results[1]);
}

/* The third time a session has all that it asks for. */
static void test_a_session_answers_of_what_it_remembers(void **state)
{
    struct far *far = *state;
    struct shim_database *session;
    struct shim_query *query;
    struct error error = {0};

    if (!far->database)
        skip();
    const char *const paths[] = {far->paths[0], far->paths[1]};

    assert_ok(shim_database_open(&session, paths, PARTS, &error), error);
    assert_true(shim_database_is_same(far->database, session));
    assert_ok(match_use(session, (struct match_options){.often = true}, &error), error);
    for (int time = 0; time < 3; time++)
        for (size_t n = 0; (query = nth_of_each(n)); n++) {
            assert_same_answers(far->database, session, query, HITS, 0);
            assert_same_answers(far->database, session, query, HITS, UINT32_MAX);
            assert_same_answers(far->database, session, query, 0, UINT32_MAX);
            shim_query_free(query);
        }
    shim_database_free(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_session_answers_of_what_it_remembers, far_setup,
                                        far_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
