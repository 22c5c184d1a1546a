#include "query/lsp/paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/render/citation.h"
#include "query/render/link.h"
#include "query/render/tree.h"
#include "query/render/visible.h"
#include "query/serve/ask.h"
#include "shim/base/calendar.h"

#define AUTHORS_MAX 8
/* Among so many papers of an author's last name and a year a key is looked for. */
#define KEY_PAPERS 50

/* A call's one parameter and its value. */
struct question {
    enum params_kind kind;
    const char *name, *value;
    unsigned limit; /* of hits */
};

/* What cannot be read or is not there has no hits. */
static bool ask(struct serve_context *context, const struct question *question,
                struct answer *answer, struct serve_failure *failure)
{
    struct search_params params = {0};
    cJSON *arguments = cJSON_CreateObject();
    bool done = false;

    *answer = (struct answer){0};
    if (!cJSON_AddStringToObject(arguments, question->name, question->value)) {
        cJSON_Delete(arguments);
        return failure_no_memory(failure);
    }
    if (params_read(context, question->kind, arguments, &params, failure)) {
        params.request.count = question->limit;
        done = serve_ask(context, &params, answer, failure);
    }
    params_clear(&params);
    cJSON_Delete(arguments);
    return done || failure->code == FAILURE_NOTHING || failure->code == FAILURE_PARAMS ||
           failure->code == FAILURE_QUERY;
}

bool paper_by_id(struct serve_context *context, const char *id, struct paper_found *out,
                 struct serve_failure *failure)
{
    const struct question question = {PARAMS_SHOW, "id", id, 1};
    bool asked = ask(context, &question, &out->answer, failure);

    out->hit = asked && out->answer.hit_count > 0 ? &out->answer.hits[0] : NULL;
    return asked;
}

bool paper_search(struct serve_context *context, const char *query, unsigned limit,
                  struct answer *answer, struct serve_failure *failure)
{
    const struct question question = {PARAMS_SEARCH, "query", query, limit};

    return ask(context, &question, answer, failure);
}

bool paper_search_key(struct serve_context *context, const char *key, struct answer *answer,
                      struct serve_failure *failure)
{
    size_t letters = strspn(key, "abcdefghijklmnopqrstuvwxyz");
    const char *digits = key + letters, *word = digits + strspn(digits, "0123456789");
    struct buffer query = BUFFER_INIT;
    int year;
    bool named = letters != 5 || strncmp(key, "paper", 5) != 0; /* an author is */
    bool added, done;

    *answer = (struct answer){0};
    if (letters == 0 || word - digits < 4)
        return true;
    if (word - digits > 4) /* the word's own digits */
        word = digits + 4;
    year = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + digits[3] -
           '0';
    added = (!named || buffer_add_format(&query, "+author:%.*s ", (int)letters, key)) &&
            buffer_add_format(&query, "since:%04d until:%04d %s", year, year + 1, word);
    done = added ? paper_search(context, query.data, KEY_PAPERS, answer, failure)
                 : failure_no_memory(failure);
    buffer_free(&query);
    return done;
}

static bool by_key(struct serve_context *context, const char *key, struct paper_found *out,
                   struct serve_failure *failure)
{
    char found[CITATION_KEY_MAX];

    if (!paper_search_key(context, key, &out->answer, failure))
        return false;
    for (size_t i = 0; i < out->answer.hit_count && !out->hit; i++) {
        citation_key(&out->answer.hits[i].paper, found);
        if (strcmp(found, key) == 0)
            out->hit = &out->answer.hits[i];
    }
    return true;
}

bool paper_of(struct serve_context *context, const struct buffer *text,
              const struct mention *mention, struct paper_found *out, struct serve_failure *failure)
{
    char *name = strndup(text->data + mention->start, mention->end - mention->start);
    bool done;

    *out = (struct paper_found){0};
    if (!name)
        return failure_no_memory(failure);
    done = mention->kind == MENTION_KEY ? by_key(context, name, out, failure)
                                        : paper_by_id(context, name, out, failure);
    free(name);
    return done;
}

void paper_found_clear(struct paper_found *found)
{
    answer_clear(&found->answer);
    found->hit = NULL;
}

/* What a page says, harmless in Markdown. */
static bool add_text(const char *text, struct buffer *out)
{
    struct buffer shown = BUFFER_INIT;
    bool added = visible_add(&shown, text, strlen(text)) &&
                 citation_markdown_text(shown.data ? shown.data : "", out);

    buffer_free(&shown);
    return added;
}

static bool add_title(const struct paper *paper, struct buffer *out)
{
    struct paper shown = *paper;
    struct buffer title = BUFFER_INIT;
    bool added = visible_add(&title, paper->title, strlen(paper->title));

    shown.title = title.data ? title.data : (char[]){""};
    added = added && buffer_add_text(out, "**") && citation_markdown(&shown, out) &&
            buffer_add_text(out, "**\n\n");
    buffer_free(&title);
    return added;
}

static bool add_facts(const struct paper *paper, struct buffer *out)
{
    char date[CALENDAR_DATE_MAX];
    bool added = paper->votes < 0 ? buffer_add_text(out, "▲ –")
                                  : buffer_add_format(out, "▲ %ld", paper->votes);

    calendar_date(paper->date, date);
    if (added && paper->date)
        added = buffer_add_format(out, " · %s", date);
    for (size_t i = 0; added && i < paper->author_count && i < AUTHORS_MAX; i++)
        added = buffer_add_text(out, i == 0 ? " · " : ", ") && add_text(paper->authors[i], out);
    if (added && paper->author_count > AUTHORS_MAX)
        added = buffer_add_format(out, ", and %zu more", paper->author_count - AUTHORS_MAX);
    return added && buffer_add_text(out, "\n\n");
}

bool paper_card(const struct paper *paper, struct buffer *out)
{
    bool added = add_title(paper, out) && add_facts(paper, out);

    for (size_t i = 0; added && i < paper->bullet_count; i++)
        added = buffer_add_text(out, "- ") && add_text(paper->summary[i].text, out) &&
                buffer_add_char(out, '\n');
    return added;
}

cJSON *paper_argument(const struct hit *hit, const struct text_document *document)
{
    cJSON *object = cJSON_CreateObject();

    if (object && tree_add_text(object, "id", hit->paper.id) &&
        tree_add_text(object, "title", hit->paper.title) &&
        tree_add_text(object, "url", link_of(hit->paper.url)) &&
        tree_add_text(object, "path", hit->path) &&
        tree_add_number(object, "line", hit->paper.line) &&
        tree_add_text(object, "uri", document->uri))
        return object;
    cJSON_Delete(object);
    return NULL;
}
