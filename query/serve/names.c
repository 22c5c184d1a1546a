#include "query/serve/names.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/buffer.h"

/* The papers of most votes that are looked at. */
#define PAPERS_MAX 30
/* A name of more words is not completed. */
#define WORDS_MAX 6

static bool is_name_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* The query for papers whose authors have the words, the last as a beginning;
 * *words is their number. False where memory is short. */
static bool compose(const char *typed, size_t length, struct buffer *out, size_t *words)
{
    *words = 0;
    for (size_t i = 0; i < length;) {
        size_t start = i;

        while (i < length && is_name_byte(typed[i]))
            i++;
        if (i == start) {
            i++;
            continue;
        }
        if (!buffer_add_text(out, *words ? " +author:" : "+author:") ||
            !buffer_add(out, typed + start, i - start))
            return false;
        ++*words;
    }
    return *words == 0 || is_name_byte(typed[length - 1]) == false || buffer_add_char(out, '*');
}

static bool keep(struct author_names *names, const char *text)
{
    size_t at = 0;
    struct author_name name;

    while (at < names->count && strcmp(names->items[at].text, text) != 0)
        at++;
    if (at == NAMES_MAX)
        return true;
    if (at == names->count) {
        names->items[at] = (struct author_name){strdup(text), 0};
        if (!names->items[at].text)
            return false;
        names->count++;
    }
    name = names->items[at];
    name.papers++;
    for (; at > 0 && names->items[at - 1].papers < name.papers; at--)
        names->items[at] = names->items[at - 1];
    names->items[at] = name;
    return true;
}

static bool has_earlier(const struct paper *paper, size_t author)
{
    for (size_t i = 0; i < author; i++)
        if (strcmp(paper->authors[i], paper->authors[author]) == 0)
            return true;
    return false;
}

/* Keeps those authors of the hit that show a mark for each word. */
static bool keep_marked(struct author_names *names, const struct hit *hit, size_t words)
{
    const struct paper *paper = &hit->paper;
    size_t start = 0, mark = 0;

    for (size_t i = 0; i < paper->author_count; i++) {
        size_t end = start + strlen(paper->authors[i]), count = 0;

        for (; mark < hit->authors.count && hit->authors.spans[mark].start < end; mark++)
            count += hit->authors.spans[mark].start >= start;
        if (count >= words && !has_earlier(paper, i) && !keep(names, paper->authors[i]))
            return false;
        start = end + strlen(", ");
    }
    return true;
}

enum status names_find(struct searcher *searcher, const char *typed, size_t length,
                       struct author_names *names, struct error *error)
{
    struct buffer query = BUFFER_INIT;
    struct search_request request;
    struct answer answer = {0};
    size_t words, offset;
    enum status status = STATUS_OK;

    if (!compose(typed, length, &query, &words))
        status = error_no_memory(error);
    if (status == STATUS_OK && words > 0 && words <= WORDS_MAX) {
        search_request_init(&request, query.data, query.length);
        request.count = PAPERS_MAX;
        request.sort = SORT_VOTES;
        request.literal = true;
        status = search(searcher, &request, &answer, &offset, error);
    }
    for (size_t i = 0; status == STATUS_OK && i < answer.hit_count; i++)
        if (!keep_marked(names, &answer.hits[i], words))
            status = error_no_memory(error);
    answer_clear(&answer);
    buffer_free(&query);
    return status;
}

void names_clear(struct author_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i].text);
    names->count = 0;
}
