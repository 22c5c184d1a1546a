/* One table for the parser and for --help; see options.h. */
#include "query/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "query/command/registration.h"
#include "query/render/emitted.h"
#include "query/render/exit_status.h"
#include "query/settings/options_file.h"
#include "query/settings/saved.h"

#define COUNT_MAX 1000000000
#define TIMEOUT_MAX 3600
#define WEIGHT_MAX 100
#define WIDTH_MIN 20
#define WIDTH_MAX 1000

static enum status take_weight(void *options, const struct option_row *row, const char *value,
                               struct error *error)
{
    char *end;
    double number = strtod(value, &end);

    /* No sign, exponent or name of a number. */
    if (strspn(value, "0123456789.") != strlen(value) || end == value || *end != '\0' ||
        number > WEIGHT_MAX)
        return option_refuse(row, value, "a number from 0 to 100", error);
    *(double *)((char *)options + row->offset) = number;
    return STATUS_OK;
}

static enum status take_sort(void *options, const struct option_row *row, const char *value,
                             struct error *error)
{
    struct query_options *o = options;

    if (search_sort_named(value, &o->request))
        return STATUS_OK;
    return option_refuse(row, value, "relevance, votes or date, or one of them behind a -", error);
}

static enum status take_directory(void *options, const struct option_row *row, const char *value,
                                  struct error *error)
{
    struct query_options *o = options;

    if (value[0] == '\0')
        return option_refuse(row, value, "a directory", error);
    if (o->directory_count == QUERY_DIRECTORIES_MAX)
        return error_set(error, STATUS_INVALID, NULL, "--db may be given %d times at most",
                         QUERY_DIRECTORIES_MAX);
    o->directories[o->directory_count++] = value;
    return STATUS_OK;
}

static enum status take_day(void *options, const struct option_row *row, const char *value,
                            struct error *error)
{
    struct query_options *o = options;

    o->request.context.today = query_day(value);
    return o->request.context.today ? STATUS_OK
                                    : option_refuse(row, value, "a day, 2024-03-20", error);
}

static enum status take_client(void *options, const struct option_row *row, const char *value,
                               struct error *error)
{
    struct query_options *o = options;

    o->action = QUERY_REGISTRATION;
    return option_chosen(row, value, &o->client, error);
}

#define AT(member) .offset = offsetof(struct query_options, member)

static const struct option_row ROWS[] = {
    {'n', "limit", "N", "show at most N papers (10)", option_number, AT(request.count),
     .most = COUNT_MAX},
    {'\0', "offset", "N", "leave out the first N", option_number, AT(request.first),
     .most = COUNT_MAX},
    {'f', "format", "FORMAT", NULL, option_choice, AT(render.format), .choice = format_name},
    {'\0', "sort", "ORDER", "relevance (default), votes or date; with - reversed", take_sort,
     AT(request.sort)},
    {'\0', "votes", "W", "how much votes weigh in relevance; 0 for nothing", take_weight,
     AT(request.ranking.votes)},
    {'\0', "recency", "W", "how much a late date weighs; 0 for nothing", take_weight,
     AT(request.ranking.recency)},
    {'\0', "count", NULL, "print how many papers match, and nothing else", option_flag, AT(count)},
    {'\0', "explain", NULL, "print how the query is understood and scored", option_flag,
     AT(explain)},
    {'\0', "literal", NULL, "take the words as typed, without guesses", option_flag,
     AT(request.literal)},
    {'i', "interactive", NULL, "search while typing, in fzf", option_flag, AT(interactive)},
    {'\0', "open", "WHAT", "open the first hit's link, page, thumbnail or editor", option_choice,
     AT(open), .choice = open_name},
    {'\0', "no-pager", NULL, "show whole papers without $PAGER", option_flag, AT(no_pager)},
    {'\0', "facet", "WHAT", "count papers by month, year, author, votes or source", option_choice,
     AT(facet), .choice = facet_name},
    {'\0', "trend", NULL, "compare queries by month, each query an argument", option_flag,
     AT(trend)},
    {'\0', "save", "NAME", "save the query for query:NAME; '' takes it away", option_text,
     AT(save)},
    {'\0', "saved", NULL, "list the saved queries, those with new papers first", option_value,
     AT(action), .value = QUERY_SAVED},
    {'\0', "new", NULL, "all papers that the last publication brought", option_flag, AT(news)},
    {'\0', "today", "DATE", "count dates such as 7d from this day", take_day,
     AT(request.context.today)},
    {'\0', "batch", "FILE", "run the queries of FILE, an id TAB query a line", option_text,
     AT(batch)},
    {'\0', "serve", NULL, "answer JSON-RPC calls, a line each, on standard input", option_flag,
     AT(serve)},
    {'\0', "lsp", NULL, "be a language server for texts that name papers", option_flag, AT(lsp)},
    {'\0', "mcp-config", "CLIENT", "print what an assistant's client is told to run", take_client,
     .choice = registration_client},
    {'\0', "color", "WHEN", "auto (default: on a terminal), always or never", option_choice,
     AT(color), .choice = option_when},
    {'\0', "width", "N", "columns of a card (the terminal's, else 80)", option_number,
     AT(render.width), .least = WIDTH_MIN, .most = WIDTH_MAX},
    {'\0', "offsets", "UNIT", "of highlights: byte (default), char or utf16", option_choice,
     AT(render.offsets), .choice = offset_unit_name},
    {'0', "null", NULL, "end lines by NUL in formats of lines", option_flag, AT(render.nul)},
    {'\0', "db", "DIR", "the index or stub file ($SEOGO_DB); may be repeated", take_directory,
     AT(directories)},
    {'\0', "partial", NULL, "leave out shards that cannot be reached, and say so", option_flag,
     AT(partial)},
    {'\0', "timeout", "SECONDS", "how long a remote shard may be silent (10)", option_number,
     AT(timeout), .least = 1, .most = TIMEOUT_MAX},
    {'\0', "root", "DIR", "where the archive is now, if it has moved", option_text, AT(root)},
    {'\0', "format-version", "N", "fail unless version N is spoken (1)", option_number,
     AT(format_version), .least = 1, .most = COUNT_MAX},
    {'\0', "version", NULL, "say which version this is", option_value, AT(action),
     .value = QUERY_VERSION},
    {'\0', "help", NULL, "say this", option_value, AT(action), .value = QUERY_HELP},
};

static const struct option_table TABLE = {ROWS, sizeof ROWS / sizeof *ROWS,
                                          "see seogo --help; a word with - stands in quotes behind "
                                          "another, '확산 -비디오', or behind --"};

/* `seogo show ID...` is -f full of these papers. */
static void take_show(struct query_options *o)
{
    if (o->word_count < 2 || strcmp(o->words[0], "show") != 0)
        return;
    for (size_t i = 1; i < o->word_count; i++)
        if (!query_names_paper(o->words[i]))
            return;
    o->words++;
    o->word_count--;
    if (o->render.format == FORMAT_CARD)
        o->render.format = FORMAT_FULL;
    if (o->request.count < o->word_count)
        o->request.count = (uint32_t)o->word_count;
}

/* `seogo digest [NAME...]`, where nothing else is to be done. */
static void take_digest(struct query_options *o)
{
    if (o->word_count == 0 || strcmp(o->words[0], "digest") != 0 || o->count || o->explain ||
        o->serve || o->lsp || o->batch || o->save || o->trend || o->facet != FACET_NONE ||
        o->open != OPEN_NOTHING)
        return;
    o->words++;
    o->word_count--;
    o->action = QUERY_DIGEST;
}

static enum status check_words(const struct query_options *o, struct error *error)
{
    bool serve = o->serve || o->lsp;

    if (o->serve && o->lsp)
        return error_set(error, STATUS_INVALID, NULL, "--serve and --lsp are two protocols");
    if (serve && (o->word_count || o->batch))
        return error_set(error, STATUS_INVALID, NULL,
                         "--%s takes what it is asked from standard input, not '%s'",
                         o->serve ? "serve" : "lsp", o->batch ? o->batch : o->words[0]);
    if (o->interactive && (serve || o->batch || o->save || o->count || o->explain || o->trend ||
                           o->facet != FACET_NONE || o->open != OPEN_NOTHING))
        return error_set(error, STATUS_INVALID, NULL,
                         "-i shows papers, and nothing else that options ask for");
    if (o->word_count == 0 && !o->batch && !serve && !o->news && !o->interactive)
        return error_set(error, STATUS_INVALID,
                         "try: seogo '확산 모델', or seogo '' for all papers", "there is no query");
    if (o->word_count && o->batch)
        return error_set(error, STATUS_INVALID, NULL,
                         "--batch takes its queries from the file, not '%s'", o->words[0]);
    if (o->batch && format_at(o->render.format)->add_page)
        return error_set(error, STATUS_INVALID, "take seogo digest, of saved queries",
                         "--batch has many answers, and '%s' is one page",
                         format_name(o->render.format));
    return STATUS_OK;
}

enum status query_options_read(int argc, char **argv, struct query_options *options,
                               struct error *error)
{
    enum status status;

    *options = (struct query_options){.render = {.format = FORMAT_CARD, .remarks = true},
                                      .facet = FACET_NONE,
                                      .open = OPEN_NOTHING};
    options->program = argv[0];
    search_request_init(&options->request, NULL, 0);
    options->request.context.saved = saved_find;
    status = options_file_read(&TABLE, options, &options->settings, error);
    if (status == STATUS_OK &&
        (options->action != QUERY_SEARCH || options->serve || options->lsp || options->batch ||
         options->save || options->trend || options->interactive || options->facet != FACET_NONE))
        status = error_set(error, STATUS_INVALID, "leave it to the command line",
                           "the file of options must not say what to do, only how");
    if (status == STATUS_OK)
        status = option_table_read(&TABLE, argc, argv, options, error);
    else
        optind = argc;
    if (options->directory_count == 0)
        options->directory_count = 1; /* whose NULL is the default */
    options->given = (const char *const *)argv;
    options->given_count = (size_t)optind;
    options->words = (const char *const *)argv + optind;
    options->word_count = (size_t)(argc - optind);
    if (status != STATUS_OK || options->action != QUERY_SEARCH)
        return status;
    take_show(options);
    take_digest(options);
    return options->action == QUERY_SEARCH ? check_words(options, error) : STATUS_OK;
}

void query_options_clear(struct query_options *options)
{
    free(options->settings);
    options->settings = NULL;
}

void query_options_help(FILE *out)
{
    fputs("usage: seogo [options] QUERY... | show ID... | digest [NAME...]  seogo-query(7)\n", out);
    option_table_print(&TABLE, out);
    exit_status_print(out);
}

struct searcher_place query_options_place(const struct query_options *options, bool often)
{
    return (struct searcher_place){.directories = options->directories,
                                   .directory_count = options->directory_count,
                                   .root = options->root,
                                   .often = often,
                                   .partial = options->partial,
                                   .timeout = options->timeout};
}
