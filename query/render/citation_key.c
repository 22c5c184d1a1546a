/* The key of a paper among those that are cited; see citation.h. */
#include <stdio.h>
#include <string.h>

#include "query/render/citation.h"
#include "shim/base/codepoint.h"

#define KEY_PART_MAX ((CITATION_KEY_MAX - 16) / 2)

/* Appends the ASCII letters and digits of a word in lower case, accents
 * dropped, to key, which holds up to KEY_PART_MAX more of them. */
static void add_to_key(char *key, const char *word, size_t length)
{
    size_t used = strlen(key), limit = used + KEY_PART_MAX;
    utf8proc_int32_t parts[8];

    for (size_t at = 0; at < length;) {
        int32_t codepoint;
        at += codepoint_next(word + at, length - at, &codepoint);
        if (codepoint == CODEPOINT_INVALID)
            continue;
        utf8proc_ssize_t count = utf8proc_decompose_char(
            codepoint, parts, 8, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, NULL);
        for (utf8proc_ssize_t i = 0; i < count && i < 8; i++) {
            bool kept =
                (parts[i] >= 'a' && parts[i] <= 'z') || (parts[i] >= '0' && parts[i] <= '9');
            if (kept && used < limit)
                key[used++] = (char)parts[i];
        }
    }
    key[used] = '\0';
}

static bool is_small_word(const char *word)
{
    static const char *const words[] = {"a", "an", "the", "on", "of", "in", "for", "to"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(word, words[i]) == 0)
            return true;
    }
    return false;
}

static void add_title_word(char *key, const char *title)
{
    size_t before = strlen(key);

    while (*title) {
        size_t length = strcspn(title, " ");
        key[before] = '\0';
        add_to_key(key, title, length);
        if (key[before] && !is_small_word(key + before))
            return;
        title += length + strspn(title + length, " ");
    }
}

void citation_key(const struct paper *paper, char *key)
{
    unsigned year = citation_year(paper);

    key[0] = '\0';
    if (paper->author_count > 0) {
        const char *name = paper->authors[0], *last = strrchr(name, ' ');
        last = last ? last + 1 : name;
        add_to_key(key, last, strlen(last));
    }
    if (!key[0])
        memcpy(key, "paper", sizeof "paper");
    if (year > 0)
        snprintf(key + strlen(key), 5, "%04u", year % 10000);
    if (paper->title)
        add_title_word(key, paper->title);
}
