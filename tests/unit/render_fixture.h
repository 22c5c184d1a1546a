/* Answers for the tests of query/render, and what it takes to judge them. */
#ifndef SEOGO_TEST_RENDER_FIXTURE_H
#define SEOGO_TEST_RENDER_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "query/render/render.h"

static inline char *copy_of(const char *text)
{
    char *copy = strdup(text);
    assert_non_null(copy);
    return copy;
}

/* The mark on the first place of word in text; none for an empty word. */
static inline struct marks mark_word(const char *text, const char *word)
{
    struct marks marks = {NULL, 0};
    const char *found = *word ? strstr(text, word) : NULL;

    if (found) {
        marks.spans = calloc(1, sizeof *marks.spans);
        assert_non_null(marks.spans);
        marks.count = 1;
        marks.spans[0].start = (size_t)(found - text);
        marks.spans[0].end = marks.spans[0].start + strlen(word);
    }
    return marks;
}

/* A hit as a test states it; authors are joined by ", ", words are marked. */
struct stated {
    const char *id, *title, *authors, *bullet;
    long votes;
    uint32_t date;
    enum match match;
    const char *title_word, *author_word, *bullet_word;
    const char *url; /* NULL: the arXiv page of id */
};

static inline void add_stated(struct answer *answer, const struct stated *stated)
{
    struct hit *hits = realloc(answer->hits, (answer->hit_count + 1) * sizeof *hits);
    struct hit *hit;
    char url[64] = "https://arxiv.org/abs/";

    assert_non_null(hits);
    answer->hits = hits;
    hit = &hits[answer->hit_count++];
    *hit = (struct hit){.rank = (uint32_t)answer->hit_count,
                        .score = 10.5 - (double)answer->hit_count,
                        .match = stated->match,
                        .path = copy_of("/archive/2024/03/2024-03-20.md")};
    hit->paper.id = copy_of(stated->id);
    hit->paper.title = copy_of(stated->title);
    hit->paper.url = copy_of(stated->url ? stated->url : strcat(url, stated->id));
    hit->paper.votes = stated->votes;
    hit->paper.date = stated->date;
    hit->paper.line = 7;
    for (const char *from = stated->authors; *from;) {
        const char *end = strstr(from, ", ");
        size_t length = end ? (size_t)(end - from) : strlen(from);
        assert_true(paper_add_author(&hit->paper, strndup(from, length)));
        from += length + (end ? 2 : 0);
    }
    assert_true(paper_add_bullet(&hit->paper, copy_of(stated->bullet), 12));
    hit->summary = calloc(1, sizeof *hit->summary);
    assert_non_null(hit->summary);
    hit->title = mark_word(stated->title, stated->title_word ? stated->title_word : "");
    hit->authors = mark_word(stated->authors, stated->author_word ? stated->author_word : "");
    hit->summary[0] = mark_word(stated->bullet, stated->bullet_word ? stated->bullet_word : "");
}

static inline struct answer answer_of(const struct stated *stated, size_t count)
{
    struct answer answer = {.query = copy_of("음악"), .took_ms = 3.25};

    answer.total_lower = answer.total_estimate = answer.total_upper = (uint32_t)count;
    for (size_t i = 0; i < count; i++)
        add_stated(&answer, &stated[i]);
    return answer;
}

static inline void add_note(struct answer *answer, const char *note)
{
    char **notes = realloc(answer->notes, (answer->note_count + 1) * sizeof *notes);

    assert_non_null(notes);
    answer->notes = notes;
    answer->notes[answer->note_count++] = copy_of(note);
}

/* What is printed, for the caller to free. */
static inline char *printed(const struct answer *answer, struct render_options options)
{
    struct buffer out = BUFFER_INIT;
    char *text;

    assert_int_equal(render_answer(answer, &options, &out), STATUS_OK);
    text = buffer_detach(&out);
    assert_non_null(text);
    return text;
}

/* Columns as a terminal counts them that adds up code points, by other means
 * than the code under test: jamo after the first are drawn into the syllable. */
static inline size_t plain_columns(const char *text, size_t length)
{
    size_t columns = 0, at = 0;

    while (at < length) {
        utf8proc_int32_t c;
        utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                                  (utf8proc_ssize_t)(length - at), &c);
        assert_true(bytes > 0); /* what is printed is UTF-8 */
        if (c < 0x1160 || c > 0x11FF)
            columns += (size_t)utf8proc_charwidth(c);
        at += (size_t)bytes;
    }
    return columns;
}

static inline void assert_lines_fit(const char *text, size_t width)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (plain_columns(text, length) > width)
            fail_msg("wider than %zu columns: %.*s", width, (int)length, text);
        text += length + (text[length] ? 1 : 0);
    }
}

/* Nothing but text and newlines: no C0, DEL, C1, bidi or zero-width control. */
static inline void assert_harmless(const char *text)
{
    static const char *const steering[] = {"\u200B", "\u200E", "\u200F", "\u202A", "\u202E",
                                           "\u2028", "\u2066", "\u2069", "\uFEFF", "\u00AD"};
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i], next = (unsigned char)text[i + 1];
        bool control = (byte < 0x20 && byte != '\n') || byte == 0x7F ||
                       (byte == 0xC2 && next >= 0x80 && next < 0xA0);
        if (control)
            fail_msg("a control character at byte %zu of: %s", i, text);
    }
    for (size_t i = 0; i < sizeof steering / sizeof steering[0]; i++)
        assert_null(strstr(text, steering[i]));
}

/* A small generator of its own, so that every run tests the same. */
static inline uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* A page's text at random, of at most 120 bytes a piece: Hangul, jamo, accents,
 * emoji, controls, bytes. */
static inline void random_text(char *text, size_t pieces, uint32_t *seed)
{
    static const char *const parts[] = {" ",
                                        " ",
                                        " ",
                                        "a",
                                        "word",
                                        "확산",
                                        "모델의",
                                        "\u1112",
                                        "\u1161",
                                        "\u11AB",
                                        "\u0301",
                                        "日本",
                                        "👨",
                                        "\u200D",
                                        "👩",
                                        "\uFE0F",
                                        "🏽",
                                        "🇰",
                                        "❤",
                                        "\033[2J",
                                        "\xC2\x9B",
                                        "\u202E",
                                        "\u200B",
                                        "\xFF",
                                        "\xEA\xB0",
                                        "가나다라마바사아자차카타파하가나다라마바사아자차카타파하",
                                        "supercalifragilisticexpialidocious",
                                        "\u3000",
                                        "\u0E33",
                                        "\u0903",
                                        "ｶ",
                                        "…",
                                        "\u3164"};

    for (*text = '\0'; pieces > 0; pieces--)
        strcat(text, parts[next_random(seed) % (sizeof parts / sizeof parts[0])]);
}

#endif
