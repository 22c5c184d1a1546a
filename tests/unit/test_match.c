/* With the matcher a database finds and scores what it does without. */
#include "shim_shelf.h"

#include <math.h>

#include "shim/match/match.h"

/* What query scores on the first count hits. */
static void score(struct shim_database *database, const struct shim_results *results, size_t count,
                  const struct shim_query *query, const struct shim_request *request,
                  double *scores)
{
    const struct shim_scoring scoring = {results, count, &query, 1, request->bm25, NULL};
    struct error error = {0};
    assert_ok(shim_score_hits(database, &scoring, scores, &error), error);
}

/* Each hit scores among others what it scores in a search for it. */
static void assert_scored_as_found(struct shim_database *database, struct shim_query *query)
{
    struct shim_query *whole = all();
    struct shim_request request = plain_request(whole);
    double scores[2 * PAPERS];
    struct shim_results *every, *found;
    struct error error = {0};
    size_t matching = 0;

    assert_ok(shim_search(&every, database, &request, &error), error);
    score(database, every, 2 * PAPERS, query, &request, scores);
    request.query = query;
    assert_ok(shim_search(&found, database, &request, &error), error);
    for (size_t hit = 0; hit < 2 * PAPERS; hit++) {
        bool met = scores[hit] == 0;
        for (size_t k = 0; k < shim_results_count(found); k++)
            met = met || shim_results_score(found, k) == scores[hit];
        assert_true(met);
        matching += scores[hit] > 0;
    }
    assert_int_equal(matching, shim_results_count(found));
    shim_results_free(found);
    shim_results_free(every);
    shim_query_free(query);
    shim_query_free(whole);
}

static void test_hits_of_several_databases_are_scored_alike(void **state)
{
    static const struct sample_paper others[PAPERS] = {
        {"model model2", 1, NULL},    {"image video", 2, NULL}, {"diffusion image*3", 3, NULL},
        {"image diffusion", 4, NULL}, {"language", 5, NULL},
    };
    struct shelf *shelf = *state;
    char path[PATH_SIZE], other[PATH_SIZE];
    scratch_path(shelf->scratch, "library", path);
    scratch_path(shelf->scratch, "other", other);
    build_library(shelf->scratch, other, others, PAPERS);
    /* The same one twice has one identity, and its papers count twice. */
    const char *const paths[][2] = {{path, path}, {path, other}, {other, path}};

    for (size_t i = 0; i < 2 * sizeof paths / sizeof *paths; i++) {
        struct shim_database *both;
        struct error error = {0};
        assert_ok(shim_database_open(&both, paths[i / 2], 2, &error), error);
        if (i % 2)
            assert_ok(match_use(both, (struct match_options){true, 2}, &error), error);
        assert_scored_as_found(both, term("image"));
        assert_scored_as_found(both, combine(SHIM_OR, 0, term("image"), term("diffusion")));
        assert_scored_as_found(both, combine(SHIM_FIRST, 0, term("image"), term("diffusion")));
        assert_scored_as_found(both, combine(SHIM_PHRASE, 2, term("image"), term("diffusion")));
        assert_scored_as_found(both, combine(SHIM_FILTER, 0, term("image"), all()));
        /* One that the last paper of each database matches. */
        assert_scored_as_found(both, combine(SHIM_FILTER, 0, term("language"), all()));
        shim_database_free(both);
    }
}

/* left where it matches, else right, without the operator for it. */
static struct shim_query *either(const struct shim_query *left, struct shim_query *right)
{
    struct shim_query *shared[2];
    struct error error = {0};
    for (int i = 0; i < 2; i++)
        assert_ok(shim_query_share(&shared[i], left, &error), error);
    return combine(SHIM_OR, 0, shared[0], combine(SHIM_AND_NOT, 0, right, shared[1]));
}

/* Three words, two of them with something that they may stand for, and votes. */
static struct shim_query *words_and_votes(bool first)
{
    struct error error = {0};
    struct shim_query *votes, *query = combine(SHIM_PHRASE, 2, term("even"), term("model"));
    struct shim_query *rare = combine(SHIM_AND, 0, term("seventh"), term("third"));
    if (first) {
        query = combine(SHIM_FIRST, 0, query, term("third"));
        query = combine(SHIM_OR, 0, query, combine(SHIM_FIRST, 0, rare, term("fifth")));
    } else {
        struct shim_query *phrase = query;
        query = combine(SHIM_OR, 0, either(phrase, term("third")), either(rare, term("fifth")));
        shim_query_free(phrase);
        shim_query_free(rare);
    }
    query = combine(SHIM_OR, 0, query, term("model"));
    assert_ok(shim_query_value_weight(&votes, VOTES_SLOT, &error), error);
    assert_ok(shim_query_scale(&votes, votes, 0.01, &error), error);
    return combine(SHIM_AND_MAYBE, 0, query, votes);
}

static void build_mixed_library(const struct scratch *scratch, const char *name, int begin,
                                char path[PATH_SIZE])
{
    static char words[MANY_PAPERS][96];
    struct sample_paper many[MANY_PAPERS];
    for (int i = 0; i < MANY_PAPERS; i++) {
        const int n = begin + i;
        snprintf(words[i], sizeof words[i], "%s%s%s%s%s", n % 2 ? "" : "even ",
                 n % 4 ? "model*2 " : "", n % 3 ? "" : "third*2 ", n % 5 ? "" : "fifth ",
                 n % 7 ? "other" : "seventh");
        many[i] = (struct sample_paper){words[i], n % 11 ? n % 13 : -1, NULL};
    }
    scratch_path(scratch, name, path);
    build_library(scratch, path, many, MANY_PAPERS);
}

/* What is told of how many match holds for those that do. */
static void assert_total_holds(struct shim_database *database, const struct shim_request *request,
                               const struct shim_results *found)
{
    const struct shim_total told = shim_results_total(found);
    struct shim_request whole = *request;
    struct shim_results *every;
    struct error error = {0};

    whole.count = 2 * MANY_PAPERS;
    whole.check_at_least = 2 * MANY_PAPERS;
    assert_ok(shim_search(&every, database, &whole, &error), error);
    const size_t count = shim_results_count(every);
    assert_in_range(count, told.lower, told.upper);
    assert_in_range(told.estimate, told.lower, told.upper);
    /* Words are drawn as if they did not know of each other. */
    assert_in_range(told.estimate, count * 3 / 4, count * 4 / 3);
    shim_results_free(every);
}

/* The hits are those that the same database has without the matcher, for the same
 * query and for what says it without the operator. */
static void assert_found_as_without_matcher(struct shim_database *database,
                                            struct shim_database *same, uint32_t count)
{
    struct shim_query *query = words_and_votes(true);
    struct shim_request request = plain_request(query);
    struct shim_results *found;
    struct error error = {0};

    request.count = count;
    assert_ok(shim_search(&found, database, &request, &error), error);
    assert_total_holds(same, &request, found);
    for (int first = 0; first < 2; first++) {
        struct shim_query *plain = words_and_votes(first);
        struct shim_results *expected;
        request.query = plain;
        assert_ok(shim_search(&expected, same, &request, &error), error);
        assert_int_equal(shim_results_count(found), shim_results_count(expected));
        for (size_t hit = 0; hit < shim_results_count(found); hit++)
            assert_true(fabs(shim_results_score(found, hit) - shim_results_score(expected, hit)) <
                        1e-9);
        shim_results_free(expected);
        shim_query_free(plain);
    }
    shim_results_free(found);
    shim_query_free(query);
}

static void test_the_first_of_several_is_found_as_without_the_matcher(void **state)
{
    struct shelf *shelf = *state;
    char one[PATH_SIZE], other[PATH_SIZE];
    build_mixed_library(shelf->scratch, "one", 0, one);
    build_mixed_library(shelf->scratch, "two", MANY_PAPERS + 1, other);
    const char *const paths[] = {one, other};

    for (size_t databases = 1; databases <= 2; databases++) {
        struct shim_database *database, *same;
        struct error error = {0};

        assert_ok(shim_database_open(&database, paths, databases, &error), error);
        assert_ok(shim_database_open(&same, paths, databases, &error), error);
        /* In one slice and in several; read, and then known. */
        for (unsigned slices = 1; slices <= 7; slices += 3) {
            for (int often = 0; often < 2; often++) {
                const struct match_options options = {often, slices};
                assert_ok(match_use(database, options, &error), error);
                for (uint32_t count = 1; count <= 2 * MANY_PAPERS; count *= 3)
                    assert_found_as_without_matcher(database, same, count);
            }
        }
        shim_database_free(same);
        shim_database_free(database);
    }
}

enum { ITEMS = 4 };

static uint32_t drawn(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

/* A word, one behind the other, or what operators make of such, by chance. */
static struct shim_query *any_item(uint32_t *seed, int depth)
{
    static const char *const WORDS[] = {"even", "model", "third", "fifth", "seventh", "other"};
    static const enum shim_operator OPERATORS[] = {SHIM_FIRST, SHIM_FIRST, SHIM_OR, SHIM_AND};
    const uint32_t kind = drawn(seed) % 6;
    struct shim_query *one = term(WORDS[drawn(seed) % 6]);
    if (kind < 2)
        return one;
    if (kind < 4 || depth == 0)
        return combine(SHIM_PHRASE, 2, one, term(WORDS[drawn(seed) % 6]));
    shim_query_free(one);
    one = any_item(seed, depth - 1);
    return combine(OPERATORS[drawn(seed) % 4], 0, one, any_item(seed, depth - 1));
}

/* What items add to the papers with votes, which op demands. */
static struct shim_query *voted_and(enum shim_operator op, struct shim_query *const items[ITEMS])
{
    const struct shim_bytes least = {"", 1}, open = {NULL, 0};
    struct shim_query *all_items = NULL, *item, *voted;
    struct error error = {0};
    for (int i = 0; i < ITEMS; i++) {
        assert_ok(shim_query_share(&item, items[i], &error), error);
        all_items = all_items ? combine(SHIM_OR, 0, all_items, item) : item;
    }
    assert_ok(shim_query_range(&voted, VOTES_SLOT, least, open, &error), error);
    return op == SHIM_FILTER ? combine(op, 0, all_items, voted) : combine(op, 0, voted, all_items);
}

/* Few hits score the sum of what each item gives them in the matcher's eyes: nothing for a
 * phrase that they do not hold. */
static void assert_scored_by_items(struct shim_database *database, struct shim_database *matcher,
                                   uint32_t count, uint32_t *seed)
{
    struct shim_query *items[ITEMS];
    for (int i = 0; i < ITEMS; i++)
        items[i] = any_item(seed, 2);
    struct shim_query *query = voted_and(drawn(seed) % 2 ? SHIM_FILTER : SHIM_AND_MAYBE, items);
    struct shim_request request = plain_request(query);
    request.count = count;
    struct shim_results *found = search(&(struct shelf){.database = database}, &request);
    double sums[8] = {0}, scores[8];
    count = (uint32_t)shim_results_count(found);
    for (int i = 0; i < ITEMS; i++) {
        score(matcher, found, count, items[i], &request, scores);
        for (size_t hit = 0; hit < count; hit++)
            sums[hit] += scores[hit];
        shim_query_free(items[i]);
    }
    for (size_t hit = 0; hit < count; hit++)
        assert_true(fabs(shim_results_score(found, hit) - sums[hit]) < 1e-9);
    shim_results_free(found);
    shim_query_free(query);
}

/* Of all that a random query finds the first are the same with the matcher as without. */
static void assert_found_alike(struct shim_database *matcher, struct shim_database *plain,
                               uint32_t count, uint32_t *seed)
{
    struct shim_query *query = any_item(seed, 4);
    struct shim_request request = plain_request(query);
    request.count = count;
    struct shim_results *found = search(&(struct shelf){.database = matcher}, &request);
    struct shim_results *expected = search(&(struct shelf){.database = plain}, &request);
    assert_int_equal(shim_results_count(found), shim_results_count(expected));
    for (size_t hit = 0; hit < shim_results_count(found); hit++)
        assert_true(fabs(shim_results_score(found, hit) - shim_results_score(expected, hit)) <
                    1e-9);
    shim_results_free(expected);
    shim_results_free(found);
    shim_query_free(query);
}

/* Where Xapian's operators stand over what the matcher finds, alone, and in a server. */
static void test_few_hits_score_what_they_hold(void **state)
{
    struct shelf *shelf = *state;
    char path[PATH_SIZE], remote[PATH_SIZE + 32];
    const bool served = system("command -v xapian-progsrv >/dev/null") == 0;
    build_mixed_library(shelf->scratch, "mixed", 0, path);
    snprintf(remote, sizeof remote, SHIM_REMOTE ":xapian-progsrv %s", path);
    struct shim_database *matcher = open_library(path), *plain = open_library(path),
                         *far = served ? open_library(remote) : NULL;
    struct error error = {0};
    uint32_t seed = 1;
    assert_ok(match_use(matcher, (struct match_options){true, 3}, &error), error);
    for (uint32_t round = 0; round < 300; round++) {
        assert_scored_by_items(matcher, matcher, 1 + round % 8, &seed);
        assert_scored_by_items(plain, matcher, 1 + round % 8, &seed);
        assert_found_alike(matcher, plain, 1 + round % 50, &seed);
        if (far && round < 100)
            assert_scored_by_items(far, matcher, 1 + round % 8, &seed);
    }
    shim_database_free(far);
    shim_database_free(plain);
    shim_database_free(matcher);
}

/* The best of few that are asked for are those of all. Xapian forgets one where it comes to
 * need what only added to the weight before. */
static void test_what_only_adds_hides_no_hit(void **state)
{
    struct shelf *shelf = *state;
    char path[PATH_SIZE];
    build_mixed_library(shelf->scratch, "added", 0, path);
    struct shim_database *database = open_library(path);
    struct error error = {0};
    uint32_t seed = 7;
    assert_ok(match_use(database, (struct match_options){true, 1}, &error), error);
    for (uint32_t round = 0; round < 1000; round++) {
        struct shim_query *needed = any_item(&seed, 1);
        struct shim_query *query = combine(SHIM_AND_MAYBE, 0, needed, any_item(&seed, 2)), *votes;
        query = combine(SHIM_AND_MAYBE, 0, query, term(round % 2 ? "seventh" : "none"));
        assert_ok(shim_query_value_weight(&votes, VOTES_SLOT, &error), error);
        assert_ok(shim_query_scale(&votes, votes, 0.02, &error), error);
        query = combine(SHIM_AND_MAYBE, 0, query, votes);
        struct shim_request request = plain_request(query);
        request.count = 1 + round % 50;
        struct shim_results *few = search(&(struct shelf){.database = database}, &request);
        request.count = MANY_PAPERS;
        struct shim_results *every = search(&(struct shelf){.database = database}, &request);
        for (size_t hit = 0; hit < shim_results_count(few); hit++)
            assert_true(fabs(shim_results_score(few, hit) - shim_results_score(every, hit)) < 1e-9);
        shim_results_free(every);
        shim_results_free(few);
        shim_query_free(query);
    }
    shim_database_free(database);
}

/* Who asks for more than there are is told how many there are, whatever was to be counted. */
static void test_all_that_are_found_are_counted(void **state)
{
    struct shelf *shelf = *state;
    char path[PATH_SIZE];
    build_mixed_library(shelf->scratch, "counted", 0, path);
    for (unsigned slices = 1; slices <= 7; slices += 3) {
        struct shim_database *database = open_library(path);
        struct error error = {0};
        assert_ok(match_use(database, (struct match_options){false, slices}, &error), error);
        struct shim_query *query = combine(
            SHIM_OR, 0, combine(SHIM_FIRST, 0, term("third"), term("fifth")), term("seventh"));
        struct shim_request request = plain_request(query);
        request.count = MANY_PAPERS;
        request.check_at_least = 0;
        struct shim_results *found = search(&(struct shelf){.database = database}, &request);
        const struct shim_total total = shim_results_total(found);
        assert_in_range(shim_results_count(found), 1, MANY_PAPERS - 1);
        assert_int_equal(total.lower, shim_results_count(found));
        assert_int_equal(total.estimate, total.lower);
        assert_int_equal(total.upper, total.lower);
        shim_results_free(found);
        shim_query_free(query);
        shim_database_free(database);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_shelf(test_hits_of_several_databases_are_scored_alike),
        on_shelf(test_the_first_of_several_is_found_as_without_the_matcher),
        on_shelf(test_few_hits_score_what_they_hold),
        on_shelf(test_what_only_adds_hides_no_hit),
        on_shelf(test_all_that_are_found_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
