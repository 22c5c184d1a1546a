#include "indexer/format/fields.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

/* A new field is a new row here and a new name in enum field_id. */
static const struct field table[FIELD_COUNT] = {
    [FIELD_NONE] = {FIELD_NONE, "", "", "", FIELD_TEXT,
                    "all of a paper's text: title, authors and summary", "diffusion"},
    [FIELD_TITLE] = {FIELD_TITLE, "title", "제목", "S", FIELD_TEXT, "words of the title",
                     "title:diffusion"},
    [FIELD_AUTHOR] = {FIELD_AUTHOR, "author", "저자", "A", FIELD_TEXT,
                      "an author's name or a part of it", "author:\"Shanchuan Lin\""},
    [FIELD_SUMMARY] = {FIELD_SUMMARY, "summary", "요약", "", FIELD_TEXT, "words of the summary",
                       "summary:강화학습"},
    [FIELD_ID] = {FIELD_ID, "id", NULL, "Q", FIELD_TOKEN, "one paper by its arXiv id or link",
                  "id:2401.01234"},
    [FIELD_DATE] = {FIELD_DATE, "date", "날짜", NULL, FIELD_DAY,
                    "the day of the paper's page: a year, month, day or range",
                    "date:2024-03..2024-06"},
    [FIELD_SINCE] = {FIELD_SINCE, "since", "이후", NULL, FIELD_DAY,
                     "this day or later; of a year or month the first day", "since:2024-03"},
    [FIELD_UNTIL] = {FIELD_UNTIL, "until", "이전", NULL, FIELD_DAY,
                     "this day or earlier; of a year or month the last day", "until:2024-03-20"},
    [FIELD_VOTES] = {FIELD_VOTES, "votes", "투표", NULL, FIELD_NUMBER,
                     "the number of votes: exact, a bound or a range", "votes:>=50"},
    [FIELD_SIMILAR] = {FIELD_SIMILAR, "similar", "비슷한", NULL, FIELD_TOKEN,
                       "papers like the ones with these arXiv ids", "similar:2401.01234"},
};

const struct field *field_at(enum field_id id)
{
    return &table[(size_t)id < FIELD_COUNT ? id : FIELD_NONE];
}

static bool equal_ignoring_case(const char *name, const char *typed, size_t length)
{
    if (strlen(name) != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = typed[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != name[i])
            return false;
    }
    return true;
}

/* Composes conjoining jamo into syllables. Returns the length in out, or 0
 * where the bytes are not UTF-8 or too many for any alias. */
static size_t compose(const char *text, size_t length, char out[FIELD_NAME_MAX])
{
    utf8proc_int32_t codepoints[FIELD_NAME_MAX + 1];
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, codepoints,
                           FIELD_NAME_MAX, options);
    if (count <= 0 || count > FIELD_NAME_MAX)
        return 0;
    utf8proc_ssize_t bytes = utf8proc_reencode(codepoints, count, options);
    if (bytes <= 0 || bytes > FIELD_NAME_MAX)
        return 0;
    memcpy(out, codepoints, (size_t)bytes);
    return (size_t)bytes;
}

const struct field *field_named(const char *name, size_t length)
{
    if (length == 0 || length > FIELD_NAME_MAX)
        return NULL;
    char composed[FIELD_NAME_MAX];
    size_t composed_length = compose(name, length, composed);
    for (size_t i = FIELD_NONE + 1; i < FIELD_COUNT; i++) {
        const struct field *field = &table[i];
        if (equal_ignoring_case(field->name, name, length))
            return field;
        if (field->korean && strlen(field->korean) == composed_length &&
            memcmp(field->korean, composed, composed_length) == 0)
            return field;
    }
    return NULL;
}
