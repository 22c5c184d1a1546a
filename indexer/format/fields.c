#include "indexer/format/fields.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "indexer/format/analysis/analysis.h"

#define DATE_FORM "a date is a year, month or day: 2024, 2024-03, 2024-03-20, 7d, last-month, 어제"

static const struct field TABLE[] = {
    [FIELD_NONE] = {.name = "",
                    .type = FIELD_TEXT,
                    .prefix = "",
                    .help = "all of a paper's text: title, authors and summary",
                    .example = "diffusion"},
    [FIELD_TITLE] = {.name = "title",
                     .aliases = {"제목"},
                     .type = FIELD_TEXT,
                     .prefix = "S",
                     .plain = true,
                     .help = "words of the title",
                     .example = "title:diffusion"},
    [FIELD_SUMMARY] = {.name = "summary",
                       .aliases = {"요약", "abstract"},
                       .type = FIELD_TEXT,
                       .prefix = "",
                       .plain = true,
                       .help = "words of the summary",
                       .example = "summary:강화학습"},
    [FIELD_AUTHOR] = {.name = "author",
                      .aliases = {"저자"},
                      .type = FIELD_TEXT,
                      .prefix = "A",
                      .plain = true,
                      .people = true,
                      .help = "an author's name or a part of it",
                      .example = "author:\"Shanchuan Lin\""},
    [FIELD_ID] = {.name = "id",
                  .type = FIELD_PAPER,
                  .prefix = "Q",
                  .help = "one paper by its arXiv id or link",
                  .example = "id:2401.01234"},
    [FIELD_DATE] = {.name = "date",
                    .aliases = {"날짜", "year"},
                    .type = FIELD_DAY,
                    .slot = SLOT_DATE,
                    .form = DATE_FORM,
                    .help = "the day of the paper's page: a year, month, day or range",
                    .example = "date:2024-03..2024-06"},
    [FIELD_SINCE] = {.name = "since",
                     .aliases = {"이후", "after"},
                     .type = FIELD_DAY,
                     .slot = SLOT_DATE,
                     .reach = FIELD_FROM,
                     .form = DATE_FORM,
                     .help = "this day or later; of a year or month the first day",
                     .example = "since:2024-03"},
    [FIELD_UNTIL] = {.name = "until",
                     .aliases = {"이전", "before"},
                     .type = FIELD_DAY,
                     .slot = SLOT_DATE,
                     .reach = FIELD_TO,
                     .form = DATE_FORM,
                     .help = "this day or earlier; of a year or month the last day",
                     .example = "until:2024-03-20"},
    [FIELD_VOTES] = {.name = "votes",
                     .aliases = {"투표"},
                     .type = FIELD_NUMBER,
                     .slot = SLOT_VOTES,
                     .form = "votes are a number, a bound or a range: 10, >=10 or 10..50",
                     .help = "the number of votes: exact, a bound or a range",
                     .example = "votes:>=50"},
    [FIELD_SIMILAR] = {.name = "similar",
                       .aliases = {"비슷한"},
                       .type = FIELD_LIKE,
                       .help = "papers like the ones with these arXiv ids",
                       .example = "similar:2401.01234"},
    [FIELD_NOTE] = {.name = "note",
                    .aliases = {"비고"},
                    .type = FIELD_TEXT,
                    .prefix = "N",
                    .plain = true,
                    .help = "words of facts that no other field takes: a venue, keywords",
                    .example = "note:robotics"},
    [FIELD_LINK] = {.name = "link",
                    .aliases = {"링크"},
                    .type = FIELD_TERM,
                    .prefix = "L",
                    .address = true,
                    .help = "papers whose text links to the address, without its https://",
                    .example = "link:github.com/ada/kim"},
    [FIELD_SOURCE] = {.name = "source",
                      .aliases = {"출처"},
                      .type = FIELD_TERM,
                      .prefix = "O",
                      .help = "papers of one of several archives, by its folder's name",
                      .example = "source:daily-papers"},
    [FIELD_NEW] = {.name = "new",
                   .aliases = {"새논문"},
                   .type = FIELD_NEWS,
                   .form =
                       "new: takes how many publications, from 1 to 30, or nothing for the last",
                   .help = "papers that the last publication of the index brought, or the last few",
                   .example = "new:3"},
    [FIELD_QUERY] = {.name = "query",
                     .aliases = {"저장"},
                     .type = FIELD_SAVED,
                     .help = "the query saved under this name",
                     .example = "query:rag"},
#ifdef FIELD_ROWS_OF_A_TEST
#include FIELD_ROWS_OF_A_TEST
#endif
};

size_t field_count(void)
{
    return sizeof TABLE / sizeof *TABLE;
}

const struct field *field_at(enum field_id id)
{
    return &TABLE[(size_t)id < field_count() ? id : FIELD_NONE];
}

enum field_id field_id(const struct field *field)
{
    return (enum field_id)(field - TABLE);
}

const struct field *field_text(size_t n)
{
    for (size_t i = FIELD_NONE + 1; i < field_count(); i++)
        if (TABLE[i].type == FIELD_TEXT && n-- == 0)
            return &TABLE[i];
    return NULL;
}

bool field_has_slot(const struct field *field)
{
    return field->type == FIELD_DAY || field->type == FIELD_NUMBER;
}

const struct field *field_stored(const struct field *field)
{
    const struct field *first = TABLE;
    while (!field_has_slot(first) || first->slot != field->slot)
        first++;
    return first;
}

bool field_add_term(const struct field *field, const char *value, size_t length, struct buffer *out)
{
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t bytes =
        utf8proc_map((const utf8proc_uint8_t *)value, (utf8proc_ssize_t)length, &folded,
                     UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    if (bytes == UTF8PROC_ERROR_NOMEM)
        return false;
    /* What is not UTF-8 is in no page. */
    const char *text = bytes < 0 ? value : (const char *)folded;
    size_t kept = bytes < 0 ? length : (size_t)bytes;
    bool added = buffer_add_text(out, field->prefix) &&
                 buffer_add(out, text, kept < TOKEN_BYTES_MAX ? kept : TOKEN_BYTES_MAX);
    free(folded);
    return added;
}

/* name is the table's, so that only ASCII letters of typed may be capitals. */
static bool equal_ignoring_case(const char *name, const char *typed, size_t length)
{
    return strlen(name) == length && strncasecmp(name, typed, length) == 0;
}

const struct field *field_named(const char *name, size_t length)
{
    if (length == 0 || length > FIELD_NAME_MAX)
        return NULL;
    /* Jamo of an alias may stand one by one; what is not UTF-8 is none. */
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t bytes = utf8proc_map((const utf8proc_uint8_t *)name, (utf8proc_ssize_t)length,
                                          &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const struct field *found = NULL;
    for (size_t i = FIELD_NONE + 1; i < field_count() && found == NULL; i++) {
        if (equal_ignoring_case(TABLE[i].name, name, length))
            found = &TABLE[i];
        for (const char *const *alias = TABLE[i].aliases; bytes > 0 && *alias; alias++)
            if (equal_ignoring_case(*alias, (const char *)composed, (size_t)bytes))
                found = &TABLE[i];
    }
    free(composed);
    return found;
}

static bool is_same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Whether a and b, of which a is not the shorter one, are one slip apart. */
static bool is_slip(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t same = 0;

    while (same < b_length && is_same(a[same], b[same]))
        same++;
    a += same, a_length -= same;
    b += same, b_length -= same;
    if (a_length == b_length + 1)
        return strncasecmp(a + 1, b, b_length) == 0;
    if (a_length != b_length || a_length == 0)
        return false;
    if (a_length > 1 && is_same(a[0], b[1]) && is_same(a[1], b[0]) &&
        strncasecmp(a + 2, b + 2, a_length - 2) == 0)
        return true;
    return strncasecmp(a + 1, b + 1, a_length - 1) == 0;
}

const char *field_meant(const char *typed, size_t length)
{
    for (size_t i = FIELD_NONE + 1; length >= 4 && length <= FIELD_NAME_MAX && i < field_count();
         i++) {
        const char *const *alias = TABLE[i].aliases;

        for (const char *name = TABLE[i].name; name; name = *alias++) {
            size_t name_length = strlen(name);
            bool longer = length >= name_length;

            if ((unsigned char)name[0] < 0x80 && name_length >= 4 &&
                (longer ? is_slip(typed, length, name, name_length)
                        : is_slip(name, name_length, typed, length)))
                return name;
        }
    }
    return NULL;
}
