#include "indexer/build/inventory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/file.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"

/* Another version of Seogo may read pages otherwise. */
#define MAGIC "seogo " SEOGO_VERSION " pages 6, "
#define PAPERS "papers"
#define LINE_END "\0\n"

static bool end_line(struct buffer *out)
{
    return buffer_add(out, LINE_END, sizeof LINE_END - 1);
}

static bool write_head(struct buffer *out, const struct inventory *inventory)
{
    char fingerprint[FINGERPRINT_MAX], share[SHARE_TEXT_MAX];

    share_write(&inventory->share, share);
    return buffer_add_text(out, MAGIC) &&
           buffer_add(out, fingerprint, fingerprint_write(fingerprint)) &&
           buffer_add_text(out, " thesaurus ") && hash_add(out, &inventory->thesaurus) &&
           (inventory->share.count == 0 || buffer_add_format(out, " share %s", share)) &&
           buffer_add_char(out, '\n');
}

static bool write_papers(const struct inventory *inventory, struct buffer *out)
{
    bool ok = buffer_add_text(out, PAPERS) && end_line(out);
    for (size_t i = 0; ok && i < inventory->paper_count; i++)
        ok = hash_add(out, &inventory->papers[i].digest) && buffer_add_char(out, ' ') &&
             buffer_add_text(out, inventory->papers[i].id) && end_line(out);
    return ok;
}

bool inventory_write(const struct inventory *inventory, struct buffer *out)
{
    bool ok = write_head(out, inventory) && buffer_add_text(out, inventory->root) && end_line(out);
    for (size_t i = 0; ok && i < inventory->page_count; i++) {
        const struct inventory_page *page = &inventory->pages[i];
        ok = hash_add(out, &page->digest) &&
             buffer_add_format(out, " %zu %zu %s", page->warnings, page->lost, page->path) &&
             end_line(out);
    }
    return ok && write_papers(inventory, out);
}

/* The line at *offset, without its end; NULL at the end of the file, or what is
 * taken for it. */
static char *next_line(const struct buffer *bytes, size_t *offset)
{
    char *line = bytes->data + *offset;
    size_t length = strnlen(line, bytes->length - *offset);
    if (bytes->length - *offset < length + sizeof LINE_END - 1)
        return NULL;
    *offset += length + sizeof LINE_END - 1;
    return line;
}

static bool read_page(const char *line, struct inventory_page *out)
{
    int at = 0;
    const char *behind = hash_read(line, &out->digest);
    if (behind == NULL || sscanf(behind, " %zu %zu %n", &out->warnings, &out->lost, &at) != 2 ||
        at == 0)
        return false;
    out->path = behind + at;
    return true;
}

static bool read_paper(const char *line, struct inventory_paper *out)
{
    const char *behind = hash_read(line, &out->digest);
    if (behind == NULL || *behind != ' ')
        return false;
    out->id = behind + 1;
    return true;
}

/* False: out of memory. */
static bool read_lists(struct inventory *out, size_t offset)
{
    size_t lines = 0;
    const char *line;
    for (size_t at = offset; next_line(&out->bytes, &at) != NULL;)
        lines++;
    out->pages = calloc(lines + 1, sizeof *out->pages);
    out->papers = calloc(lines + 1, sizeof *out->papers);
    if (out->pages == NULL || out->papers == NULL)
        return false;
    while ((line = next_line(&out->bytes, &offset)) != NULL &&
           read_page(line, &out->pages[out->page_count]))
        out->page_count++;
    while (line != NULL && (line = next_line(&out->bytes, &offset)) != NULL &&
           read_paper(line, &out->papers[out->paper_count]))
        out->paper_count++;
    return true;
}

/* Whether the file is that of an index which this program would make below root;
 * then the pages begin at *offset. */
static bool is_of(const struct buffer *bytes, const struct inventory *wanted, size_t *offset)
{
    struct buffer head = BUFFER_INIT;
    bool same = write_head(&head, wanted) && buffer_add_text(&head, wanted->root) &&
                end_line(&head) && bytes->length >= head.length &&
                memcmp(bytes->data, head.data, head.length) == 0;
    *offset = head.length;
    buffer_free(&head);
    return same;
}

enum status inventory_read(struct inventory *out, const char *directory,
                           const struct inventory *wanted, struct error *error)
{
    char *generation = NULL, *path = NULL;
    uint64_t number;
    size_t offset;
    *out = (struct inventory){
        .root = wanted->root, .share = wanted->share, .thesaurus = wanted->thesaurus};
    enum status status = location_current(directory, &generation, &number, error);
    if (status == STATUS_OK && (path = buffer_text("%s/" INVENTORY, generation)) == NULL)
        status = error_no_memory(error);
    if (status == STATUS_OK && file_load(path, &out->bytes) == 0 &&
        is_of(&out->bytes, out, &offset) && !read_lists(out, offset))
        status = error_no_memory(error);
    free(generation);
    free(path);
    return status == STATUS_NO_MEMORY ? status : STATUS_OK;
}

static int by_path(const void *key, const void *page)
{
    return strcmp(key, ((const struct inventory_page *)page)->path);
}

const struct inventory_page *inventory_find(const struct inventory *inventory, const char *path)
{
    if (inventory->page_count == 0)
        return NULL;
    return bsearch(path, inventory->pages, inventory->page_count, sizeof *inventory->pages,
                   by_path);
}

struct delta inventory_papers(const struct inventory *known, const struct inventory *now)
{
    struct delta delta = {0};
    size_t old = 0, new = 0;
    while (old < known->paper_count || new < now->paper_count) {
        const int order = old == known->paper_count ? 1
                          : new == now->paper_count
                              ? -1
                              : strcmp(known->papers[old].id, now->papers[new].id);
        delta.removed += order < 0;
        delta.fresh += order > 0;
        delta.changed +=
            order == 0 && !hash_equal(&known->papers[old].digest, &now->papers[new].digest);
        old += order <= 0;
        new += order >= 0;
    }
    return delta;
}

void inventory_clear(struct inventory *inventory)
{
    free(inventory->pages);
    free(inventory->papers);
    buffer_free(&inventory->bytes);
    *inventory = (struct inventory){0};
}
