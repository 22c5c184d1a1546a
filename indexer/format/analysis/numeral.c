#include "indexer/format/analysis/numeral.h"

#include <stdint.h>

/* Larger numbers are no counts. */
#define DIGITS_MAX 15
#define VALUE_MAX 10000000000000000u
/* 2천 4백만, 1조 2천억 5백만: more is no number any more. */
#define GROUPS_MAX 4

/* 천, 백 and 십 multiply the digits before them; 만, 억 and 조 all that stands
 * before them. A unit is none before a syllable of not_before: 조각, 만큼. */
struct unit {
    uint32_t syllable;
    unsigned power;
    bool large;
    uint32_t not_before[12];
};
static const struct unit UNITS[] = {
    {U'십', 1, false, U"자대진"}, {U'백', 2, false, U"본업신색테"},
    {U'천', 3, false, U"체문연"}, {U'만', 4, true, U"큼족들남화점"},
    {U'억', 8, true, U"제압양"},  {U'조', 12, true, U"각건합직절정회사작항명"},
};

static const struct {
    const char *word;
    unsigned power;
} WORDS[] = {{"k", 3},        {"m", 6},       {"b", 9},       {"t", 12},
             {"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}};

uint64_t numeral_power(unsigned power)
{
    uint64_t result = 1;

    while (power--)
        result *= 10;
    return result;
}

static bool is_digit(const struct letter *letters, size_t count, size_t i)
{
    return i < count && letters[i].class == LETTER_DIGIT;
}

/* A comma before three digits: 10,000. */
static bool groups(const struct letter *letters, size_t count, size_t i)
{
    return i < count && letters[i].code == ',' && is_digit(letters, count, i + 1) &&
           is_digit(letters, count, i + 2) && is_digit(letters, count, i + 3) &&
           !is_digit(letters, count, i + 4);
}

bool numeral_digits(const struct letter *letters, size_t count, size_t first, struct digits *out)
{
    bool dot = false;
    size_t i = first;

    *out = (struct digits){0};
    for (;; i++) {
        if (is_digit(letters, count, i)) {
            if (++out->count > DIGITS_MAX)
                return false;
            out->mantissa = 10 * out->mantissa + (letters[i].code - '0');
            out->fraction += dot;
        } else if (out->count && !dot && groups(letters, count, i)) {
            out->grouped = true;
        } else if (out->count && !dot && i < count && letters[i].code == '.' &&
                   is_digit(letters, count, i + 1)) {
            dot = true;
        } else {
            break;
        }
    }
    out->end = i;
    return out->count > 0;
}

unsigned numeral_unit(const struct letter *letters, size_t first, size_t last)
{
    for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++) {
        const char *word = WORDS[w].word;
        size_t i = first;

        while (i < last && *word && letters[i].code == (unsigned char)*word)
            i++, word++;
        if (i == last && *word == '\0')
            return WORDS[w].power;
    }
    return 0;
}

uint64_t numeral_value(const struct digits *digits, unsigned power)
{
    uint64_t mantissa = digits->mantissa, factor;
    unsigned fraction = digits->fraction;

    for (; fraction && mantissa % 10 == 0; fraction--)
        mantissa /= 10;
    if (fraction > power)
        return 0;
    factor = numeral_power(power - fraction);
    return mantissa > VALUE_MAX / factor ? 0 : mantissa * factor;
}

bool numeral_is_round(const struct digits *digits)
{
    bool year = digits->count == 4 && !digits->grouped && digits->mantissa / 100 >= 19 &&
                digits->mantissa / 100 <= 21;

    return !digits->fraction && digits->mantissa >= 1000 && digits->mantissa % 100 == 0 && !year;
}

static const struct unit *unit_at(const struct letter *letters, size_t count, size_t i)
{
    if (i >= count || letters[i].class != LETTER_HANGUL)
        return NULL;
    for (size_t u = 0; u < sizeof UNITS / sizeof *UNITS; u++) {
        const uint32_t *next = UNITS[u].not_before;

        if (UNITS[u].syllable != letters[i].code)
            continue;
        while (*next && (i + 1 == count || *next != letters[i + 1].code))
            next++;
        return *next ? NULL : &UNITS[u];
    }
    return NULL;
}

bool numeral_ends(const struct letter *letters, size_t count)
{
    return unit_at(letters, count, count - 1) != NULL;
}

/* Digits with their Hangul units: 2천, 4백만, 70억. */
struct group {
    struct digits digits;
    unsigned small, large; /* powers of ten, 0 for none */
    size_t end;
};

static bool read_group(const struct letter *letters, size_t count, size_t first, struct group *out)
{
    const struct unit *unit;

    *out = (struct group){0};
    if (!numeral_digits(letters, count, first, &out->digits))
        return false;
    out->end = out->digits.end;
    unit = unit_at(letters, count, out->end);
    if (unit && !unit->large) {
        out->small = unit->power;
        unit = unit_at(letters, count, ++out->end);
    }
    if (unit && unit->large) {
        out->large = unit->power;
        out->end++;
    }
    return true;
}

static uint64_t group_value(const struct group *group)
{
    return numeral_value(&group->digits, group->small + group->large);
}

/* A number while its groups are added up. */
struct sum {
    uint64_t total;      /* of all up to the last large unit */
    uint64_t section;    /* of what is smaller, so far */
    uint64_t total_room; /* the next section, and the next group in it, are smaller */
    uint64_t section_room;
};

/* False where the group is no further part of the number. */
static bool add_group(struct sum *sum, const struct group *group)
{
    uint64_t own = numeral_value(&group->digits, group->small), value = group_value(group);

    if (sum->section) { /* 2천 4백만: 만 counts both */
        if (own == 0 || own >= sum->section_room)
            return false;
        value = (sum->section + own) * numeral_power(group->large);
    }
    if (value == 0 || value >= sum->total_room)
        return false;
    sum->section = group->large ? 0 : value;
    sum->section_room = numeral_power(group->small);
    if (group->large) {
        sum->total += value;
        sum->total_room = numeral_power(group->large);
    }
    return true;
}

/* Adds up the groups; *before is what they were before the last space. */
static void add_groups(const struct letter *letters, size_t count, size_t first,
                       struct numeral *out, struct numeral *before)
{
    struct sum sum = {.total_room = VALUE_MAX};
    struct group group;

    *out = *before = (struct numeral){.end = first};
    while (out->count < GROUPS_MAX) {
        bool space = out->count && out->end < count && letters[out->end].class == LETTER_SPACE;

        if (!read_group(letters, count, out->end + space, &group))
            break;
        /* 2만5000, but 2만 5000 is two numbers, and 5000 is read elsewhere. */
        if (!group.small && !group.large && (space || out->count == 0))
            break;
        if (!add_group(&sum, &group))
            break;
        if (space)
            *before = *out;
        out->parted = out->parted || space;
        out->end = group.end;
        out->count++;
        out->value = sum.total + sum.section;
    }
}

/* Is the word behind the last space a number no further than it is part of this one?
 * Not so that of 1만 2천3만. */
static bool ends_with_word(const struct letter *letters, size_t count,
                           const struct numeral *numeral)
{
    size_t first = numeral->end, last = numeral->end;
    struct numeral word, before;

    while (letters[first - 1].class != LETTER_SPACE)
        first--;
    while (last < count && letters[last].class != LETTER_SPACE)
        last++;
    add_groups(letters, last, first, &word, &before);
    return word.count && word.end == numeral->end;
}

bool numeral_read(const struct letter *letters, size_t count, size_t first, struct numeral *out)
{
    struct numeral before;

    add_groups(letters, count, first, out, &before);
    if (out->parted && !ends_with_word(letters, count, out))
        *out = before;
    return out->count > 0;
}
