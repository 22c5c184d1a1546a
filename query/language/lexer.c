#include "query/language/lexer.h"

#include <string.h>

#include "indexer/format/analysis/number.h"

/* A longer word is not searched for a second id. */
#define SPLIT_BYTES_MAX 4096
/* A query of more words is a text that was pasted. */
#define TYPED_WORDS_MAX 16

static size_t colon_at(const struct lexer *lexer, size_t at)
{
    if (pairs_bytes_at(&lexer->text, at, ":", 1))
        return 1;
    return pairs_bytes_at(&lexer->text, at, "\xEF\xBC\x9A", 3) ? 3 : 0; /* U+FF1A */
}

static bool is_at(const struct lexer *lexer, size_t at, char c)
{
    return at < lexer->text.length && lexer->text.query[at] == c;
}

static bool is_sign(const struct lexer *lexer, size_t at)
{
    return is_at(lexer, at, '+') || is_at(lexer, at, '-');
}

/* True where the current token cannot continue at this byte. */
static bool ends_at(const struct lexer *lexer, size_t at)
{
    return at == lexer->text.length || pairs_space_at(&lexer->text, at) || is_at(lexer, at, ')');
}

static bool breaks_word(const struct lexer *lexer, size_t at)
{
    return ends_at(lexer, at) || pairs_quote_at(&lexer->text, at) || is_at(lexer, at, '(');
}

static size_t spaces_end(const struct lexer *lexer, size_t at)
{
    for (size_t space; (space = pairs_space_at(&lexer->text, at)) > 0;)
        at += space;
    return at;
}

bool lexer_spaced(const struct lexer *lexer, size_t at, size_t end)
{
    while (at < end && pairs_space_at(&lexer->text, at) == 0)
        at++;
    return at < end;
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

bool lexer_open(struct lexer *lexer, const char *query, size_t length, int64_t today)
{
    *lexer = (struct lexer){.sign_allowed = true, .today = today};
    if (!pairs_find(&lexer->text, query, length)) {
        lexer_close(lexer);
        return false;
    }
    size_t words = 0;
    for (size_t i = 0; i < length && words <= TYPED_WORDS_MAX; i++)
        words += pairs_space_at(&lexer->text, i) > 0 && pairs_space_at(&lexer->text, i + 1) == 0;
    lexer->pasted = words > TYPED_WORDS_MAX;
    return true;
}

void lexer_close(struct lexer *lexer)
{
    pairs_clear(&lexer->text);
}

/* A word keeps the parentheses that it closes itself, as in f(x). */
static size_t word_end(const struct lexer *lexer, size_t at)
{
    size_t depth = 0;
    for (; at < lexer->text.length && !pairs_space_at(&lexer->text, at) &&
           !pairs_quote_at(&lexer->text, at);
         at++) {
        if (lexer->text.query[at] == '(') {
            if (!pairs_is_set(&lexer->text.closed, at))
                break;
            depth++;
        } else if (lexer->text.query[at] == ')') {
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
        if (pairs_bytes_at(&lexer->text, at, operators[i].name, *length) &&
            breaks_word(lexer, at + *length))
            return operators[i].kind;
    }
    return TOKEN_WORD;
}

static bool is_bound(const struct lexer *lexer, size_t at)
{
    return is_at(lexer, at, '<') || is_at(lexer, at, '=') || is_at(lexer, at, '>');
}

/* The field of numbers that the bytes [at, bound) name, where a bound stands behind
 * them: "votes>50". */
static const struct field *bounded_field(const struct lexer *lexer, size_t at, size_t bound)
{
    const struct field *field = field_named(lexer->text.query + at, bound - at);
    bool fits =
        field && field->type == FIELD_NUMBER &&
        value_fits(field, lexer->text.query + bound, word_end(lexer, bound) - bound, lexer->today);
    return fits ? field : NULL;
}

/* The field whose name and colon begin at at, or NULL; *value is behind them. */
static const struct field *field_name_at(const struct lexer *lexer, size_t at, size_t *value)
{
    for (size_t i = at; i - at <= FIELD_NAME_MAX && !breaks_word(lexer, i); i++) {
        size_t colon = colon_at(lexer, i);
        if (is_bound(lexer, i)) {
            *value = i;
            return bounded_field(lexer, at, i);
        }
        if (colon > 0) {
            *value = i + colon;
            return field_named(lexer->text.query + at, i - at);
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
        return pairs_quote_at(&lexer->text, at) || is_at(lexer, at, '(') || !prose;
    return !prose &&
           value_fits(field, lexer->text.query + at, word_end(lexer, at) - at, lexer->today);
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
    if (lexer->pasted && (spaced || at == lexer->text.length))
        return true;
    if (field->type == FIELD_NEWS && (ends_at(lexer, at) || (spaced && !lexer->operand))) {
        token->field = field_id(field);
        lexer->at = value;
        return true;
    }
    bool value_at = pairs_quote_at(&lexer->text, at) || is_at(lexer, at, '(') ||
                    !breaks_word(lexer, marks_end(lexer, at));
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

static void take_phrase(struct lexer *lexer, struct lexer_token *token)
{
    size_t at = lexer->at + pairs_quote_at(&lexer->text, lexer->at);
    token->kind = TOKEN_PHRASE;
    token->text = at;
    token->open = lexer->at == lexer->text.half;
    if (token->open)
        lexer->mended |= MENDED_QUOTATION;
    while (at < lexer->text.length && !pairs_quote_at(&lexer->text, at))
        at++;
    token->text_end = at;
    lexer->at = token->end = at + pairs_quote_at(&lexer->text, at);
}

/* Of a word that has several ids the end of the first: 2401.01234,2402.04321. */
static size_t first_id_end(const struct lexer *lexer, size_t at, size_t end)
{
    size_t first = value_id_end(lexer->text.query + at, end - at), depth = 0;
    if (value_id_end(lexer->text.query + at + first, end - at - first) == 0)
        return end;
    for (size_t i = at; i < at + first; i++)
        depth += (lexer->text.query[i] == '(') - (size_t)(lexer->text.query[i] == ')');
    return depth == 0 ? at + first : end;
}

static void take_open(struct lexer *lexer, struct lexer_token *token)
{
    if (!pairs_is_set(&lexer->text.paired, lexer->at))
        lexer->mended |= MENDED_GROUP;
    token->kind = TOKEN_OPEN;
    token->end = ++lexer->at;
    lexer->sign_allowed = true;
}

static void take_value(struct lexer *lexer, struct lexer_token *token)
{
    lexer->sign_allowed = lexer->operand = false;
    token->text = lexer->at;
    if (is_at(lexer, lexer->at, '(')) {
        take_open(lexer, token);
        return;
    }
    lexer->operand = true;
    if (pairs_quote_at(&lexer->text, lexer->at)) {
        take_phrase(lexer, token);
        return;
    }
    size_t start = lexer->at, end = word_end(lexer, start);
    if (field_at(token->field)->type == FIELD_NEWS && end == start) {
        token->kind = TOKEN_WORD;
        token->end = token->text_end = end;
        return;
    }
    bool id = token->field == FIELD_NONE && end - start <= SPLIT_BYTES_MAX &&
              value_id_end(lexer->text.query + start, end - start) > 0;
    if (id)
        end = first_id_end(lexer, start, end);
    else if (field_at(token->field)->type == FIELD_TEXT) /* 7 billion is one word */
        end = word_end(
            lexer, start + number_spaced(lexer->text.query + start, lexer->text.length - start));
    lexer->at = token->end = token->text_end = end;
    token->kind = TOKEN_WORD;
    while (lexer->text.query[token->text_end - 1] == '*') {
        token->kind = TOKEN_PREFIX;
        token->text_end--;
    }
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
        sign = lexer->text.query[end - 1] == '+' ? DEMAND_MUST : DEMAND_NOT;
    lexer->at = marks > end && breaks_word(lexer, marks) ? marks : end;
    return sign;
}

/* Whether a half quotation that holds nothing stands at at. */
static bool is_bare_quote(const struct lexer *lexer, size_t at)
{
    return at == lexer->text.half && at < lexer->text.length &&
           spaces_end(lexer, at + pairs_quote_at(&lexer->text, at)) == lexer->text.length;
}

/* Past a parenthesis or quotation mark that has no other: it says nothing where no
 * sign, field or operator stands before it. */
static bool skip_unpaired(struct lexer *lexer)
{
    bool opens = is_at(lexer, lexer->at, '('), closes = is_at(lexer, lexer->at, ')');
    if (is_bare_quote(lexer, lexer->at)) {
        lexer->mended |= MENDED_MARK;
        lexer->at = lexer->text.length;
        return true;
    }
    if ((!opens && !closes) || pairs_is_set(&lexer->text.paired, lexer->at) ||
        (opens && lexer->joint))
        return false;
    lexer->mended |= opens ? MENDED_OPEN : MENDED_CLOSE;
    lexer->at++;
    lexer->sign_allowed = opens;
    return true;
}

/* Whether something that an operator may join stands at at or behind what says
 * nothing; a NOT belongs to what stands behind it. */
static bool operand_follows(struct lexer *lexer, size_t at)
{
    enum lexer_kind kind = TOKEN_NOT;
    size_t length = 0;
    if (at >= lexer->ahead && at < lexer->ahead_end)
        return lexer->follows;
    lexer->ahead = at;
    while (kind == TOKEN_NOT) {
        size_t before;
        at += length;
        do {
            before = at;
            at = spaces_end(lexer, at);
            if (marks_end(lexer, at) > at && ends_at(lexer, marks_end(lexer, at)))
                at = marks_end(lexer, at);
            if ((is_at(lexer, at, '(') || is_at(lexer, at, ')')) &&
                !pairs_is_set(&lexer->text.paired, at))
                at++;
        } while (at > before);
        kind = operator_at(lexer, at, &length);
    }
    lexer->ahead_end = at;
    lexer->follows = kind == TOKEN_WORD && !ends_at(lexer, at) && !is_bare_quote(lexer, at);
    return lexer->follows;
}

/* Takes an operator. One that has nothing on a side where it needs something is a
 * word (false). */
static bool take_operator(struct lexer *lexer, struct lexer_token *token)
{
    size_t length;
    token->kind = operator_at(lexer, lexer->at, &length);
    if (token->kind == TOKEN_WORD)
        return false;
    if ((token->kind != TOKEN_NOT && !lexer->operand) ||
        !operand_follows(lexer, lexer->at + length)) {
        lexer->mended |= MENDED_OPERATOR;
        return false;
    }
    token->end = lexer->at += length;
    lexer->sign_allowed = lexer->operand = false;
    lexer->joint = true;
    return true;
}

bool lexer_next(struct lexer *lexer, struct lexer_token *token, struct value_fault *fault)
{
    size_t length;
    do {
        skip_nothing(lexer);
        *token = (struct lexer_token){.kind = TOKEN_END, .mark = lexer->at};
        token->sign = take_sign(lexer);
    } while (token->sign == DEMAND_RANK && skip_unpaired(lexer));
    token->start = token->end = lexer->at;
    if (token->sign == DEMAND_RANK)
        token->mark = token->start;
    if (lexer->at == lexer->text.length)
        return true;
    if (is_at(lexer, lexer->at, ')')) {
        token->kind = TOKEN_CLOSE;
        token->end = ++lexer->at;
        lexer->sign_allowed = lexer->joint = false;
        lexer->operand = true;
        return true;
    }
    if (token->sign == DEMAND_RANK && take_operator(lexer, token))
        return true;
    lexer->joint = false;
    bool dangling =
        token->sign == DEMAND_RANK && operator_at(lexer, lexer->at, &length) != TOKEN_WORD;
    if (!take_field(lexer, token, fault))
        return false;
    take_value(lexer, token);
    lexer->operand = lexer->operand && !dangling;
    return true;
}
