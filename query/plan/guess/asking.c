#include "query/plan/guess/asking.h"

#include <stddef.h>
#include <string.h>

/* Question words, determiners, dependent nouns and what stands for a preposition,
 * and what ends a question or a request, as it is typed to somebody who knows. */
static const char *const KOREAN[] = {
    "거",         "거였지", "건",       "걸",         "것",       "것은",       "것을",
    "것이",       "뭐가",   "뭘",       "인가요",     "게",       "궁금",       "되나",
    "되나요",     "될까",   "될까요",   "무슨",       "무엇",     "뭐",         "뭐냐",
    "뭐더라",     "뭐야",   "뭐였나",   "뭐였더라",   "뭐였지",   "뭐예요",     "뭐에요",
    "뭐지",       "뭔가",   "뭔가요",   "뭘까",       "뭘까요",   "보여주세요", "보여줘",
    "싶습니다",   "싶어",   "싶어요",   "알려주세요", "알려줄래", "알려줘",     "어느",
    "어디",       "어디야", "어떤",     "어떻",       "없나",     "없나요",     "없을까",
    "왜",         "있나",   "있나요",   "있니",       "있더라",   "있습니까",   "있어",
    "있어요",     "있었나", "있었더라", "있었지",     "있을까",   "있을까요",   "주세요",
    "찾아주세요", "찾아줘", "하나요",   "한",         "그",       "저",         "더",
    "수",         "때",     "등",       "및",         "위한",     "위해",       "대한",
    "대해",       "통한",   "통해",     "관한",
};

/* Articles, pronouns, auxiliaries, prepositions, conjunctions, question words. */
static const char *const ENGLISH[] = {
    "a",     "about", "an",   "and",   "any", "are",  "as",     "at",    "be",   "been",
    "both",  "by",    "can",  "could", "did", "do",   "does",   "for",   "from", "had",
    "has",   "have",  "how",  "i",     "if",  "in",   "into",   "is",    "it",   "its",
    "me",    "my",    "of",   "on",    "or",  "our",  "should", "some",  "that", "the",
    "there", "these", "this", "those", "to",  "was",  "we",     "were",  "what", "when",
    "where", "which", "who",  "whose", "why", "will", "with",   "would", "you",  "your",
};

static bool holds(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

bool asking_word(const char *word)
{
    return (unsigned char)word[0] < 0x80 ? holds(ENGLISH, sizeof ENGLISH / sizeof *ENGLISH, word)
                                         : holds(KOREAN, sizeof KOREAN / sizeof *KOREAN, word);
}
