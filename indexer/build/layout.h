/* How the papers of a plan are cut into the files of a generation, so that a
 * later generation can take over the files that would be the same.
 *
 * From the oldest paper on, papers are cut into runs. A run ends at the end of
 * a page whose name tells so, once it is large enough: a paper more or less
 * changes its own run and no other. Runs that have an end are put together in
 * pairs, these in pairs again and so on, but none holds more than a quarter of
 * them: an old page that is corrected costs its part. The last run, still
 * growing, stands alone; a new page costs that one. Each part is one database,
 * a dozen of them at most for 100,000 papers. All follows from the papers
 * alone, so that an index that grew is the one that would be made anew.
 *
 * A part's name tells its content. Everything here is newest first, as the
 * plan's papers are; run 0 is the growing one, and part 0 is made of it. */
#ifndef SEOGO_BUILD_LAYOUT_H
#define SEOGO_BUILD_LAYOUT_H

#include "indexer/build/digest.h"
#include "indexer/build/plan.h"

/* A run that is at least this large may end, and of so many pages one ends it.
 * Measured on 3,590 papers against runs of 4,096, which make them one part: a new
 * page takes .56 s instead of 1.07 and all of them some 7 % less, since two parts
 * are merged at once; a query takes 1 ms, or 7 %, more. Tests of many runs make
 * them small. */
#ifndef RUN_PAPERS
#define RUN_PAPERS 2048
#define RUN_END_PAGES 16
#endif

/* Papers begin to end (not included) of the plan, which go to one scratch
 * database; they are of one run. */
struct chunk {
    size_t begin, end, run;
};

struct run {
    size_t begin, end;               /* papers of the plan */
    struct digest identity;          /* of all that makes its documents */
    size_t first_chunk, chunk_count; /* none where it is not indexed again */
};

#define PART_NAME_MAX 48

/* What a part is made from: runs that are indexed now, one each, or a file of
 * the live generation. */
struct piece {
    size_t first_run, run_count;
    bool live;
    char name[PART_NAME_MAX]; /* of the live file */
};

struct part {
    size_t first_run, run_count;
    size_t first_piece, piece_count;
    bool kept; /* the live file of this name serves as it is */
    char name[PART_NAME_MAX];
};

struct layout {
    struct run *runs;
    struct part *parts;
    struct piece *pieces;
    struct chunk *chunks;
    size_t run_count, part_count, piece_count, chunk_count;
};

/* live: the live generation's directory, whose files may be taken, or -1.
 * The caller clears *layout, also on failure. */
enum status layout_make(struct layout *layout, const struct plan *plan, const struct pages *pages,
                        int live, struct error *error);
void layout_clear(struct layout *layout);

#endif
