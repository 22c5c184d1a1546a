/* Ranks the queries of a batch as seogo does, with values of the ranking's table
 * changed, so that each value's worth is a number.
 * usage: relevance_rank --db DIR --batch FILE [--set NAME=VALUE]... [--without NAME]...
 *        relevance_rank --knobs */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/search/search.h"

#define HITS 50

struct arguments {
    const char *directory, *batch;
    struct ranking ranking;
};

static int usage(void)
{
    fputs("usage: relevance_rank --db DIR --batch FILE [--set NAME=VALUE]... [--without NAME]...\n"
          "       relevance_rank --knobs\n",
          stderr);
    return 2;
}

/* The ranking's table: name, value and whether it is a count, a line each. */
static int print_knobs(void)
{
    size_t count;
    const struct ranking_row *rows = ranking_rows(&count);

    for (size_t i = 0; i < count; i++)
        printf("%s\t%g\t%s\n", rows[i].name, rows[i].value, rows[i].integer ? "count" : "real");
    return 0;
}

/* NAME=VALUE, or NAME alone for 0. */
static bool set(struct ranking *ranking, const char *text)
{
    const char *equals = strchr(text, '=');
    size_t length = equals ? (size_t)(equals - text) : strlen(text);
    char name[64];

    if (length >= sizeof name)
        return false;
    memcpy(name, text, length);
    name[length] = '\0';
    return ranking_set(ranking, name, equals ? strtod(equals + 1, NULL) : 0);
}

static bool read_arguments(int argc, char **argv, struct arguments *a)
{
    ranking_init(&a->ranking);
    for (int i = 1; i < argc; i += 2) {
        bool known = i + 1 < argc;

        if (known && strcmp(argv[i], "--db") == 0)
            a->directory = argv[i + 1];
        else if (known && strcmp(argv[i], "--batch") == 0)
            a->batch = argv[i + 1];
        else if (!known || (strcmp(argv[i], "--set") != 0 && strcmp(argv[i], "--without") != 0) ||
                 !set(&a->ranking, argv[i + 1]))
            return false;
    }
    return a->directory && a->batch;
}

static enum status rank(struct searcher *searcher, const struct arguments *a, const char *topic,
                        const char *query, struct error *error)
{
    struct search_request request;
    struct answer answer;
    size_t offset;
    enum status status;

    search_request_init(&request, query, strlen(query));
    request.ranking = a->ranking;
    request.count = HITS;
    request.marked = false;
    status = search(searcher, &request, &answer, &offset, error);
    for (size_t i = 0; status == STATUS_OK && i < answer.hit_count; i++)
        printf("%s Q0 %s %u %.6f rank\n", topic, answer.hits[i].paper.id, answer.hits[i].rank,
               answer.hits[i].score);
    answer_clear(&answer);
    return status;
}

static enum status rank_batch(struct searcher *searcher, const struct arguments *a, FILE *batch,
                              struct error *error)
{
    enum status status = STATUS_OK;
    char *line = NULL;
    size_t capacity = 0;

    while (status == STATUS_OK && getline(&line, &capacity, batch) > 0) {
        char *tab = strchr(line, '\t');

        line[strcspn(line, "\n")] = '\0';
        if (!tab)
            continue;
        *tab = '\0';
        status = rank(searcher, a, line, tab + 1, error);
    }
    free(line);
    return status;
}

int main(int argc, char **argv)
{
    struct arguments a = {0};
    struct searcher *searcher = NULL;
    struct error error = {0};
    FILE *batch;
    enum status status;

    if (argc == 2 && strcmp(argv[1], "--knobs") == 0)
        return print_knobs();
    if (!read_arguments(argc, argv, &a))
        return usage();
    batch = fopen(a.batch, "r");
    if (!batch) {
        perror(a.batch);
        return 2;
    }
    status = searcher_open(
        &searcher,
        &(struct searcher_place){.directories = &a.directory, .directory_count = 1, .often = true},
        &error);
    if (status == STATUS_OK)
        status = rank_batch(searcher, &a, batch, &error);
    if (status != STATUS_OK)
        fprintf(stderr, "relevance_rank: %s\n", error.message);
    searcher_free(searcher);
    fclose(batch);
    return status == STATUS_OK ? 0 : 1;
}
