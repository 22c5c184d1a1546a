#include "indexer/lexicon/related.h"

#include <stdlib.h>

#include "indexer/format/lexical.h"
#include "shim/base/system.h"

/* At most this many for one word; the weakest are noise. */
#define RELATED_MAX 6
#define WEAKEST 0.1f
/* How often words come together: a title and a summary hold much that does so
 * by chance, a gloss less. */
#define PAPERS_LEAST 3
#define GLOSSES_LEAST 2
/* Measured on 3,590 papers: 1.3 to 3 give the same known items and topics. */
#define CHANCE 1.5

static int by_link(const void *left, const void *right, void *context)
{
    const struct related_link *a = left, *b = right;
    const uint32_t *ranks = context;

    if (a->from != b->from)
        return ranks[a->from] < ranks[b->from] ? -1 : 1;
    if (a->strength != b->strength)
        return a->strength > b->strength ? -1 : 1;
    return ranks[a->to] < ranks[b->to] ? -1 : ranks[a->to] > ranks[b->to];
}

/* A paper and a gloss may tell of the same pair; the stronger stands first. */
static bool seen_before(const struct related_link *links, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (links[k].to == links[i].to)
            return true;
    return false;
}

static enum status write_word(const struct words *words, const struct related_link *links,
                              size_t count, struct shim_writer *writer, struct error *error)
{
    struct buffer value = BUFFER_INIT;
    char key[LEXICAL_KEY_MAX];
    size_t length, kept = 0;
    const char *text = words_text(words, links[0].from, &length);
    size_t key_length = lexical_key(LEXICAL_RELATED, text, length, key);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && kept < RELATED_MAX && status == STATUS_OK; i++) {
        struct lexical_entry entry;

        if (seen_before(links, i))
            continue;
        entry.text = words_text(words, links[i].to, &entry.length);
        entry.number = (uint32_t)(links[i].strength * 255);
        if (!lexical_add(&value, &entry))
            status = error_no_memory(error);
        kept++;
    }
    if (status == STATUS_OK)
        status = shim_writer_metadata(writer, (struct shim_bytes){key, key_length},
                                      (struct shim_bytes){value.data, value.length}, error);
    buffer_free(&value);
    return status;
}

/* Both directions of the associations, by word. */
static bool link_words(struct related *related, const struct associations *a, const uint32_t *ranks)
{
    related->links = malloc((a->count * 2 + 1) * sizeof *related->links);
    if (!related->links)
        return false;
    related->count = a->count * 2;
    for (size_t i = 0; i < a->count; i++) {
        const struct association *one = &a->items[i];

        related->links[i * 2] = (struct related_link){one->english, one->korean, one->strength};
        related->links[i * 2 + 1] = (struct related_link){one->korean, one->english, one->strength};
    }
    system_sort(related->links, related->count, sizeof *related->links, by_link, (void *)ranks);
    return true;
}

enum status related_find(struct related *related, const struct words *words,
                         const struct bitext *papers, const struct bitext *glosses,
                         struct error *error)
{
    struct associations found = {NULL, 0};
    uint32_t *ranks = words_ranks(words);
    const struct sieve of_papers = {PAPERS_LEAST, WEAKEST, RELATED_MAX, ranks, CHANCE};
    const struct sieve of_glosses = {GLOSSES_LEAST, WEAKEST, RELATED_MAX, ranks, CHANCE};
    enum status status = STATUS_OK;

    *related = (struct related){NULL, 0};
    if (!ranks || !bitext_associate(papers, words->count, &of_papers, &found) ||
        !bitext_associate(glosses, words->count, &of_glosses, &found) ||
        !link_words(related, &found, ranks))
        status = error_no_memory(error);
    free(found.items);
    free(ranks);
    return status;
}

enum status related_write(const struct related *related, const struct words *words,
                          struct shim_writer *writer, struct error *error)
{
    const struct related_link *links = related->links;
    enum status status = STATUS_OK;

    for (size_t i = 0, end; i < related->count && status == STATUS_OK; i = end) {
        for (end = i + 1; end < related->count && links[end].from == links[i].from;)
            end++;
        status = write_word(words, links + i, end - i, writer, error);
    }
    return status;
}
