/* Words in the keyboard's other mode where a text says nothing in this one, and
 * the last word while it is still being typed. */
#include "query/plan/words/words.h"

#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/keyboard.h"
#include "indexer/format/analysis/letter.h"
#include "query/plan/guess/complete.h"
#include "query/plan/rank/ranking.h"

/* Fewer keys are too easily something else in the keyboard's other mode. */
#define KEYBOARD_MIN 4
/* Initials that may as well be Latin keys: ㄱㅁㅎ is rag. */
#define INITIALS_LEAST 3
#define JAMO_BYTES 3
/* U+314F to U+3163: nobody types a vowel alone in Hangul. */
#define VOWEL_FIRST 0x4F
#define VOWEL_LAST 0x63

/* What is typed, where, and what becomes of it. */
struct typing {
    const struct lookup *l;
    struct shim_bytes text;
    size_t base;
    struct word *words;
    size_t count;
};

/* Every alternative of the words becomes a guess of the keyboard's mode. */
static void call_keyboard(struct word *words, size_t count, size_t start, size_t end)
{
    for (size_t i = 0; i < count; i++) {
        words[i].start = start;
        words[i].end = end;
        for (size_t k = 0; k < words[i].count; k++)
            words[i].alternatives[k].match = MATCH_KEYBOARD;
        if (words[i].count)
            words[i].alternatives[0].label = words[i].typed;
    }
}

static bool any_known(const struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].count && !words[i].alternatives[0].partial &&
            !match_kind(words[i].alternatives[0].match)->guessed)
            return true;
    return false;
}

/* Whether a jamo of U+3100 + first to U+3100 + last stands in text; they are three
 * bytes, E3 and two of six bits each. */
static bool holds_jamo(struct shim_bytes text, unsigned first, unsigned last)
{
    const unsigned char *bytes = (const unsigned char *)text.data;

    for (size_t i = 0; i + JAMO_BYTES <= text.length; i++) {
        unsigned code = (bytes[i + 1] & 0x3Fu) << 6 | (bytes[i + 2] & 0x3Fu);

        if (bytes[i] == 0xE3 && code >= 0x100 + first && code <= 0x100 + last)
            return true;
    }
    return false;
}

/* Whether a lone consonant stands before a syllable, where nobody types one in Hangul. */
static bool is_broken(struct shim_bytes text)
{
    for (size_t i = JAMO_BYTES; i + HANGUL_BYTES <= text.length; i++)
        if (hangul_at(text.data + i, text.length - i) &&
            holds_jamo((struct shim_bytes){text.data + i - JAMO_BYTES, JAMO_BYTES}, 0x31, 0x4E))
            return true;
    return false;
}

/* How many Latin letters a text begins with. */
static size_t latin_head(struct shim_bytes text)
{
    size_t n = 0;

    while (n < text.length && letter_is_english((unsigned char)text.data[n] | 0x20))
        n++;
    return n;
}

/* The text as it would read in the keyboard's other mode; 0 where it would make
 * no sense. Latin keys hardly ever make whole syllables only, so Hangul without
 * a lone jamo was meant as Hangul. Behind Latin keys the mode may have been changed. */
static size_t other_mode(struct shim_bytes text, char *out, size_t capacity)
{
    size_t head = latin_head(text), n;

    if (head == 0)
        return holds_jamo(text, 0x31, 0x8E) ? keyboard_latin(text.data, text.length, out, capacity)
                                            : 0;
    if (head < text.length && !hangul_at(text.data + head, text.length - head))
        return 0;
    n = keyboard_hangul(text.data, head, out, capacity);
    if (n == 0 || n + text.length - head > capacity)
        return 0;
    memcpy(out + n, text.data + head, text.length - head);
    return n + text.length - head;
}

/* The text without Caps Lock: in lower case where it is all capitals, else none. */
static struct shim_bytes without_caps(struct shim_bytes text, char out[KEYBOARD_KEYS_MAX])
{
    if (text.length > KEYBOARD_KEYS_MAX)
        return (struct shim_bytes){out, 0};
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < 'A' || text.data[i] > 'Z')
            return (struct shim_bytes){out, 0};
        out[i] = (char)(text.data[i] | 0x20);
    }
    return (struct shim_bytes){out, text.length};
}

/* Takes text, as it was typed or without Caps Lock, for what it is in the keyboard's other mode,
 * where that makes sense and this does not; initials may be meant beside it. */
static enum status try_keyboard(struct typing *t, struct shim_bytes text, bool *taken)
{
    char typed[KEYBOARD_KEYS_MAX * 4];
    size_t head = latin_head(t->text), n, found;
    /* Of Latin before Hangul only the first is in doubt. */
    size_t doubtful = head && head < t->text.length && t->count ? 1 : t->count;
    struct word *words;
    enum status status;

    *taken = false;
    if (t->text.length < KEYBOARD_MIN ||
        (any_known(t->words, doubtful) && !holds_jamo(t->text, VOWEL_FIRST, VOWEL_LAST) &&
         !is_broken(t->text)))
        return STATUS_OK;
    n = other_mode(text, typed, sizeof typed);
    if (n == 0)
        return STATUS_OK;
    status = words_plain(t->l, (struct shim_bytes){typed, n}, t->base, &words, &found);
    *taken = status == STATUS_OK && any_known(words, found);
    if (!*taken)
        return status;
    call_keyboard(words, found, t->base, t->base + t->text.length);
    if (t->count == 1 && t->words->count && t->words->alternatives[0].match == MATCH_CHOSEONG) {
        if (found == 1 && t->text.length >= INITIALS_LEAST * JAMO_BYTES &&
            piece_documents(words->alternatives[0].pieces) > t->l->planner->ranking->rare)
            word_append(t->l->planner, t->words, words);
    } else {
        t->words = words;
        t->count = found;
    }
    return STATUS_OK;
}

/* A text that ends in a lone consonant: its words before the one being typed,
 * and what that may become. */
static enum status finish_jamo(struct typing *t, bool *taken)
{
    struct word last = {.start = t->base, .end = t->base + t->text.length}, *words;
    size_t start, count;
    enum status status = complete_jamo(t->l, t->text, &last, &start);

    *taken = status == STATUS_OK && start < t->text.length;
    if (!*taken)
        return status;
    status = words_plain(t->l, (struct shim_bytes){t->text.data, start}, t->base, &words, &count);
    if (status != STATUS_OK)
        return status;
    t->words = words;
    t->count = count;
    if (last.count == 0)
        return STATUS_OK;
    t->words = arena_take(&t->l->planner->arena, (count + 1) * sizeof *t->words);
    last.typed = arena_copy(&t->l->planner->arena, t->text.data + start, t->text.length - start);
    last.hangul = true;
    if (!t->words || !last.typed)
        return error_no_memory(t->l->error);
    if (count)
        memcpy(t->words, words, count * sizeof *words);
    for (size_t i = 0; i < count; i++) {
        t->words[i].start = last.start;
        t->words[i].end = last.end;
    }
    last.restricted = !t->l->fields[TEXT_TITLE] || !t->l->fields[TEXT_SUMMARY];
    t->words[t->count++] = last;
    return STATUS_OK;
}

/* The word at the query's very end may go on. */
static enum status finish_last(struct typing *t)
{
    struct word *last;
    bool taken;
    enum status status = finish_jamo(t, &taken);

    if (status != STATUS_OK || taken || t->count == 0)
        return status;
    last = &t->words[t->count - 1];
    if (last->asking || last->end != t->base + t->text.length || any_known(last, 1))
        return STATUS_OK;
    return complete_word(t->l, last);
}

enum status words_typed(const struct lookup *l, struct shim_bytes text, size_t base,
                        struct word **out, size_t *count)
{
    const struct planner *planner = l->planner;
    struct typing t = {l, text, base, NULL, 0};
    char caps[KEYBOARD_KEYS_MAX];
    bool taken = false;
    enum status status = words_plain(l, text, base, &t.words, &t.count);

    if (status == STATUS_OK && !planner->literal)
        status = try_keyboard(&t, text, &taken);
    if (status == STATUS_OK && !planner->literal && !taken)
        status = try_keyboard(&t, without_caps(text, caps), &taken);
    if (status == STATUS_OK && !planner->literal && !taken && planner->query &&
        base + text.length == planner->query_length)
        status = finish_last(&t);
    *out = t.words;
    *count = t.count;
    return status;
}
