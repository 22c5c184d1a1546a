/* One table for the parser and for --help; see options.h. */
#include "query/options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum row {
    ROW_LIMIT,
    ROW_OFFSET,
    ROW_FORMAT,
    ROW_SORT,
    ROW_VOTES,
    ROW_RECENCY,
    ROW_COUNT_ONLY,
    ROW_EXPLAIN,
    ROW_LITERAL,
    ROW_BATCH,
    ROW_SERVE,
    ROW_COLOR,
    ROW_WIDTH,
    ROW_OFFSETS,
    ROW_NUL,
    ROW_DB,
    ROW_ROOT,
    ROW_FORMAT_VERSION,
    ROW_VERSION,
    ROW_HELP,
    ROWS
};

static const struct {
    char letter; /* '\0' where it has none */
    const char *name;
    const char *argument; /* NULL where it takes none */
    const char *help;
} rows[ROWS] = {
    [ROW_LIMIT] = {'n', "limit", "N", "show at most N papers (10)"},
    [ROW_OFFSET] = {'\0', "offset", "N", "leave out the first N"},
    [ROW_FORMAT] = {'f', "format", "FORMAT",
                    "card (default), json, jsonl, sexp, vimgrep, path, url, id, bibtex, trec"},
    [ROW_SORT] = {'\0', "sort", "ORDER", "relevance (default), votes or date; with - reversed"},
    [ROW_VOTES] = {'\0', "votes", "W", "how much votes weigh in relevance; 0 for nothing"},
    [ROW_RECENCY] = {'\0', "recency", "W", "how much a late date weighs; 0 for nothing"},
    [ROW_COUNT_ONLY] = {'\0', "count", NULL, "print how many papers match, and nothing else"},
    [ROW_EXPLAIN] = {'\0', "explain", NULL, "print how the query is understood and scored"},
    [ROW_LITERAL] = {'\0', "literal", NULL, "take the words as typed, without guesses"},
    [ROW_BATCH] = {'\0', "batch", "FILE", "run the queries of FILE, an id TAB query a line"},
    [ROW_SERVE] = {'\0', "serve", NULL, "answer JSON-RPC calls, a line each, on standard input"},
    [ROW_COLOR] = {'\0', "color", "WHEN", "auto (default: on a terminal), always or never"},
    [ROW_WIDTH] = {'\0', "width", "N", "columns of a card (the terminal's, else 80)"},
    [ROW_OFFSETS] = {'\0', "offsets", "UNIT", "of highlights: byte (default), char or utf16"},
    [ROW_NUL] = {'0', "null", NULL, "end lines by NUL in formats of lines"},
    [ROW_DB] = {'\0', "db", "DIR",
                "the index directory ($SEOGO_DB, else ~/.local/share/seogo); may be repeated"},
    [ROW_ROOT] = {'\0', "root", "DIR", "where the archive is now, if it has moved"},
    [ROW_FORMAT_VERSION] = {'\0', "format-version", "N", "fail unless version N is spoken (1)"},
    [ROW_VERSION] = {'\0', "version", NULL, "say which version this is"},
    [ROW_HELP] = {'\0', "help", NULL, "say this"},
};

/* What getopt returns for a row, apart from any letter. */
#define ROW_KEY 256

static enum status refuse(const char *value, enum row row, const char *wanted, struct error *error)
{
    return error_set(error, STATUS_INVALID, NULL, "--%s takes %s, not '%s'", rows[row].name, wanted,
                     value);
}

/* Decimal digits only, at most most. */
static enum status take_number(const char *value, enum row row, uint64_t least, uint64_t most,
                               uint64_t *out, struct error *error)
{
    char wanted[64];
    uint64_t number = 0;
    const char *digit = value;

    for (; *digit >= '0' && *digit <= '9' && number <= most; digit++)
        number = number * 10 + (uint64_t)(*digit - '0');
    if (digit != value && *digit == '\0' && number >= least && number <= most) {
        *out = number;
        return STATUS_OK;
    }
    snprintf(wanted, sizeof wanted, "a number from %llu to %llu", (unsigned long long)least,
             (unsigned long long)most);
    return refuse(value, row, wanted, error);
}

/* Not strtod: its decimal point is the locale's. */
static enum status take_weight(const char *value, enum row row, double *out, struct error *error)
{
    double number = 0, place = 1;
    const char *at = value;
    size_t digits = 0;

    for (; *at >= '0' && *at <= '9'; at++, digits++)
        number = number * 10 + (*at - '0');
    if (*at == '.')
        for (at++; *at >= '0' && *at <= '9'; at++, digits++)
            number += (place /= 10) * (*at - '0');
    if (digits == 0 || *at != '\0' || number > 100)
        return refuse(value, row, "a number from 0 to 100", error);
    *out = number;
    return STATUS_OK;
}

static int choose(const char *value, const char *const *choices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(value, choices[i]) == 0)
            return (int)i;
    return -1;
}

static enum status take_sort(const char *value, struct search_request *request, struct error *error)
{
    if (!search_sort_named(value, request))
        return refuse(value, ROW_SORT, "relevance, votes or date, or one of them behind a -",
                      error);
    return STATUS_OK;
}

static enum status take_choice(enum row row, const char *value, struct options *o,
                               struct error *error)
{
    static const char *const WHENS[] = {"auto", "always", "never"};
    static const char *const UNITS[] = {"byte", "char", "utf16"};
    int choice;

    if (row == ROW_FORMAT) {
        for (size_t n = 0; format_name(n); n++)
            if (strcmp(value, format_name(n)) == 0) {
                o->render.format = (enum format)n;
                return STATUS_OK;
            }
        return refuse(value, row, rows[row].help, error);
    }
    choice = choose(value, row == ROW_COLOR ? WHENS : UNITS, 3);
    if (choice < 0)
        return refuse(value, row,
                      row == ROW_COLOR ? "auto, always or never" : "byte, char or utf16", error);
    if (row == ROW_COLOR)
        o->color = (enum when)choice;
    else
        o->render.offsets = (enum offset_unit)choice;
    return STATUS_OK;
}

static enum status take_directory(const char *value, struct options *o, struct error *error)
{
    if (value[0] == '\0')
        return refuse(value, ROW_DB, "a directory", error);
    if (o->directory_count == OPTIONS_DIRECTORIES_MAX)
        return error_set(error, STATUS_INVALID, NULL, "--db may be given %d times at most",
                         OPTIONS_DIRECTORIES_MAX);
    o->directories[o->directory_count++] = value;
    return STATUS_OK;
}

static enum status take_numeric(enum row row, const char *value, struct options *o,
                                struct error *error)
{
    const uint64_t most = 1000000000;
    uint64_t number = 0;
    enum status status = take_number(value, row,
                                     row == ROW_WIDTH            ? 20
                                     : row == ROW_FORMAT_VERSION ? 1
                                                                 : 0,
                                     row == ROW_WIDTH ? 1000 : most, &number, error);

    if (status != STATUS_OK)
        return status;
    if (row == ROW_LIMIT)
        o->request.count = (uint32_t)number;
    else if (row == ROW_OFFSET)
        o->request.first = (uint32_t)number;
    else if (row == ROW_WIDTH)
        o->render.width = (unsigned)number;
    else
        o->format_version = (long)number;
    return STATUS_OK;
}

static enum status take(enum row row, const char *value, struct options *o, struct error *error)
{
    switch (row) {
    case ROW_LIMIT:
    case ROW_OFFSET:
    case ROW_WIDTH:
    case ROW_FORMAT_VERSION:
        return take_numeric(row, value, o, error);
    case ROW_FORMAT:
    case ROW_COLOR:
    case ROW_OFFSETS:
        return take_choice(row, value, o, error);
    case ROW_SORT:
        return take_sort(value, &o->request, error);
    case ROW_VOTES:
        return take_weight(value, row, &o->request.ranking.votes, error);
    case ROW_RECENCY:
        return take_weight(value, row, &o->request.ranking.recency, error);
    case ROW_DB:
        return take_directory(value, o, error);
    case ROW_ROOT:
        o->root = value;
        break;
    case ROW_BATCH:
        o->batch = value;
        break;
    case ROW_SERVE:
        o->serve = true;
        break;
    case ROW_COUNT_ONLY:
        o->count = true;
        break;
    case ROW_EXPLAIN:
        o->explain = true;
        break;
    case ROW_LITERAL:
        o->request.literal = true;
        break;
    case ROW_NUL:
        o->render.nul = true;
        break;
    case ROW_VERSION:
        o->action = OPTIONS_VERSION;
        break;
    case ROW_HELP:
        o->action = OPTIONS_HELP;
        break;
    case ROWS:
        break;
    }
    return STATUS_OK;
}

static int row_of(int key)
{
    if (key >= ROW_KEY)
        return key - ROW_KEY;
    for (int i = 0; i < ROWS; i++)
        if (rows[i].letter == key)
            return i;
    return -1;
}

static enum status parse(int argc, char **argv, struct options *o, struct error *error)
{
    struct option longs[ROWS + 1] = {{0}};
    char letters[2 * ROWS + 2] = ":"; /* a missing argument is told from an unknown option */
    size_t n = 1;
    int key;

    for (int i = 0; i < ROWS; i++) {
        longs[i] = (struct option){rows[i].name, rows[i].argument ? required_argument : no_argument,
                                   NULL, ROW_KEY + i};
        if (rows[i].letter)
            letters[n++] = rows[i].letter;
        if (rows[i].letter && rows[i].argument)
            letters[n++] = ':';
    }
    opterr = 0;
    while ((key = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        enum status status;

        if (key == ':')
            return error_set(error, STATUS_INVALID, "see seogo --help", "%s needs an argument",
                             argv[optind - 1]);
        if (key == '?')
            return error_set(error, STATUS_INVALID,
                             "see seogo --help; a query that starts with - goes behind --",
                             "there is no option '%s'", argv[optind - 1]);
        status = take((enum row)row_of(key), optarg, o, error);
        if (status != STATUS_OK)
            return status;
    }
    o->words = (const char *const *)argv + optind;
    o->word_count = (size_t)(argc - optind);
    return STATUS_OK;
}

enum status options_parse(int argc, char **argv, struct options *options, struct error *error)
{
    enum status status;

    *options = (struct options){.render = {.format = FORMAT_CARD}};
    search_request_init(&options->request, NULL, 0);
    status = parse(argc, argv, options, error);
    if (status != STATUS_OK || options->action != OPTIONS_SEARCH)
        return status;
    if (options->serve && (options->word_count || options->batch))
        return error_set(error, STATUS_INVALID, NULL,
                         "--serve takes its queries from standard input, not '%s'",
                         options->batch ? options->batch : options->words[0]);
    if (options->word_count == 0 && !options->batch && !options->serve)
        return error_set(error, STATUS_INVALID,
                         "try: seogo '확산 모델', or seogo '' for all papers", "there is no query");
    if (options->word_count && options->batch)
        return error_set(error, STATUS_INVALID, NULL,
                         "--batch takes its queries from the file, not '%s'", options->words[0]);
    return STATUS_OK;
}

void options_help(FILE *out)
{
    fprintf(out, "usage: seogo [options] QUERY...\n"
                 "Search an archive of daily paper pages; seogo-query(7) is the language.\n\n");
    for (int i = 0; i < ROWS; i++) {
        char left[40];

        snprintf(left, sizeof left, "%c%c%c --%s%s%s", rows[i].letter ? '-' : ' ',
                 rows[i].letter ? rows[i].letter : ' ', rows[i].letter ? ',' : ' ', rows[i].name,
                 rows[i].argument ? " " : "", rows[i].argument ? rows[i].argument : "");
        fprintf(out, "  %-24s %s\n", left, rows[i].help);
    }
    fprintf(out, "\nexit status: 0 found, 1 nothing found, 2 usage or broken query, 3 no index,\n"
                 "4 index of another format or damaged, 6 format version not spoken\n");
}
