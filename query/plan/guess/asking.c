#include "query/plan/guess/asking.h"

#include <stddef.h>
#include <string.h>

/* Question words, determiners, dependent nouns and what stands for a preposition,
 * and what ends a question or a request, as it is typed to somebody who knows. */
static const char *const KOREAN[] = {
    "거",         "거였지",   "건",         "걸",         "것",         "것은",       "것을",
    "것이",       "뭐가",     "뭘",         "인가요",     "게",         "궁금",       "되나",
    "되나요",     "될까",     "될까요",     "무슨",       "무엇",       "뭐",         "뭐냐",
    "뭐더라",     "뭐야",     "뭐였나",     "뭐였더라",   "뭐였지",     "뭐예요",     "뭐에요",
    "뭐지",       "뭔가",     "뭔가요",     "뭘까",       "뭘까요",     "보여주세요", "보여줘",
    "싶습니다",   "싶어",     "싶어요",     "알려주세요", "알려줄래",   "알려줘",     "어느",
    "어디",       "어디야",   "어떤",       "어떻",       "없나",       "없나요",     "없을까",
    "왜",         "있나",     "있나요",     "있니",       "있더라",     "있습니까",   "있어",
    "있어요",     "있었나",   "있었더라",   "있었지",     "있을까",     "있을까요",   "주세요",
    "찾아주세요", "찾아줘",   "하나요",     "한",         "그",         "저",         "더",
    "수",         "때",       "등",         "및",         "위한",       "위해",       "대한",
    "대해",       "통한",     "통해",       "관한",       "누가",       "누구",       "누군가",
    "언제",       "어디서",   "얼마",       "어디냐",     "어디였더라", "어디예요",   "어떤지",
    "뭐였죠",     "뭐죠",     "뭐였",       "뭐라",       "뭐라고",     "뭐라더라",   "뭐였는데",
    "혹시",       "좀",       "그냥",       "딱",         "아마",       "되게",       "그런",
    "이런",       "저런",     "그거",       "이거",       "저거",       "그게",       "이게",
    "그걸",       "이걸",     "여기",       "거기",       "아시",       "아는",       "아세요",
    "아시나요",   "알려주실", "알려주라",   "알려줄",     "분",         "분들",       "계신가요",
    "계세요",     "있으신",   "있으신가요", "있었나요",   "있었",       "있지",       "있었죠",
    "있었잖아",   "기억나",   "기억나시",   "기억나요",   "찾는데",     "찾습니다",   "찾아요",
    "찾아줄래",   "궁금한데", "궁금합니다", "있을",       "있는",       "있다",       "있던",
    "없는",       "없다",     "되던",       "됐던",       "하는",       "한다",       "하던",
    "했던",       "해서",     "해주",       "해준",       "해줄",       "하려",       "하면",
    "할",         "라는",     "라던",       "이라던",     "이란",       "란",         "인데",
    "였는데",     "였나",     "였지",       "던가",       "더라",       "거라는데",   "다는",
    "다던",       "거야",     "거지",       "건지",       "것인지",     "데",         "대해서",
    "관해",       "관련된",   "통해서",     "위해서",     "로서",       "처럼",       "같은",
    "말고",       "아닌",     "랑",         "이랑",       "나온",       "나왔던",     "나왔",
    "나왔는데",   "나온거",   "나온게",     "봤던",       "봤는데",     "읽었던",     "읽었는데",
};

/* Articles, pronouns, auxiliaries, prepositions, conjunctions, question words. */
static const char *const ENGLISH[] = {
    "a",       "about",     "am",    "an",    "and",   "any",   "anybody", "anyone", "anything",
    "are",     "as",        "at",    "be",    "been",  "being", "both",    "but",    "by",
    "can",     "could",     "did",   "do",    "does",  "for",   "from",    "had",    "has",
    "have",    "he",        "her",   "him",   "his",   "how",   "i",       "if",     "in",
    "into",    "is",        "it",    "its",   "may",   "me",    "might",   "must",   "my",
    "of",      "on",        "or",    "our",   "shall", "she",   "should",  "some",   "somebody",
    "someone", "something", "than",  "that",  "the",   "their", "them",    "then",   "there",
    "these",   "they",      "this",  "those", "to",    "us",    "was",     "we",     "were",
    "what",    "when",      "where", "which", "who",   "whom",  "whose",   "why",    "will",
    "with",    "would",     "you",   "your",
};

/* What is asked for here, and how: recent papers, show me the latest work. */
static const char *const REQUESTS[] = {
    "article",   "articles",    "find",         "give",      "latest",  "list",   "look",
    "looking",   "new",         "newest",       "paper",     "papers",  "please", "preprint",
    "preprints", "publication", "publications", "published", "read",    "recent", "recently",
    "recommend", "research",    "search",       "show",      "studies", "study",  "suggest",
    "tell",      "work",        "works",
};

/* What papers do with what is asked for. */
static const char *const VERBS[] = {
    "address",   "addresses",  "describe", "describes", "discuss", "discusses",
    "introduce", "introduces", "present",  "presents",  "propose", "proposes",
    "use",       "used",       "uses",     "using",
};

static bool holds(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

bool asking_request(const char *word)
{
    return holds(REQUESTS, sizeof REQUESTS / sizeof *REQUESTS, word);
}

bool asking_verb(const char *word)
{
    return holds(VERBS, sizeof VERBS / sizeof *VERBS, word);
}

bool asking_word(const char *word)
{
    return (unsigned char)word[0] < 0x80 ? holds(ENGLISH, sizeof ENGLISH / sizeof *ENGLISH, word)
                                         : holds(KOREAN, sizeof KOREAN / sizeof *KOREAN, word);
}
