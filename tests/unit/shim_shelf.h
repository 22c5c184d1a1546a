/* Five papers on one shelf, and the ways to search them that the shim's tests
 * share. Hits are named by the papers' numbers, from 1 on. */
#ifndef SEOGO_TESTS_UNIT_SHIM_SHELF_H
#define SEOGO_TESTS_UNIT_SHIM_SHELF_H

#include "shim_library.h"

static const struct sample_paper papers[] = {
    {"diffusion model", 12, "20240105"},  /* 1 */
    {"language model*4", 40, "20240220"}, /* 2 */
    {"image model prior", -1, NULL},      /* 3 */
    {"image diffusion", 3, "20231130"},   /* 4 */
    {"modal language", 12, "20240220"},   /* 5 */
};
enum { PAPERS = sizeof papers / sizeof papers[0] };

struct shelf {
    struct scratch *scratch;
    struct shim_database *database;
};

static inline int shelf_setup(void **state)
{
    struct shelf *shelf = calloc(1, sizeof *shelf);
    assert_non_null(shelf);
    scratch_setup((void **)&shelf->scratch);
    char path[PATH_SIZE];
    scratch_path(shelf->scratch, "library", path);
    build_library(shelf->scratch, path, papers, PAPERS);
    shelf->database = open_library(path);
    *state = shelf;
    return 0;
}

static inline int shelf_teardown(void **state)
{
    struct shelf *shelf = *state;
    shim_database_free(shelf->database);
    int failed = scratch_teardown((void **)&shelf->scratch);
    free(shelf);
    return failed;
}

static inline struct shim_query *term(const char *text)
{
    struct error error = {0};
    struct shim_query *query;
    assert_ok(shim_query_term(&query, bytes(text), &error), error);
    return query;
}

static inline struct shim_query *all(void)
{
    struct error error = {0};
    struct shim_query *query;
    assert_ok(shim_query_all(&query, &error), error);
    return query;
}

static inline struct shim_query *combine(enum shim_operator op, uint32_t window,
                                         struct shim_query *first, struct shim_query *second)
{
    struct error error = {0};
    struct shim_query *query;
    struct shim_query *children[] = {first, second};
    assert_ok(shim_query_combine(&query, op, children, 2, window, &error), error);
    return query;
}

static inline struct shim_results *search(struct shelf *shelf, const struct shim_request *request)
{
    struct error error = {0};
    struct shim_results *results;
    assert_ok(shim_search(&results, shelf->database, request, &error), error);
    return results;
}

/* The hits' papers by number, "2 1 3". */
static inline void describe_hits(struct shim_results *results, char out[32])
{
    *out = '\0';
    for (size_t hit = 0; hit < shim_results_count(results); hit++) {
        struct error error = {0};
        struct shim_bytes data;
        assert_ok(shim_results_data(results, hit, &data, &error), error);
        size_t number = 0;
        while (strlen(papers[number].words) != data.length ||
               memcmp(papers[number].words, data.data, data.length) != 0)
            number++;
        size_t used = strlen(out);
        snprintf(out + used, 32 - used, "%s%zu", hit > 0 ? " " : "", number + 1);
    }
}

static inline void assert_hits(struct shelf *shelf, const struct shim_request *request,
                               const char *expected)
{
    struct shim_results *results = search(shelf, request);
    char hits[32];
    describe_hits(results, hits);
    assert_string_equal(hits, expected);
    shim_results_free(results);
}

#define on_shelf(test) cmocka_unit_test_setup_teardown(test, shelf_setup, shelf_teardown)

#endif
