/* Any text as a paper's title, author and address, in the formats that other programs
 * read: BibTeX, s-expressions, Markdown and a terminal. What they are made of, no text
 * gets out of. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "query/render/citation.h"
#include "query/render/render.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

/* No command of TeX that reads, writes, defines or repeats. */
static void check_commands(const char *text)
{
    static const char *const commands[] = {
        "input",       "include",    "write", "openout", "openin",  "read",
        "def",         "edef",       "gdef",  "let",     "catcode", "csname",
        "expandafter", "immediate",  "loop",  "special", "begin",   "end",
        "newcommand",  "usepackage", "verb",  "jobname"};
    for (const char *at = text; (at = strchr(at, '\\')) != NULL; at++)
        for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
            size_t length = strlen(commands[i]);
            char next = strncmp(at + 1, commands[i], length) == 0 ? at[1 + length] : 'a';
            check((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'));
        }
    check(strstr(text, "^^") == NULL);
}

static void check_bibtex(const char *text)
{
    size_t depth = 0, ends = 0;
    check_commands(text);
    for (; *text != '\0'; text++) {
        check(*text != '}' || depth > 0);
        depth += *text == '{' ? 1 : 0;
        depth -= *text == '}' ? 1 : 0;
        ends += *text == '}' && depth == 0;
    }
    check(depth == 0 && ends == 1);
}

static void check_sexp(const char *text)
{
    size_t depth = 0, lists = 0;
    bool quoted = false;
    for (; *text != '\0'; text++) {
        if (quoted && *text == '\\')
            check(*++text != '\0');
        else if (*text == '"')
            quoted = !quoted;
        else if (!quoted && *text == '(')
            lists += depth++ == 0;
        else if (!quoted && *text == ')')
            check(depth-- > 0);
    }
    check(!quoted && depth == 0 && lists == 1);
}

/* One link, or none: nothing of the title ends it, nothing of the address either. */
static void check_markdown(const char *text)
{
    const char *end = text + (*text == '[');
    for (; *end != '\0' && *end != ']'; end++) {
        check(*end != '[');
        if (*end == '\\')
            check(*++end != '\0');
    }
    if (*text != '[' || *end == '\0')
        return;
    check(strncmp(end, "](http", 6) == 0 || strncmp(end, "](HTTP", 6) == 0 || end[1] == '(');
    end += 2;
    check(strcspn(end, "()<> \"\\") == strlen(end) - 1 && end[strlen(end) - 1] == ')');
}

/* Elements of the page's own alone, and none of an attribute that the text has made. */
static void check_html(const char *text)
{
    static const char *const elements[] = {"h3>",   "/h3>",     "a href=\"", "/a>",        "p>",
                                           "/p>",   "article>", "/article>", "p class=\"", "/body>",
                                           "time>", "/time>",   "/html>"};
    const char *body = strstr(text, "<article>");

    check(body != NULL);
    for (const char *at = body; (at = strchr(at, '<')) != NULL; at++) {
        size_t i = 0, quotes = 0;
        while (i < sizeof elements / sizeof *elements &&
               strncmp(at + 1, elements[i], strlen(elements[i])) != 0)
            i++;
        check(i < sizeof elements / sizeof *elements);
        for (const char *in = at; *in != '>'; in++) {
            check(*in != '\0' && *in != '\'');
            quotes += *in == '"';
        }
        check(quotes == (at[1] == 'a' && at[2] == ' ') * 2u + (at[1] == 'p' && at[2] == ' ') * 2u);
    }
}

static void check_terminal(const char *text)
{
    for (; *text != '\0'; text++)
        check(((unsigned char)*text >= ' ' || *text == '\n') && *text != 0x7F);
}

static void check_formats(const struct answer *answer)
{
    static const struct {
        enum format format;
        void (*check)(const char *text);
    } rows[] = {{FORMAT_BIBTEX, check_bibtex},
                {FORMAT_SEXP, check_sexp},
                {FORMAT_HTML, check_html},
                {FORMAT_CARD, check_terminal},
                {FORMAT_URL, check_terminal}};
    struct buffer out = BUFFER_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct render_options options = {.format = rows[i].format, .width = 72};
        buffer_clear(&out);
        check(render_answer(answer, &options, &out) == STATUS_OK);
        rows[i].check(out.data);
    }
    buffer_clear(&out);
    check(citation_markdown(&answer->hits[0].paper, &out));
    check_markdown(out.data != NULL ? out.data : "");
    buffer_free(&out);
}

/* Up to the next newline, which no text of a paper has. */
static char *take_line(const char **at, const char *end)
{
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    size_t length = (size_t)((stop != NULL ? stop : end) - *at);
    char *line = strndup(*at, length);
    check(line != NULL);
    *at += length + (stop != NULL);
    return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *)data, *end = at + size;
    struct answer answer = {.hit_count = 1, .total_estimate = 1};
    answer.hits = calloc(1, sizeof *answer.hits);
    answer.query = strdup("");
    check(answer.hits != NULL && answer.query != NULL);
    struct paper *paper = &answer.hits[0].paper;
    answer.hits[0].rank = 1;
    paper->title = take_line(&at, end);
    paper->url = take_line(&at, end);
    paper->id = strdup("2405.04233");
    check(paper->id != NULL && paper_add_author(paper, take_line(&at, end)));
    check_formats(&answer);
    answer_clear(&answer);
    return 0;
}
