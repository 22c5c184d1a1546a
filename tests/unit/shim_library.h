/* A small library of made-up papers for the shim's tests: builds databases in
 * a scratch directory of its own and takes them away again. */
#ifndef SEOGO_TESTS_UNIT_SHIM_LIBRARY_H
#define SEOGO_TESTS_UNIT_SHIM_LIBRARY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shim/xapian/shim.h"

#define assert_ok(call, error)                                                                     \
    do {                                                                                           \
        if ((call) != STATUS_OK)                                                                   \
            fail_msg("%s: %s: %s", #call, status_name((error).code), (error).message);             \
    } while (0)

enum { PATH_SIZE = 256, VOTES_SLOT = 1, DATE_SLOT = 2 };

/* One directory for a test's files. */
struct scratch {
    char directory[PATH_SIZE];
};

static inline struct shim_bytes bytes(const char *text)
{
    return (struct shim_bytes){text, strlen(text)};
}

static inline int scratch_setup(void **state)
{
    struct scratch *scratch = calloc(1, sizeof *scratch);
    assert_non_null(scratch);
    snprintf(scratch->directory, sizeof scratch->directory, "%s", "/tmp/seogo-shim-XXXXXX");
    assert_non_null(mkdtemp(scratch->directory));
    *state = scratch;
    return 0;
}

static inline int scratch_teardown(void **state)
{
    struct scratch *scratch = *state;
    char command[PATH_SIZE + 16];
    snprintf(command, sizeof command, "rm -rf '%s'", scratch->directory);
    int failed = system(command);
    free(scratch);
    return failed;
}

static inline void scratch_path(const struct scratch *scratch, const char *name,
                                char out[PATH_SIZE])
{
    int length = snprintf(out, PATH_SIZE, "%s/%s", scratch->directory, name);
    assert_in_range(length, 1, PATH_SIZE - 1);
}

/* A paper is its words, one blank between them; votes below 0 are unknown. */
struct sample_paper {
    const char *words;
    int votes;
    const char *date;
};

enum { SAMPLE_WORDS = 16 };

/* Adds the paper with a posting a word, so words must be distinct; "*N" after one
 * is a frequency of N; positions are 1, 2, 3... */
static inline void add_paper(struct shim_writer *writer, const struct sample_paper *paper)
{
    struct shim_posting postings[SAMPLE_WORDS];
    uint32_t positions[SAMPLE_WORDS];
    size_t count = 0;
    for (const char *at = paper->words; *at != '\0';) {
        size_t length = strcspn(at, " *");
        struct shim_posting *posting = &postings[count];
        positions[count] = (uint32_t)count + 1;
        *posting = (struct shim_posting){{at, length}, 1, &positions[count], 1};
        at += length;
        if (*at == '*') {
            char *end;
            posting->frequency = (uint32_t)strtoul(at + 1, &end, 10);
            at = end;
        }
        at += *at == ' ';
        count++;
    }
    char votes[SHIM_SORTABLE_MAX];
    struct shim_value values[2];
    size_t value_count = 0;
    if (paper->votes >= 0)
        values[value_count++] =
            (struct shim_value){VOTES_SLOT, {votes, shim_sortable(paper->votes, votes)}};
    if (paper->date != NULL)
        values[value_count++] = (struct shim_value){DATE_SLOT, bytes(paper->date)};
    struct shim_document document = {bytes(paper->words), postings, count, values, value_count};
    struct error error = {0};
    assert_ok(shim_writer_add(writer, &document, &error), error);
}

static inline void build_part(const char *path, const struct sample_paper *papers, size_t count)
{
    struct error error = {0};
    struct shim_writer *writer;
    assert_ok(shim_writer_create(&writer, path, &error), error);
    for (size_t i = 0; i < count; i++)
        add_paper(writer, &papers[i]);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
}

/* A published library: one part, merged into the single file at path. */
static inline void merge_part(const char *part, const char *path)
{
    struct error error = {0};
    const char *const parts[] = {part};
    assert_ok(shim_merge(parts, 1, path, &error), error);
    assert_int_equal(remove(part), 0);
}

static inline void build_library(const struct scratch *scratch, const char *path,
                                 const struct sample_paper *papers, size_t count)
{
    char part[PATH_SIZE];
    scratch_path(scratch, "part", part);
    build_part(part, papers, count);
    merge_part(part, path);
}

static inline struct shim_database *open_library(const char *path)
{
    struct error error = {0};
    struct shim_database *database;
    const char *const paths[] = {path};
    assert_ok(shim_database_open(&database, paths, 1, &error), error);
    return database;
}

/* The library of a part alone, which lies beside it. */
static inline struct shim_database *open_part(const char *part)
{
    char path[PATH_SIZE + 8];
    struct error error = {0};
    const char *const parts[] = {part};
    snprintf(path, sizeof path, "%s.merged", part);
    assert_ok(shim_merge(parts, 1, path, &error), error);
    return open_library(path);
}

/* The best ten by BM25, of all kinds the plainest request. */
static inline struct shim_request plain_request(const struct shim_query *query)
{
    return (struct shim_request){.query = query,
                                 .count = 10,
                                 .sort = SHIM_BY_RELEVANCE,
                                 .collapse_slot = SHIM_NO_SLOT,
                                 .bm25 = {1, 0, 1, 0.5, 0.5}};
}

static inline enum status open_status(const char *path, struct error *error)
{
    struct shim_database *database;
    const char *const paths[] = {path};
    enum status status = shim_database_open(&database, paths, 1, error);
    if (status == STATUS_OK)
        shim_database_free(database);
    else
        assert_null(database);
    return status;
}

/* A message for a person: one line with the reason in it, no full stop. */
static inline void assert_said(const struct error *error, enum status code, const char *reason)
{
    assert_int_equal(error->code, code);
    if (strstr(error->message, reason) == NULL)
        fail_msg("'%s' does not say '%s'", error->message, reason);
    assert_null(strchr(error->message, '\n'));
    assert_int_not_equal(error->message[strlen(error->message) - 1], '.');
}

enum { MANY_PAPERS = 400 };

/* Large enough that every table has several blocks. */
static inline void build_large_part(const char *path)
{
    static char words[MANY_PAPERS][96];
    struct sample_paper papers[MANY_PAPERS];
    for (int i = 0; i < MANY_PAPERS; i++) {
        snprintf(words[i], sizeof words[i], "a%04d b%04d c%04d d%04d e%04d model", i, i * 7 % 997,
                 i * 31 % 991, i * 17 % 983, i);
        papers[i] = (struct sample_paper){words[i], i, "20240101"};
    }
    build_part(path, papers, MANY_PAPERS);
}

static inline void build_large_library(const struct scratch *scratch, const char *path)
{
    char part[PATH_SIZE];
    scratch_path(scratch, "part", part);
    build_large_part(part);
    merge_part(part, path);
}

/* All documents' data in the order of their numbers, joined by '|'. */
static inline void assert_contents(struct shim_database *database, const char *expected)
{
    struct error error = {0};
    struct shim_query *query;
    struct shim_results *results;
    assert_ok(shim_query_all(&query, &error), error);
    struct shim_request request = plain_request(query);
    assert_ok(shim_search(&results, database, &request, &error), error);
    char joined[512] = "";
    for (size_t hit = 0; hit < shim_results_count(results); hit++) {
        struct shim_bytes data;
        assert_ok(shim_results_data(results, hit, &data, &error), error);
        size_t used = strlen(joined);
        snprintf(joined + used, sizeof joined - used, "%s%.*s", hit > 0 ? "|" : "",
                 (int)data.length, data.data);
    }
    assert_string_equal(joined, expected);
    shim_results_free(results);
    shim_query_free(query);
}

#endif
