#include "indexer/format/analysis/letter.h"

#include <string.h>
#include <utf8proc.h>

size_t letter_encode_any(uint32_t code, char *out)
{
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

/* Returns the number of bytes of the character at offset, 0 where the bytes
 * are not UTF-8. */
static size_t decode(const char *text, size_t length, size_t offset, uint32_t *code)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t n;

    if (offset >= length)
        return 0;
    n = utf8proc_iterate((const utf8proc_uint8_t *)text + offset,
                         (utf8proc_ssize_t)(length - offset < 4 ? length - offset : 4), &c);
    if (n <= 0)
        return 0;
    *code = (uint32_t)c;
    return (size_t)n;
}

static bool is_mark(uint32_t code)
{
    utf8proc_category_t category;

    if (code < 0x300 || hangul_is_syllable(code))
        return false;
    if (code == 0xFF9E || code == 0xFF9F) /* halfwidth voiced marks: ﾃﾞ is デ */
        return true;
    category = utf8proc_category((utf8proc_int32_t)code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

static bool is_cjk(uint32_t code)
{
    return (code >= 0x2E80 && code <= 0x2FDF) || /* CJK radicals */
           (code >= 0x3005 && code <= 0x3007) || /* ideographic iteration, closing, zero */
           (code >= 0x3041 && code <= 0x3096) || /* Hiragana */
           (code >= 0x30A1 && code <= 0x30FA) || /* Katakana */
           code == 0x30FC ||                     /* prolonged sound mark */
           (code >= 0x3400 && code <= 0x4DBF) || /* Han, extension A */
           (code >= 0x4E00 && code <= 0x9FFF) || /* Han */
           (code >= 0xF900 && code <= 0xFAFF) || /* Han, compatibility */
           (code >= 0x20000 && code <= 0x3FFFF); /* Han, further extensions */
}

static bool is_latin(uint32_t code)
{
    return letter_is_english(code) || (code >= 'A' && code <= 'Z') ||
           (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) || /* Latin-1, A, B */
           (code >= 0x250 && code <= 0x2AF) ||                                /* IPA */
           (code >= 0x1E00 && code <= 0x1EFF);                                /* additional */
}

static bool is_greek(uint32_t code)
{
    return (code >= 0x370 && code <= 0x3FF) || (code >= 0x1F00 && code <= 0x1FFF);
}

static enum letter_class class_of(uint32_t code)
{
    if (hangul_is_syllable(code))
        return LETTER_HANGUL;
    if (hangul_is_filler(code))
        return LETTER_SPACE;
    if (hangul_is_compatibility_jamo(code) || hangul_is_conjoining(code))
        return LETTER_JAMO;
    if (is_cjk(code))
        return LETTER_CJK;
    if (code >= '0' && code <= '9')
        return LETTER_DIGIT;
    if (is_latin(code))
        return LETTER_LATIN;
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_MN: /* vowel signs of Indic scripts belong to the word */
    case UTF8PROC_CATEGORY_MC:
        return is_greek(code) ? LETTER_GREEK : LETTER_OTHER;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
        return LETTER_SPACE;
    default:
        return LETTER_SIGN;
    }
}

/* Latin letters that no decomposition takes apart, as people type them. */
static const char *typed_as(uint32_t code)
{
    switch (code) {
    case 0xE6:
        return "ae";
    case 0xF0: /* ð */
    case 0x111:
        return "d";
    case 0xF8:
        return "o";
    case 0xFE:
        return "th";
    case 0x131: /* dotless i */
        return "i";
    case 0x142:
        return "l";
    case 0x153:
        return "oe";
    default:
        return NULL;
    }
}

static struct letter letter_of(uint32_t code, size_t start, size_t end)
{
    return (struct letter){code, (uint8_t)class_of(code), false, start, end};
}

/* A halfwidth consonant comes out of NFKC as a leading jamo; here a lone
 * consonant is a compatibility jamo. */
static uint32_t compatible(uint32_t code)
{
    return hangul_is_leading(code) ? hangul_choseong(code) : code;
}

/* Removes marks but those of scripts that are not read without them; returns
 * how many codes stay. Looks at what was decomposed: the Kelvin sign is a k, too. */
static utf8proc_ssize_t without_marks(utf8proc_int32_t *codes, utf8proc_ssize_t count)
{
    utf8proc_ssize_t kept = 0;
    bool marked = false;

    for (utf8proc_ssize_t i = 0; i < count; i++) {
        uint32_t code = (uint32_t)codes[i];

        if (!is_mark(code)) {
            enum letter_class class = class_of(code);

            marked = class == LETTER_OTHER || class == LETTER_CJK;
        } else if (!marked) {
            continue;
        }
        codes[kept++] = codes[i];
    }
    return kept;
}

/* The codes of NFKD with case folding, or their number where it is more than
 * CLUSTER_MAX. Marks are put in order before anything is folded: U+0345 folds
 * to a letter, behind which none would move any more. */
static utf8proc_ssize_t decompose(const char *text, size_t length,
                                  utf8proc_int32_t codes[CLUSTER_MAX])
{
    char ordered[CLUSTER_MAX * 4];
    size_t written = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, codes,
                           CLUSTER_MAX, UTF8PROC_DECOMPOSE);

    if (n > CLUSTER_MAX)
        return n;
    for (utf8proc_ssize_t i = 0; i < n; i++)
        written += letter_encode((uint32_t)codes[i], ordered + written);
    return utf8proc_decompose(
        (const utf8proc_uint8_t *)ordered, (utf8proc_ssize_t)written, codes, CLUSTER_MAX,
        UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_DECOMPOSE);
}

/* Adds the letter of code, which has the bytes and the case of like. */
static size_t put(struct letter *out, size_t count, uint32_t code, const struct letter *like)
{
    if (count == CLUSTER_MAX)
        return count;
    out[count] = letter_of(code, like->start, like->end);
    out[count].upper = like->upper;
    return count + 1;
}

/* Anything but ASCII and Hangul: utf8proc's NFKC with case folding over the
 * cluster that text starts with, of which the first base bytes are no mark. */
static size_t put_normalized(const char *text, size_t base, const struct letter *like,
                             struct letter out[CLUSTER_MAX])
{
    utf8proc_int32_t codes[CLUSTER_MAX];
    utf8proc_ssize_t n = decompose(text, like->end - like->start, codes);
    size_t count = 0;

    /* More marks than any letter has: it stands alone, however it was composed. */
    if (n > CLUSTER_MAX)
        n = decompose(text, base, codes) > 0;
    n = without_marks(codes, n);
    if (n > 0)
        n = utf8proc_normalize_utf32(codes, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < n; i++) {
        const char *typed = typed_as((uint32_t)codes[i]);

        if (!typed)
            count = put(out, count, compatible((uint32_t)codes[i]), like);
        for (; typed && *typed; typed++)
            count = put(out, count, (uint32_t)*typed, like);
    }
    return count;
}

/* The Hangul syllable, composed or in conjoining jamo, or lone jamo that starts with
 * code; moves *offset, which lies behind code, behind the rest. */
static uint32_t read_hangul(const char *text, size_t length, size_t *offset, uint32_t code)
{
    uint32_t next;
    size_t n;

    if (hangul_is_leading(code)) {
        n = decode(text, length, *offset, &next);
        if (n && hangul_is_vowel(next)) {
            code = hangul_compose(code, next);
            *offset += n;
        } else {
            code = hangul_choseong(code);
        }
    }
    if (hangul_is_syllable(code) && hangul_batchim(code) == BATCHIM_NONE && *offset < length &&
        (unsigned char)text[*offset] == HANGUL_TRAILING_LEAD) {
        n = decode(text, length, *offset, &next);
        if (n && hangul_is_trailing(next)) {
            code = hangul_add_trailing(code, next);
            *offset += n;
        }
    }
    return code;
}

/* Characters that NFKC would make part of the word: the zero width space and
 * the signs of service and trade marks. */
static bool stands_apart(uint32_t code)
{
    return code == 0x200B || code == 0x2120 || code == 0x2122;
}

static bool is_capital(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);

    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

size_t letter_next_cluster(const char *text, size_t length, size_t *offset,
                           struct letter out[CLUSTER_MAX])
{
    size_t start = *offset, n, end, base;
    uint32_t code, next;

    n = decode(text, length, start, &code);
    if (!n) {
        *offset = start + 1;
        out[0] = (struct letter){' ', LETTER_SPACE, false, start, start + 1};
        return 1;
    }
    *offset = end = start + n;
    if (hangul_is_syllable(code) || hangul_is_conjoining(code)) {
        code = read_hangul(text, length, offset, code);
        out[0] = letter_of(code, start, *offset);
        return 1;
    }
    if (hangul_is_compatibility_jamo(code)) {
        out[0] = letter_of(code, start, end);
        return 1;
    }
    base = n;
    while ((n = decode(text, length, end, &next)) > 0 && is_mark(next))
        end += n;
    *offset = end;
    if (is_mark(code)) /* without a letter it is no text, whatever it folds to */
        return 0;
    if (code < 0x80 && end == start + 1) {
        out[0] = letter_of_ascii(code, start);
        return 1;
    }
    if (stands_apart(code)) {
        out[0] =
            (struct letter){code, code == 0x200B ? LETTER_SPACE : LETTER_SIGN, false, start, end};
        return 1;
    }
    return put_normalized(text + start, base,
                          &(struct letter){.upper = is_capital(code), .start = start, .end = end},
                          out);
}
