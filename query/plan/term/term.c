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

struct collecting {
    struct planner *planner;
    struct lexemes *lexemes;
};

static bool collect(void *context, const struct token *token)
{
    struct collecting *c = context;
    struct lexemes *l = c->lexemes;
    struct lexeme *item;

    if (l->count == l->capacity) {
        size_t wanted = l->capacity ? l->capacity * 2 : 32;
        struct lexeme *larger = arena_take(&c->planner->arena, wanted * sizeof *larger);

        if (!larger)
            return false;
        if (l->count)
            memcpy(larger, l->items, l->count * sizeof *larger);
        l->items = larger;
        l->capacity = wanted;
    }
    item = &l->items[l->count];
    item->text = arena_copy(&c->planner->arena, token->text, token->length);
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

enum status lexemes_of(struct planner *planner, enum analysis_reason reason, unsigned options,
                       const char *text, size_t length, struct lexemes *out, struct error *error)
{
    struct collecting collecting = {planner, out};

    *out = (struct lexemes){NULL, 0, 0};
    if (!analyzer_run(planner->analyzer, &(struct analysis){reason, options, collect, &collecting},
                      text, length))
        return error_no_memory(error);
    return STATUS_OK;
}

enum status piece_look_up_in(struct planner *planner, enum text_field field, const char *text,
                             struct piece *piece, struct error *error)
{
    const char *prefix = field_text(field)->prefix;
    char *key = arena_join(&planner->arena, prefix, strlen(prefix), text, strlen(text));
    enum status status;

    if (!key)
        return error_no_memory(error);
    status = shim_term_documents(planner->database, (struct shim_bytes){key, strlen(key)},
                                 &piece->documents[field], error);
    piece->text[field] = status == STATUS_OK && piece->documents[field] ? key : NULL;
    return status;
}

enum status piece_look_up(struct planner *planner, const bool fields[TEXT_FIELDS], const char *term,
                          const char *name, struct piece *out, bool *known, struct error *error)
{
    *known = false;
    *out = (struct piece){.weight = 1};
    for (size_t f = 0; f < TEXT_FIELDS; f++) {
        const char *text;
        enum status status;

        if (!fields[f])
            continue;
        text = field_text(f)->people ? name : term;
        if (!text)
            continue;
        status = piece_look_up_in(planner, (enum text_field)f, text, out, error);
        if (status != STATUS_OK)
            return status;
        *known = *known || out->text[f];
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

double piece_rarity(const struct planner *planner, const struct piece *piece)
{
    return log(1 + planner->documents / (piece_documents(piece) + 0.5));
}

struct alternative *word_add(struct planner *planner, struct word *word, enum match match,
                             double weight, const char *label, size_t count)
{
    struct alternative *a;

    if (!word->alternatives)
        word->alternatives =
            arena_take(&planner->arena, ALTERNATIVES_MAX * sizeof *word->alternatives);
    if (!word->alternatives || word->count == ALTERNATIVES_MAX)
        return NULL;
    a = &word->alternatives[word->count];
    *a = (struct alternative){.match = match, .weight = weight, .label = label};
    a->pieces = arena_take(&planner->arena, count * sizeof *a->pieces);
    if (!a->pieces)
        return NULL;
    word->count++;
    return a;
}

void word_append(struct planner *planner, struct word *word, const struct word *other)
{
    for (size_t i = 0; i < other->count; i++) {
        struct alternative *a = word_add(planner, word, MATCH_LITERAL, 0, NULL, 0);

        if (!a)
            return;
        *a = other->alternatives[i];
    }
}
