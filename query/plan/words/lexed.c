#include "query/plan/words/lexed.h"

enum status lexed_sum(const struct lexed *w, struct word *word, struct lexeme_choice chosen)
{
    struct alternative *a = NULL;

    for (size_t i = 0; i < w->count; i++) {
        const struct lexeme *lexeme = &w->plain[i];
        struct piece piece;
        enum status status;

        if ((lexeme->flags & chosen.mask) != chosen.flags)
            continue;
        status = piece_look_up(w->l, lexeme->text, w->names[i].text, &piece);
        if (status != STATUS_OK)
            return status;
        if (piece_documents(&piece) == 0 && chosen.all) {
            word->count -= a != NULL;
            return STATUS_OK;
        }
        if (piece_documents(&piece) == 0)
            continue;
        if (!a)
            a = word_add(w->l->planner, word,
                         (struct alternative){.match = MATCH_LITERAL,
                                              .weight = chosen.weight,
                                              .label = lexeme->text},
                         w->count);
        if (!a)
            return word->count == ALTERNATIVES_MAX ? STATUS_OK : error_no_memory(w->l->error);
        a->partial = chosen.flags & TOKEN_BIGRAM;
        a->pieces[a->piece_count++] = piece;
    }
    return STATUS_OK;
}

enum status lexed_each(const struct lexed *w, struct word *word, struct lexeme_choice chosen)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < w->count && status == STATUS_OK; i++) {
        const struct lexed one = {w->l, w->plain + i, w->names + i, 1};

        status = lexed_sum(&one, word, chosen);
    }
    return status;
}

size_t lexed_count(const struct lexed *w, unsigned mask, unsigned flags)
{
    size_t n = 0;

    for (size_t i = 0; i < w->count; i++)
        n += (w->plain[i].flags & mask) == flags;
    return n;
}
