#include "query/plan/words/when.h"

#include <string.h>

#include "indexer/format/keys.h"

/* Papers of this archive's kind are no older, and nobody types years to come. */
#define YEAR_FIRST 1950
#define YEAR_LAST 2099
/* 15년 and more are years, 10년 is a decade. */
#define SHORT_YEAR_FIRST 15
#define SHORT_YEAR_LAST 69
#define CENTURY 2000
#define WORDS_MAX 256

/* What stands for some months of a year, in Korean behind it and in English at its
 * side; of names that begin alike the longer is first. */
static const struct part {
    const char *name;
    unsigned first, last;
    bool month; /* one that needs no year */
} KOREAN[] =
    {
        {"상반기", 1, 6, false}, {"하반기", 7, 12, false}, {"초반", 1, 4, false},
        {"초", 1, 4, false},     {"중반", 5, 8, false},    {"후반", 9, 12, false},
        {"말", 9, 12, false},    {"봄", 3, 5, false},      {"여름", 6, 8, false},
        {"가을", 9, 11, false},  {"겨울", 12, 14, false},  {"1월", 1, 1, true},
        {"2월", 2, 2, true},     {"3월", 3, 3, true},      {"4월", 4, 4, true},
        {"5월", 5, 5, true},     {"6월", 6, 6, true},      {"7월", 7, 7, true},
        {"8월", 8, 8, true},     {"9월", 9, 9, true},      {"10월", 10, 10, true},
        {"11월", 11, 11, true},  {"12월", 12, 12, true},
},
  ENGLISH[] = {
      {"january", 1, 1, true},   {"february", 2, 2, true},   {"march", 3, 3, true},
      {"april", 4, 4, true},     {"may", 5, 5, true},        {"june", 6, 6, true},
      {"july", 7, 7, true},      {"august", 8, 8, true},     {"september", 9, 9, true},
      {"october", 10, 10, true}, {"november", 11, 11, true}, {"december", 12, 12, true},
      {"jan", 1, 1, true},       {"feb", 2, 2, true},        {"mar", 3, 3, true},
      {"apr", 4, 4, true},       {"jun", 6, 6, true},        {"jul", 7, 7, true},
      {"aug", 8, 8, true},       {"sep", 9, 9, true},        {"sept", 9, 9, true},
      {"oct", 10, 10, true},     {"nov", 11, 11, true},      {"dec", 12, 12, true},
      {"early", 1, 4, false},    {"mid", 5, 8, false},       {"late", 9, 12, false},
      {"spring", 3, 5, false},   {"summer", 6, 8, false},    {"autumn", 9, 11, false},
      {"fall", 9, 11, false},    {"winter", 12, 14, false},
};
#define COUNT(table) (sizeof(table) / sizeof *(table))

/* What may stand behind a date in its word. 부터 and 이후 mean another thing. */
static const char *const PARTICLES[] = {"",   "에",   "에는", "의", "쯤", "쯤에",
                                        "경", "경에", "도",   "자", "호"};
/* A number of years, not a year, where one of these is the next word: 20년 동안. */
static const char *const DURATIONS[] = {"동안", "만에", "전", "전에", "후", "이상", "이내"};

static bool is_one_of(struct shim_bytes word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == word.length && memcmp(list[i], word.data, word.length) == 0)
            return true;
    return false;
}

static bool begins(struct shim_bytes word, const char *with)
{
    return word.length >= strlen(with) && memcmp(word.data, with, strlen(with)) == 0;
}

/* What is behind the first n bytes, without the signs that end it. */
static struct shim_bytes behind(struct shim_bytes word, size_t n)
{
    struct shim_bytes rest = {word.data + n, word.length - n};

    while (rest.length && strchr(",.?!)", rest.data[rest.length - 1]))
        rest.length--;
    return rest;
}

static bool is_particle(struct shim_bytes rest)
{
    return is_one_of(rest, PARTICLES, COUNT(PARTICLES));
}

/* How many digits a word begins with, and their number. */
static size_t take_number(struct shim_bytes word, unsigned *number)
{
    size_t n = 0;

    *number = 0;
    for (; n < word.length && n < 4 && word.data[n] >= '0' && word.data[n] <= '9'; n++)
        *number = *number * 10 + (unsigned)(word.data[n] - '0');
    return n;
}

static bool is_year(size_t digits, unsigned *year)
{
    if (digits == 2 && *year >= SHORT_YEAR_FIRST && *year <= SHORT_YEAR_LAST)
        *year += CENTURY;
    return (digits == 2 || digits == 4) && *year >= YEAR_FIRST && *year <= YEAR_LAST;
}

/* Whether the whole text is such a part, with what may stand behind it. */
static const struct part *korean_part(struct shim_bytes text)
{
    for (size_t i = 0; i < COUNT(KOREAN); i++)
        if (begins(text, KOREAN[i].name) && is_particle(behind(text, strlen(KOREAN[i].name))))
            return &KOREAN[i];
    return NULL;
}

static const struct part *english_part(struct shim_bytes word)
{
    char lower[16];

    word = behind(word, 0);
    if (word.length >= sizeof lower)
        return NULL;
    for (size_t i = 0; i < word.length; i++)
        lower[i] = (char)(word.data[i] | 0x20);
    for (size_t i = 0; i < COUNT(ENGLISH); i++)
        if (strlen(ENGLISH[i].name) == word.length &&
            memcmp(ENGLISH[i].name, lower, word.length) == 0)
            return &ENGLISH[i];
    return NULL;
}

/* 2024 */
static bool english_year(struct shim_bytes word, unsigned *year)
{
    return take_number(word, year) == 4 && behind(word, 4).length == 0 && is_year(4, year);
}

static void set(struct when *out, unsigned year, const struct part *part)
{
    out->year = year;
    out->first = part ? part->first : 1;
    out->last = part ? part->last : WHEN_MONTHS;
}

/* The words that say a date from the first of some on; 0 where they say none. */
static size_t korean_date(const struct shim_bytes *words, size_t count, struct when *out)
{
    static const char SIGN[] = "년";
    const struct part *part = korean_part(words[0]);
    unsigned year;
    size_t digits = take_number(words[0], &year);
    struct shim_bytes rest = {words[0].data + digits, words[0].length - digits};

    if (part && part->month) {
        set(out, 0, part);
        return 1;
    }
    if (!is_year(digits, &year) || !begins(rest, SIGN))
        return 0;
    rest = behind(rest, strlen(SIGN));
    part = korean_part(rest);
    if (rest.length == 0 && count > 1)
        part = korean_part(words[1]);
    if (!part && (!is_particle(rest) ||
                  (count > 1 && is_one_of(behind(words[1], 0), DURATIONS, COUNT(DURATIONS)))))
        return 0;
    set(out, year, part);
    return part && rest.length == 0 ? 2 : 1;
}

static size_t english_date(const struct shim_bytes *words, size_t count, struct when *out)
{
    const struct part *part;
    unsigned year;
    size_t next = 1;

    if (count > 1 && english_year(words[0], &year) && (part = english_part(words[1])) != NULL &&
        part->month) {
        set(out, year, part);
        return 2;
    }
    part = english_part(words[0]);
    if (part && count > 2 && words[1].length == 2 && begins(words[1], "of"))
        next = 2;
    if (!part || next >= count || !english_year(words[next], &year))
        return 0;
    set(out, year, part);
    return next + 1;
}

bool when_find(const char *text, size_t length, size_t from, struct when *out)
{
    struct shim_bytes words[WORDS_MAX];
    size_t count = key_words(text + from, length - from, words, WORDS_MAX);

    if (count > WORDS_MAX)
        count = WORDS_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t n = korean_date(words + i, count - i, out);

        if (n == 0)
            n = english_date(words + i, count - i, out);
        if (n == 0)
            continue;
        out->start = (size_t)(words[i].data - text);
        out->end = (size_t)(words[i + n - 1].data - text) + words[i + n - 1].length;
        return true;
    }
    return false;
}
