#include "indexer/format/analysis/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <uchar.h>

/* Larger numbers are no counts. */
#define DIGITS_MAX 15
#define VALUE_MAX 10000000000000000u
/* 2천 4백만, 1조 2천억 5백만: more is no number any more. */
#define GROUPS_MAX 4
/* Every number with a unit stands where 7 and B do. */
#define POSITIONS 2

/* 천, 백 and 십 multiply the digits before them; 만, 억 and 조 all that stands
 * before them. A unit is none before a syllable of not_before: 조각, 만큼. */
struct unit {
    char32_t syllable;
    unsigned power;
    bool large;
    char32_t not_before[12];
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

static uint64_t power_of_ten(unsigned power)
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

bool number_digits(const struct letter *letters, size_t count, size_t first, struct digits *out)
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

unsigned number_unit(const struct letter *letters, size_t first, size_t last)
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

/* digits * 10^power; 0 where that is no whole number, or too large. */
static uint64_t value_of(const struct digits *digits, unsigned power)
{
    uint64_t mantissa = digits->mantissa, factor;
    unsigned fraction = digits->fraction;

    for (; fraction && mantissa % 10 == 0; fraction--)
        mantissa /= 10;
    if (fraction > power)
        return 0;
    factor = power_of_ten(power - fraction);
    return mantissa > VALUE_MAX / factor ? 0 : mantissa * factor;
}

/* "7b" of 7000000000, "3.5k" of 3500, "512" of 512. */
static size_t write_value(uint64_t value, char out[TOKEN_BYTES_MAX])
{
    static const struct {
        unsigned power;
        char letter;
    } SIZES[] = {{12, 't'}, {9, 'b'}, {6, 'm'}, {3, 'k'}};

    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        uint64_t size = power_of_ten(SIZES[i].power);
        int n;

        if (value < size)
            continue;
        n = snprintf(out, TOKEN_BYTES_MAX, "%" PRIu64 ".%0*" PRIu64, value / size,
                     (int)SIZES[i].power, value % size);
        while (out[n - 1] == '0')
            n--;
        n -= out[n - 1] == '.';
        out[n++] = SIZES[i].letter;
        return (size_t)n;
    }
    return (size_t)snprintf(out, TOKEN_BYTES_MAX, "%" PRIu64, value);
}

static void emit_value(struct chunk *chunk, uint64_t value, size_t first, size_t last,
                       uint32_t position)
{
    struct token_text text, written;

    token_text_start(&text, first);
    text.length = write_value(value, text.bytes);
    text.last = last;
    token_text_start(&written, first);
    token_text_add_letters(&written, chunk, first, last);
    if (value == 0 ||
        (text.length == written.length && memcmp(text.bytes, written.bytes, text.length) == 0))
        return;
    chunk_emit(chunk, &text, position, TOKEN_LATIN | TOKEN_JOINED);
}

bool number_is_round(const struct digits *digits)
{
    bool year = digits->count == 4 && !digits->grouped && digits->mantissa / 100 >= 19 &&
                digits->mantissa / 100 <= 21;

    return !digits->fraction && digits->mantissa >= 1000 && digits->mantissa % 100 == 0 && !year;
}

void number_emit(struct chunk *chunk, const struct digits *digits, unsigned power, size_t first,
                 size_t last, uint32_t position)
{
    emit_value(chunk, value_of(digits, power), first, last, position);
}

static const struct unit *unit_at(const struct letter *letters, size_t count, size_t i)
{
    if (i >= count || letters[i].class != LETTER_HANGUL)
        return NULL;
    for (size_t u = 0; u < sizeof UNITS / sizeof *UNITS; u++) {
        const char32_t *next = UNITS[u].not_before;

        if (UNITS[u].syllable != letters[i].code)
            continue;
        while (*next && (i + 1 == count || *next != letters[i + 1].code))
            next++;
        return *next ? NULL : &UNITS[u];
    }
    return NULL;
}

bool number_goes_on(const struct chunk *chunk, char next)
{
    const struct letter *last = chunk->letters + chunk->count - 1;

    if (next >= '0' && next <= '9')
        return unit_at(chunk->letters, chunk->count, chunk->count - 1) != NULL;
    return last->class == LETTER_DIGIT && memchr("TtMmBb", next, 6);
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
    if (!number_digits(letters, count, first, &out->digits))
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
    return value_of(&group->digits, group->small + group->large);
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
    uint64_t own = value_of(&group->digits, group->small), value = group_value(group);

    if (sum->section) { /* 2천 4백만: 만 counts both */
        if (own == 0 || own >= sum->section_room)
            return false;
        value = (sum->section + own) * power_of_ten(group->large);
    }
    if (value == 0 || value >= sum->total_room)
        return false;
    sum->section = group->large ? 0 : value;
    sum->section_room = power_of_ten(group->small);
    if (group->large) {
        sum->total += value;
        sum->total_room = power_of_ten(group->large);
    }
    return true;
}

/* A number of such groups, with or without a space between them. */
struct number {
    uint64_t value;
    size_t count, end;
    bool parted; /* by spaces */
};

static bool read_number(const struct letter *letters, size_t count, size_t first,
                        struct number *out)
{
    struct sum sum = {.total_room = VALUE_MAX};
    struct group group;

    *out = (struct number){.end = first};
    while (out->count < GROUPS_MAX) {
        bool space = out->count && out->end < count && letters[out->end].class == LETTER_SPACE;

        if (!read_group(letters, count, out->end + space, &group))
            break;
        /* 2만5000, but 2만 5000 is two numbers, and 5000 is read elsewhere. */
        if (!group.small && !group.large && (space || out->count == 0))
            break;
        if (!add_group(&sum, &group))
            break;
        out->parted = out->parted || space;
        out->end = group.end;
        out->count++;
    }
    out->value = sum.total + sum.section;
    return out->count > 0;
}

/* A number as it is written, letters [first, end): who types a part of 2천 4백만
 * finds it, below the papers that hold the part as a number of its own. */
static void emit_written(struct chunk *chunk, size_t first, size_t end)
{
    chunk_emit_letters(chunk, first, end, TOKEN_OTHER | TOKEN_PART);
}

/* What stands between the spaces of letters [first, end). */
static void emit_parts(struct chunk *chunk, size_t first, size_t end)
{
    struct number part;

    for (size_t i = first, last; i < end; i = last + 1) {
        for (last = i; last < end && chunk->letters[last].class != LETTER_SPACE;)
            last++;
        if (read_number(chunk->letters, last, i, &part))
            emit_written(chunk, i, part.end);
    }
}

/* 70억, 2천 4백만. */
static size_t read_hangul(struct chunk *chunk, size_t first)
{
    struct number number;

    if (!read_number(chunk->letters, chunk->count, first, &number))
        return first;
    emit_value(chunk, number.value, first, number.end, chunk->position);
    if (number.parted && chunk_is_stored(chunk))
        emit_parts(chunk, first, number.end);
    else if (!number.parted && !chunk_is_stored(chunk))
        emit_written(chunk, first, number.end);
    chunk->position += POSITIONS;
    chunk->word++;
    return number.end;
}

static bool is_syllable(const struct chunk *chunk, size_t i, char32_t syllable)
{
    return i < chunk->count && chunk->letters[i].code == syllable;
}

/* 3차원 is 3D, and 3차원적 as well; digits end at end. */
static size_t read_dimensions(struct chunk *chunk, size_t first, size_t end)
{
    size_t last = end + 2;
    struct token_text text;

    if (!is_syllable(chunk, end, U'차') || !is_syllable(chunk, end + 1, U'원'))
        return first;
    token_text_start(&text, first);
    token_text_add_letters(&text, chunk, first, end);
    text.bytes[text.length++] = 'd';
    text.last = last;
    chunk_emit(chunk, &text, chunk->position, TOKEN_LATIN | TOKEN_JOINED);
    if (chunk_is_stored(chunk)) {
        chunk_emit_letters(chunk, first, end, TOKEN_LATIN | TOKEN_PART);
        chunk->position++;
        chunk_emit_letters(chunk, end, last, TOKEN_HANGUL | TOKEN_PART);
    }
    chunk->position += chunk_is_stored(chunk) ? 1 : POSITIONS;
    chunk->word++;
    return last + is_syllable(chunk, last, U'적');
}

/* 7 billion: the digits end at the space end. */
static size_t read_spaced(struct chunk *chunk, size_t first, const struct digits *digits)
{
    size_t end = digits->end, last = end + 1;
    unsigned power;

    while (last < chunk->count && chunk->letters[last].class == LETTER_LATIN)
        last++;
    power = last > end + 2 ? number_unit(chunk->letters, end + 1, last) : 0;
    if (power == 0 || is_digit(chunk->letters, chunk->count, last) ||
        chunk_is_unfinished(chunk, last))
        return first;
    number_emit(chunk, digits, power, first, last, chunk->position);
    if (chunk_is_stored(chunk)) /* the word is read as it stands */
        chunk_emit_letters(chunk, first, end, TOKEN_LATIN);
    chunk->position += chunk_is_stored(chunk) ? 1 : POSITIONS;
    chunk->word++;
    return chunk_is_stored(chunk) ? end : last;
}

size_t number_read(struct chunk *chunk, size_t first)
{
    struct digits digits;
    size_t end;

    if (!number_digits(chunk->letters, chunk->count, first, &digits) || digits.end == chunk->count)
        return first;
    if (chunk->letters[digits.end].class == LETTER_SPACE)
        return read_spaced(chunk, first, &digits);
    end = read_hangul(chunk, first);
    return end > first || digits.fraction ? end : read_dimensions(chunk, first, digits.end);
}
