#include "query/plan/guess/related.h"

#include <math.h>

#include "query/plan/guess/asking.h"
#include "query/plan/guess/guess.h"
#include "query/plan/rank/ranking.h"

enum status guess_related(const struct lookup *l, struct word *word, const char *term)
{
    struct planner *planner = l->planner;
    const struct ranking *r = planner->ranking;
    double literal = word->count ? piece_rarity(planner, word->alternatives[0].pieces) : INFINITY;
    size_t offset = 0, added = 0;
    struct lexical_entry entry;
    struct shim_bytes value;
    enum status status;

    if (planner->literal || r->related <= 0)
        return STATUS_OK;
    status = guess_look_up(l, LEXICAL_RELATED, term, &value);
    while (status == STATUS_OK && added < r->related_most &&
           lexical_next(value.data, value.length, &offset, &entry)) {
        double strength = entry.number / 255.0,
               weight = r->related * pow(strength, r->related_power);
        const char *text = arena_copy(&planner->arena, entry.text, entry.length);
        struct piece piece;

        if (!text)
            return error_no_memory(l->error);
        if (asking_word(text))
            continue;
        status = piece_look_up(l, text, NULL, &piece);
        if (status != STATUS_OK || piece_documents(&piece) == 0)
            continue;
        weight *= fmin(1, literal / piece_rarity(planner, &piece));
        if (!word_add_piece(
                planner, word,
                (struct alternative){.match = MATCH_RELATED, .weight = weight, .label = text},
                &piece))
            break;
        added++;
    }
    return status;
}
