#include "query/lsp/bibliography.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/lsp/uri.h"
#include "query/render/citation.h"
#include "query/render/render.h"
#include "query/render/tree.h"
#include "shim/base/file.h"

#define BYTES_MAX ((size_t)1 << 24)

static bool is_bibliography(const char *name)
{
    size_t length = strlen(name);

    return name[0] != '.' && length > 4 && strcmp(name + length - 4, ".bib") == 0;
}

/* The first of a folder's files by name; *out stays NULL where there is none. */
static bool look_into(const char *folder, char **out)
{
    DIR *directory = opendir(folder);
    struct buffer first = BUFFER_INIT;
    const struct dirent *entry;
    bool enough = true;

    while (directory && enough && (entry = readdir(directory)))
        if (is_bibliography(entry->d_name) &&
            (first.length == 0 || strcmp(entry->d_name, first.data) < 0)) {
            buffer_clear(&first);
            enough = buffer_add_text(&first, entry->d_name);
        }
    if (directory)
        closedir(directory);
    if (enough && first.length > 0) {
        *out = buffer_text("%s/%s", folder, first.data);
        enough = *out != NULL;
    }
    buffer_free(&first);
    return enough;
}

/* From the document's folder up to the one that was opened. */
static bool look(const struct lsp_state *state, const char *document_uri, char **out)
{
    char *path = uri_path(document_uri), *slash;
    size_t root = state->root ? strlen(state->root) : 0;
    bool enough = true;

    if (root == 0 || !path || strncmp(path, state->root, root) != 0)
        root = SIZE_MAX; /* the document's own folder alone */
    while (path && enough && !*out && (slash = strrchr(path, '/'))) {
        *slash = '\0';
        enough = look_into(path, out);
        if (root == SIZE_MAX || (size_t)(slash - path) <= root)
            break;
    }
    free(path);
    return enough;
}

static bool read_file(const char *path, struct buffer *out, bool *there)
{
    int reason = file_load(path, out);

    *there = reason == 0 && out->length < BYTES_MAX;
    return reason != ENOMEM;
}

/* The text that the editor has, which may not be saved yet. */
static bool read_text(const struct lsp_state *state, struct bibliography *bibliography, bool *there)
{
    struct buffer uri = BUFFER_INIT;
    const struct text_document *open;
    bool enough = uri_add(&uri, bibliography->path);

    open = enough ? document_named(state->documents, uri.data) : NULL;
    buffer_free(&uri);
    *there = true;
    if (open)
        return buffer_add(&bibliography->text, open->text.data, open->text.length);
    return enough && read_file(bibliography->path, &bibliography->text, there);
}

bool bibliography_find(const struct lsp_state *state, const char *document_uri,
                       struct bibliography *out)
{
    bool enough = true, there = false;

    *out = (struct bibliography){0};
    if (state->bibliography)
        enough = (out->path = strdup(state->bibliography)) != NULL;
    else
        enough = look(state, document_uri, &out->path);
    if (enough && out->path)
        enough = read_text(state, out, &there);
    if (!there)
        bibliography_clear(out);
    return enough;
}

void bibliography_clear(struct bibliography *bibliography)
{
    free(bibliography->path);
    buffer_free(&bibliography->text);
    *bibliography = (struct bibliography){0};
}

static bool holds(const struct buffer *text, const char *what)
{
    return text->data && memmem(text->data, text->length, what, strlen(what));
}

bool bibliography_has(const struct bibliography *bibliography, const struct paper *paper)
{
    char key[CITATION_KEY_MAX], entry[CITATION_KEY_MAX + 2];

    citation_key(paper, key);
    snprintf(entry, sizeof entry, "{%s,", key);
    return holds(&bibliography->text, paper->id) || holds(&bibliography->text, entry);
}

cJSON *bibliography_edit(const struct bibliography *bibliography, const struct hit *hit)
{
    struct hit alone = *hit;
    const struct answer answer = {.hits = &alone, .hit_count = 1};
    const struct render_options bibtex = {.format = FORMAT_BIBTEX};
    const struct buffer *text = &bibliography->text;
    bool ended = text->length == 0 || text->data[text->length - 1] == '\n';
    struct buffer uri = BUFFER_INIT, entry = BUFFER_INIT;
    cJSON *edit = cJSON_CreateObject(), *changes = cJSON_AddObjectToObject(edit, "changes");
    cJSON *list, *item;
    bool added = changes && uri_add(&uri, bibliography->path) &&
                 buffer_add_text(&entry, text->length == 0 ? ""
                                         : ended           ? "\n"
                                                           : "\n\n") &&
                 render_answer(&answer, &bibtex, &entry) == STATUS_OK &&
                 (list = cJSON_AddArrayToObject(changes, uri.data)) &&
                 (item = cJSON_CreateObject()) && cJSON_AddItemToArray(list, item) &&
                 position_add_range(item, "range", text, text->length, text->length) &&
                 tree_add_bytes(item, "newText", entry.data, entry.length);

    buffer_free(&uri);
    buffer_free(&entry);
    if (added)
        return edit;
    cJSON_Delete(edit);
    return NULL;
}
