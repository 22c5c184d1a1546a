#include "tests/harness/analysis_laws.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

struct taken {
    struct token token; /* its text lies in the arena, at offset text */
    size_t text;
};

struct tokens {
    struct buffer arena;
    struct taken *items;
    size_t count, capacity;
};

static void tokens_free(struct tokens *t)
{
    buffer_free(&t->arena);
    free(t->items);
}

static bool take(void *context, const struct token *token)
{
    struct tokens *t = context;

    if (t->count == t->capacity) {
        size_t wanted = t->capacity ? t->capacity * 2 : 64;
        struct taken *larger = realloc(t->items, wanted * sizeof *larger);

        if (!larger)
            return false;
        t->items = larger;
        t->capacity = wanted;
    }
    t->items[t->count++] = (struct taken){*token, t->arena.length};
    return buffer_add(&t->arena, token->text, token->length);
}

static bool tokens_of(struct analyzer *a, enum analysis_reason reason, unsigned options,
                      const char *text, size_t length, struct tokens *out)
{
    *out = (struct tokens){.arena = BUFFER_INIT};
    if (analyzer_run(a, &(struct analysis){reason, options, take, out}, text, length))
        return true;
    tokens_free(out);
    return false;
}

bool tokens_write(struct analyzer *analyzer, enum analysis_reason reason, unsigned options,
                  const char *text, size_t length, struct buffer *out)
{
    static const struct {
        unsigned flag;
        char letter;
    } FLAGS[] = {{TOKEN_STEM, '~'}, {TOKEN_BIGRAM, 'b'},  {TOKEN_JOINED, 'j'},
                 {TOKEN_PART, 'p'}, {TOKEN_SURFACE, 's'}, {TOKEN_SYLLABLE, 'y'},
                 {TOKEN_JAMO, 'c'}, {TOKEN_OTHER, 'o'}};
    struct tokens tokens;
    bool done = tokens_of(analyzer, reason, options, text, length, &tokens);

    if (!done)
        return false;
    for (size_t i = 0; i < tokens.count && done; i++) {
        const struct token *token = &tokens.items[i].token;

        done = (i == 0 || buffer_add_char(out, ' ')) &&
               buffer_add(out, tokens.arena.data + tokens.items[i].text, token->length) &&
               buffer_add_format(out, "@%u", (unsigned)token->position);
        for (size_t k = 0; k < sizeof FLAGS / sizeof *FLAGS && done; k++)
            if (token->flags & FLAGS[k].flag)
                done = buffer_add_char(out, FLAGS[k].letter);
    }
    tokens_free(&tokens);
    return done;
}

static size_t stem_plural(void *context, const char *word, size_t length, char *out,
                          size_t capacity)
{
    (void)context;
    if (length > capacity || word[length - 1] != 's')
        return 0;
    memcpy(out, word, length - 1);
    return length - 1;
}

struct analyzer *laws_analyzer(void)
{
    return analyzer_new(&(struct stemming){stem_plural, NULL});
}

static bool holds(const struct tokens *t, const char *text, size_t length)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->items[i].token.length == length &&
            memcmp(t->arena.data + t->items[i].text, text, length) == 0)
            return true;
    return false;
}

static bool is_utf8(const char *text, size_t length)
{
    utf8proc_int32_t code;

    for (size_t i = 0; i < length;) {
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text + i,
                                              (utf8proc_ssize_t)(length - i), &code);
        if (n <= 0)
            return false;
        i += (size_t)n;
    }
    return true;
}

static const char *ranges_fault(const struct tokens *t, size_t length)
{
    const unsigned scripts = TOKEN_HANGUL | TOKEN_LATIN | TOKEN_OTHER | TOKEN_JAMO;
    size_t highest = 0, last = 0;

    for (size_t i = 0; i < t->count; i++) {
        const struct token *token = &t->items[i].token;
        const struct token *before = i ? &t->items[i - 1].token : NULL;
        unsigned script = token->flags & scripts;

        if (token->start >= token->end || token->end > length)
            return "a range lies in the text";
        if (token->length == 0 || token->length > TOKEN_BYTES_MAX ||
            !is_utf8(t->arena.data + t->items[i].text, token->length))
            return "a token is UTF-8 of 1 to TOKEN_BYTES_MAX bytes";
        if (script == 0 || (script & (script - 1)))
            return "a token has one script";
        if (before && (token->position < before->position || token->word < before->word))
            return "positions and words do not fall";
        if (before && token->position > before->position)
            last = highest;
        if (token->start < last)
            return "starts do not fall as positions rise";
        highest = token->start > highest ? token->start : highest;
    }
    return NULL;
}

/* TeX and Greek letters are spelled out: their tokens are no slices. */
static bool is_spelled_out(const char *text, size_t length)
{
    static const char LEADS[] = "$\\{}^\xC3\xCD\xCE\xCF\xE1";

    for (size_t i = 0; i < length; i++)
        if (memchr(LEADS, text[i], sizeof LEADS - 1))
            return true;
    return false;
}

static const char *slices_fault(struct analyzer *a, const struct tokens *t, const char *text,
                                size_t length)
{
    const unsigned changed = TOKEN_STEM | TOKEN_BIGRAM | TOKEN_JOINED | TOKEN_PART;

    for (size_t i = 0; i < t->count; i++) {
        const struct token *token = &t->items[i].token;
        struct tokens slice;
        bool found;

        if ((token->flags & changed) || token->end > length ||
            is_spelled_out(text + token->start, token->end - token->start))
            continue;
        if (!tokens_of(a, ANALYZE_INDEX, 0, text + token->start, token->end - token->start, &slice))
            return "memory suffices";
        found = holds(&slice, t->arena.data + t->items[i].text, token->length);
        tokens_free(&slice);
        if (!found)
            return "a token's slice gives the token";
    }
    return NULL;
}

/* Every word of query has a token among those of the index. */
static bool is_found(const struct tokens *query, const struct tokens *index)
{
    for (size_t i = 0; i < query->count;) {
        uint32_t word = query->items[i].token.word;
        bool found = false;

        for (; i < query->count && query->items[i].token.word == word; i++)
            found = found || holds(index, query->arena.data + query->items[i].text,
                                   query->items[i].token.length);
        if (!found)
            return false;
    }
    return true;
}

static const char *query_fault(struct analyzer *a, const struct tokens *index, const char *text,
                               size_t length, enum analysis_reason reason)
{
    struct tokens query;
    bool found;

    if (!tokens_of(a, reason, 0, text, length, &query))
        return "memory suffices";
    found = is_found(&query, index);
    tokens_free(&query);
    return found ? NULL : "a query's word is found in the text";
}

/* The same for the words that spaces part, each typed alone. */
static const char *words_fault(struct analyzer *a, const struct tokens *index, const char *text,
                               size_t length)
{
    const char *fault = NULL;

    for (size_t start = 0, end; start < length && !fault; start = end + 1) {
        for (end = start; end < length && text[end] != ' ' && text[end] != '\n';)
            end++;
        fault = query_fault(a, index, text + start, end - start, ANALYZE_QUERY);
    }
    return fault;
}

/* The same text decomposed gives the same tokens, other byte ranges aside. */
static const char *decomposed_fault(struct analyzer *a, const char *text, size_t length)
{
    struct buffer composed = BUFFER_INIT, decomposed = BUFFER_INIT;
    utf8proc_uint8_t *nfd = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length,
                                      &nfd, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
    const char *fault = NULL;

    if (n >= 0 && (!tokens_write(a, ANALYZE_INDEX, 0, text, length, &composed) ||
                   !tokens_write(a, ANALYZE_INDEX, 0, (const char *)nfd, (size_t)n, &decomposed)))
        fault = "memory suffices";
    else if (n >= 0 &&
             (composed.length != decomposed.length ||
              (composed.length && memcmp(composed.data, decomposed.data, composed.length) != 0)))
        fault = "NFC and NFD give the same terms";
    buffer_free(&composed);
    buffer_free(&decomposed);
    free(nfd);
    return fault;
}

const char *broken_law(struct analyzer *analyzer, const char *text, size_t length)
{
    struct tokens index;
    const char *fault;

    if (!tokens_of(analyzer, ANALYZE_INDEX, 0, text, length, &index))
        return "memory suffices";
    fault = ranges_fault(&index, length);
    if (!fault)
        fault = slices_fault(analyzer, &index, text, length);
    if (!fault)
        fault = query_fault(analyzer, &index, text, length, ANALYZE_QUERY);
    if (!fault)
        fault = query_fault(analyzer, &index, text, length, ANALYZE_HIGHLIGHT);
    if (!fault)
        fault = words_fault(analyzer, &index, text, length);
    if (!fault && is_utf8(text, length))
        fault = decomposed_fault(analyzer, text, length);
    tokens_free(&index);
    return fault;
}
