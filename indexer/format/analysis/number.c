#include "indexer/format/analysis/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <stdint.h>

/* Every number with a unit stands where 7 and B do. */
#define POSITIONS 2

/* "7b" of 7000000000, "3.5k" of 3500, "512" of 512. */
static size_t write_value(uint64_t value, char out[TOKEN_BYTES_MAX])
{
    static const struct {
        unsigned power;
        char letter;
    } SIZES[] = {{12, 't'}, {9, 'b'}, {6, 'm'}, {3, 'k'}};

    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        uint64_t size = numeral_power(SIZES[i].power);
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

void number_emit(struct chunk *chunk, uint64_t value, size_t first, size_t last, uint32_t position)
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

bool number_goes_on(const struct chunk *chunk, char next)
{
    const struct letter *last = chunk->letters + chunk->count - 1;

    if (next >= '0' && next <= '9')
        return numeral_ends(chunk->letters, chunk->count);
    return last->class == LETTER_DIGIT && memchr("TtMmBb", next, 6);
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
    struct numeral part;

    for (size_t i = first, last; i < end; i = last + 1) {
        for (last = i; last < end && chunk->letters[last].class != LETTER_SPACE;)
            last++;
        if (numeral_read(chunk->letters, last, i, &part))
            emit_written(chunk, i, part.end);
    }
}

/* 70억, 2천 4백만. */
static size_t read_hangul(struct chunk *chunk, size_t first)
{
    struct numeral number;

    if (!numeral_read(chunk->letters, chunk->count, first, &number))
        return first;
    number_emit(chunk, number.value, first, number.end, chunk->position);
    if (number.parted && chunk_is_stored(chunk))
        emit_parts(chunk, first, number.end);
    else if (!number.parted && !chunk_is_stored(chunk))
        emit_written(chunk, first, number.end);
    chunk->position += POSITIONS;
    chunk->word++;
    return number.end;
}

static bool is_syllable(const struct chunk *chunk, size_t i, uint32_t syllable)
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
    power = last > end + 2 ? numeral_unit(chunk->letters, end + 1, last) : 0;
    if (power == 0 || (last < chunk->count && chunk->letters[last].class == LETTER_DIGIT) ||
        chunk_is_unfinished(chunk, last))
        return first;
    number_emit(chunk, numeral_value(digits, power), first, last, chunk->position);
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

    if (!numeral_digits(chunk->letters, chunk->count, first, &digits) || digits.end == chunk->count)
        return first;
    if (chunk->letters[digits.end].class == LETTER_SPACE)
        return read_spaced(chunk, first, &digits);
    end = read_hangul(chunk, first);
    return end > first || digits.fraction ? end : read_dimensions(chunk, first, digits.end);
}

/* Letters that a number with its spaces may have. */
#define SPACED_MAX 48

size_t number_spaced(const char *text, size_t length)
{
    struct letter letters[SPACED_MAX + CLUSTER_MAX];
    struct numeral numeral;
    struct digits digits;
    size_t count = 0, last;

    if (length == 0 || *text < '0' || *text > '9')
        return 0;
    for (size_t offset = 0; offset < length && count < SPACED_MAX;)
        count += letter_next(text, length, &offset, letters + count);
    if (numeral_read(letters, count, 0, &numeral))
        return numeral.parted ? letters[numeral.end - 1].end : 0;
    if (!numeral_digits(letters, count, 0, &digits) || digits.end == count ||
        letters[digits.end].class != LETTER_SPACE)
        return 0;
    for (last = digits.end + 1; last < count && letters[last].class == LETTER_LATIN;)
        last++;
    if (last < digits.end + 3 || numeral_unit(letters, digits.end + 1, last) == 0)
        return 0;
    return letters[last - 1].end;
}
