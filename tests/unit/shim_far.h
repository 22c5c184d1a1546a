/* Databases in other processes, with Xapian's server of one connection for each. */
#ifndef SEOGO_TESTS_UNIT_SHIM_FAR_H
#define SEOGO_TESTS_UNIT_SHIM_FAR_H

#include "shim_library.h"

#include <math.h>

enum { PARTS = 2, PART_PAPERS = 100, HITS = 20 };

struct far {
    struct scratch *scratch;
    char paths[PARTS][PATH_SIZE + 32];
    struct shim_database *database;
};

/* A paper in ten is rare, their lengths differ, and each has a name of its own. */
static inline void build_far_part(const struct scratch *scratch, const char *path, int part)
{
    static char words[PART_PAPERS][80], names[PART_PAPERS][16];
    struct sample_paper papers[PART_PAPERS];

    for (int i = 0; i < PART_PAPERS; i++) {
        snprintf(names[i], sizeof names[i], "p%d-%d", part, i);
        snprintf(words[i], sizeof words[i], "common*%d filler*%d Q%s%s", 1 + i % 4, 1 + i % 7,
                 names[i], i % 10 == 0 ? " rare \uac04\ub2e4" : " \uac08\ub2e4");
        papers[i] = (struct sample_paper){words[i], -1, names[i]};
    }
    build_library(scratch, path, papers, PART_PAPERS);
}

static inline int far_setup(void **state)
{
    struct far *far = calloc(1, sizeof *far);
    const char *paths[PARTS];
    struct error error = {0};

    assert_non_null(far);
    *state = far;
    scratch_setup((void **)&far->scratch);
    if (system("command -v xapian-progsrv >/dev/null") != 0)
        return 0;
    for (int i = 0; i < PARTS; i++) {
        char name[16], path[PATH_SIZE];

        snprintf(name, sizeof name, "far-%d", i);
        scratch_path(far->scratch, name, path);
        build_far_part(far->scratch, path, i);
        snprintf(far->paths[i], sizeof far->paths[i], SHIM_REMOTE ":xapian-progsrv %s", path);
        paths[i] = far->paths[i];
    }
    assert_ok(shim_database_open(&far->database, paths, PARTS, &error), error);
    return 0;
}

static inline int far_teardown(void **state)
{
    struct far *far = *state;
    int failed;

    shim_database_free(far->database);
    failed = scratch_teardown((void **)&far->scratch);
    free(far);
    return failed;
}

static inline void assert_near(double score, double expected)
{
    if (fabs(score - expected) > 1e-12 * fabs(expected))
        fail_msg("%.15g is not %.15g", score, expected);
}

#endif
