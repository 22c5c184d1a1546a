/* A database with what planning a query over it takes. */
#ifndef SEOGO_TESTS_UNIT_PLANNING_ROOM_H
#define SEOGO_TESTS_UNIT_PLANNING_ROOM_H

#include "search_library.h"

#include "query/plan/plan.h"
#include "query/plan/rank/ranking.h"

struct planning_room {
    struct scratch *scratch;
    struct shim_database *database;
    struct shim_stemmer *stemmer;
    struct analyzer *analyzer;
    struct ranking ranking;
    struct planner planner; /* of the test at hand */
};

/* build puts a database into the scratch directory, at the path it writes. */
static inline void planning_room_open(void **state, void (*build)(const struct scratch *scratch,
                                                                  char path[PATH_SIZE]))
{
    struct planning_room *room = calloc(1, sizeof *room);
    struct error error = {0};
    char path[PATH_SIZE];

    assert_non_null(room);
    scratch_setup((void **)&room->scratch);
    build(room->scratch, path);
    room->database = open_library(path);
    assert_ok(shim_stemmer_new(&room->stemmer, &error), error);
    room->analyzer = analyzer_new(&(struct stemming){library_stem, room->stemmer});
    assert_non_null(room->analyzer);
    ranking_init(&room->ranking);
    *state = room;
}

static inline int planning_room_close(void **state)
{
    struct planning_room *room = *state;

    shim_database_free(room->database);
    analyzer_free(room->analyzer);
    shim_stemmer_free(room->stemmer);
    int failed = scratch_teardown((void **)&room->scratch);
    free(room);
    return failed;
}

static inline struct planner planning_room_planner(const struct planning_room *room)
{
    return (struct planner){.database = room->database,
                            .analyzer = room->analyzer,
                            .ranking = &room->ranking,
                            .documents = BOOK_COUNT};
}

#endif
