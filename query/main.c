/* seogo: a query in, paper cards out. What is done is decided here,
 * where output goes by terminal.h, what a search is elsewhere. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/command/digest.h"
#include "query/command/saved.h"
#include "query/lsp/lsp.h"
#include "query/options.h"
#include "query/register.h"
#include "query/render/render.h"
#include "query/render/visible.h"
#include "query/search/search.h"
#include "query/serve/serve.h"
#include "query/terminal.h"

/* The words joined by spaces. */
static bool join_words(const struct query_options *o, struct buffer *out)
{
    if (o->news && !buffer_add_text(out, o->word_count ? "new:1 " : "new:1"))
        return false;
    for (size_t i = 0; i < o->word_count; i++)
        if ((i > 0 && !buffer_add_char(out, ' ')) || !buffer_add_text(out, o->words[i]))
            return false;
    return buffer_reserve(out, 1);
}

/* A query, and where a batch has it: NULL and 0 for one of the command line. */
struct asked {
    const char *text;
    size_t length;
    const char *topic; /* the id on its line */
    size_t line;
};

/* What became of a query. */
struct outcome {
    bool found;
    uint32_t total;      /* of papers, before those that --offset leaves out */
    struct buffer out;   /* what is printed; owned */
    struct buffer notes; /* lines for people where nothing was found; owned */
    struct error error;
    size_t offset; /* where a broken query breaks */
};

/* An empty answer's words for people; formats for programs say it themselves. */
static void say_nothing_found(const struct query_options *o, const struct outcome *outcome)
{
    uint32_t total = outcome->total;

    if (format_at(o->render.format)->add_tree)
        return;
    if (total > 0)
        fprintf(stderr, "seogo: nothing more: %u paper%s found\n", total,
                total == 1 ? " was" : "s were");
    else
        fprintf(stderr, "seogo: nothing found\n");
    if (outcome->notes.data)
        fwrite(outcome->notes.data, 1, outcome->notes.length, stderr);
}

/* The answer's notes for the terminal, a line each. */
static bool add_notes(const struct answer *answer, struct buffer *out)
{
    for (size_t i = 0; i < answer->note_count; i++)
        if (!buffer_add_text(out, "note: ") ||
            !visible_add(out, answer->notes[i], strlen(answer->notes[i])) ||
            !buffer_add_char(out, '\n'))
            return false;
    return true;
}

/* The line of a batch's query above its answer. */
static bool add_topic(struct buffer *out, const struct format_row *format, const char *topic,
                      const struct answer *answer)
{
    return !format->remark ||
           (buffer_add_text(out, format->remark) && visible_add(out, topic, strlen(topic)) &&
            buffer_add_char(out, '\t') && visible_add(out, answer->query, strlen(answer->query)) &&
            buffer_add_char(out, '\n'));
}

static enum status print_answer(const struct query_options *o, const char *topic,
                                const struct answer *answer, struct outcome *outcome)
{
    struct render_options render = o->render;
    enum status status = STATUS_OK;

    render.topic = topic;
    if (topic && !o->count && !add_topic(&outcome->out, format_at(render.format), topic, answer))
        return error_no_memory(&outcome->error);
    if (!outcome->found && !add_notes(answer, &outcome->notes))
        status = STATUS_NO_MEMORY;
    else if (!o->count)
        status = render_answer(answer, &render, &outcome->out);
    else if (!buffer_add_format(&outcome->out, "%u\n", answer->total_estimate))
        status = STATUS_NO_MEMORY;
    return status == STATUS_NO_MEMORY ? error_no_memory(&outcome->error) : status;
}

/* Said once for each answer, whatever its format: it is not whole. */
static void say_missing(const struct searcher *searcher)
{
    for (size_t i = 0; i < searcher->missing_count; i++)
        fprintf(stderr, "seogo: partial answer: %s\n", searcher->missing[i]);
}

static enum status fill(const struct query_options *o, struct searcher *searcher,
                        const struct asked *asked, struct outcome *outcome)
{
    struct search_request request = o->request;
    struct answer answer = {0};
    struct explained explained;
    enum status status;

    request.query = asked->text;
    request.length = asked->length;
    request.exact_total = o->count;
    if (o->count)
        request.count = 0;
    request.marked = format_at(o->render.format)->marked && !o->count;
    if (o->explain) {
        status = search_explain(searcher, &request, &outcome->out, &explained, &outcome->error);
        outcome->offset = explained.offset;
        outcome->found = explained.hit_count > 0;
        return status;
    }
    status = search(searcher, &request, &answer, &outcome->offset, &outcome->error);
    outcome->total = answer.total_estimate;
    outcome->found = answer.hit_count > 0 || (request.count == 0 && outcome->total > 0);
    if (status == STATUS_OK && o->open != OPEN_NOTHING && answer.hit_count > 0)
        status = command_open(&answer.hits[0], o->open, &outcome->error);
    else if (status == STATUS_OK)
        status = print_answer(o, asked->topic, &answer, outcome);
    answer_clear(&answer);
    return status;
}

static void complain_of_query(const struct query_options *o, const struct asked *asked,
                              const struct outcome *outcome)
{
    const struct broken_query broken = {asked->text, asked->length, outcome->offset};
    struct error placed = outcome->error;

    if (asked->line)
        error_set(&placed, outcome->error.code, outcome->error.hint, "%s:%zu: %s", o->batch,
                  asked->line, outcome->error.message);
    exit_status_advise(&placed);
    terminal_complain(o, &placed, placed.code == STATUS_BAD_QUERY ? &broken : NULL);
}

static enum exit_status answer_one(const struct query_options *o, struct searcher *searcher,
                                   const struct asked *asked)
{
    struct outcome outcome = {0};
    enum status status = fill(o, searcher, asked, &outcome);
    enum exit_status result = exit_status_of(status);

    if (status != STATUS_OK) {
        complain_of_query(o, asked, &outcome);
    } else {
        say_missing(searcher);
        if (!terminal_page(o, &outcome.out) && outcome.out.length)
            fwrite(outcome.out.data, 1, outcome.out.length, stdout);
        result = terminal_end(o);
        if (result == EXIT_FOUND && !outcome.found) {
            result = EXIT_NOTHING;
            if (!o->count && !o->batch)
                say_nothing_found(o, &outcome);
        }
    }
    buffer_free(&outcome.notes);
    buffer_free(&outcome.out);
    return result;
}

/* One line of a batch: an id, a tab, a query. */
static enum exit_status answer_line(const struct query_options *o, struct searcher *searcher,
                                    char *line, size_t length, size_t number)
{
    char *tab = memchr(line, '\t', length);
    struct error error;

    if (!tab) {
        error_set(&error, STATUS_INVALID, "a line is an id, a tab and a query",
                  "%s:%zu: there is no tab", o->batch, number);
        terminal_complain(o, &error, NULL);
        return EXIT_USAGE;
    }
    *tab = '\0';
    const struct asked asked = {tab + 1, length - (size_t)(tab + 1 - line), line, number};
    return answer_one(o, searcher, &asked);
}

static enum exit_status complain_of_batch(const struct query_options *o, const char *what)
{
    struct error error;
    char action[512];
    int reason = errno;

    snprintf(action, sizeof action, "%s '%s'", what, o->batch);
    error_set_errno(&error, reason, action);
    terminal_complain(o, &error, NULL);
    return EXIT_USAGE;
}

/* The worst of the lines' results; nothing found is none of them. */
static enum exit_status answer_batch(const struct query_options *o, struct searcher *searcher)
{
    bool standard = strcmp(o->batch, "-") == 0;
    FILE *file = standard ? stdin : fopen(o->batch, "r");
    enum exit_status worst = EXIT_FOUND;
    char *line = NULL;
    size_t capacity = 0, number = 0;
    ssize_t length;

    if (!file)
        return complain_of_batch(o, "cannot open");
    while (!ferror(stdout) && (length = getline(&line, &capacity, file)) > 0) {
        enum exit_status result;

        number++;
        if (line[length - 1] == '\n')
            line[--length] = '\0';
        if (length == 0 || line[0] == '#')
            continue;
        result = answer_line(o, searcher, line, (size_t)length, number);
        if (result > EXIT_NOTHING && result > worst)
            worst = result;
    }
    if (!ferror(stdout) && !feof(file))
        worst = complain_of_batch(o, "cannot read");
    free(line);
    if (!standard)
        fclose(file);
    return worst;
}

/* The list of the saved queries, or what they find. */
static enum exit_status print_saved(const struct query_options *o, struct searcher *searcher)
{
    const struct command command = {searcher, &o->request, &o->render};
    const struct digest_request digest = {o->words, o->word_count, o->news};
    struct command_result result = {0};
    enum status status = o->action == QUERY_DIGEST ? command_digest(&command, &digest, &result)
                                                   : command_saved(&command, &result);

    return terminal_print(o, status, &result);
}

static enum exit_status look(const struct query_options *o, struct searcher *searcher)
{
    struct buffer query = BUFFER_INIT;
    struct search_request request = o->request;
    const struct command command = {searcher, &request, &o->render};
    const struct trend trend = {o->words, o->word_count};
    struct command_result result = {0};
    enum status status = join_words(o, &query) ? STATUS_OK : error_no_memory(&result.error);
    enum exit_status end;

    request.query = query.data;
    request.length = query.length;
    if (status == STATUS_OK)
        status = o->trend ? command_trend(&command, &trend, &result)
                          : command_facet(&command, o->facet, &result);
    end = terminal_print(o, status, &result);
    buffer_free(&query);
    return end;
}

static enum exit_status save(const struct query_options *o)
{
    struct buffer query = BUFFER_INIT;
    struct search_request request = o->request;
    struct error error = {0};
    size_t offset = 0;
    enum status status = join_words(o, &query) ? STATUS_OK : error_no_memory(&error);

    request.query = query.data;
    request.length = query.length;
    if (status == STATUS_OK)
        status = command_save(o->save, &request, &offset, &error);
    if (status != STATUS_OK)
        terminal_complain(o, &error,
                          status == STATUS_BAD_QUERY
                              ? &(struct broken_query){query.data, query.length, offset}
                              : NULL);
    buffer_free(&query);
    return status == STATUS_OK ? EXIT_FOUND : EXIT_USAGE;
}

static enum exit_status run(const struct query_options *o)
{
    const struct searcher_place place = query_options_place(o, o->batch != NULL);
    struct searcher *searcher;
    struct buffer query = BUFFER_INIT;
    struct error error = {0};
    enum exit_status result;
    enum status status;

    status = searcher_open(&searcher, &place, &error);
    if (status != STATUS_OK) {
        exit_status_advise(&error);
        terminal_complain(o, &error, NULL);
        return exit_status_of(status);
    }
    if (o->action != QUERY_SEARCH || o->trend || o->facet != FACET_NONE) {
        result = o->action == QUERY_SEARCH ? look(o, searcher) : print_saved(o, searcher);
        say_missing(searcher);
    } else if (o->batch) {
        result = answer_batch(o, searcher);
    } else if (join_words(o, &query)) {
        result = answer_one(o, searcher, &(struct asked){query.data, query.length, NULL, 0});
    } else {
        error_no_memory(&error);
        terminal_complain(o, &error, NULL);
        result = EXIT_BAD_INDEX;
    }
    buffer_free(&query);
    searcher_free(searcher);
    return result;
}

/* A session's faults are told in it; here only its pipes can fail. */
static enum exit_status serve_editor(const struct query_options *o)
{
    const struct session_options session = {query_options_place(o, true), o->request,
                                            o->render.offsets,
                                            o->lsp ? &lsp_methods : &methods_serve, o->lsp};
    struct error error = {0};

    if (serve(&session, STDIN_FILENO, STDOUT_FILENO, &error) == STATUS_OK)
        return EXIT_FOUND;
    terminal_complain(o, &error, NULL);
    return EXIT_USAGE;
}

/* What the options ask for. */
static enum exit_status act(struct query_options *o)
{
    struct error error = {0};

    if (o->action == QUERY_HELP) {
        query_options_help(stdout);
        return terminal_end(o);
    }
    if (o->action == QUERY_VERSION) {
        printf("seogo %s, format version %d\n", SEOGO_VERSION, FORMAT_VERSION);
        return terminal_end(o);
    }
    if (o->format_version && o->format_version != FORMAT_VERSION) {
        error_set(&error, STATUS_FORMAT, "ask for --format-version 1",
                  "format version %u is not spoken here", o->format_version);
        terminal_complain(o, &error, NULL);
        return EXIT_FORMAT_VERSION;
    }
    if (o->action == QUERY_REGISTRATION)
        return register_server(o);
    if (o->serve || o->lsp)
        return serve_editor(o);
    if (o->save)
        return save(o);
    if (o->interactive)
        return terminal_interactive(o);
    terminal_look(o);
    return run(o);
}

int main(int argc, char **argv)
{
    struct query_options options;
    struct error error = {0};
    enum exit_status result = EXIT_USAGE;

    unsetenv("XAPIAN_CJK_NGRAM"); /* the environment must not change what a term is */
    if (query_options_read(argc, argv, &options, &error) == STATUS_OK)
        result = act(&options);
    else
        terminal_complain(&options, &error, NULL);
    query_options_clear(&options);
    return (int)result;
}
