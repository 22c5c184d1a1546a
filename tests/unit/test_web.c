/* Addresses in typed words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "query/plan/words/web.h"

static struct shim_bytes bytes_of(const char *text)
{
    return (struct shim_bytes){text, strlen(text)};
}

static void is(struct shim_bytes found, const char *wanted)
{
    if (found.length != strlen(wanted) || memcmp(found.data, wanted, found.length) != 0)
        fail_msg("'%.*s', not '%s'", (int)found.length, found.data, wanted);
}

static void an_address_is_found_in_what_wraps_it(void **state)
{
    static const struct {
        const char *word, *before, *whole, *words;
    } rows[] = {
        {"https://github.com/a/b", "", "github.com/a/b", "a/b"},
        {"HTTP://WWW.Example.org/a/", "", "Example.org/a", "a"},
        {"[code](https://github.com/a/b)", "[code](", "github.com/a/b", "a/b"},
        {"<https://github.com/a/b.git>,", "<", "github.com/a/b", "a/b"},
        {"git@github.com:a/b.git", "", "github.com:a/b", "a/b"},
        {"코드https://github.com/a/b에서", "코드", "github.com/a/b", "a/b"},
        {"https://x.y/a?b=c#d", "", "x.y/a", "a"},
        {"vid2robot.github.io", "", "vid2robot.github.io", "vid2robot"},
        {"https://vid2robot.github.io/.", "", "vid2robot.github.io", "vid2robot"},
        {"(a.github.io/b)", "(", "a.github.io/b", "b"},
        {"https://openai.com", "", "openai.com", "openai"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct web_address found;

        if (!web_find(bytes_of(rows[i].word), &found))
            fail_msg("'%s' has no address", rows[i].word);
        is(found.before, rows[i].before);
        is(found.whole, rows[i].whole);
        is(found.words, rows[i].words);
    }
}

static void other_words_have_none(void **state)
{
    static const char *const words[] = {"",          "GPT-4.5",   "node.js",          "a/b",
                                        "U.S.",      "and/or",    "openai.com",       "https://",
                                        "v1.5/base", "확산.모델", "text.image.video", "git@",
                                        "https://.", "..io/a"};

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct web_address found;

        if (web_find(bytes_of(words[i]), &found))
            fail_msg("'%s' has an address", words[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_found_in_what_wraps_it),
        cmocka_unit_test(other_words_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
