#include "query/render/tree.h"

#include <string.h>

#include "shim/base/calendar.h"
#include "shim/base/escape.h"
#include "shim/base/utf8.h"
#include "query/render/decimal.h"
#include "query/render/emitted.h"
#include "query/render/link.h"

/* Adds item, which may be NULL, and takes it. key is a constant; NULL adds to a list. */
static bool add(cJSON *parent, const char *key, cJSON *item)
{
    bool added = item && (key ? cJSON_AddItemToObjectCS(parent, key, item)
                              : cJSON_AddItemToArray(parent, item));
    if (!added)
        cJSON_Delete(item);
    return added;
}

bool tree_add_number(cJSON *parent, const char *key, size_t number)
{
    return add(parent, key, cJSON_CreateNumber((double)number));
}

static bool add_decimal(cJSON *parent, const char *key, double number, unsigned places)
{
    struct buffer text = BUFFER_INIT;
    bool added = decimal_add(&text, number, places) && add(parent, key, cJSON_CreateRaw(text.data));
    buffer_free(&text);
    return added;
}

bool tree_add_bytes(cJSON *parent, const char *key, const char *data, size_t length)
{
    struct buffer text = BUFFER_INIT;
    bool added = emitted_add(&text, data, length) &&
                 add(parent, key, cJSON_CreateString(text.data ? text.data : ""));
    buffer_free(&text);
    return added;
}

bool tree_add_text(cJSON *parent, const char *key, const char *text)
{
    return tree_add_bytes(parent, key, text ? text : "", text ? strlen(text) : 0);
}

/* The same of a text that stays as long as the tree, which need not copy it then. */
static bool add_lent(cJSON *parent, const char *key, const char *text)
{
    const size_t length = text ? strlen(text) : 0;

    if (!text || utf8_valid_length(text, length) < length)
        return tree_add_text(parent, key, text);
    return add(parent, key, cJSON_CreateStringReference(text));
}

/* The new list or object under key, borrowed; NULL where memory is short. */
static cJSON *add_list(cJSON *parent, const char *key)
{
    cJSON *list = cJSON_CreateArray();
    return add(parent, key, list) ? list : NULL;
}

static cJSON *add_object(cJSON *parent, const char *key)
{
    cJSON *object = cJSON_CreateObject();
    return add(parent, key, object) ? object : NULL;
}

cJSON *tree_of_head(const struct answer *answer, const struct render_options *options)
{
    cJSON *head = cJSON_CreateObject(), *total, *notes;
    bool made = head && tree_add_text(head, "seogo", SEOGO_VERSION) &&
                tree_add_number(head, "format_version", FORMAT_VERSION) &&
                (!options->topic || tree_add_text(head, "topic", options->topic)) &&
                tree_add_text(head, "query", answer->query) && (total = add_list(head, "total")) &&
                tree_add_number(total, NULL, answer->total_lower) &&
                tree_add_number(total, NULL, answer->total_estimate) &&
                tree_add_number(total, NULL, answer->total_upper) &&
                add_decimal(head, "took_ms", answer->took_ms, 3) &&
                tree_add_text(head, "offsets", offset_unit_name(options->offsets)) &&
                (notes = add_list(head, "notes"));

    for (size_t i = 0; made && i < answer->note_count; i++)
        made = tree_add_text(notes, NULL, answer->notes[i]);
    if (made)
        return head;
    cJSON_Delete(head);
    return NULL;
}

/* A text whose first byte is at base of what its marks were counted in. */
struct marked_text {
    const char *text;
    const struct marks *marks;
    size_t base;
    const size_t *part; /* which of several texts it is, or NULL */
};

/* Lists the marks that lie in the text: [start, end], or [part, start, end]. */
static bool add_marks(cJSON *list, struct marked_text marked, enum offset_unit unit)
{
    struct emitted_walk walk = {.text = marked.text, .length = strlen(marked.text), .unit = unit};

    for (size_t i = 0; i < marked.marks->count; i++) {
        struct span span = marked.marks->spans[i];
        size_t base = marked.base;
        cJSON *entry;
        if (span.end <= base || span.start >= base + walk.length)
            continue;
        span.start = span.start > base ? span.start - base : 0;
        span.end = span.end - base < walk.length ? span.end - base : walk.length;
        entry = add_list(list, NULL);
        if (!entry || (marked.part && !tree_add_number(entry, NULL, *marked.part)) ||
            !tree_add_number(entry, NULL, emitted_offset(&walk, span.start)) ||
            !tree_add_number(entry, NULL, emitted_offset(&walk, span.end)))
            return false;
    }
    return true;
}

static bool add_highlights(cJSON *tree, const struct hit *hit, enum offset_unit unit)
{
    const struct paper *paper = &hit->paper;
    cJSON *highlights = add_object(tree, "highlights"), *list;
    size_t base = 0; /* of the author in the authors joined by ", " */

    if (!highlights || !(list = add_list(highlights, "title")) ||
        (paper->title &&
         !add_marks(list, (struct marked_text){paper->title, &hit->title, 0, NULL}, unit)) ||
        !(list = add_list(highlights, "authors")))
        return false;
    for (size_t i = 0; i < paper->author_count; i++) {
        if (!add_marks(list, (struct marked_text){paper->authors[i], &hit->authors, base, &i},
                       unit))
            return false;
        base += strlen(paper->authors[i]) + 2;
    }
    list = add_list(highlights, "summary");
    if (!list)
        return false;
    for (size_t i = 0; hit->summary && i < paper->bullet_count; i++) {
        if (!add_marks(list, (struct marked_text){paper->summary[i].text, &hit->summary[i], 0, &i},
                       unit))
            return false;
    }
    return true;
}

static bool add_date(cJSON *tree, uint32_t date)
{
    char text[CALENDAR_DATE_MAX];

    calendar_date(date, text);
    return add(tree, "date", date == 0 ? cJSON_CreateNull() : cJSON_CreateString(text));
}

/* A path that is not UTF-8 is told twice: readable, and as a file: URI that
 * has every byte. */
static bool add_path(cJSON *tree, const char *path)
{
    struct buffer uri = BUFFER_INIT;
    bool added;

    if (!path || utf8_valid_length(path, strlen(path)) == strlen(path))
        return add_lent(tree, "path", path);
    added = tree_add_text(tree, "path", path) && buffer_add_text(&uri, "file://") &&
            escape_percent(&uri, path, ESCAPE_UNRESERVED "/") &&
            add(tree, "path_uri", cJSON_CreateString(uri.data));
    buffer_free(&uri);
    return added;
}

static bool add_also(cJSON *tree, const struct paper *paper)
{
    cJSON *list = paper->also_count > 0 ? add_list(tree, "also") : NULL;

    for (size_t i = 0; list && i < paper->also_count; i++) {
        cJSON *place = cJSON_CreateObject();

        if (!place || !cJSON_AddItemToArray(list, place)) {
            cJSON_Delete(place);
            return false;
        }
        if (!add_path(place, paper->also[i].path) ||
            !tree_add_number(place, "line", paper->also[i].line))
            return false;
    }
    return list || paper->also_count == 0;
}

static bool add_paper(cJSON *tree, const struct paper *paper)
{
    const char *thumbnail = link_of(paper->thumbnail);
    cJSON *list;

    if (!add_lent(tree, "id", paper->id) || !add_lent(tree, "title", paper->title) ||
        !(list = add_list(tree, "authors")))
        return false;
    for (size_t i = 0; i < paper->author_count; i++) {
        if (!add_lent(list, NULL, paper->authors[i]))
            return false;
    }
    if (!add(tree, "votes",
             paper->votes < 0 ? cJSON_CreateNull() : cJSON_CreateNumber((double)paper->votes)) ||
        !add_date(tree, paper->date) || !add_lent(tree, "url", link_of(paper->url)) ||
        !(*thumbnail ? add_lent(tree, "thumbnail", thumbnail)
                     : add(tree, "thumbnail", cJSON_CreateNull())) ||
        !(list = add_list(tree, "summary")))
        return false;
    for (size_t i = 0; i < paper->bullet_count; i++) {
        if (!add_lent(list, NULL, paper->summary[i].text))
            return false;
    }
    return true;
}

cJSON *tree_of_hit(const struct hit *hit, const struct render_options *options)
{
    cJSON *tree = cJSON_CreateObject();

    if (tree && tree_add_number(tree, "rank", hit->rank) &&
        add_decimal(tree, "score", hit->score, 6) &&
        add_lent(tree, "match", match_kind(hit->match)->name) && add_paper(tree, &hit->paper) &&
        add_path(tree, hit->path) && tree_add_number(tree, "line", hit->paper.line) &&
        add_also(tree, &hit->paper) && add_highlights(tree, hit, options->offsets))
        return tree;
    cJSON_Delete(tree);
    return NULL;
}

cJSON *tree_of_error(const struct error *error, const struct broken_query *broken,
                     const struct render_options *options)
{
    cJSON *tree = cJSON_CreateObject();
    cJSON *object = tree ? add_object(tree, "error") : NULL;
    bool made = object && tree_add_text(object, "code", status_name(error->code)) &&
                tree_add_text(object, "message", error->message) &&
                tree_add_text(object, "hint", error->hint);

    if (made && broken && broken->text) {
        struct emitted_walk walk = {
            .text = broken->text, .length = broken->length, .unit = options->offsets};
        made = tree_add_bytes(object, "query", broken->text, broken->length) &&
               tree_add_number(object, "offset", emitted_offset(&walk, broken->offset)) &&
               tree_add_text(object, "offsets", offset_unit_name(options->offsets));
    }
    if (made)
        return tree;
    cJSON_Delete(tree);
    return NULL;
}
