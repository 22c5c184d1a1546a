#include "query/plan/guess/complete.h"

#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/letter.h"
#include "indexer/format/lexical.h"
#include "query/plan/guess/choseong.h"
#include "query/plan/guess/frequent.h"
#include "query/plan/guess/guess.h"

#define SYLLABLES_MAX 12 /* of a word being typed */
#define HEAD_LEAST 2     /* syllables of a known word before the one being typed */
#define APART_TIMES 4    /* how much more frequent a word is that is taken apart so */
#define WALK_MAX 20000   /* terms that begin alike */
#define SHORT_MAX 2      /* syllables of a word too short for other guesses beside */
#define LATIN_LEAST 3    /* letters that are worth completing, */
#define LATIN_LONGER 8   /* by so many more */

/* What text ends in. */
struct tail {
    uint32_t syllables[SYLLABLES_MAX];
    size_t starts[SYLLABLES_MAX]; /* their bytes in the text */
    size_t count;
    uint32_t jamo; /* a lone consonant behind them, or 0 */
    size_t jamo_start;
};

/* False where text ends in anything else than a few syllables and, perhaps, a
 * consonant. */
static bool read_tail(const char *text, size_t length, struct tail *tail)
{
    bool broken = false; /* too long, or a jamo inside */

    *tail = (struct tail){.count = 0};
    for (size_t offset = 0; offset < length;) {
        struct letter letters[CLUSTER_MAX];
        size_t start = offset, n = letter_next(text, length, &offset, letters);

        for (size_t i = 0; i < n; i++) {
            bool hangul = letters[i].class == LETTER_HANGUL;

            if (!hangul && letters[i].class != LETTER_JAMO) {
                *tail = (struct tail){.count = 0};
                broken = false;
            } else if (tail->jamo || (hangul && tail->count == SYLLABLES_MAX)) {
                broken = true;
            } else if (hangul) {
                tail->starts[tail->count] = start;
                tail->syllables[tail->count++] = letters[i].code;
            } else {
                tail->jamo = letters[i].code;
                tail->jamo_start = start;
            }
        }
    }
    return tail->count > 0 && !broken;
}

/* Words that begin with syllables; next is the initial of the syllable behind
 * them, 0 for any. */
struct beginning {
    uint32_t syllables[SYLLABLES_MAX];
    size_t count;
    uint32_t next;
};

/* Summaries are in Korean; another field is asked where they are not. */
static const char *prefix_of(const bool fields[TEXT_FIELDS])
{
    size_t field = TEXT_SUMMARY;

    for (size_t f = 0; f < TEXT_FIELDS && !fields[field]; f++)
        field = fields[f] ? f : field;
    return field_text(field)->prefix;
}

/* Whether the rest of a term may follow the beginning. */
static bool follows(const char *rest, size_t length, uint32_t next)
{
    return next == 0 || hangul_choseong(hangul_at(rest, length)) == next;
}

static enum status walk(struct planner *planner, const bool fields[TEXT_FIELDS],
                        const struct beginning *b, struct frequent *out, struct error *error)
{
    const char *prefix = prefix_of(fields);
    size_t skipped = strlen(prefix), length = skipped;
    char start[SYLLABLES_MAX * HANGUL_BYTES + LEXICAL_BUCKET_MAX];
    struct shim_terms *terms = NULL;
    struct shim_bytes term;
    uint32_t papers;
    bool more = true;
    enum status status;

    memcpy(start, prefix, skipped);
    for (size_t i = 0; i < b->count; i++)
        length += letter_encode(b->syllables[i], start + length);
    status = shim_terms_open(&terms, planner->database, (struct shim_bytes){start, length}, error);
    for (size_t n = 0; n < WALK_MAX && status == STATUS_OK; n++) {
        status = shim_terms_next(terms, &more, &term, &papers, error);
        if (status != STATUS_OK || !more)
            break;
        if (follows(term.data + length, term.length - length, b->next) &&
            !frequent_keep(out, &planner->arena, term.data + skipped, term.length - skipped,
                           papers))
            status = error_no_memory(error);
    }
    shim_terms_free(terms);
    return status;
}

/* The last syllable's batchim begins the next syllable: 몯 is 모 and ㄷ. */
static enum status move_batchim(struct planner *planner, const bool fields[TEXT_FIELDS],
                                const uint32_t *syllables, size_t count, struct frequent *out,
                                struct error *error)
{
    struct beginning b = {.count = count};
    uint32_t last = syllables[count - 1], open = last - hangul_batchim(last), first, second;

    memcpy(b.syllables, syllables, count * sizeof *syllables);
    choseong_split(hangul_batchim_jamo(hangul_batchim(last)), &first, &second);
    b.next = second ? second : first;
    b.syllables[count - 1] = second ? hangul_close(open, first) : open;
    return walk(planner, fields, &b, out, error);
}

/* The words that begin with the syllables, of which the last may get a batchim
 * yet. */
static enum status grow(struct planner *planner, const bool fields[TEXT_FIELDS],
                        const uint32_t *syllables, size_t count, struct frequent *out,
                        struct error *error)
{
    struct beginning b = {.count = count};
    uint32_t last = syllables[count - 1];
    enum status status = STATUS_OK;

    memcpy(b.syllables, syllables, count * sizeof *syllables);
    for (uint32_t f = 0; f < (hangul_batchim(last) ? 1 : HANGUL_BATCHIMS) && status == STATUS_OK;
         f++) {
        b.syllables[count - 1] = last + f;
        status = walk(planner, fields, &b, out, error);
    }
    return status;
}

/* Whether the index knows the text's syllables [0, count) as a word. */
static enum status is_word(struct planner *planner, const bool fields[TEXT_FIELDS],
                           const char *text, const struct tail *tail, size_t count, bool *known,
                           struct error *error)
{
    size_t end = count < tail->count ? tail->starts[count] : tail->jamo_start;
    char *term = arena_copy(&planner->arena, text + tail->starts[0], end - tail->starts[0]);
    struct piece piece;

    if (!term)
        return error_no_memory(error);
    return piece_look_up(planner, fields, term, term, &piece, known, error);
}

/* Words that begin with syllables of the tail, from a place on; next is the
 * initial of what follows, 0 where the last syllable itself is unfinished. */
static enum status begun_from(struct planner *planner, const bool fields[TEXT_FIELDS],
                              const struct tail *tail, size_t from, uint32_t next,
                              struct frequent *out, struct error *error)
{
    const uint32_t *syllables = tail->syllables + from;
    struct beginning b = {.count = tail->count - from, .next = next};
    enum status status = STATUS_OK;

    memcpy(b.syllables, syllables, b.count * sizeof *b.syllables);
    if (next)
        return walk(planner, fields, &b, out, error);
    if (hangul_batchim(syllables[b.count - 1]))
        status = move_batchim(planner, fields, syllables, b.count, out, error);
    if (status == STATUS_OK)
        status = grow(planner, fields, syllables, b.count, out, error);
    return status;
}

/* Where in the tail the word begins that is being typed: *start is its byte, or
 * as it was where no word begins so. A word that is whole before a lone
 * consonant is not taken apart. */
static enum status find_begun(struct planner *planner, const bool fields[TEXT_FIELDS],
                              const char *text, const struct tail *tail, uint32_t next,
                              struct frequent *found, size_t *start, struct error *error)
{
    bool whole = false;
    size_t most = found->most;
    enum status status = STATUS_OK;

    if (next)
        status = is_word(planner, fields, text, tail, tail->count, &whole, error);
    for (size_t from = 0; from < (whole ? 1 : tail->count) && status == STATUS_OK; from++) {
        struct frequent one = {.most = most};
        bool known = from == 0;

        if (from >= HEAD_LEAST)
            status = is_word(planner, fields, text, tail, from, &known, error);
        if (status != STATUS_OK || !known)
            continue;
        status = begun_from(planner, fields, tail, from, next, &one, error);
        if (one.count == 0 ||
            (found->count && one.words[0].papers < APART_TIMES * found->words[0].papers))
            continue;
        *found = one;
        *start = tail->starts[from];
    }
    return status;
}

enum status complete_jamo(struct planner *planner, const bool fields[TEXT_FIELDS], const char *text,
                          size_t length, struct word *word, size_t *start, struct error *error)
{
    struct frequent found = {.count = 0};
    struct tail tail;
    uint32_t first, second;
    enum status status;

    *start = length;
    if (planner->literal || !read_tail(text, length, &tail) || tail.jamo == 0 ||
        !choseong_split(tail.jamo, &first, &second))
        return STATUS_OK;
    *start = tail.jamo_start;
    status = find_begun(planner, fields, text, &tail, first, &found, start, error);
    if (found.count)
        word->stem = found.words[0].text;
    if (status == STATUS_OK)
        status = frequent_add(&found, planner, fields, MATCH_CHOSEONG, word, error);
    return status;
}

static bool is_english(const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i++)
        if (!letter_is_english((unsigned char)text[i]))
            return false;
    return length >= LATIN_LEAST;
}

/* The words of the vocabulary that begin with text; their terms may not. */
static enum status find_latin(struct planner *planner, const char *text, struct frequent *out,
                              struct error *error)
{
    size_t length = strlen(text);
    enum status status = STATUS_OK;

    for (size_t more = 1; more <= LATIN_LONGER && status == STATUS_OK; more++) {
        char bucket[LEXICAL_BUCKET_MAX];
        struct lexical_entry entry;
        struct shim_bytes value;
        size_t offset = 0;

        lexical_bucket(false, length + more, bucket);
        status = guess_look_up(planner, LEXICAL_VOCABULARY, bucket, &value, error);
        while (status == STATUS_OK && lexical_next(value.data, value.length, &offset, &entry))
            if (memcmp(entry.text, text, length) == 0 &&
                !frequent_keep(out, &planner->arena, entry.text, entry.length, entry.number))
                status = error_no_memory(error);
    }
    return status;
}

enum status complete_word(struct planner *planner, const bool fields[TEXT_FIELDS],
                          struct word *word, struct error *error)
{
    struct frequent grown = {.count = 0}, moved = {.count = 0};
    struct word whole = *word;
    struct tail tail;
    enum status status = STATUS_OK;

    if (planner->literal)
        return STATUS_OK;
    if (word->hangul && read_tail(word->typed, strlen(word->typed), &tail) && !tail.jamo) {
        if (hangul_batchim(tail.syllables[tail.count - 1]))
            status = move_batchim(planner, fields, tail.syllables, tail.count, &moved, error);
        if (status == STATUS_OK)
            status = grow(planner, fields, tail.syllables, tail.count, &grown, error);
    } else if (!word->hangul && is_english(word->typed)) {
        status = find_latin(planner, word->typed, &grown, error);
    }
    whole.alternatives = NULL;
    whole.count = 0;
    if (status == STATUS_OK)
        status = frequent_add(&grown, planner, fields, MATCH_SPELLING, &whole, error);
    if (status == STATUS_OK)
        status = frequent_add(&moved, planner, fields, MATCH_CHOSEONG, &whole, error);
    if (status != STATUS_OK || whole.count == 0)
        return status;
    if (!word->hangul || tail.count > SHORT_MAX)
        word_append(planner, &whole, word);
    *word = whole;
    return STATUS_OK;
}

/* The Latin letters that text ends in, in lower case; NULL where they are too
 * few, or memory is short. */
static const char *latin_tail(struct planner *planner, const char *text, size_t length,
                              size_t *start)
{
    size_t from = length;
    char *letters;

    while (from > 0 && letter_is_english((unsigned char)text[from - 1] | 0x20))
        from--;
    *start = from;
    letters = arena_copy(&planner->arena, text + from, length - from);
    for (size_t i = 0; letters && letters[i]; i++)
        letters[i] = (char)(letters[i] | 0x20);
    return letters && is_english(letters) ? letters : NULL;
}

enum status complete_list(struct planner *planner, const bool fields[TEXT_FIELDS], const char *text,
                          size_t length, struct frequent *out, size_t *start, struct error *error)
{
    struct tail tail;
    uint32_t first = 0, second;
    const char *latin;

    *start = length;
    if (read_tail(text, length, &tail)) {
        if (tail.jamo && !choseong_split(tail.jamo, &first, &second))
            return STATUS_OK;
        return find_begun(planner, fields, text, &tail, first, out, start, error);
    }
    latin = latin_tail(planner, text, length, start);
    return latin ? find_latin(planner, latin, out, error) : STATUS_OK;
}
