/* What a word in Latin letters may stand for. */
#include "query/plan/words/lexed.h"

#include <string.h>

#include "indexer/format/lexical.h"
#include "query/plan/guess/guess.h"
#include "query/plan/guess/related.h"
#include "query/plan/guess/spacing.h"
#include "query/plan/guess/spelling.h"
#include "query/plan/rank/ranking.h"

/* Whether papers have the word spelled so outside names. */
static enum status is_spelled(const struct lookup *l, const char *text, bool *spelled)
{
    struct lexical_entry entry;
    struct shim_bytes value;
    size_t length = strlen(text), offset = 0;
    enum status status = guess_vocabulary(l, false, length, &value);

    *spelled = false;
    while (status == STATUS_OK && !*spelled &&
           lexical_next(value.data, value.length, &offset, &entry))
        *spelled = entry.length == length && memcmp(entry.text, text, length) == 0;
    return status;
}

/* A name that authors have, and of which English stemming makes another word, is not
 * that word: Manning is no man. */
static enum status add_surname(const struct lexed *w, struct word *word)
{
    const char *name = w->names[0].text;
    struct piece piece = {.weight = 1};
    bool spelled = true;
    enum status status = STATUS_OK;

    if (w->count > 1 || !w->l->fields[TEXT_AUTHOR] || strcmp(name, w->plain[0].text) == 0)
        return STATUS_OK;
    status = piece_look_up_in(w->l, TEXT_AUTHOR, name, &piece);
    if (status == STATUS_OK && piece_documents(&piece))
        status = is_spelled(w->l, name, &spelled);
    if (status == STATUS_OK && !spelled)
        word_add_piece(w->l->planner, word,
                       (struct alternative){.match = MATCH_LITERAL, .weight = 1, .label = name},
                       &piece);
    return status;
}

enum status lexed_latin(const struct lexed *w, struct word *word)
{
    size_t joined = lexed_count(w, TOKEN_JOINED, TOKEN_JOINED);
    const struct lexeme_choice whole = {TOKEN_JOINED, TOKEN_JOINED, 1, true};
    const struct lexeme_choice all_atoms = {TOKEN_JOINED, 0, 1, true};
    const struct lexeme_choice some_atoms = {TOKEN_JOINED, 0,
                                             joined ? w->l->planner->ranking->atoms : 1, false};
    const char *term = w->plain[0].text, *nearest = NULL;
    struct word atoms = {0};
    bool found = false;
    enum status status = add_surname(w, word);

    if (status != STATUS_OK || word->count)
        return status;
    status = lexed_each(w, word, whole);
    if (status == STATUS_OK)
        status = lexed_sum(w, &atoms, all_atoms);
    if (status == STATUS_OK && word->count == 0 && atoms.count == 0 && !joined)
        status = spacing_latin(w->l, word, &found);
    if (status == STATUS_OK && word->count == 0 && atoms.count == 0)
        status = guess_spelling(w->l, word, word->stem, &nearest);
    if (status == STATUS_OK && nearest)
        status = lexeme_first(w->l, nearest, &term);
    if (status == STATUS_OK)
        status = lexed_sum(w, word, some_atoms);
    if (status == STATUS_OK)
        status = guess_related(w->l, word, term);
    guess_bound(w->l->planner, word);
    return status;
}
