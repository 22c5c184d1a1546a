/* What the shim gives back of what was put in: documents, terms, values,
 * metadata, and their merging. */
#include "shim_library.h"

static const struct sample_paper papers[] = {
    {"diffusion model*3", 12, "20240105"},
    {"language model", 40, "20240220"},
    {"image segmentation", -1, NULL},
};
enum { PAPERS = sizeof papers / sizeof papers[0] };

static uint32_t documents_with(struct shim_database *database, const char *term)
{
    struct error error = {0};
    uint32_t documents = 99;
    assert_ok(shim_term_documents(database, bytes(term), &documents, &error), error);
    return documents;
}

static void test_a_merged_library_knows_its_documents_and_terms(void **state)
{
    char path[PATH_SIZE];
    scratch_path(*state, "library", path);
    build_library(*state, path, papers, PAPERS);
    struct shim_database *database = open_library(path);
    struct error error = {0};
    uint32_t documents = 0;
    assert_ok(shim_document_count(database, &documents, &error), error);
    assert_int_equal(documents, PAPERS);
    assert_int_equal(documents_with(database, "model"), 2);
    assert_int_equal(documents_with(database, "image"), 1);
    assert_int_equal(documents_with(database, "absent"), 0);
    shim_database_free(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_merged_library_knows_its_documents_and_terms,
                                        scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
