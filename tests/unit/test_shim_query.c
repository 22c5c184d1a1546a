/* What queries match and how they score it. */
#include "shim_shelf.h"

#include <math.h>

static struct shim_query *none(void)
{
    struct error error = {0};
    struct shim_query *query;
    assert_ok(shim_query_none(&query, &error), error);
    return query;
}

static struct shim_query *scale(double factor, struct shim_query *child)
{
    struct error error = {0};
    struct shim_query *query;
    assert_ok(shim_query_scale(&query, child, factor, &error), error);
    return query;
}

static struct shim_query *range(const char *begin, const char *end)
{
    struct error error = {0};
    struct shim_query *query;
    assert_ok(shim_query_range(&query, DATE_SLOT, bytes(begin), bytes(end), &error), error);
    return query;
}

static struct shim_query *prefix_among(struct shelf *shelf, const char *text, uint32_t limit,
                                       uint32_t *looks)
{
    struct error error = {0};
    struct shim_query *query;
    assert_ok(shim_query_prefix(&query, shelf->database, bytes(text), limit, looks, &error), error);
    return query;
}

static struct shim_query *prefix(struct shelf *shelf, const char *text, uint32_t limit)
{
    uint32_t looks = 100;
    return prefix_among(shelf, text, limit, &looks);
}

static struct shim_query *votes(void)
{
    struct error error = {0};
    struct shim_query *query;
    assert_ok(shim_query_value_weight(&query, VOTES_SLOT, &error), error);
    return query;
}

/* Frees the query. Matches are expected in the order of their numbers. */
static void assert_matches(struct shelf *shelf, struct shim_query *query, const char *expected)
{
    struct shim_query *unweighted = scale(0, query);
    struct shim_request request = plain_request(unweighted);
    assert_hits(shelf, &request, expected);
    shim_query_free(unweighted);
}

/* Frees the query. The paper's score, 0 where it is not found. */
static double score_of(struct shelf *shelf, struct shim_query *query, size_t number)
{
    struct shim_request request = plain_request(query);
    struct shim_results *results = search(shelf, &request);
    char hits[32];
    describe_hits(results, hits);
    double score = 0;
    for (size_t hit = 0; hit < shim_results_count(results); hit++)
        if ((size_t)(hits[2 * hit] - '0') == number)
            score = shim_results_score(results, hit);
    shim_results_free(results);
    shim_query_free(query);
    return score;
}

static void assert_near(double score, double expected)
{
    if (fabs(score - expected) > 1e-9)
        fail_msg("score %.12f is not %.12f", score, expected);
}

static void test_each_operator_matches_what_its_name_says(void **state)
{
    struct shelf *shelf = *state;
    assert_matches(shelf, term("model"), "1 2 3");
    assert_matches(shelf, term("absent"), "");
    assert_matches(shelf, all(), "1 2 3 4 5");
    assert_matches(shelf, none(), "");
    assert_matches(shelf, combine(SHIM_AND, 0, term("model"), term("diffusion")), "1");
    assert_matches(shelf, combine(SHIM_OR, 0, term("model"), term("diffusion")), "1 2 3 4");
    assert_matches(shelf, combine(SHIM_FIRST, 0, term("model"), term("diffusion")), "1 2 3 4");
    assert_matches(shelf, combine(SHIM_FIRST, 0, term("absent"), all()), "1 2 3 4 5");
    assert_matches(shelf, combine(SHIM_AND_MAYBE, 0, term("model"), term("diffusion")), "1 2 3");
    assert_matches(shelf, combine(SHIM_AND_NOT, 0, term("model"), term("diffusion")), "2 3");
    assert_matches(shelf, combine(SHIM_FILTER, 0, term("model"), term("image")), "3");
}

static void test_phrases_keep_order(void **state)
{
    struct shelf *shelf = *state;
    assert_matches(shelf, combine(SHIM_PHRASE, 2, term("diffusion"), term("model")), "1");
    assert_matches(shelf, combine(SHIM_PHRASE, 2, term("model"), term("diffusion")), "");
    assert_matches(shelf, combine(SHIM_PHRASE, 2, term("image"), term("prior")), "");
    assert_matches(shelf, combine(SHIM_PHRASE, 3, term("image"), term("prior")), "3");
    struct shim_query *either = combine(SHIM_OR, 0, term("image"), term("diffusion"));
    assert_matches(shelf, combine(SHIM_PHRASE, 2, either, term("model")), "1 3");
}

static void test_a_combination_of_nothing_matches_nothing(void **state)
{
    struct shelf *shelf = *state;
    struct error error = {0};
    struct shim_query *query;
    assert_ok(shim_query_combine(&query, SHIM_AND, NULL, 0, 0, &error), error);
    assert_matches(shelf, query, "");
    assert_matches(shelf, combine(SHIM_OR, 0, none(), term("prior")), "3");
    assert_matches(shelf, combine(SHIM_AND, 0, none(), term("prior")), "");
    assert_matches(shelf, combine(SHIM_AND_NOT, 0, term("prior"), none()), "3");
}

static void test_alternatives_compete_and_words_add_up(void **state)
{
    struct shelf *shelf = *state;
    double model = score_of(shelf, term("model"), 1);
    double diffusion = score_of(shelf, term("diffusion"), 1);
    assert_true(model > 0 && diffusion > model);
    assert_near(score_of(shelf, combine(SHIM_OR, 0, term("model"), term("diffusion")), 1),
                model + diffusion);
    assert_near(score_of(shelf, combine(SHIM_AND, 0, term("model"), term("diffusion")), 1),
                model + diffusion);
    assert_near(score_of(shelf, combine(SHIM_FIRST, 0, term("model"), term("diffusion")), 1),
                model);
    assert_near(score_of(shelf, combine(SHIM_FIRST, 0, term("diffusion"), term("model")), 1),
                diffusion);
    assert_near(score_of(shelf, combine(SHIM_AND_MAYBE, 0, term("model"), term("diffusion")), 1),
                model + diffusion);
    assert_near(score_of(shelf, combine(SHIM_FILTER, 0, term("model"), term("diffusion")), 1),
                model);
    assert_near(score_of(shelf, scale(2.5, term("model")), 1), 2.5 * model);
    assert_near(score_of(shelf, scale(0, term("model")), 1), 0);
}

static void test_the_score_is_bm25(void **state)
{
    struct shelf *shelf = *state;
    struct shim_query *query = term("prior");
    struct shim_request request = plain_request(query);
    request.bm25 = (struct shim_bm25){1.2, 0, 0, 0, 0.5};
    struct shim_results *results = search(shelf, &request);
    /* One of five documents, once, length not counted: wdf (k1+1)/(wdf+k1) = 1. */
    assert_near(shim_results_score(results, 0), log((PAPERS - 1 + 0.5) / (1 + 0.5)));
    shim_results_free(results);
    request.bm25.k1 = 0;
    shim_query_free(query);
    query = term("model");
    request.query = query;
    results = search(shelf, &request);
    /* Without k1 a term counts once, however often it stands there. */
    assert_near(shim_results_score(results, 0), shim_results_score(results, 2));
    shim_results_free(results);
    shim_query_free(query);
}

static void test_a_term_counts_its_frequency_and_not_its_positions(void **state)
{
    struct shelf *shelf = *state;
    char part[PATH_SIZE];
    scratch_path(shelf->scratch, "frequencies", part);
    struct error error = {0};
    struct shim_writer *writer;
    assert_ok(shim_writer_create(&writer, part, &error), error);
    const uint32_t positions[] = {1, 5, 9};
    for (size_t position_count = 0; position_count <= 3; position_count += 3) {
        struct shim_posting posting = {bytes("word"), 2, positions, position_count};
        struct shim_document document = {bytes(""), &posting, 1, NULL, 0};
        assert_ok(shim_writer_add(writer, &document, &error), error);
    }
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
    struct shim_database *database = open_part(part);
    struct shim_query *query = term("word");
    struct shim_request request = plain_request(query);
    struct shim_results *results;
    assert_ok(shim_search(&results, database, &request, &error), error);
    assert_int_equal(shim_results_count(results), 2);
    assert_true(shim_results_score(results, 0) > 0);
    assert_near(shim_results_score(results, 0), shim_results_score(results, 1));
    shim_results_free(results);
    shim_query_free(query);
    shim_database_free(database);
}

static void test_ranges_include_their_ends_and_only_documents_with_a_value(void **state)
{
    struct shelf *shelf = *state;
    assert_matches(shelf, range("20240105", "20240220"), "1 2 5");
    assert_matches(shelf, range("20231130", "20240105"), "1 4");
    assert_matches(shelf, range("20240106", ""), "2 5");
    assert_matches(shelf, range("", "20240105"), "1 4");
    assert_matches(shelf, range("", ""), "1 2 4 5");
    assert_matches(shelf, range("20240220", "20240105"), "");
    assert_matches(shelf, range("2025", ""), "");
}

static void test_a_value_adds_its_number_to_the_score(void **state)
{
    struct shelf *shelf = *state;
    assert_matches(shelf, votes(), "1 2 4 5");
    assert_near(score_of(shelf, votes(), 2), 40);
    double model = score_of(shelf, term("model"), 2);
    struct shim_query *liked = combine(SHIM_AND_MAYBE, 0, term("model"), scale(0.5, votes()));
    assert_near(score_of(shelf, liked, 2), model + 20);
    model = score_of(shelf, term("model"), 3);
    liked = combine(SHIM_AND_MAYBE, 0, term("model"), scale(0.5, votes()));
    assert_near(score_of(shelf, liked, 3), model);
}

static void test_a_prefix_is_one_word_made_of_its_most_frequent_terms(void **state)
{
    struct shelf *shelf = *state;
    assert_matches(shelf, prefix(shelf, "mod", 10), "1 2 3 5");
    assert_matches(shelf, prefix(shelf, "mod", 1), "1 2 3");
    assert_matches(shelf, prefix(shelf, "absent", 10), "");
    /* A rare ending is no better evidence than a frequent one. */
    assert_near(score_of(shelf, prefix(shelf, "mod", 10), 1),
                score_of(shelf, prefix(shelf, "mod", 10), 5));
}

static void test_a_prefix_looks_at_no_more_terms_than_it_may(void **state)
{
    struct shelf *shelf = *state;
    uint32_t looks = 1;
    assert_matches(shelf, prefix_among(shelf, "mod", 10, &looks), "5");
    assert_int_equal(looks, 0);
    looks = 100;
    shim_query_free(prefix_among(shelf, "mod", 10, &looks));
    assert_int_equal(looks, 98);
}

static void test_a_shared_query_outlives_the_one_it_came_from(void **state)
{
    struct shelf *shelf = *state;
    struct error error = {0};
    struct shim_query *query = term("prior");
    struct shim_query *shared;
    assert_ok(shim_query_share(&shared, query, &error), error);
    shim_query_free(query);
    assert_matches(shelf, shared, "3");
}

/* Freed though it failed: the leak checker would tell. */
static void test_children_are_taken_even_when_combining_fails(void **state)
{
    (void)state;
    struct error error = {0};
    struct shim_query *query;
    struct shim_query *gap[] = {term("a"), NULL, term("b")};
    assert_int_equal(shim_query_combine(&query, SHIM_OR, gap, 3, 0, &error), STATUS_INVALID);
    assert_null(query);
    struct shim_query *nested[] = {combine(SHIM_AND, 0, term("a"), term("b")), term("c")};
    assert_int_equal(shim_query_combine(&query, SHIM_PHRASE, nested, 2, 2, &error),
                     STATUS_BAD_QUERY);
    assert_int_equal(shim_query_scale(&query, term("a"), -1, &error), STATUS_INVALID);
    assert_int_equal(shim_query_scale(&query, term("a"), NAN, &error), STATUS_INVALID);
    assert_int_equal(shim_query_scale(&query, NULL, 1, &error), STATUS_INVALID);
}

static void test_what_cannot_be_searched_is_refused(void **state)
{
    struct shelf *shelf = *state;
    struct shim_database *database = shelf->database;
    struct error error = {0};
    struct shim_query *query;
    char long_term[SHIM_TERM_MAX + 1];
    memset(long_term, 'x', sizeof long_term);
    struct shim_bytes longest = {long_term, SHIM_TERM_MAX};
    struct shim_bytes too_long = {long_term, SHIM_TERM_MAX + 1};
    uint32_t looks = 100;
    assert_int_equal(shim_query_term(&query, too_long, &error), STATUS_INVALID);
    assert_int_equal(shim_query_term(&query, bytes(""), &error), STATUS_INVALID);
    assert_int_equal(shim_query_prefix(&query, database, too_long, 10, &looks, &error),
                     STATUS_INVALID);
    assert_int_equal(shim_query_prefix(&query, database, bytes(""), 10, &looks, &error),
                     STATUS_INVALID);
    assert_int_equal(shim_query_prefix(&query, database, bytes("a"), 0, &looks, &error),
                     STATUS_INVALID);
    assert_ok(shim_query_term(&query, longest, &error), error);
    assert_matches(shelf, query, "");

    struct shim_results *results;
    struct shim_request request = plain_request(NULL);
    assert_int_equal(shim_search(&results, shelf->database, &request, &error), STATUS_INVALID);
}

/* A word in two of three papers is demanded; where a rare one adds to it the first hits weigh
 * more than the former alone ever does. After so many papers as are counted only these are
 * looked for. */
static void test_what_others_only_add_to_is_never_passed_over(void **state)
{
    enum { MANY = 300, HITS = 5 };
    static char words[MANY][40];
    static struct sample_paper many[MANY];
    struct shelf *shelf = *state;
    char path[PATH_SIZE];
    struct shim_query *query = combine(SHIM_AND_MAYBE, 0, term("demanded"), term("added"));
    struct shim_request request = plain_request(query);
    struct shim_results *whole, *first;
    struct error error = {0};

    for (unsigned i = 0; i < MANY; i++) {
        snprintf(words[i], sizeof words[i], "filler*%u%s%s", 1 + i * 7 % 5,
                 i * 11 % 3 ? " demanded" : "", i * 13 % 17 < 2 ? " added" : "");
        many[i] = (struct sample_paper){words[i], -1, NULL};
    }
    scratch_path(shelf->scratch, "many", path);
    build_library(shelf->scratch, path, many, MANY);
    struct shim_database *database = open_library(path);

    request.count = MANY;
    assert_ok(shim_search(&whole, database, &request, &error), error);
    request.count = HITS;
    for (; request.check_at_least < MANY; request.check_at_least++) {
        assert_ok(shim_search(&first, database, &request, &error), error);
        assert_int_equal(shim_results_count(first), HITS);
        for (size_t hit = 0; hit < HITS; hit++)
            assert_true(fabs(shim_results_score(first, hit) - shim_results_score(whole, hit)) <
                        1e-9);
        shim_results_free(first);
    }
    shim_results_free(whole);
    shim_query_free(query);
    shim_database_free(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_shelf(test_each_operator_matches_what_its_name_says),
        on_shelf(test_phrases_keep_order),
        on_shelf(test_a_combination_of_nothing_matches_nothing),
        on_shelf(test_alternatives_compete_and_words_add_up),
        on_shelf(test_the_score_is_bm25),
        on_shelf(test_a_term_counts_its_frequency_and_not_its_positions),
        on_shelf(test_ranges_include_their_ends_and_only_documents_with_a_value),
        on_shelf(test_a_value_adds_its_number_to_the_score),
        on_shelf(test_what_others_only_add_to_is_never_passed_over),
        on_shelf(test_a_prefix_is_one_word_made_of_its_most_frequent_terms),
        on_shelf(test_a_prefix_looks_at_no_more_terms_than_it_may),
        on_shelf(test_a_shared_query_outlives_the_one_it_came_from),
        cmocka_unit_test(test_children_are_taken_even_when_combining_fails),
        on_shelf(test_what_cannot_be_searched_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
