/* Words that ask, and tell nothing of what is asked for: 뭐였지, 있나요, 알려줘,
 * how, which, of. A summary is Korean and formal, so that the archive's own
 * statistics take them for rare words that tell much; both lists are of closed
 * classes, which no archive adds to. */
#ifndef SEOGO_PLAN_ASKING_H
#define SEOGO_PLAN_ASKING_H

#include <stdbool.h>

/* word: normalized; Hangul without its endings (어떻게: 어떻), English unstemmed. */
bool asking_word(const char *word);
/* Whether an English word tells nothing at the edge of a question, where asking words
 * stand beside it: "recent papers" in "what are recent papers about". */
bool asking_request(const char *word);
/* Whether an English verb tells nothing behind such words: "use" in "papers that use
 * retrieval", not in "tool use". */
bool asking_verb(const char *word);

#endif
