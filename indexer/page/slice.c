/* See slice.h. */
#include "indexer/page/slice.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

char *slice_stored(struct slice text)
{
    char *const copy = malloc(text.length + 1);
    if (copy == NULL)
        return NULL;
    for (size_t i = 0; i < text.length; i++)
        copy[i] = (unsigned char)text.data[i] < ' ' ? ' ' : text.data[i];
    copy[text.length] = '\0';
    return copy;
}

struct slice slice_trimmed(struct slice text)
{
    while (text.length > 0 && (unsigned char)text.data[0] <= ' ') {
        text.data++;
        text.length--;
    }
    while (text.length > 0 && (unsigned char)text.data[text.length - 1] <= ' ')
        text.length--;
    return text;
}

size_t slice_character(struct slice text)
{
    utf8proc_int32_t character;
    const utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text.data,
                                                     (utf8proc_ssize_t)text.length, &character);
    return length > 0 ? (size_t)length : 1;
}

static bool is_word_character(struct slice text, bool letters_alone)
{
    if ((unsigned char)text.data[0] < 0x80)
        return ascii_letter(text.data[0]) || (!letters_alone && ascii_digit(text.data[0]));
    utf8proc_int32_t character;
    if (utf8proc_iterate((const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.length,
                         &character) <= 0)
        return false;
    const utf8proc_category_t category = utf8proc_category(character);
    return category >= UTF8PROC_CATEGORY_LU &&
           category <= (letters_alone ? UTF8PROC_CATEGORY_LO : UTF8PROC_CATEGORY_NO);
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

struct slice slice_core(struct slice text)
{
    while (text.length > 0 && !is_word_character(text, false)) {
        const size_t length = slice_character(text);
        text.data += length;
        text.length -= length;
    }
    while (text.length > 0) {
        size_t start = text.length - 1;
        while (start > 0 && is_continuation(text.data[start]))
            start--;
        if (is_word_character((struct slice){text.data + start, text.length - start}, false))
            break;
        text.length = start;
    }
    return text;
}

bool slice_has_letter(struct slice text)
{
    while (text.length > 0) {
        if (is_word_character(text, true))
            return true;
        const size_t length = slice_character(text);
        text.data += length;
        text.length -= length;
    }
    return false;
}

const char *slice_find(struct slice text, char c)
{
    const char *const found = text.length > 0 ? memchr(text.data, c, text.length) : NULL;
    return found != NULL ? found : slice_end(text);
}

const char *slice_find_last(struct slice text, char c)
{
    for (size_t i = text.length; i > 0; i--)
        if (text.data[i - 1] == c)
            return text.data + i - 1;
    return NULL;
}

struct slice slice_line(struct slice text, struct slice *rest)
{
    const char *const end = slice_end(text), *const feed = slice_find(text, '\n');
    *rest = slice_between(feed < end ? feed + 1 : end, end);
    return slice_between(text.data, feed);
}

bool slice_equal(struct slice a, struct slice b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

bool slice_starts(struct slice text, const char *prefix)
{
    for (size_t i = 0; prefix[i] != '\0'; i++) {
        if (i == text.length)
            return false;
        const char c = text.data[i];
        if (ascii_lower(c) != prefix[i])
            return false;
    }
    return true;
}
