/* Databases in other processes: what their hits weigh and say, and their terms, with Xapian's
 * server of one connection for each. */
#include "shim_far.h"

static struct shim_query *combined(enum shim_operator op, const struct shim_query *first,
                                   const struct shim_query *second)
{
    struct shim_query *children[2], *query;
    struct error error = {0};

    assert_ok(shim_query_share(&children[0], first, &error), error);
    assert_ok(shim_query_share(&children[1], second, &error), error);
    assert_ok(shim_query_combine(&query, op, children, 2, 0, &error), error);
    return query;
}

static struct shim_results *search_far(struct shim_database *database,
                                       const struct shim_query *query, struct shim_bm25 bm25)
{
    const struct shim_request request = {.query = query,
                                         .count = HITS,
                                         .sort = SHIM_BY_RELEVANCE,
                                         .collapse_slot = SHIM_NO_SLOT,
                                         .key_slot = DATE_SLOT,
                                         .key_prefix = {"Q", 1},
                                         .bm25 = bm25};
    struct shim_results *results;
    struct error error = {0};

    assert_ok(shim_search(&results, database, &request, &error), error);
    assert_int_equal(shim_results_count(results), HITS);
    return results;
}

/* Of few hits a common word is asked only there, and of many everywhere. */
static void assert_scores(struct shim_database *database, const struct shim_results *results,
                          size_t count, const struct shim_query *const queries[4],
                          struct shim_bm25 bm25)
{
    const struct shim_scoring scoring = {results, count, queries, 4, bm25, NULL};
    double scores[4 * HITS];
    struct error error = {0};

    assert_ok(shim_score_hits(database, &scoring, scores, &error), error);
    for (size_t hit = 0; hit < count; hit++) {
        const double common = scores[hit], rare = scores[count + hit];

        assert_true(common > 0 && rare > 0); /* the first 20 of 200 are the rare ones */
        assert_near(scores[2 * count + hit], shim_results_score(results, hit));
        assert_near(common + rare, shim_results_score(results, hit));
        assert_near(scores[3 * count + hit], rare);
    }
}

/* Two words, what either makes, and the hits of any. */
struct words {
    struct shim_query *common, *rare, *any, *first;
    struct shim_results *results; /* of any */
};

static struct words search_words(struct shim_database *database, struct shim_bm25 bm25)
{
    struct words words;
    struct error error = {0};

    assert_ok(shim_query_term(&words.common, bytes("common"), &error), error);
    assert_ok(shim_query_term(&words.rare, bytes("rare"), &error), error);
    words.any = combined(SHIM_OR, words.common, words.rare);
    words.first = combined(SHIM_FIRST, words.rare, words.common);
    words.results = search_far(database, words.any, bm25);
    return words;
}

static void words_free(struct words *words)
{
    shim_results_free(words->results);
    shim_query_free(words->first);
    shim_query_free(words->any);
    shim_query_free(words->rare);
    shim_query_free(words->common);
}

static void test_hits_far_away_weigh_what_their_search_says(void **state)
{
    struct far *far = *state;
    const struct shim_bm25 bm25 = {1.2, 0, 1, 0.75, 0.5};

    if (!far->database)
        skip();
    struct words words = search_words(far->database, bm25);
    const struct shim_query *const queries[] = {words.common, words.rare, words.any, words.first};
    const struct shim_query *const whole_first[] = {words.common, words.rare, words.any, words.rare};

    assert_scores(far->database, words.results, 1, queries, bm25);
    assert_scores(far->database, words.results, HITS, queries, bm25);
    assert_scores(far->database, words.results, HITS, queries, bm25); /* remembered */
    assert_scores(far->database, words.results, 2, whole_first, bm25);
    words_free(&words);
}

/* Of what matches a hit each has as much as another; what the first leaves over is none. */
static void test_what_is_shared_far_away_adds_up(void **state)
{
    struct far *far = *state;
    const struct shim_bm25 bm25 = {1.2, 0, 1, 0.75, 0.5};

    if (!far->database)
        skip();
    struct words words = search_words(far->database, bm25);
    const struct shim_query *const sum[] = {words.common, words.rare, words.any},
                            *const one[] = {words.common, words.rare, words.first};
    const bool shared[] = {true, true, false};
    struct error error = {0};
    const struct shim_scoring both = {words.results, HITS, sum, 3, bm25, shared},
                              best = {words.results, HITS, one, 3, bm25, shared};
    double scores[3 * HITS];

    assert_ok(shim_score_hits(far->database, &both, scores, &error), error);
    for (size_t hit = 0; hit < HITS; hit++) {
        assert_true(fabs(scores[2 * HITS + hit] - shim_results_score(words.results, hit)) < 1e-10);
        assert_true(fabs(scores[hit] - shim_results_score(words.results, hit) / 2) < 1e-10);
        assert_near(scores[hit], scores[HITS + hit]);
    }
    assert_ok(shim_score_hits(far->database, &best, scores, &error), error);
    for (size_t hit = 0; hit < HITS; hit++) {
        assert_true(scores[HITS + hit] > 0 && scores[hit] == 0);
        assert_near(scores[HITS + hit], scores[2 * HITS + hit]);
    }
    words_free(&words);
}

static void test_what_is_fetched_is_what_is_read(void **state)
{
    struct far *far = *state;
    const struct shim_bm25 bm25 = {1.2, 0, 1, 0.75, 0.5};
    const size_t hits[] = {0, 3, HITS - 1, 7, 3}, beyond = HITS;
    struct shim_query *rare;
    struct error error = {0};

    if (!far->database)
        skip();
    assert_ok(shim_query_term(&rare, bytes("rare"), &error), error);
    struct shim_results *fetched = search_far(far->database, rare, bm25),
                        *read = search_far(far->database, rare, bm25);

    assert_ok(shim_results_fetch(fetched, hits, 5, &error), error);
    for (size_t hit = 0; hit < HITS; hit++) {
        struct shim_bytes one, other;

        assert_ok(shim_results_data(fetched, hit, &one, &error), error);
        assert_ok(shim_results_data(read, hit, &other, &error), error);
        assert_int_equal(one.length, other.length);
        assert_memory_equal(one.data, other.data, one.length);
    }
    assert_int_equal(shim_results_fetch(fetched, &beyond, 1, &error), STATUS_INVALID);
    shim_results_free(read);
    shim_results_free(fetched);
    shim_query_free(rare);
}

static uint32_t documents_of(struct shim_database *database, const char *term)
{
    struct error error = {0};
    uint32_t documents;

    assert_ok(shim_term_documents(database, bytes(term), &documents, &error), error);
    return documents;
}

static bool is_held(struct shim_database *database, const struct shim_query *query)
{
    struct error error = {0};
    bool held;

    assert_ok(shim_query_held(database, query, &held, &error), error);
    return held;
}

/* Until they are settled terms stand in many documents, or in none, and no query is held. */
static void test_terms_that_are_noted_are_asked_for_in_one_go(void **state)
{
    struct far *far = *state;
    struct shim_query *common;
    struct error error = {0};
    bool more = false;

    if (!far->database)
        skip();
    assert_ok(shim_query_term(&common, bytes("common"), &error), error);
    shim_terms_note(far->database);
    assert_true(documents_of(far->database, "rare") > PARTS * PART_PAPERS);
    shim_terms_suppose(far->database, false);
    assert_int_equal(documents_of(far->database, "common"), 0);
    assert_int_equal(documents_of(far->database, "nowhere"), 0);
    shim_terms_suppose(far->database, true);
    assert_false(is_held(far->database, common));
    assert_ok(shim_terms_settle(far->database, &more, &error), error);
    assert_true(more);
    assert_int_equal(documents_of(far->database, "rare"), PARTS * PART_PAPERS / 10);
    assert_int_equal(documents_of(far->database, "common"), PARTS * PART_PAPERS);
    assert_int_equal(documents_of(far->database, "nowhere"), 0);
    assert_true(is_held(far->database, common));
    shim_terms_note(far->database);
    assert_int_equal(documents_of(far->database, "rare"), PARTS * PART_PAPERS / 10);
    assert_ok(shim_terms_settle(far->database, &more, &error), error);
    assert_false(more);
    shim_query_free(common);
}

/* Who asks in one go while another notes does not end that, who is told that there were
 * some: what was answered before is made again. */
static void test_terms_may_be_settled_while_others_are_noted(void **state)
{
    struct far *far = *state;
    struct error error = {0};
    bool more = false;

    if (!far->database)
        skip();
    shim_terms_note(far->database);
    assert_true(documents_of(far->database, "rare") > PARTS * PART_PAPERS);
    shim_terms_note(far->database);
    assert_ok(shim_terms_settle(far->database, &more, &error), error);
    assert_int_equal(documents_of(far->database, "rare"), PARTS * PART_PAPERS / 10);
    assert_ok(shim_terms_settle(far->database, &more, &error), error);
    assert_true(more);
    shim_terms_note(far->database);
    shim_terms_note(far->database);
    assert_ok(shim_terms_settle(far->database, &more, &error), error);
    assert_true(documents_of(far->database, "nowhere") > 0);
    assert_ok(shim_terms_settle(far->database, &more, &error), error);
    assert_true(more);
    assert_int_equal(documents_of(far->database, "nowhere"), 0);
}

static void assert_walk(struct shim_database *database, const char *prefix, const char *term,
                        uint32_t documents)
{
    struct shim_terms *terms;
    struct shim_bytes found;
    struct error error = {0};
    uint32_t in;
    bool more;

    assert_ok(shim_terms_open(&terms, database, bytes(prefix), &error), error);
    assert_ok(shim_terms_next(terms, &more, &found, &in, &error), error);
    assert_int_equal(more, documents > 0);
    if (more) {
        assert_int_equal(found.length, strlen(term));
        assert_memory_equal(found.data, term, found.length);
        assert_int_equal(in, documents);
        assert_ok(shim_terms_next(terms, &more, &found, &in, &error), error);
        assert_false(more);
    }
    shim_terms_free(terms);
}

/* Letters of one list: the first, another of it, one of it that no term has. */
static void test_a_walk_far_away_ends_with_its_prefix(void **state)
{
    const uint32_t all = PARTS * PART_PAPERS;
    struct far *far = *state;

    if (!far->database)
        skip();
    assert_walk(far->database, "\uac04", "\uac04\ub2e4", all / 10);
    assert_walk(far->database, "\uac08", "\uac08\ub2e4", all - all / 10);
    assert_walk(far->database, "\uac09", NULL, 0);
    assert_walk(far->database, "common", "common", all);
    assert_walk(far->database, "commons", NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_hits_far_away_weigh_what_their_search_says, far_setup,
                                        far_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_shared_far_away_adds_up, far_setup,
                                        far_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_fetched_is_what_is_read, far_setup,
                                        far_teardown),
        cmocka_unit_test_setup_teardown(test_a_walk_far_away_ends_with_its_prefix, far_setup,
                                        far_teardown),
        cmocka_unit_test_setup_teardown(test_terms_that_are_noted_are_asked_for_in_one_go,
                                        far_setup, far_teardown),
        cmocka_unit_test_setup_teardown(test_terms_may_be_settled_while_others_are_noted,
                                        far_setup, far_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
