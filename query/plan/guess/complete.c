#include "query/plan/guess/complete.h"

#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/letter.h"
#include "indexer/format/lexical.h"
#include "query/plan/guess/choseong.h"
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
    const char *text;
    uint32_t syllables[SYLLABLES_MAX];
    size_t starts[SYLLABLES_MAX]; /* their bytes in the text */
    size_t count;
    uint32_t jamo; /* a lone consonant behind them, or 0 */
    size_t jamo_start;
    uint32_t next; /* the initial that the consonant begins with, or 0 */
};

/* False where text ends in anything else than a few syllables and, perhaps, a
 * consonant. */
static bool read_tail(struct shim_bytes text, struct tail *tail)
{
    bool broken = false; /* too long, or a jamo inside */

    *tail = (struct tail){.text = text.data};
    for (size_t offset = 0; offset < text.length;) {
        struct letter letters[CLUSTER_MAX];
        size_t start = offset, n = letter_next(text.data, text.length, &offset, letters);

        for (size_t i = 0; i < n; i++) {
            bool hangul = letters[i].class == LETTER_HANGUL;

            if (!hangul && letters[i].class != LETTER_JAMO) {
                *tail = (struct tail){.text = text.data};
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
static const char *prefix_of(const bool *fields)
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

static enum status walk(const struct lookup *l, const struct beginning *b, struct guesses *out)
{
    const char *prefix = prefix_of(l->fields);
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
    status =
        shim_terms_open(&terms, l->planner->database, (struct shim_bytes){start, length}, l->error);
    for (size_t n = 0; n < WALK_MAX && status == STATUS_OK; n++, l->planner->work++) {
        status = shim_terms_next(terms, &more, &term, &papers, l->error);
        if (status != STATUS_OK || !more)
            break;
        if (follows(term.data + length, term.length - length, b->next) &&
            !guesses_keep_frequent(out, &l->planner->arena,
                                   (struct shim_bytes){term.data + skipped, term.length - skipped},
                                   papers))
            status = error_no_memory(l->error);
    }
    shim_terms_free(terms);
    return status;
}

/* The last syllable's batchim begins the next syllable: 몯 is 모 and ㄷ. */
static enum status move_batchim(const struct lookup *l, const uint32_t *syllables, size_t count,
                                struct guesses *out)
{
    struct beginning b = {.count = count};
    uint32_t last = syllables[count - 1], open = last - hangul_batchim(last), first, second;

    memcpy(b.syllables, syllables, count * sizeof *syllables);
    choseong_split(hangul_batchim_jamo(hangul_batchim(last)), &first, &second);
    b.next = second ? second : first;
    b.syllables[count - 1] = second ? hangul_close(open, first) : open;
    return walk(l, &b, out);
}

/* The words that begin with the syllables, of which the last may get a batchim
 * yet. */
static enum status grow(const struct lookup *l, const uint32_t *syllables, size_t count,
                        struct guesses *out)
{
    struct beginning b = {.count = count};
    uint32_t last = syllables[count - 1];
    enum status status = STATUS_OK;

    memcpy(b.syllables, syllables, count * sizeof *syllables);
    for (uint32_t f = 0; f < (hangul_batchim(last) ? 1 : HANGUL_BATCHIMS) && status == STATUS_OK;
         f++) {
        b.syllables[count - 1] = last + f;
        status = walk(l, &b, out);
    }
    return status;
}

/* Whether the index knows the text's syllables [0, count) as a word. */
static enum status is_word(const struct lookup *l, const struct tail *tail, size_t count,
                           bool *known)
{
    size_t end = count < tail->count ? tail->starts[count] : tail->jamo_start;
    char *term =
        arena_copy(&l->planner->arena, tail->text + tail->starts[0], end - tail->starts[0]);
    struct piece piece;
    enum status status;

    if (!term)
        return error_no_memory(l->error);
    status = piece_look_up(l, term, term, &piece);
    *known = piece_documents(&piece) > 0;
    return status;
}

/* Words that begin with syllables of the tail, from a place on; the last of them
 * is itself unfinished where no consonant stands behind it. */
static enum status begun_from(const struct lookup *l, const struct tail *tail, size_t from,
                              struct guesses *out)
{
    const uint32_t *syllables = tail->syllables + from;
    struct beginning b = {.count = tail->count - from, .next = tail->next};
    enum status status = STATUS_OK;

    memcpy(b.syllables, syllables, b.count * sizeof *b.syllables);
    if (tail->next)
        return walk(l, &b, out);
    if (hangul_batchim(syllables[b.count - 1]))
        status = move_batchim(l, syllables, b.count, out);
    if (status == STATUS_OK)
        status = grow(l, syllables, b.count, out);
    return status;
}

/* Where in the tail the word begins that is being typed: *start is its byte, or
 * as it was where no word begins so. A word that is whole before a lone
 * consonant is not taken apart. */
static enum status find_begun(const struct lookup *l, const struct tail *tail,
                              struct guesses *found, size_t *start)
{
    bool whole = false;
    size_t most = found->most;
    enum status status = STATUS_OK;

    if (tail->next)
        status = is_word(l, tail, tail->count, &whole);
    for (size_t from = 0; from < (whole ? 1 : tail->count) && status == STATUS_OK; from++) {
        struct guesses one = {.most = most};
        bool known = from == 0;

        if (from >= HEAD_LEAST)
            status = is_word(l, tail, from, &known);
        if (status != STATUS_OK || !known)
            continue;
        status = begun_from(l, tail, from, &one);
        if (one.count == 0 ||
            (found->count && one.items[0].papers < APART_TIMES * found->items[0].papers))
            continue;
        *found = one;
        *start = tail->starts[from];
    }
    return status;
}

enum status complete_jamo(const struct lookup *l, struct shim_bytes text, struct word *word,
                          size_t *start)
{
    struct guesses found = {.count = 0};
    struct tail tail;
    uint32_t second;
    enum status status;

    *start = text.length;
    if (l->planner->literal || !read_tail(text, &tail) || tail.jamo == 0 ||
        !choseong_split(tail.jamo, &tail.next, &second))
        return STATUS_OK;
    *start = tail.jamo_start;
    status = find_begun(l, &tail, &found, start);
    if (found.count)
        word->stem = found.items[0].text;
    if (status == STATUS_OK)
        status = guesses_add(&found, l, MATCH_CHOSEONG, word);
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
static enum status find_latin(const struct lookup *l, const char *text, struct guesses *out)
{
    size_t length = strlen(text);
    enum status status = STATUS_OK;

    for (size_t more = 1; more <= LATIN_LONGER && status == STATUS_OK; more++) {
        struct lexical_entry entry;
        struct shim_bytes value;
        size_t offset = 0;

        status = guess_vocabulary(l, false, length + more, &value);
        while (status == STATUS_OK && lexical_next(value.data, value.length, &offset, &entry))
            if (memcmp(entry.text, text, length) == 0 &&
                !guesses_keep_frequent(out, &l->planner->arena,
                                       (struct shim_bytes){entry.text, entry.length}, entry.number))
                status = error_no_memory(l->error);
    }
    return status;
}

/* The papers that hold the first guess for a word. */
static uint32_t guessed_papers(const struct word *word)
{
    for (size_t i = 0; i < word->count; i++)
        if (match_kind(word->alternatives[i].match)->guessed)
            return piece_documents(word->alternatives[i].pieces);
    return 0;
}

enum status complete_word(const struct lookup *l, struct word *word)
{
    struct guesses grown = {.count = 0}, moved = {.count = 0};
    struct word whole = *word;
    struct tail tail;
    enum status status = STATUS_OK;

    if (l->planner->literal)
        return STATUS_OK;
    if (word->hangul && read_tail((struct shim_bytes){word->typed, strlen(word->typed)}, &tail) &&
        !tail.jamo) {
        if (hangul_batchim(tail.syllables[tail.count - 1]))
            status = move_batchim(l, tail.syllables, tail.count, &moved);
        if (status == STATUS_OK)
            status = grow(l, tail.syllables, tail.count, &grown);
    } else if (!word->hangul && is_english(word->typed)) {
        status = find_latin(l, word->typed, &grown);
    }
    whole.alternatives = NULL;
    whole.count = 0;
    if (status == STATUS_OK)
        status = guesses_add(&grown, l, MATCH_SPELLING, &whole);
    if (status == STATUS_OK)
        status = guesses_add(&moved, l, MATCH_CHOSEONG, &whole);
    if (status != STATUS_OK || whole.count == 0)
        return status;
    if (guessed_papers(word) > piece_documents(whole.alternatives->pieces)) {
        word_append(l->planner, word, &whole);
        return STATUS_OK;
    }
    if (!word->hangul || tail.count > SHORT_MAX)
        word_append(l->planner, &whole, word);
    *word = whole;
    guess_bound(l->planner, word);
    return STATUS_OK;
}

/* The Latin letters that text ends in, in lower case; NULL where they are too
 * few, or memory is short. */
static const char *latin_tail(const struct lookup *l, struct shim_bytes text, size_t *start)
{
    size_t from = text.length;
    char *letters;

    while (from > 0 && letter_is_english((unsigned char)text.data[from - 1] | 0x20))
        from--;
    *start = from;
    letters = arena_copy(&l->planner->arena, text.data + from, text.length - from);
    for (size_t i = 0; letters && letters[i]; i++)
        letters[i] = (char)(letters[i] | 0x20);
    return letters && is_english(letters) ? letters : NULL;
}

enum status complete_list(const struct lookup *l, struct shim_bytes text, struct guesses *out,
                          size_t *start)
{
    struct tail tail;
    uint32_t second;
    const char *latin;

    *start = text.length;
    if (read_tail(text, &tail)) {
        if (tail.jamo && !choseong_split(tail.jamo, &tail.next, &second))
            return STATUS_OK;
        return find_begun(l, &tail, out, start);
    }
    latin = latin_tail(l, text, start);
    return latin ? find_latin(l, latin, out) : STATUS_OK;
}
