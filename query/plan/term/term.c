/* The parts that words are planned of: lexemes, pieces and alternatives. */
#include "query/plan/term/term.h"

#include <math.h>
#include <string.h>

void text_fields_asked(enum field_id field, bool fields[TEXT_FIELDS])
{
    for (size_t f = 0; f < TEXT_FIELDS; f++) {
        const struct field *row = field_text(f);

        fields[f] = row && (field == FIELD_NONE ? row->plain : row == field_at(field));
    }
}

bool planner_is_spent(struct planner *planner)
{
    planner->spent = planner->spent || planner->work >= PLANNER_WORK_MAX;
    return planner->spent;
}

bool planner_is_full(struct planner *planner)
{
    planner->cut = planner->cut || planner->words >= PLANNER_WORDS_MAX;
    return planner_is_spent(planner) || planner->cut;
}

struct collecting {
    struct arena *arena;
    struct lexemes *lexemes;
};

static bool collect(void *context, const struct token *token)
{
    struct collecting *c = context;
    struct lexemes *l = c->lexemes;
    struct lexeme *item;

    if (l->count == l->capacity) {
        size_t wanted = l->capacity ? l->capacity * 2 : 32;
        struct lexeme *larger = arena_take(c->arena, wanted * sizeof *larger);

        if (!larger)
            return false;
        if (l->count)
            memcpy(larger, l->items, l->count * sizeof *larger);
        l->items = larger;
        l->capacity = wanted;
    }
    item = &l->items[l->count];
    item->text = arena_copy(c->arena, token->text, token->length);
    if (!item->text)
        return false;
    item->length = token->length;
    item->position = token->position;
    item->word = token->word;
    item->start = token->start;
    item->end = token->end;
    item->flags = token->flags;
    l->count++;
    return true;
}

enum status lexemes_of(const struct lookup *l, enum analysis_reason reason, unsigned options,
                       struct shim_bytes text, struct lexemes *out)
{
    struct collecting collecting = {&l->planner->arena, out};

    *out = (struct lexemes){NULL, 0, 0};
    if (!analyzer_run(l->planner->analyzer,
                      &(struct analysis){reason, options, collect, &collecting}, text.data,
                      text.length))
        return error_no_memory(l->error);
    return STATUS_OK;
}

enum status lexeme_first(const struct lookup *l, const char *text, const char **out)
{
    struct lexemes lexemes;
    enum status status =
        lexemes_of(l, ANALYZE_QUERY, 0, (struct shim_bytes){text, strlen(text)}, &lexemes);

    *out = status == STATUS_OK && lexemes.count ? lexemes.items[0].text : NULL;
    return status;
}

static char *term_of(const struct lookup *l, enum text_field field, const char *text)
{
    const char *prefix = field_text(field)->prefix;

    return arena_join(&l->planner->arena, prefix, strlen(prefix), text, strlen(text));
}

enum status piece_name_in(const struct lookup *l, enum text_field field, const char *text,
                          struct piece *piece)
{
    piece->text[field] = piece->documents[field] ? term_of(l, field, text) : NULL;
    return piece->documents[field] && !piece->text[field] ? error_no_memory(l->error) : STATUS_OK;
}

enum status piece_look_up_in(const struct lookup *l, enum text_field field, const char *text,
                             struct piece *piece)
{
    struct planner *planner = l->planner;
    char *key = term_of(l, field, text);
    enum status status;

    if (!key)
        return error_no_memory(l->error);
    planner->work++;
    status = shim_term_documents(planner->database, (struct shim_bytes){key, strlen(key)},
                                 &piece->documents[field], l->error);
    piece->text[field] = status == STATUS_OK && piece->documents[field] ? key : NULL;
    return status;
}

enum status piece_look_up(const struct lookup *l, const char *term, const char *name,
                          struct piece *out)
{
    *out = (struct piece){.weight = 1};
    for (size_t f = 0; f < TEXT_FIELDS; f++) {
        const char *text;
        enum status status;

        if (!l->fields[f])
            continue;
        text = field_text(f)->people ? name : term;
        if (!text)
            continue;
        status = piece_look_up_in(l, (enum text_field)f, text, out);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

uint32_t piece_documents(const struct piece *piece)
{
    uint32_t most = 0;

    for (size_t f = 0; f < TEXT_FIELDS; f++)
        if (piece->documents[f] > most)
            most = piece->documents[f];
    return most;
}

double term_rarity(const struct planner *planner, uint32_t documents)
{
    return log(1 + planner->documents / (documents + 0.5));
}

double piece_rarity(const struct planner *planner, const struct piece *piece)
{
    return term_rarity(planner, piece_documents(piece));
}

struct alternative *word_add(struct planner *planner, struct word *word, struct alternative one,
                             size_t count)
{
    struct alternative *a;

    if (!word->alternatives)
        word->alternatives =
            arena_take(&planner->arena, ALTERNATIVES_MAX * sizeof *word->alternatives);
    if (!word->alternatives || word->count == ALTERNATIVES_MAX)
        return NULL;
    a = &word->alternatives[word->count];
    *a = one;
    a->pieces = arena_take(&planner->arena, count * sizeof *a->pieces);
    if (!a->pieces)
        return NULL;
    word->count++;
    return a;
}

struct alternative *word_add_piece(struct planner *planner, struct word *word,
                                   struct alternative one, const struct piece *piece)
{
    struct alternative *a = word_add(planner, word, one, 1);

    if (a)
        a->pieces[a->piece_count++] = *piece;
    return a;
}

void word_append(struct planner *planner, struct word *word, const struct word *other)
{
    for (size_t i = 0; i < other->count; i++) {
        struct alternative *a = word_add(planner, word, (struct alternative){0}, 0);

        if (!a)
            return;
        *a = other->alternatives[i];
    }
}
