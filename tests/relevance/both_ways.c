/* Asks the queries of a batch with the matcher and by Xapian's operators alone, or of
 * an index and of another that holds the same papers in shards, and compares the first
 * hits, their order and their scores. Totals may be estimated differently, each from its
 * own sums of frequencies, but not contradict each other.
 * usage: relevance_both_ways --db DIR... [--against DIR...] --batch FILE */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/search/search.h"

#define HITS 50
/* Of equal hits the one side has some among the first that the other has behind them. */
#define HITS_BEHIND 50
#define DIRECTORIES_MAX 8
#define QUERIES_MAX 4096
#define TIMES 2
/* What sums that are added up in another order may differ by, relatively. */
#define TOLERANCE 1e-9

struct sides {
    struct searcher *one, *other;
    size_t queries, totals, failures;
    double one_ms[QUERIES_MAX], other_ms[QUERIES_MAX];
};

static bool is_near(double a, double b)
{
    return fabs(a - b) <= TOLERANCE * fmax(fabs(a), fabs(b));
}

static enum status ask(struct searcher *searcher, const char *query, uint32_t count,
                       struct answer *out, struct error *error)
{
    struct search_request request;
    size_t offset;

    search_request_init(&request, query, strlen(query));
    request.count = count;
    request.marked = false;
    return search(searcher, &request, out, &offset, error);
}

static void tell(struct sides *sides, const char *query, size_t hit, const char *what)
{
    printf("%s: hit %zu: %s\n", query, hit + 1, what);
    sides->failures++;
}

/* Hits that score the same may change places. */
static bool is_tied(const struct answer *answer, size_t hit, const char *id)
{
    for (size_t i = 0; i < answer->hit_count; i++)
        if (is_near(answer->hits[i].score, answer->hits[hit].score) &&
            strcmp(answer->hits[i].paper.id, id) == 0)
            return true;
    return false;
}

static void compare(struct sides *sides, const char *query, const struct answer *a,
                    const struct answer *b)
{
    const size_t hits = b->hit_count < HITS ? b->hit_count : HITS;

    sides->one_ms[sides->queries] = a->took_ms;
    sides->other_ms[sides->queries++] = b->took_ms;
    sides->totals += a->total_lower != b->total_lower || a->total_estimate != b->total_estimate ||
                     a->total_upper != b->total_upper;
    if (a->hit_count != hits)
        tell(sides, query, a->hit_count, "another number of hits");
    for (size_t i = 0; i < a->hit_count && i < hits; i++)
        if (!is_near(a->hits[i].score, b->hits[i].score))
            tell(sides, query, i, "another score");
        else if (!is_tied(b, i, a->hits[i].paper.id))
            tell(sides, query, i, "another paper");
    if (a->total_lower > b->total_upper || b->total_lower > a->total_upper)
        tell(sides, query, 0, "totals that cannot both be true");
}

static enum status compare_batch(struct sides *sides, FILE *batch, struct error *error)
{
    enum status status = STATUS_OK;
    char *line = NULL;
    size_t capacity = 0;

    while (status == STATUS_OK && sides->queries + TIMES <= QUERIES_MAX &&
           getline(&line, &capacity, batch) > 0) {
        const char *tab = strchr(line, '\t'), *query = tab ? tab + 1 : line;
        struct answer a, b;

        line[strcspn(line, "\n")] = '\0';
        status = ask(sides->one, query, HITS, &a, error);
        /* Also of what it remembers of the first time. */
        for (int time = 0; time < TIMES && status == STATUS_OK; time++) {
            status = ask(sides->other, query, HITS + HITS_BEHIND, &b, error);
            if (status == STATUS_OK)
                compare(sides, query, &a, &b);
            answer_clear(&b);
        }
        answer_clear(&a);
    }
    free(line);
    return status;
}

static int by_size(const void *left, const void *right)
{
    const double *a = left, *b = right;

    return *a < *b ? -1 : *a > *b;
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_size);
    return count ? values[count / 2] : 0;
}

static enum status compare_all(struct sides *sides, struct searcher_place place,
                               struct searcher_place against, FILE *batch, struct error *error)
{
    enum status status;

    place.often = against.often = true;
    if (against.directory_count == 0) {
        against = place;
        against.plain = true;
    }
    status = searcher_open(&sides->one, &place, error);
    if (status == STATUS_OK)
        status = searcher_open(&sides->other, &against, error);
    if (status == STATUS_OK)
        status = compare_batch(sides, batch, error);
    return status;
}

int main(int argc, char **argv)
{
    const char *ones[DIRECTORIES_MAX], *others[DIRECTORIES_MAX], *path = NULL;
    struct searcher_place place = {.directories = ones}, against = {.directories = others};
    static struct sides sides;
    struct error error = {0};

    for (int i = 1; i + 1 < argc; i += 2)
        if (strcmp(argv[i], "--db") == 0 && place.directory_count < DIRECTORIES_MAX)
            ones[place.directory_count++] = argv[i + 1];
        else if (strcmp(argv[i], "--against") == 0 && against.directory_count < DIRECTORIES_MAX)
            others[against.directory_count++] = argv[i + 1];
        else if (strcmp(argv[i], "--batch") == 0)
            path = argv[i + 1];
    FILE *batch = path ? fopen(path, "r") : NULL;
    if (!batch || place.directory_count == 0) {
        fputs("usage: relevance_both_ways --db DIR... [--against DIR...] --batch FILE\n", stderr);
        return 2;
    }
    enum status status = compare_all(&sides, place, against, batch, &error);
    if (status != STATUS_OK)
        fprintf(stderr, "relevance_both_ways: %s\n", error.message);
    printf("%zu queries, %zu totals estimated differently, %zu differences\n", sides.queries,
           sides.totals, sides.failures);
    printf("median %.2f ms and %.2f ms\n", median(sides.one_ms, sides.queries),
           median(sides.other_ms, sides.queries));
    searcher_free(sides.other);
    searcher_free(sides.one);
    fclose(batch);
    return status == STATUS_OK && sides.failures == 0 ? 0 : 1;
}
