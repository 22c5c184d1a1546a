/* Words of the other script that sound like a typed one: 레이턴트 is latent. */
#ifndef SEOGO_PLAN_SOUND_H
#define SEOGO_PLAN_SOUND_H

#include "query/plan/term/term.h"

/* Adds what sounds like text; none for a text that is spelled as no foreign word
 * is. *similarity is the best one's, 0 where there is none. */
enum status guess_sound(const struct lookup *l, struct word *word, const char *text,
                        double *similarity);

#endif
