/* See character.h. */
#include "indexer/page/character.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFD
#define UNICODE_MAX 0x10FFFF

static const struct {
    const char *entity;
    utf8proc_int32_t character;
} named[] = {
    {"&amp;", '&'},  {"&lt;", '<'},    {"&gt;", '>'},
    {"&quot;", '"'}, {"&apos;", '\''}, {"&nbsp;", 0xA0},
};

static utf8proc_int32_t digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c >= 'a' && c <= 'f' ? c - 'a' : c - 'A') + 10;
}

/* digits: up to the semicolon, all of them of the base. */
static utf8proc_int32_t number_of(const char *digits, utf8proc_int32_t base)
{
    utf8proc_int32_t number = 0;
    for (; *digits != ';' && number <= UNICODE_MAX; digits++)
        number = number * base + digit_of(*digits);
    return number;
}

static size_t write(utf8proc_int32_t character, char out[CHARACTER_MAX])
{
    if (character == 0 || !utf8proc_codepoint_valid(character))
        character = REPLACEMENT;
    else if (character < ' ')
        character = ' ';
    return (size_t)utf8proc_encode_char(character, (utf8proc_uint8_t *)out);
}

size_t character_of(struct slice entity, char out[CHARACTER_MAX])
{
    if (entity.length > 3 && entity.data[1] == '#') {
        const bool hexadecimal = entity.data[2] == 'x' || entity.data[2] == 'X';
        return write(number_of(entity.data + (hexadecimal ? 3 : 2), hexadecimal ? 16 : 10), out);
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (strlen(named[i].entity) == entity.length &&
            memcmp(named[i].entity, entity.data, entity.length) == 0)
            return write(named[i].character, out);
    }
    return 0;
}
