/* What texts were found to be meant for, which stays so until another database is opened: a
 * session is asked for the same words with every letter that is typed. */
#ifndef SEOGO_PLAN_GUESS_MEMORY_H
#define SEOGO_PLAN_GUESS_MEMORY_H

#include "query/plan/guess/guess.h"

struct guess_memory *guess_memory_new(void); /* NULL: out of memory */
void guess_memory_free(struct guess_memory *memory);

/* What the guesses are about. */
enum guessed {
    GUESSED_SPELLING, /* words that differ by slips of the keys */
    GUESSED_NAMES     /* names of authors that sound so */
};

/* Finds guesses by the text alone; out is empty, but for the most to keep. */
typedef enum status guess_find(const struct lookup *l, const char *text, struct guesses *out);

/* What find finds, or found when it was last asked for this text: the same guesses, their texts
 * in the arena, and the same work of the planner. Without a memory it is always asked. */
enum status guesses_once(const struct lookup *l, enum guessed about, const char *text,
                         guess_find *find, struct guesses *out);

#endif
