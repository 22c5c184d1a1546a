/* The thin C face of libxapian: C types only, no policy. What a term means,
 * where an index lies and how a query is planned is decided by the callers.
 * Every function is noexcept; exceptions end in the one guard (guard.hpp).
 * Only calls that Xapian 1.4.22 and 2.x share are used. */
#ifndef SEOGO_XAPIAN_SHIM_H
#define SEOGO_XAPIAN_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A term, prefix included, is 1 to SHIM_TERM_MAX bytes; a NUL counts as two, and so does
 * a byte that is no UTF-8. */
#define SHIM_TERM_MAX 245

/* Bytes that are not owned here: valid as long as what lent them. */
struct shim_bytes {
    const char *data;
    size_t length;
};

/* ---- write: parts, each filled by one thread, then merged ---- */

struct shim_writer;

/* One term of a document. positions rise strictly; none for a term that no
 * phrase asks for. */
struct shim_posting {
    struct shim_bytes term;
    uint32_t frequency; /* wdf; 0 for a term that neither weighs nor adds to the length */
    const uint32_t *positions;
    size_t position_count;
};

struct shim_value {
    uint32_t slot;
    struct shim_bytes value;
};

struct shim_document {
    struct shim_bytes data;
    const struct shim_posting *postings; /* each term once */
    size_t posting_count;
    const struct shim_value *values; /* each slot once */
    size_t value_count;
};

/* Creates an empty part at path, where nothing may be (STATUS_INVALID); its parent must be
 * there. A part is gathered in memory until it is committed, and is no database: parts are
 * merged into one. */
enum status shim_writer_create(struct shim_writer **out, const char *path, struct error *error);
/* What the data of documents will be like: what the samples have in common is stored
 * once. Before the first document; parts that are merged have the same samples. */
enum status shim_writer_samples(struct shim_writer *writer, const struct shim_bytes *samples,
                                size_t count, struct error *error);
/* Adds the document under the next number, from 1 on. A term that is not 1 to
 * SHIM_TERM_MAX bytes is STATUS_INVALID and leaves what was added before; after any
 * other failure the writer can only be freed. */
enum status shim_writer_add(struct shim_writer *writer, const struct shim_document *document,
                            struct error *error);
/* The key has 1 to SHIM_KEY_MAX bytes and is not "@"; an empty value is none. */
#define SHIM_KEY_MAX 200
enum status shim_writer_metadata(struct shim_writer *writer, struct shim_bytes key,
                                 struct shim_bytes value, struct error *error);
/* Writes all that was added; the writer may only be freed afterwards. Not synced: a part is
 * worth nothing until it is merged. */
enum status shim_writer_commit(struct shim_writer *writer, struct error *error);
/* What was not committed is lost. */
void shim_writer_free(struct shim_writer *writer);

/* Merges the parts at paths, in this order, into one new single-file database at output.
 * Documents are renumbered one after the other; of metadata under one key the last wins.
 * The caller syncs the file, and removes it after a failure. */
enum status shim_merge(const char *const *paths, size_t count, const char *output,
                       struct error *error);

/* Lets Xapian read all of the single-file database at path. STATUS_DAMAGED
 * where it finds an error. */
enum status shim_check(const char *path, struct error *error);

/* A number, not NaN, as bytes that sort as it does. Returns the length (0 to 9). */
#define SHIM_SORTABLE_MAX 9
size_t shim_sortable(double number, char out[SHIM_SORTABLE_MAX]);
double shim_sortable_number(struct shim_bytes value);

/* Snowball's English stemmer; not for use by two threads at once. */
struct shim_stemmer;
enum status shim_stemmer_new(struct shim_stemmer **out, struct error *error);
/* word: lowercase letters. Writes at most capacity bytes and returns the stem's
 * length, or 0 where it does not fit or fails. */
size_t shim_stem(struct shim_stemmer *stemmer, struct shim_bytes word, char *out, size_t capacity);
void shim_stemmer_free(struct shim_stemmer *stemmer);

/* ---- read ---- */

struct shim_database;

/* What begins so is no path: "remote HOST:PORT", where a xapian-tcpsrv listens, or
 * "remote :PROGRAM ARGUMENT...", which is started and speaks as xapian-progsrv does.
 * Its database must be one, and not several as one. */
#define SHIM_REMOTE "remote "

/* Opens one database or several as one. STATUS_NOT_FOUND, STATUS_DAMAGED,
 * STATUS_FORMAT and STATUS_UNREACHABLE tell why it could not. */
enum status shim_database_open(struct shim_database **out, const char *const *paths, size_t count,
                               struct error *error);
/* One of several that are opened at a time; database is NULL where status, which error
 * explains, is not STATUS_OK. */
struct shim_shard {
    const char *path;
    struct shim_database *database;
    enum status status;
    struct error error;
};
/* A remote one that is silent for so long is STATUS_UNREACHABLE, now and later. What will be
 * asked of each, metadata under the keys and the greatest number of the slot, comes with its
 * opening. */
struct shim_opening {
    uint32_t milliseconds;
    const char *const *keys;
    size_t key_count;
    uint32_t slot;
    bool often; /* many searches follow, for which what words weigh is remembered */
};
void shim_shards_open(struct shim_shard *shards, size_t count, const struct shim_opening *opening);
/* Takes shard, also on failure, as the last one of *whole, which becomes it where it
 * is NULL. */
enum status shim_database_join(struct shim_database **whole, struct shim_database *shard,
                               struct error *error);
/* Some of it is in another process. What it tells of terms and metadata is then
 * remembered. */
bool shim_database_is_remote(const struct shim_database *database);
/* Whether they were opened at the same places and nothing was published there between. */
bool shim_database_is_same(const struct shim_database *one, const struct shim_database *other);
void shim_database_free(struct shim_database *database);

enum status shim_document_count(struct shim_database *database, uint32_t *out, struct error *error);
/* *out is malloc'd and NUL-terminated for the caller to free; an absent key
 * gives length 0, an empty one STATUS_INVALID. Of several databases the first
 * is asked. */
enum status shim_metadata(struct shim_database *database, struct shim_bytes key, char **out,
                          size_t *length, struct error *error);
/* In how many documents the term stands; 0 where it is unknown. */
enum status shim_term_documents(struct shim_database *database, struct shim_bytes term,
                                uint32_t *out, struct error *error);
/* Of a remote database each question is a message, so many are asked in one go: from
 * noting on a term whose frequency is not remembered is noted, and taken to be frequent,
 * or to be in no document while none are supposed; once one is noted no query is held.
 * Settling asks for all that were noted, and ends it, or what was begun within it alone.
 * *more: there were some, so what was made of such answers has to be made again. Of a local
 * database nothing is ever noted. */
void shim_terms_note(struct shim_database *database);
void shim_terms_suppose(struct shim_database *database, bool frequent);
enum status shim_terms_settle(struct shim_database *database, bool *more, struct error *error);
/* The greatest of the shim_sortable numbers in a slot, or a bound above it; 0
 * where no document has one. */
enum status shim_greatest_number(struct shim_database *database, uint32_t slot, double *out,
                                 struct error *error);

/* A walk over all terms that start with prefix, which ends with a whole character, in
 * byte order; syllables of Hangul stand before all else that is not ASCII. */
struct shim_terms;
enum status shim_terms_open(struct shim_terms **out, struct shim_database *database,
                            struct shim_bytes prefix, struct error *error);
/* The same for who reads all of them, and later again: they are kept with the database. */
enum status shim_terms_keep(struct shim_terms **out, struct shim_database *database,
                            struct shim_bytes prefix, struct error *error);
/* *more is false at the end. The term is borrowed until the next call. */
enum status shim_terms_next(struct shim_terms *terms, bool *more, struct shim_bytes *term,
                            uint32_t *documents, struct error *error);
void shim_terms_free(struct shim_terms *terms);

/* ---- query: immutable trees ---- */

struct shim_query;

enum shim_operator {
    SHIM_AND,
    SHIM_OR,
    SHIM_FIRST,     /* each where none before it matches */
    SHIM_AND_MAYBE, /* the first must match, the others add weight */
    SHIM_AND_NOT,   /* the first, without documents of the others */
    SHIM_FILTER,    /* the first, where the others match too, unweighted */
    SHIM_PHRASE     /* in this order within window positions */
};

enum status shim_query_term(struct shim_query **out, struct shim_bytes term, struct error *error);
enum status shim_query_all(struct shim_query **out, struct error *error);
enum status shim_query_none(struct shim_query **out, struct error *error);
/* Takes the children, also on failure; NULL children are STATUS_INVALID; of no
 * children nothing comes. For SHIM_PHRASE the children are terms or a SHIM_OR of
 * terms, others are STATUS_BAD_QUERY; elsewhere window is 0.
 * Where a database has no positions at all, Xapian takes it for SHIM_AND. */
enum status shim_query_combine(struct shim_query **out, enum shim_operator op,
                               struct shim_query **children, size_t count, uint32_t window,
                               struct error *error);
/* Takes child. factor is at least 0; 0 makes it a pure filter. */
enum status shim_query_scale(struct shim_query **out, struct shim_query *child, double factor,
                             struct error *error);
/* Documents whose value is in [begin, end]; a bound of length 0 is open. */
enum status shim_query_range(struct shim_query **out, uint32_t slot, struct shim_bytes begin,
                             struct shim_bytes end, struct error *error);
/* Documents with a value in the slot, weighted by it (a shim_sortable number
 * of at least 0). */
enum status shim_query_value_weight(struct shim_query **out, uint32_t slot, struct error *error);
/* Any term of the database that starts with prefix, the most frequent limit of them.
 * They score as one term, their frequencies added: a rare ending is no better
 * evidence than a common one. Looks at *looks terms at most, the first in byte order,
 * and leaves there how many it might have looked at beside them. */
enum status shim_query_prefix(struct shim_query **out, struct shim_database *database,
                              struct shim_bytes prefix, uint32_t limit, uint32_t *looks,
                              struct error *error);
/* Another handle on the same tree. */
enum status shim_query_share(struct shim_query **out, const struct shim_query *query,
                             struct error *error);
void shim_query_free(struct shim_query *query);

/* ---- results ---- */

#define SHIM_NO_SLOT UINT32_MAX

/* BM25 as Xapian::BM25Weight has it. */
struct shim_bm25 {
    double k1, k2, k3, b, min_length;
};

enum shim_sort {
    SHIM_BY_RELEVANCE,
    SHIM_BY_VALUE,             /* smallest first, then relevance; no value is least */
    SHIM_BY_VALUE_REVERSED,    /* largest first, then relevance */
    SHIM_BY_RELEVANCE_REVERSED /* collects every match to find the worst */
};

/* Counts the values of the documents that searches match, as Xapian's match spies do. */
struct shim_tally;
/* A slot may hold several values, a newline between each two; a document counts once for
 * each. Of documents with one value in the slot unique only the first counts, or with
 * SHIM_NO_SLOT each; a search of remote databases needs the latter, else it fails with
 * STATUS_BAD_QUERY. */
enum status shim_tally_new(struct shim_tally **out, const uint32_t *slots, size_t count,
                           uint32_t unique, struct error *error);
/* Forgets what was counted. */
void shim_tally_clear(struct shim_tally *tally);
uint32_t shim_tally_documents(const struct shim_tally *tally);
/* Puts the values of the slot that stands in this place of slots in order: in that of
 * their bytes where most is 0, else that many of the most frequent first. Returns how
 * many values there are; 0 also where memory is short. */
size_t shim_tally_sort(struct shim_tally *tally, size_t place, size_t most);
/* The nth value as it was sorted, lent until the tally is cleared, and how many documents
 * have it; false behind the last. */
bool shim_tally_value(struct shim_tally *tally, size_t place, size_t n, struct shim_bytes *value,
                      uint32_t *documents);
void shim_tally_free(struct shim_tally *tally);

struct shim_request {
    const struct shim_query *query;
    uint32_t first, count;
    uint32_t check_at_least; /* how far the total must be exact */
    enum shim_sort sort;
    uint32_t sort_slot;     /* with SHIM_BY_VALUE… */
    uint32_t collapse_slot; /* one hit for a value, or SHIM_NO_SLOT */
    /* Behind this prefix the value of a slot is a term of that document, by which
     * shim_score_hits names the hits of a search by relevance to remote databases.
     * Of equal hits these have the greater key first. */
    uint32_t key_slot;
    struct shim_bytes key_prefix; /* of length 0: there is none */
    struct shim_bm25 bm25;
    struct shim_tally *tally; /* counts what is looked at, all with check_at_least; or NULL */
};

struct shim_total {
    uint32_t lower, estimate, upper;
};

/* Whether any document matches. */
enum status shim_query_held(struct shim_database *database, const struct shim_query *query,
                            bool *held, struct error *error);

struct shim_results;

/* Ties: lower document number first. */
enum status shim_search(struct shim_results **out, struct shim_database *database,
                        const struct shim_request *request, struct error *error);
size_t shim_results_count(const struct shim_results *results);
struct shim_total shim_results_total(const struct shim_results *results);
/* hit counts from 0; score is at least 0. */
double shim_results_score(const struct shim_results *results, size_t hit);
/* Which of the paths given to shim_database_open the hit comes from, from 0. */
size_t shim_results_database(const struct shim_results *results, size_t hit);
/* The number of the hit's document, by which the open database has no other; 0 for none. */
uint64_t shim_results_document(const struct shim_results *results, size_t hit);
/* Reads the data of these hits, each once, from all remote databases at a time, which
 * each send one after the other; of local ones nothing. */
enum status shim_results_fetch(struct shim_results *results, const size_t *hits, size_t count,
                               struct error *error);
/* Borrowed until the next call or shim_results_free. Reads the database, so it
 * may be STATUS_MODIFIED, as shim_search may. */
enum status shim_results_data(struct shim_results *results, size_t hit, struct shim_bytes *out,
                              struct error *error);
void shim_results_free(struct shim_results *results);

/* Of the first count hits of results, found in database. */
struct shim_scoring {
    const struct shim_results *results;
    size_t count;
    const struct shim_query *const *queries; /* some may be NULL */
    size_t query_count;
    struct shim_bm25 bm25;
    /* Of each query whether it may be given a share in place of its score, or NULL for none.
     * The last query is then made of the others, and scores no more than the hit. */
    const bool *shared;
};
/* What each query scores alone on each hit: scores[query * count + hit], 0 where it does
 * not match, or is NULL. Those that are shared may have equal shares of what all of them
 * that match score together: to tell that a remote database needs one search for them all. */
enum status shim_score_hits(struct shim_database *database, const struct shim_scoring *scoring,
                            double *scores, struct error *error);

#ifdef __cplusplus
}
#endif
#endif
