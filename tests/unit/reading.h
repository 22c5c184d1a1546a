/* A page's reading as a text that a test can show:
 *
 *   7 2402.13616 20240222 43 https://arxiv.org/abs/2402.13616     line id date votes link
 *     = the title
 *     ~ the thumbnail
 *     @ an author
 *     9 a bullet behind its line
 *     > a fact that no field takes, or an address in its text but its own id
 *   !12 a warning behind its line        (!! where something is left out) */
#ifndef SEOGO_TESTS_READING_H
#define SEOGO_TESTS_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shim/base/buffer.h"
#include "indexer/page/page.h"

static inline bool reading_paper(void *context, struct paper *paper)
{
    struct buffer *const out = context;
    assert_null(paper->path);
    assert_true(buffer_add_format(out, "%u %s %u ", paper->line, paper->id, paper->date));
    if (paper->votes == VOTES_UNKNOWN)
        assert_true(buffer_add_text(out, "-"));
    else
        assert_true(buffer_add_format(out, "%ld", paper->votes));
    assert_true(buffer_add_format(out, " %s\n  = %s\n", paper->url, paper->title));
    if (paper->thumbnail != NULL)
        assert_true(buffer_add_format(out, "  ~ %s\n", paper->thumbnail));
    for (size_t i = 0; i < paper->author_count; i++)
        assert_true(buffer_add_format(out, "  @ %s\n", paper->authors[i]));
    for (size_t i = 0; i < paper->bullet_count; i++)
        assert_true(
            buffer_add_format(out, "  %u %s\n", paper->summary[i].line, paper->summary[i].text));
    for (size_t i = 0; i < paper->fact_count; i++)
        assert_true(strcmp(paper->facts[i].text, paper->id) == 0 ||
                    buffer_add_format(out, "  > %s\n", paper->facts[i].text));
    return true;
}

static inline bool reading_warning(void *context, uint32_t line, enum page_trouble trouble)
{
    const struct page_trouble_is *const is = page_trouble_is(trouble);
    assert_null(strchr(is->what, '\n'));
    assert_true(buffer_add_format(context, is->lost ? "!!%u %s\n" : "!%u %s\n", line, is->what));
    return true;
}

/* The bytes lie in a block of their own size, so that a sanitizer sees a read
 * behind their end. */
static inline void assert_reads_at(const char *path, const char *bytes, size_t length,
                                   const char *expected)
{
    struct buffer out = BUFFER_INIT;
    const struct page_sink sink = {&out, reading_paper, reading_warning};
    char *const page = malloc(length > 0 ? length : 1);
    assert_non_null(page);
    memcpy(page, bytes, length);
    assert_true(buffer_reserve(&out, 0));
    assert_int_equal(page_read(page, length, path, &sink), PAGE_OK);
    assert_string_equal(out.data, expected);
    free(page);
    buffer_free(&out);
}

static inline void assert_reads_bytes(const char *bytes, size_t length, const char *expected)
{
    assert_reads_at("page.md", bytes, length, expected);
}

static inline void assert_reads(const char *page, const char *expected)
{
    assert_reads_bytes(page, strlen(page), expected);
}

#endif
