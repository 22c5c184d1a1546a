/* Every paper crosses two of the archive, as real papers of a field share words:
 * the head of one's title with the tail of the other's, a bullet of each, and
 * the remaining bullets, the votes and the authors from anywhere. */
#include "source.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>

static struct source_paper *add_paper(struct source *source)
{
    size_t count = source->count;
    if ((count & (count - 1)) == 0) {
        void *larger = realloc(source->papers, (count ? 2 * count : 1) * sizeof *source->papers);
        if (larger == NULL)
            return NULL;
        source->papers = larger;
    }
    source->count++;
    return memset(&source->papers[count], 0, sizeof *source->papers);
}

static bool add_bullet(struct source_paper *paper, const char *text)
{
    size_t count = paper->bullet_count;
    void *larger = realloc(paper->bullets, (count + 1) * sizeof *paper->bullets);
    if (larger == NULL)
        return false;
    paper->bullets = larger;
    paper->bullets[count] = strdup(text);
    paper->bullet_count += paper->bullets[count] != NULL;
    return paper->bullets[count] != NULL;
}

static void empty(struct source_paper *paper)
{
    for (size_t i = 0; i < paper->bullet_count; i++)
        free(paper->bullets[i]);
    free(paper->bullets);
    free(paper->title);
    free(paper->votes);
    free(paper->authors);
}

/* The last paper has been read: it stays if it can be crossed. */
static void close_paper(struct source *source)
{
    if (source->count == 0)
        return;
    struct source_paper *paper = &source->papers[source->count - 1];
    bool plain = strpbrk(paper->title, "[]<>$*_`\\") == NULL && strchr(paper->title, ' ') != NULL;
    if (plain && paper->bullet_count > 0)
        return;
    empty(paper);
    source->count--;
}

/* The text after label where the line begins with it. */
static const char *after(const char *line, const char *label)
{
    size_t length = strlen(label);
    return strncmp(line, label, length) == 0 && line[length] != '\0' ? line + length : NULL;
}

static bool keep_once(char **place, const char *text)
{
    if (*place == NULL)
        *place = strdup(text);
    return *place != NULL;
}

static bool read_line(struct source *source, const char *line)
{
    const char *text = after(line, "### [");
    if (text != NULL) {
        close_paper(source);
        struct source_paper *paper = add_paper(source);
        const char *end = strstr(text, "](");
        if (paper != NULL)
            paper->title = strndup(text, end == NULL ? 0 : (size_t)(end - text));
        return paper != NULL && paper->title != NULL;
    }
    if (source->count == 0)
        return true;
    struct source_paper *paper = &source->papers[source->count - 1];
    if ((text = after(line, "Vote: ")) != NULL)
        return keep_once(&paper->votes, text);
    if ((text = after(line, "Authors: ")) != NULL)
        return *text == '[' || keep_once(&paper->authors, text);
    text = after(line + strspn(line, " \t"), "- ");
    return text == NULL || add_bullet(paper, text);
}

static bool read_page(struct source *source, const char *path)
{
    FILE *in = fopen(path, "r");
    if (in == NULL)
        return false;
    char *line = NULL;
    size_t capacity = 0;
    bool good = true;
    while (good && getline(&line, &capacity, in) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        good = read_line(source, line);
    }
    good = good && !ferror(in);
    free(line);
    fclose(in);
    return good;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool read_below(struct source *source, const char *directory)
{
    char *const paths[] = {(char *)directory, NULL};
    FTS *tree = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    if (tree == NULL)
        return false;
    bool good = true;
    FTSENT *entry;
    while (good && (entry = fts_read(tree)) != NULL) {
        const char *dot = strrchr(entry->fts_name, '.');
        if (entry->fts_info == FTS_F && dot != NULL && strcmp(dot, ".md") == 0)
            good = read_page(source, entry->fts_accpath);
        else if (entry->fts_info == FTS_NS || entry->fts_info == FTS_DNR)
            good = false;
    }
    int error = errno;
    fts_close(tree);
    errno = error;
    return good;
}

bool source_read(struct source *source, const char *directory, uint64_t seed)
{
    *source = (struct source){NULL, 0};
    bool good = read_below(source, directory);
    close_paper(source);
    if (!good || source->count < 2) {
        int error = good ? ENODATA : errno;
        source_free(source);
        errno = error;
        return false;
    }
    struct chance chance = {seed};
    for (size_t i = source->count - 1; i > 0; i--) {
        size_t other = chance_below(&chance, i + 1);
        struct source_paper paper = source->papers[i];
        source->papers[i] = source->papers[other];
        source->papers[other] = paper;
    }
    return true;
}

void source_free(struct source *source)
{
    for (size_t i = 0; i < source->count; i++)
        empty(&source->papers[i]);
    free(source->papers);
    *source = (struct source){NULL, 0};
}

size_t source_limit(const struct source *source)
{
    return source->count * (source->count - 1);
}

/* Where the tail begins: after "Name: ", else at a word near the middle. */
static const char *tail_of(const char *title)
{
    const char *colon = strstr(title, ": ");
    if (colon != NULL)
        return colon + 2;
    const char *space = strchr(title + strlen(title) / 2, ' ');
    return (space != NULL ? space : strchr(title, ' ')) + 1;
}

static const struct source_paper *any(const struct source *source, struct chance *chance)
{
    return &source->papers[chance_below(chance, source->count)];
}

void source_print(const struct source *source, struct chance *chance, size_t number,
                  const char *id, FILE *out)
{
    const struct source_paper *one = &source->papers[number % source->count];
    size_t distance = 1 + number / source->count;
    const struct source_paper *two = &source->papers[(number + distance) % source->count];
    int head = (int)(tail_of(one->title) - one->title);
    fprintf(out, "### [%.*s%s](https://arxiv.org/abs/%s)\n\n", head, one->title,
            tail_of(two->title), id);
    fprintf(out, "![](https://thumbnails.example/papers/%s.png)\n\n", id);
    const char *votes = any(source, chance)->votes;
    const char *authors = any(source, chance)->authors;
    if (votes != NULL)
        fprintf(out, "Vote: %s\n\n", votes);
    if (authors != NULL)
        fprintf(out, "Authors: %s\n\n", authors);
    for (size_t i = 0; i < one->bullet_count; i++) {
        const struct source_paper *from = i == 0 ? one : i == 1 ? two : any(source, chance);
        fprintf(out, "- %s\n", from->bullets[chance_below(chance, from->bullet_count)]);
    }
    fputc('\n', out);
}
