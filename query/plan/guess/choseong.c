#include "query/plan/guess/choseong.h"

#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/letter.h"
#include "indexer/format/lexical.h"
#include "query/plan/rank/compete.h"
#include "query/plan/guess/guess.h"
#include "query/plan/guess/pair.h"

#define INITIALS_MAX 12    /* of a run; nobody types more */
#define WORD_INITIALS 2    /* the least that a word of a pair has */
#define PAIRS_TRIED_MAX 12 /* pairs that are looked for in papers, */
#define PAIRS_MAX 3        /* and how many are taken; each is a phrase to be matched */

bool choseong_split(uint32_t jamo, uint32_t *first, uint32_t *second)
{
    /* U+3131 ㄱ to U+314E ㅎ; the clusters among them. */
    static const uint32_t CLUSTERS[][3] = {
        {0x3133, 0x3131, 0x3145}, {0x3135, 0x3134, 0x3148}, {0x3136, 0x3134, 0x314E},
        {0x313A, 0x3139, 0x3131}, {0x313B, 0x3139, 0x3141}, {0x313C, 0x3139, 0x3142},
        {0x313D, 0x3139, 0x3145}, {0x313E, 0x3139, 0x314C}, {0x313F, 0x3139, 0x314D},
        {0x3140, 0x3139, 0x314E}, {0x3144, 0x3142, 0x3145},
    };

    *first = jamo;
    *second = 0;
    for (size_t i = 0; i < sizeof CLUSTERS / sizeof *CLUSTERS; i++)
        if (CLUSTERS[i][0] == jamo) {
            *first = CLUSTERS[i][1];
            *second = CLUSTERS[i][2];
        }
    return jamo >= 0x3131 && jamo <= 0x314E;
}

/* Returns the number of initials, 0 where text is anything else. */
static size_t read_initials(const char *text, uint32_t out[INITIALS_MAX])
{
    size_t length = strlen(text), offset = 0, count = 0;

    while (offset < length) {
        struct letter letters[CLUSTER_MAX];
        size_t n = letter_next(text, length, &offset, letters);

        for (size_t i = 0; i < n; i++) {
            uint32_t first, second;

            if (!choseong_split(letters[i].code, &first, &second) ||
                count + (second ? 2 : 1) > INITIALS_MAX)
                return 0;
            out[count++] = first;
            if (second)
                out[count++] = second;
        }
    }
    return count;
}

static bool begins(const struct lexical_entry *entry, const uint32_t *initials, size_t count)
{
    if (entry->length != count * HANGUL_BYTES)
        return false;
    for (size_t i = 0; i < count; i++)
        if (hangul_choseong(hangul_at(entry->text + i * HANGUL_BYTES, HANGUL_BYTES)) != initials[i])
            return false;
    return true;
}

/* The most frequent words with these initials. */
static enum status find_words(const struct lookup *l, const uint32_t *initials, size_t count,
                              struct guesses *out)
{
    struct lexical_entry entry;
    struct shim_bytes value;
    size_t offset = 0;
    enum status status = guess_vocabulary(l, true, count, &value);

    *out = (struct guesses){.count = 0};
    while (status == STATUS_OK && lexical_next(value.data, value.length, &offset, &entry))
        if (begins(&entry, initials, count) &&
            !guesses_keep_frequent(out, &l->planner->arena,
                                   (struct shim_bytes){entry.text, entry.length}, entry.number))
            status = error_no_memory(l->error);
    return status;
}

struct pairs {
    struct word_pair items[PAIRS_TRIED_MAX]; /* falling by papers */
    size_t count;
};

static enum status find_pairs(const struct lookup *l, const uint32_t *initials, size_t count,
                              struct pairs *out)
{
    enum status status = STATUS_OK;

    for (size_t k = WORD_INITIALS; k + WORD_INITIALS <= count && status == STATUS_OK; k++) {
        struct guesses left, right = {.count = 0};

        status = find_words(l, initials, k, &left);
        if (status == STATUS_OK && left.count)
            status = find_words(l, initials + k, count - k, &right);
        for (size_t i = 0; status == STATUS_OK && i < left.count; i++)
            for (size_t j = 0; j < right.count; j++) {
                uint32_t a = left.items[i].papers, b = right.items[j].papers;
                const struct word_pair pair = {{left.items[i].text, right.items[j].text},
                                               a < b ? a : b};

                pair_keep(out->items, &out->count, PAIRS_TRIED_MAX, pair);
            }
    }
    return status;
}

enum status guess_choseong(const struct lookup *l, struct word *word, const char *text)
{
    uint32_t initials[INITIALS_MAX];
    size_t count = read_initials(text, initials), taken = 0;
    struct pairs pairs = {.count = 0};
    struct guesses whole;
    enum status status;

    if (l->planner->literal || count < WORD_INITIALS)
        return STATUS_OK;
    status = find_words(l, initials, count, &whole);
    if (status == STATUS_OK)
        status = guesses_add(&whole, l, MATCH_CHOSEONG, word);
    if (status == STATUS_OK)
        status = find_pairs(l, initials, count, &pairs);
    for (size_t i = 0; i < pairs.count && taken < PAIRS_MAX && status == STATUS_OK; i++) {
        bool added;

        status = compete_adjacent(l, MATCH_CHOSEONG, pairs.items[i].texts, word, &added);
        taken += added;
    }
    return status;
}
