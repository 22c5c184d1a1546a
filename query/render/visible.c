#include "query/render/visible.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/escape.h"
#include "shim/base/array.h"
#include "shim/base/codepoint.h"

#define ZERO_WIDTH_JOINER 0x200D
#define DOTTED_CIRCLE "\xE2\x97\x8C"
#define MARKS_MAX 8 /* on one character; more would paint over other lines */
#define JOINS_MAX 3 /* in one emoji; a family of four has three */

/* What stands before the place that is read. */
struct before {
    bool character;  /* something that a mark can sit on */
    bool selector;   /* a variation selector */
    bool pictograph; /* an emoji, its selector or skin tone */
    bool joining;    /* a joiner behind an emoji */
    unsigned marks;  /* on the character */
    unsigned joins;  /* in the emoji */
};

/* Shown as nothing, or as space, though their category does not say so. */
static bool looks_empty(int32_t c)
{
    return c == 0x034F ||                  /* combining grapheme joiner */
           c == 0x115F || c == 0x1160 ||   /* Hangul fillers */
           c == 0x17B4 || c == 0x17B5 ||   /* Khmer inherent vowels */
           (c >= 0x180B && c <= 0x180F) || /* Mongolian selectors, vowel separator */
           c == 0x3164 || c == 0xFFA0 ||   /* Hangul fillers, full and half width */
           (c >= 0xFE00 && c <= 0xFE0D) || /* variation selectors but text and emoji */
           (c >= 0xE0000 && c <= 0xE0FFF); /* tags, variation selectors supplement */
}

bool visible_hides(int32_t codepoint)
{
    switch (utf8proc_category(codepoint)) {
    case UTF8PROC_CATEGORY_CC: /* C0, DEL and C1 */
    case UTF8PROC_CATEGORY_CF: /* bidi controls, zero width, soft hyphen */
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN: /* nobody knows its width */
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return looks_empty(codepoint);
    }
}

static bool is_mark(int32_t codepoint)
{
    utf8proc_category_t category = utf8proc_category(codepoint);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_MC;
}

static bool is_selector(int32_t codepoint)
{
    return codepoint == 0xFE0E || codepoint == 0xFE0F;
}

static bool is_pictograph(int32_t codepoint)
{
    return utf8proc_get_property(codepoint)->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool is_skin_tone(int32_t codepoint)
{
    return codepoint >= 0x1F3FB && codepoint <= 0x1F3FF;
}

/* A vowel or a final that is drawn into the syllable before it. */
static bool is_inner_jamo(int32_t codepoint)
{
    int boundclass = utf8proc_get_property(codepoint)->boundclass;
    return boundclass == UTF8PROC_BOUNDCLASS_V || boundclass == UTF8PROC_BOUNDCLASS_T;
}

/* A joiner that makes one emoji of two. */
static bool joins_emoji(const struct before *before, const char *next, size_t length)
{
    int32_t codepoint;

    if (!before->pictograph || before->joins >= JOINS_MAX || length == 0)
        return false;
    codepoint_next(next, length, &codepoint);
    return codepoint != CODEPOINT_INVALID && is_pictograph(codepoint);
}

static bool add_number(struct buffer *out, struct before *before, int32_t codepoint, char byte)
{
    *before = (struct before){.character = true};
    if (codepoint == CODEPOINT_INVALID)
        return buffer_add_format(out, "⟨0x%02X⟩", (unsigned)(unsigned char)byte);
    return buffer_add_format(out, "⟨U+%04X⟩", (unsigned)codepoint);
}

static bool add_mark(struct buffer *out, struct before *before, int32_t codepoint, const char *text,
                     size_t bytes)
{
    if (is_selector(codepoint) && (!before->character || before->selector))
        return add_number(out, before, codepoint, 0);
    if (!before->character && !buffer_add_text(out, DOTTED_CIRCLE))
        return false;
    before->character = true;
    if (before->marks >= MARKS_MAX)
        return add_number(out, before, codepoint, 0);
    before->marks++;
    before->selector = is_selector(codepoint);
    before->pictograph = before->pictograph && before->selector;
    return buffer_add(out, text, bytes);
}

static bool add_character(struct buffer *out, struct before *before, int32_t codepoint,
                          const char *text, size_t bytes)
{
    bool tone = is_skin_tone(codepoint) && before->pictograph;
    struct before now = {.character = true, .pictograph = tone || is_pictograph(codepoint)};

    if (tone || before->joining)
        now.joins = before->joins;
    if (is_inner_jamo(codepoint)) {
        if (before->marks >= MARKS_MAX)
            return add_number(out, before, codepoint, 0);
        now.marks = before->marks + 1;
    }
    *before = now;
    return buffer_add(out, text, bytes);
}

/* Appends the code point at text and gives its bytes. */
static bool add_codepoint(struct buffer *out, struct before *before, const char *text,
                          size_t length, size_t *bytes)
{
    int32_t codepoint;

    *bytes = codepoint_next(text, length, &codepoint);
    if (codepoint == CODEPOINT_INVALID)
        return add_number(out, before, codepoint, text[0]);
    if (codepoint_is_plain(codepoint)) {
        *before = (struct before){.character = true};
        return buffer_add(out, text, *bytes);
    }
    if (codepoint == ZERO_WIDTH_JOINER && joins_emoji(before, text + *bytes, length - *bytes)) {
        before->joining = true;
        before->joins++;
        return buffer_add(out, text, *bytes);
    }
    if (visible_hides(codepoint))
        return add_number(out, before, codepoint, 0);
    if (is_mark(codepoint))
        return add_mark(out, before, codepoint, text, *bytes);
    return add_character(out, before, codepoint, text, *bytes);
}

bool visible_add(struct buffer *out, const char *text, size_t length)
{
    struct before before = {0};

    for (size_t at = 0, bytes; at < length; at += bytes) {
        if (!add_codepoint(out, &before, text + at, length - at, &bytes))
            return false;
    }
    return true;
}

static bool add_span(struct visible *visible, struct span span)
{
    if (span.end <= span.start)
        return true;
    if (!array_grow(&visible->marks, visible->mark_count, sizeof span))
        return false;
    visible->marks[visible->mark_count++] = span;
    return true;
}

/* The bytes of text that nothing need be thought of, and that are no longer than length. */
static size_t plain_length(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        int32_t codepoint;
        size_t bytes = codepoint_next(text + at, length - at, &codepoint);

        if (!codepoint_is_plain(codepoint))
            break;
        at += bytes;
    }
    return at;
}

bool visible_append(struct visible *visible, const char *text, size_t length,
                    const struct marks *marks, size_t base)
{
    struct before before = {0};
    size_t next = 0, count = marks ? marks->count : 0;
    size_t start = SIZE_MAX; /* where the open mark starts in the visible text */

    while (next < count && marks->spans[next].end <= base)
        next++;
    for (size_t at = 0, bytes; at < length; at += bytes) {
        size_t shown = visible->text.length;
        size_t edge = next == count       ? SIZE_MAX
                      : start == SIZE_MAX ? marks->spans[next].start
                                          : marks->spans[next].end - 1;
        size_t room = edge > base + at ? edge - base - at : 0;

        bytes = plain_length(text + at, room < length - at ? room : length - at);
        if (bytes > 0) {
            before = (struct before){.character = true};
            if (!buffer_add(&visible->text, text + at, bytes))
                return false;
            continue;
        }
        if (!add_codepoint(&visible->text, &before, text + at, length - at, &bytes))
            return false;
        /* A mark that starts or ends inside a code point takes all of it. */
        if (start == SIZE_MAX && next < count && marks->spans[next].start < base + at + bytes)
            start = shown;
        while (next < count && marks->spans[next].end <= base + at + bytes) {
            if (start != SIZE_MAX && !add_span(visible, (struct span){start, visible->text.length}))
                return false;
            start = SIZE_MAX;
            next++;
        }
    }
    if (start != SIZE_MAX)
        return add_span(visible, (struct span){start, visible->text.length});
    return true;
}

void visible_free(struct visible *visible)
{
    buffer_free(&visible->text);
    free(visible->marks);
    *visible = (struct visible)VISIBLE_INIT;
}

bool visible_add_link(struct buffer *out, const char *url)
{
    return escape_percent(out, url, ESCAPE_UNRESERVED ":/?#[]@!$&'()*+,;=%");
}
