/* Asks the queries of a batch with the matcher and by Xapian's operators alone, and
 * compares the first hits, their order and their scores. Totals may be estimated
 * differently, each from its own sums of frequencies, but not contradict each other.
 * usage: relevance_both_ways --db DIR... --batch FILE */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/search/search.h"

#define HITS 50
#define DIRECTORIES_MAX 8
/* What sums that are added up in another order may differ by, relatively. */
#define TOLERANCE 1e-9

struct sides {
    struct searcher *matcher, *plain;
    size_t queries, totals, failures;
};

static bool is_near(double a, double b)
{
    return fabs(a - b) <= TOLERANCE * fmax(fabs(a), fabs(b));
}

static enum status ask(struct searcher *searcher, const char *query, struct answer *out,
                       struct error *error)
{
    struct search_request request;
    size_t offset;

    search_request_init(&request, query, strlen(query));
    request.count = HITS;
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
    sides->queries++;
    sides->totals += a->total_lower != b->total_lower || a->total_estimate != b->total_estimate ||
                     a->total_upper != b->total_upper;
    if (a->hit_count != b->hit_count)
        tell(sides, query, a->hit_count, "another number of hits");
    for (size_t i = 0; i < a->hit_count && i < b->hit_count; i++)
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

    while (status == STATUS_OK && getline(&line, &capacity, batch) > 0) {
        const char *tab = strchr(line, '\t'), *query = tab ? tab + 1 : line;
        struct answer a, b;

        line[strcspn(line, "\n")] = '\0';
        status = ask(sides->matcher, query, &a, error);
        if (status == STATUS_OK) {
            status = ask(sides->plain, query, &b, error);
            if (status == STATUS_OK)
                compare(sides, query, &a, &b);
            answer_clear(&b);
        }
        answer_clear(&a);
    }
    free(line);
    return status;
}

int main(int argc, char **argv)
{
    const char *directories[DIRECTORIES_MAX], *path = NULL;
    struct searcher_place place = {.directories = directories};
    struct sides sides = {0};
    struct error error = {0};

    for (int i = 1; i + 1 < argc; i += 2)
        if (strcmp(argv[i], "--db") == 0 && place.directory_count < DIRECTORIES_MAX)
            directories[place.directory_count++] = argv[i + 1];
        else if (strcmp(argv[i], "--batch") == 0)
            path = argv[i + 1];
    FILE *batch = path ? fopen(path, "r") : NULL;
    if (!batch || place.directory_count == 0) {
        fputs("usage: relevance_both_ways --db DIR... --batch FILE\n", stderr);
        return 2;
    }
    place.often = true;
    enum status status = searcher_open(&sides.matcher, &place, &error);
    place.plain = true;
    if (status == STATUS_OK)
        status = searcher_open(&sides.plain, &place, &error);
    if (status == STATUS_OK)
        status = compare_batch(&sides, batch, &error);
    if (status != STATUS_OK)
        fprintf(stderr, "relevance_both_ways: %s\n", error.message);
    printf("%zu queries, %zu totals estimated differently, %zu differences\n", sides.queries,
           sides.totals, sides.failures);
    searcher_free(sides.plain);
    searcher_free(sides.matcher);
    fclose(batch);
    return status == STATUS_OK && sides.failures == 0 ? 0 : 1;
}
