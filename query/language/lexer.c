#include "query/language/lexer.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/number.h"

static bool bytes_at(const struct lexer *lexer, size_t at, const char *bytes, size_t count)
{
    return lexer->length - at >= count && memcmp(lexer->query + at, bytes, count) == 0;
}

/* Unicode's White_Space, the zero width space and the byte order mark, which
 * come along with pasted text. Returns the bytes there, 0 for none. */
static size_t space_at(const struct lexer *lexer, size_t at)
{
    if (at >= lexer->length)
        return 0;
    const unsigned char *p = (const unsigned char *)lexer->query + at;
    size_t left = lexer->length - at;
    if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
        return 1;
    if (*p == 0xC2 && left >= 2)
        return p[1] == 0x85 || p[1] == 0xA0 ? 2 : 0; /* U+0085, U+00A0 */
    if (left < 3)
        return 0;
    bool space = bytes_at(lexer, at, "\xE1\x9A\x80", 3) || /* U+1680 */
                 bytes_at(lexer, at, "\xE2\x81\x9F", 3) || /* U+205F */
                 bytes_at(lexer, at, "\xE3\x80\x80", 3) || /* U+3000 */
                 bytes_at(lexer, at, "\xEF\xBB\xBF", 3);   /* U+FEFF */
    if (*p == 0xE2 && p[1] == 0x80) /* U+2000..200B, U+2028, U+2029, U+202F */
        space = (p[2] >= 0x80 && p[2] <= 0x8B) || p[2] == 0xA8 || p[2] == 0xA9 || p[2] == 0xAF;
    return space ? 3 : 0;
}

/* A straight quotation mark or a curly one, U+201C or U+201D. */
static size_t quote_at(const struct lexer *lexer, size_t at)
{
    if (at >= lexer->length)
        return 0;
    if (lexer->query[at] == '"')
        return 1;
    bool curly = bytes_at(lexer, at, "\xE2\x80\x9C", 3) || bytes_at(lexer, at, "\xE2\x80\x9D", 3);
    return curly ? 3 : 0;
}

static size_t colon_at(const struct lexer *lexer, size_t at)
{
    if (bytes_at(lexer, at, ":", 1))
        return 1;
    return bytes_at(lexer, at, "\xEF\xBC\x9A", 3) ? 3 : 0; /* U+FF1A */
}

static bool is_at(const struct lexer *lexer, size_t at, char c)
{
    return at < lexer->length && lexer->query[at] == c;
}

static bool is_sign(const struct lexer *lexer, size_t at)
{
    return is_at(lexer, at, '+') || is_at(lexer, at, '-');
}

/* True where the current token cannot continue at this byte. */
static bool ends_at(const struct lexer *lexer, size_t at)
{
    return at == lexer->length || space_at(lexer, at) || is_at(lexer, at, ')');
}

static bool breaks_word(const struct lexer *lexer, size_t at)
{
    return ends_at(lexer, at) || quote_at(lexer, at) || is_at(lexer, at, '(');
}

static size_t spaces_end(const struct lexer *lexer, size_t at)
{
    for (size_t space; (space = space_at(lexer, at)) > 0;)
        at += space;
    return at;
}

static size_t signs_end(const struct lexer *lexer, size_t at)
{
    while (is_sign(lexer, at))
        at++;
    return at;
}

/* Past signs and stars, which say nothing where they stand alone. */
static size_t marks_end(const struct lexer *lexer, size_t at)
{
    while (is_sign(lexer, at) || is_at(lexer, at, '*'))
        at++;
    return at;
}

bool lexer_open(struct lexer *lexer, const char *query, size_t length)
{
    *lexer = (struct lexer){.query = query, .length = length, .sign_allowed = true};
    lexer->closed = calloc(length / CHAR_BIT + 1, 1);
    if (!lexer->closed)
        return false;
    size_t closing = 0;
    for (size_t i = length; i-- > 0;) {
        if (space_at(lexer, i) || quote_at(lexer, i))
            closing = 0;
        else if (query[i] == ')')
            closing++;
        else if (query[i] == '(' && closing > 0) {
            closing--;
            lexer->closed[i / CHAR_BIT] |= (unsigned char)(1u << i % CHAR_BIT);
        }
    }
    return true;
}

void lexer_close(struct lexer *lexer)
{
    free(lexer->closed);
    *lexer = (struct lexer){0};
}

static bool is_closed(const struct lexer *lexer, size_t at)
{
    return lexer->closed[at / CHAR_BIT] >> at % CHAR_BIT & 1;
}

/* A word keeps the parentheses that it closes itself, as in f(x). */
static size_t word_end(const struct lexer *lexer, size_t at)
{
    size_t depth = 0;
    for (; at < lexer->length && !space_at(lexer, at) && !quote_at(lexer, at); at++) {
        if (lexer->query[at] == '(') {
            if (!is_closed(lexer, at))
                break;
            depth++;
        } else if (lexer->query[at] == ')') {
            if (depth == 0)
                break;
            depth--;
        }
    }
    return at;
}

/* TOKEN_AND, TOKEN_OR or TOKEN_NOT with its length, else TOKEN_WORD. */
static enum lexer_kind operator_at(const struct lexer *lexer, size_t at, size_t *length)
{
    static const struct {
        const char *name;
        enum lexer_kind kind;
    } operators[] = {{"AND", TOKEN_AND}, {"OR", TOKEN_OR}, {"NOT", TOKEN_NOT}};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        *length = strlen(operators[i].name);
        if (bytes_at(lexer, at, operators[i].name, *length) && breaks_word(lexer, at + *length))
            return operators[i].kind;
    }
    return TOKEN_WORD;
}

/* The field whose name and colon begin at at, or NULL; *value is behind them. */
static const struct field *field_name_at(const struct lexer *lexer, size_t at, size_t *value)
{
    for (size_t i = at; i - at <= FIELD_NAME_MAX && !breaks_word(lexer, i); i++) {
        size_t colon = colon_at(lexer, i);
        if (colon > 0) {
            *value = i + colon;
            return field_named(lexer->query + at, i - at);
        }
    }
    return NULL;
}

/* Whether what stands a space behind a field's colon is its value. Where it
 * might be prose, "beyond the date: a study", the name is a word. */
static bool is_spaced_value(const struct lexer *lexer, const struct field *field, size_t at)
{
    size_t value;
    bool prose = is_sign(lexer, at) || breaks_word(lexer, marks_end(lexer, at)) ||
                 field_name_at(lexer, at, &value);
    if (field->type == FIELD_TEXT || field->type == FIELD_TERM)
        return quote_at(lexer, at) || is_at(lexer, at, '(') || !prose;
    return !prose && value_fits(field, lexer->query + at, word_end(lexer, at) - at);
}

/* Takes a field's name and colon where they begin a clause. */
static bool take_field(struct lexer *lexer, struct lexer_token *token, struct value_fault *fault)
{
    size_t value, length;
    const struct field *field = field_name_at(lexer, lexer->at, &value);
    if (!field)
        return true;
    size_t at = spaces_end(lexer, value);
    bool spaced = at > value;
    bool value_at =
        quote_at(lexer, at) || is_at(lexer, at, '(') || !breaks_word(lexer, marks_end(lexer, at));
    if (ends_at(lexer, at) || (spaced && operator_at(lexer, at, &length) != TOKEN_WORD) ||
        (!spaced && !value_at)) {
        *fault = (struct value_fault){lexer->at, "this field has no value", field->example};
        return false;
    }
    if (spaced && !is_spaced_value(lexer, field, at))
        return true;
    token->field = field_id(field);
    lexer->at = at;
    return true;
}

static bool take_phrase(struct lexer *lexer, struct lexer_token *token, struct value_fault *fault)
{
    size_t open = lexer->at, at = open + quote_at(lexer, open);
    token->kind = TOKEN_PHRASE;
    token->text = at;
    while (at < lexer->length && !quote_at(lexer, at))
        at++;
    if (at == lexer->length) {
        *fault = (struct value_fault){open, "this quotation mark is never closed",
                                      "\"large language model\""};
        return false;
    }
    token->text_end = at;
    lexer->at = token->end = at + quote_at(lexer, at);
    return true;
}

static bool take_value(struct lexer *lexer, struct lexer_token *token, struct value_fault *fault)
{
    lexer->sign_allowed = false;
    token->text = lexer->at;
    if (quote_at(lexer, lexer->at))
        return take_phrase(lexer, token, fault);
    if (is_at(lexer, lexer->at, '(')) {
        token->kind = TOKEN_OPEN;
        token->end = ++lexer->at;
        lexer->sign_allowed = true;
        return true;
    }
    size_t number = field_at(token->field)->type == FIELD_TEXT
                        ? number_spaced(lexer->query + lexer->at, lexer->length - lexer->at)
                        : 0; /* 7 billion is one word */
    lexer->at = token->end = token->text_end = word_end(lexer, lexer->at + number);
    token->kind = TOKEN_WORD;
    while (lexer->query[token->text_end - 1] == '*') {
        token->kind = TOKEN_PREFIX;
        token->text_end--;
    }
    return true;
}

/* Past white space and what says nothing: lone signs and stars. */
static void skip_nothing(struct lexer *lexer)
{
    for (;;) {
        size_t at = spaces_end(lexer, lexer->at);
        if (at > lexer->at)
            lexer->sign_allowed = true;
        size_t end = marks_end(lexer, at);
        lexer->at = at;
        if (end == at || !ends_at(lexer, end))
            return;
        lexer->at = end;
        lexer->sign_allowed = false;
    }
}

/* Past the signs before a clause, of which the last counts. Signs that hang on
 * the end of a phrase or group mean nothing. */
static enum demand take_sign(struct lexer *lexer)
{
    size_t end = signs_end(lexer, lexer->at), marks = marks_end(lexer, lexer->at);
    enum demand sign = DEMAND_RANK;
    if (lexer->sign_allowed && end > lexer->at)
        sign = lexer->query[end - 1] == '+' ? DEMAND_MUST : DEMAND_NOT;
    lexer->at = marks > end && breaks_word(lexer, marks) ? marks : end;
    return sign;
}

bool lexer_next(struct lexer *lexer, struct lexer_token *token, struct value_fault *fault)
{
    size_t length;
    skip_nothing(lexer);
    *token = (struct lexer_token){.kind = TOKEN_END, .mark = lexer->at};
    token->sign = take_sign(lexer);
    token->start = token->end = lexer->at;
    if (token->sign == DEMAND_RANK)
        token->mark = token->start;
    if (lexer->at == lexer->length)
        return true;
    if (is_at(lexer, lexer->at, ')')) {
        token->kind = TOKEN_CLOSE;
        token->end = ++lexer->at;
        lexer->sign_allowed = false;
        return true;
    }
    if (token->sign == DEMAND_RANK) {
        token->kind = operator_at(lexer, lexer->at, &length);
        if (token->kind != TOKEN_WORD) {
            lexer->sign_allowed = false;
            token->end = lexer->at += length;
            return true;
        }
    }
    return take_field(lexer, token, fault) && take_value(lexer, token, fault);
}
