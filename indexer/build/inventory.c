/* The file: a line that names its version and the index's fingerprint, the
 * digest of all that follows, then the root, the papers' number, and the pages
 * as varints, digests and texts that end with NUL. */
#include "indexer/build/inventory.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/fingerprint.h"
#include "shim/base/varint.h"

#define MAGIC "seogo " SEOGO_VERSION " pages 1, " /* another version may read pages otherwise */
#define SECOND INT64_C(1000000000)
/* The kernel's tick is at most 10 ms; times without nanoseconds come from file
 * systems that count whole seconds, or two of them. */
#define TICK (SECOND / 20)
#define COARSE_TICK (2 * SECOND)

/* Of a time some centuries away the bits that fit: it is only compared. */
static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)((uint64_t)time->tv_sec * (uint64_t)SECOND + (uint64_t)time->tv_nsec);
}

struct stamp stamp_of(const struct stat *is)
{
    return (struct stamp){(uint64_t)is->st_size, (uint64_t)is->st_ino, nanoseconds(&is->st_mtim),
                          nanoseconds(&is->st_ctim)};
}

bool stamp_equal(const struct stamp *a, const struct stamp *b)
{
    return a->changed != 0 && a->size == b->size && a->inode == b->inode &&
           a->modified == b->modified && a->changed == b->changed;
}

bool stamp_settled(const struct stamp *stamp, const struct timespec *now)
{
    int64_t last = stamp->modified > stamp->changed ? stamp->modified : stamp->changed;
    bool coarse = stamp->modified % SECOND == 0 && stamp->changed % SECOND == 0;
    return last <= INT64_MAX - COARSE_TICK &&
           last + (coarse ? COARSE_TICK : TICK) < nanoseconds(now);
}

static bool write_text(struct buffer *out, const char *text)
{
    return buffer_add(out, text, strlen(text) + 1);
}

static bool write_stamp(struct buffer *out, const struct stamp *stamp)
{
    return varint_add(out, stamp->size) && varint_add(out, stamp->inode) &&
           varint_add(out, (uint64_t)stamp->modified) && varint_add(out, (uint64_t)stamp->changed);
}

bool paper_list_add(struct buffer *out, const struct listed_paper *paper)
{
    size_t length = out->length;
    bool ok =
        write_text(out, paper->id) && varint_add(out, paper->line) && varint_add(out, paper->date);
    if (!ok)
        buffer_cut(out, length);
    return ok;
}

static bool write_page(struct buffer *out, const struct listed_page *page)
{
    return write_text(out, page->path) && write_stamp(out, &page->stamp) &&
           buffer_add_char(out, page->readable ? 1 : 0) &&
           buffer_add(out, (const char *)page->digest.bytes, DIGEST_BYTES) &&
           varint_add(out, page->warnings) && varint_add(out, page->lost) &&
           varint_add(out, page->papers.count) &&
           buffer_add(out, page->papers.bytes, page->papers.length);
}

/* The first line. */
static size_t write_head(char out[FINGERPRINT_MAX + sizeof MAGIC])
{
    memcpy(out, MAGIC, sizeof MAGIC - 1);
    size_t length = sizeof MAGIC - 1 + fingerprint_write(out + sizeof MAGIC - 1);
    out[length++] = '\n';
    return length;
}

bool inventory_write(const struct inventory *inventory, struct buffer *out)
{
    char head[FINGERPRINT_MAX + sizeof MAGIC];
    struct digest digest = {{0}};
    size_t papers = 0;
    for (size_t i = 0; i < inventory->page_count; i++)
        papers += inventory->pages[i].papers.count;
    bool ok = buffer_add(out, head, write_head(head));
    size_t told = out->length; /* the digest, of what is not yet written */
    ok = ok && buffer_add(out, (const char *)digest.bytes, DIGEST_BYTES) &&
         write_text(out, inventory->root) && varint_add(out, papers) &&
         varint_add(out, inventory->page_count);
    for (size_t i = 0; i < inventory->page_count && ok; i++)
        ok = write_page(out, &inventory->pages[i]);
    if (ok) {
        size_t body = told + DIGEST_BYTES;
        digest = digest_of(out->data + body, out->length - body);
        memcpy(out->data + told, digest.bytes, DIGEST_BYTES);
    }
    return ok;
}

/* The bytes on their way to an inventory. */
struct reading {
    const char *bytes;
    size_t length, offset;
};

static const char *read_text(struct reading *r)
{
    const char *text = r->bytes + r->offset;
    const char *end = memchr(text, '\0', r->length - r->offset);
    if (end == NULL)
        return NULL;
    r->offset += (size_t)(end - text) + 1;
    return text;
}

static bool read_number(struct reading *r, uint64_t most, uint64_t *out)
{
    return varint_next(r->bytes, r->length, &r->offset, most, out);
}

static bool read_small(struct reading *r, uint32_t *out)
{
    uint64_t number;
    if (!read_number(r, UINT32_MAX, &number))
        return false;
    *out = (uint32_t)number;
    return true;
}

static bool read_stamp(struct reading *r, struct stamp *out)
{
    uint64_t modified, changed;
    if (!read_number(r, UINT64_MAX, &out->size) || !read_number(r, UINT64_MAX, &out->inode) ||
        !read_number(r, UINT64_MAX, &modified) || !read_number(r, UINT64_MAX, &changed))
        return false;
    out->modified = (int64_t)modified;
    out->changed = (int64_t)changed;
    return true;
}

static bool read_paper(struct reading *r, struct listed_paper *out)
{
    out->id = read_text(r);
    return out->id != NULL && read_small(r, &out->line) && read_small(r, &out->date);
}

bool paper_list_next(const struct paper_list *list, size_t *offset, struct listed_paper *out)
{
    struct reading r = {list->bytes, list->length, *offset};
    bool more = *offset < list->length && read_paper(&r, out);
    *offset = r.offset;
    return more;
}

/* most: papers that the page may have. */
static bool read_page(struct reading *r, size_t most, struct listed_page *out)
{
    uint64_t papers;
    struct listed_paper paper;
    out->path = read_text(r);
    if (out->path == NULL || !read_stamp(r, &out->stamp) || r->length - r->offset <= DIGEST_BYTES)
        return false;
    out->readable = r->bytes[r->offset++] != 0;
    memcpy(out->digest.bytes, r->bytes + r->offset, DIGEST_BYTES);
    r->offset += DIGEST_BYTES;
    if (!read_small(r, &out->warnings) || !read_small(r, &out->lost) ||
        !read_number(r, most, &papers))
        return false;
    size_t begin = r->offset;
    for (uint64_t i = 0; i < papers; i++)
        if (!read_paper(r, &paper))
            return false;
    out->papers = (struct paper_list){r->bytes + begin, r->offset - begin, (size_t)papers};
    return true;
}

/* Room for all pages; each and each paper takes more than one byte. */
static enum status read_counts(struct reading *r, struct inventory *out, size_t *papers)
{
    uint64_t paper_count, page_count;
    const char *root = read_text(r);
    if (root == NULL || !read_number(r, r->length, &paper_count) ||
        !read_number(r, r->length, &page_count))
        return STATUS_DAMAGED;
    *papers = (size_t)paper_count;
    out->root = strdup(root);
    out->pages = calloc((size_t)page_count + 1, sizeof *out->pages);
    out->page_count = (size_t)page_count;
    return out->root != NULL && out->pages != NULL ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status read_body(struct reading *r, struct inventory *out)
{
    size_t papers = 0;
    enum status status = read_counts(r, out, &papers);
    for (size_t i = 0; status == STATUS_OK && i < out->page_count; i++) {
        if (!read_page(r, papers, &out->pages[i]))
            return STATUS_DAMAGED;
        papers -= out->pages[i].papers.count;
    }
    if (status == STATUS_OK && (r->offset != r->length || papers != 0))
        return STATUS_DAMAGED;
    return status;
}

enum status inventory_read(struct inventory *out, char *bytes, size_t length)
{
    char head[FINGERPRINT_MAX + sizeof MAGIC];
    size_t head_length = write_head(head);
    *out = (struct inventory){.bytes = bytes};
    if (length < sizeof MAGIC || memcmp(bytes, MAGIC, sizeof MAGIC - 1) != 0)
        return STATUS_DAMAGED;
    if (length < head_length || memcmp(bytes, head, head_length) != 0)
        return STATUS_FORMAT;
    if (length < head_length + DIGEST_BYTES)
        return STATUS_DAMAGED;
    struct reading r = {bytes, length, head_length + DIGEST_BYTES};
    struct digest digest = digest_of(bytes + r.offset, length - r.offset);
    if (memcmp(digest.bytes, bytes + head_length, DIGEST_BYTES) != 0)
        return STATUS_DAMAGED;
    return read_body(&r, out);
}

static int by_path(const void *key, const void *page)
{
    return strcmp(key, ((const struct listed_page *)page)->path);
}

const struct listed_page *inventory_find(const struct inventory *inventory, const char *path)
{
    if (inventory->page_count == 0)
        return NULL;
    return bsearch(path, inventory->pages, inventory->page_count, sizeof *inventory->pages,
                   by_path);
}

void inventory_clear(struct inventory *inventory)
{
    free(inventory->root);
    free(inventory->pages);
    free(inventory->bytes);
    *inventory = (struct inventory){0};
}
