/* Text as somebody types it -> its words: in the keyboard's other mode where it
 * says nothing in this one, and the last word while it is still being typed. */
#include <string.h>

#include "indexer/format/analysis/keyboard.h"
#include "query/plan/guess/complete.h"
#include "query/plan/term/term.h"

/* Fewer keys are too easily something else in the keyboard's other mode. */
#define KEYBOARD_MIN 4
/* Initials that may as well be Latin keys: ㄱㅁㅎ is rag. */
#define INITIALS_LEAST 3
#define JAMO_BYTES 3

/* What is typed, where, and what becomes of it. */
struct typing {
    struct planner *planner;
    const bool *fields;
    const char *text;
    size_t length, base;
    struct word *words;
    size_t count;
    struct error *error;
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
            words[i].alternatives[0].match <= MATCH_SPACING)
            return true;
    return false;
}

/* U+3131 to U+318E, which are E3 84 B1 to E3 86 8E. */
static bool holds_jamo(const char *text, size_t length)
{
    for (size_t i = 0; i + 3 <= length; i++)
        if ((unsigned char)text[i] == 0xE3 && (unsigned char)text[i + 1] >= 0x84 &&
            (unsigned char)text[i + 1] <= 0x86)
            return true;
    return false;
}

/* Vowels U+314F to U+3163, E3 85 8F to E3 85 A3: nobody types one alone in
 * Hangul. */
static bool holds_vowel(const char *text, size_t length)
{
    for (size_t i = 0; i + 3 <= length; i++)
        if ((unsigned char)text[i] == 0xE3 && (unsigned char)text[i + 1] == 0x85 &&
            (unsigned char)text[i + 2] >= 0x8F && (unsigned char)text[i + 2] <= 0xA3)
            return true;
    return false;
}

/* The text as it would read in the keyboard's other mode; 0 where it would make
 * no sense. Latin keys hardly ever make whole syllables only, so Hangul without
 * a lone jamo was meant as Hangul. */
static size_t other_mode(const char *text, size_t length, char *out, size_t capacity)
{
    if (length && (unsigned char)text[0] < 0x80)
        return keyboard_hangul(text, length, out, capacity);
    return holds_jamo(text, length) ? keyboard_latin(text, length, out, capacity) : 0;
}

/* Takes the text for what it is in the keyboard's other mode, where that makes
 * sense and this does not; initials may be meant beside it. */
static enum status try_keyboard(struct typing *t, bool *taken)
{
    char typed[KEYBOARD_KEYS_MAX * 4];
    struct word *words;
    size_t n, found;
    enum status status;

    *taken = false;
    if (t->planner->ranking->keyboard <= 0 || t->length < KEYBOARD_MIN ||
        (any_known(t->words, t->count) && !holds_vowel(t->text, t->length)))
        return STATUS_OK;
    n = other_mode(t->text, t->length, typed, sizeof typed);
    if (n == 0)
        return STATUS_OK;
    status = plain_words_of(t->planner, t->fields, typed, n, t->base, &words, &found, t->error);
    *taken = status == STATUS_OK && any_known(words, found);
    if (!*taken)
        return status;
    call_keyboard(words, found, t->base, t->base + t->length);
    if (t->count == 1 && t->words->count && t->words->alternatives[0].match == MATCH_CHOSEONG) {
        if (found == 1 && t->length >= INITIALS_LEAST * JAMO_BYTES &&
            piece_documents(words->alternatives[0].pieces) > t->planner->ranking->rare)
            word_append(t->planner, t->words, words);
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
    struct word last = {.start = t->base, .end = t->base + t->length}, *words;
    size_t start, count;
    enum status status =
        complete_jamo(t->planner, t->fields, t->text, t->length, &last, &start, t->error);

    *taken = status == STATUS_OK && start < t->length;
    if (!*taken)
        return status;
    status =
        plain_words_of(t->planner, t->fields, t->text, start, t->base, &words, &count, t->error);
    if (status != STATUS_OK)
        return status;
    t->words = words;
    t->count = count;
    if (last.count == 0)
        return STATUS_OK;
    t->words = arena_take(&t->planner->arena, (count + 1) * sizeof *t->words);
    last.typed = arena_copy(&t->planner->arena, t->text + start, t->length - start);
    last.hangul = true;
    if (!t->words || !last.typed)
        return error_no_memory(t->error);
    if (count)
        memcpy(t->words, words, count * sizeof *words);
    for (size_t i = 0; i < count; i++) {
        t->words[i].start = last.start;
        t->words[i].end = last.end;
    }
    last.restricted = !t->fields[TEXT_TITLE] || !t->fields[TEXT_SUMMARY];
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
    if (last->asking || last->end != t->base + t->length || any_known(last, 1))
        return STATUS_OK;
    return complete_word(t->planner, t->fields, last, t->error);
}

enum status words_of(struct planner *planner, const bool fields[TEXT_FIELDS], const char *text,
                     size_t length, size_t base, struct word **out, size_t *count,
                     struct error *error)
{
    struct typing t = {planner, fields, text, length, base, NULL, 0, error};
    bool taken = false;
    enum status status =
        plain_words_of(planner, fields, text, length, base, &t.words, &t.count, error);

    if (status == STATUS_OK && !planner->literal)
        status = try_keyboard(&t, &taken);
    if (status == STATUS_OK && !planner->literal && !taken && planner->query &&
        base + length == planner->query_length)
        status = finish_last(&t);
    *out = t.words;
    *count = t.count;
    return status;
}
