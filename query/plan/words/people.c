#include "query/plan/words/people.h"

#include <math.h>
#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/sound.h"
#include "indexer/format/keys.h"
#include "query/plan/guess/memory.h"
#include "query/plan/rank/compete.h"
#include "query/plan/rank/ranking.h"

#define NAMES_TRIED 48  /* authors' names that sound like one text */
#define WALK_MAX 20000  /* names that begin alike */
#define NAME_LEAST 0.65 /* similarity of a name, */
#define BOTH_LEAST 0.8  /* and of two, in the mean */
#define ONE_LEAST 0.84  /* the same where both are typed as one word, */
#define BOTH_SURE 0.98  /* and where that is short or papers hold it */
#define BOTH_NEAR 0.03  /* how much less likely than the first another author may be */
#define PAPERS 0.02     /* likelihood for each logarithm of an author's papers */
#define PAPERS_SURE 3   /* the least of an author whose name is short */
#define PEOPLE_MAX 3
#define DOUBT 0.5 /* weight of each of several authors */

/* What the letters of a name may be that is heard to begin so, by number of the
 * choseong. */
static const char *const INITIALS[] = {"gkcqx", "gkcq", "nk",    "dt",   "dt",      "lrw",    "m",
                                       "bpfv",  "bp",   "stcxz", "st",   "aeiouyw", "jzcgqx", "jz",
                                       "cjtqx", "kcgq", "td",    "pfbv", "hjx"};

/* Surnames whose spelling is a custom, and how they are written. */
static const char *const WRITTEN[][4] = {
    {"김", "kim", "gim"},
    {"이", "lee", "yi", "rhee"},
    {"박", "park", "pak"},
    {"최", "choi", "choe"},
    {"정", "jung", "jeong", "chung"},
    {"강", "kang"},
    {"윤", "yoon", "yun"},
    {"임", "lim", "im", "rim"},
    {"서", "seo", "suh"},
    {"권", "kwon"},
    {"황", "hwang", "whang"},
    {"유", "yoo", "yu", "ryu"},
    {"류", "ryu", "yoo"},
    {"양", "yang"},
    {"노", "noh", "roh", "no"},
    {"우", "woo", "wu"},
    {"여", "yeo"},
    {"염", "yeom", "yum"},
};

/* Nine Koreans of ten are called so; and the surnames of two syllables. */
static const char SURNAMES[] = "김이박최정강조윤장임한오서신권황안송유류홍전고문양손배백허남심노하"
                               "곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명";
static const char LONG_SURNAMES[] = "남궁황보선우제갈사공서문독고";

/* Whether a list of syllables has this one; a match inside a syllable's bytes is none. */
static bool lists(const char *list, const char *text, size_t length)
{
    const char *at = strstr(list, text);

    return at && (size_t)(at - list) % length == 0;
}

/* A text that names of authors are compared with. */
struct sounding {
    struct pronunciation sound;
    const char *const *written; /* its row of WRITTEN, or NULL */
};

/* False where it has no sound. */
static bool sounding_of(const char *text, struct sounding *out)
{
    out->written = NULL;
    for (size_t i = 0; i < sizeof WRITTEN / sizeof *WRITTEN; i++)
        if (strcmp(WRITTEN[i][0], text) == 0)
            out->written = WRITTEN[i];
    return pronunciation_of(text, strlen(text), &out->sound);
}

/* How much an author's name sounds so; of one that does too little, less than NAME_LEAST. */
static double likeness(const struct sounding *text, struct shim_bytes name)
{
    for (size_t k = 1; text->written && k < 4 && text->written[k]; k++)
        if (strlen(text->written[k]) == name.length &&
            memcmp(text->written[k], name.data, name.length) == 0)
            return 1;
    return sound_similarity_to(&text->sound, name.data, name.length, NAME_LEAST);
}

/* The names of authors that begin with a letter and sound like text. */
static enum status walk(const struct lookup *l, const struct sounding *text, char letter,
                        struct guesses *out)
{
    const char *prefix = field_text(TEXT_AUTHOR)->prefix;
    const size_t skipped = strlen(prefix);
    const char *start = arena_join(&l->planner->arena, prefix, skipped, &letter, 1);
    struct shim_terms *terms = NULL;
    struct shim_bytes term;
    uint32_t papers;
    bool more = true;
    enum status status;

    if (!start)
        return error_no_memory(l->error);
    status = shim_terms_keep(&terms, l->planner->database, (struct shim_bytes){start, skipped + 1},
                             l->error);
    for (size_t n = 0; n < WALK_MAX && status == STATUS_OK; n++, l->planner->work++) {
        struct guess one;

        status = shim_terms_next(terms, &more, &term, &papers, l->error);
        if (status != STATUS_OK || !more)
            break;
        term.data += skipped;
        term.length -= skipped;
        one.score = one.similarity = likeness(text, term);
        if (one.similarity >= NAME_LEAST && !guesses_keep(out, &l->planner->arena, term, one))
            status = error_no_memory(l->error);
    }
    shim_terms_free(terms);
    return status;
}

static enum status listen(const struct lookup *l, const char *text, struct guesses *out)
{
    uint32_t syllable = hangul_at(text, strlen(text));
    struct sounding sounding;
    enum status status = STATUS_OK;

    if (!syllable || !sounding_of(text, &sounding))
        return STATUS_OK;
    for (const char *letter = INITIALS[hangul_leading(syllable)]; *letter && status == STATUS_OK;
         letter++)
        status = walk(l, &sounding, *letter, out);
    return status;
}

/* An author, by given name and surname. */
struct person {
    const char *names[2];
    double likelihood;
};

struct people {
    struct person items[PEOPLE_MAX]; /* the likeliest first */
    size_t count;
    double least; /* how much alike their names are */
    uint32_t papers;
};

/* Keeps the person, who is an author, where one of the likeliest. */
static void keep(struct people *people, struct person one)
{
    size_t at = people->count < PEOPLE_MAX ? people->count++ : PEOPLE_MAX;

    while (at > 0 && people->items[at - 1].likelihood < one.likelihood) {
        if (at < PEOPLE_MAX)
            people->items[at] = people->items[at - 1];
        at--;
    }
    if (at < PEOPLE_MAX)
        people->items[at] = one;
}

static enum status try_person(const struct lookup *l, struct people *people, struct person one)
{
    const struct shim_bytes names[2] = {{one.names[0], strlen(one.names[0])},
                                        {one.names[1], strlen(one.names[1])}};
    char key[KEY_MAX];
    const struct shim_bytes term = {key, key_of(KEY_AUTHOR, names, 2, key)};
    uint32_t papers = 0;
    enum status status = shim_term_documents(l->planner->database, term, &papers, l->error);

    one.likelihood += PAPERS * log1p(papers);
    if (status == STATUS_OK && papers && papers >= people->papers)
        keep(people, one);
    return status;
}

static enum status find_people(const struct lookup *l, const char *const texts[2],
                               struct people *people)
{
    struct guesses names[2] = {{.most = NAMES_TRIED}, {.most = NAMES_TRIED}};
    /* The second is mostly the given name: those that begin like a surname are many, and
     * need not be heard where nobody is called so. */
    enum status status = guesses_once(l, GUESSED_NAMES, texts[1], listen, &names[1]);

    if (status != STATUS_OK || names[1].count == 0 ||
        (names[1].items[0].similarity + 1) / 2 < people->least)
        return status;
    status = guesses_once(l, GUESSED_NAMES, texts[0], listen, &names[0]);
    for (size_t i = 0; status == STATUS_OK && i < names[0].count; i++)
        for (size_t k = 0; status == STATUS_OK && k < names[1].count; k++) {
            const struct guess *a = &names[0].items[i], *b = &names[1].items[k];
            double mean = (a->similarity + b->similarity) / 2;

            if (mean < people->least)
                continue;
            status = try_person(l, people, (struct person){{a->text, b->text}, mean});
            if (status == STATUS_OK)
                status = try_person(l, people, (struct person){{b->text, a->text}, mean});
        }
    return status;
}

static enum status add_people(const struct lookup *l, struct word *word, const char *const texts[2],
                              struct people people)
{
    static const bool FIELDS[TEXT_FIELDS] = {[TEXT_AUTHOR] = true};
    const struct lookup authors = {l->planner, FIELDS, l->error};
    size_t first = word->count;
    enum status status;

    if (l->planner->literal || !l->fields[TEXT_AUTHOR])
        return STATUS_OK;
    status = find_people(l, texts, &people);
    for (size_t i = 0; i < people.count && status == STATUS_OK; i++) {
        bool added;

        if (people.items[i].likelihood >= people.items[0].likelihood - BOTH_NEAR)
            status = compete_adjacent(&authors, MATCH_SOUND, people.items[i].names, word, &added);
    }
    for (size_t i = first; i < word->count; i++)
        word->alternatives[i].weight =
            l->planner->ranking->joined * (word->count - first > 1 ? DOUBT : 1);
    return status;
}

enum status people_named(const struct lookup *l, struct word *word, const char *const texts[2])
{
    return add_people(l, word, texts, (struct people){.least = BOTH_LEAST});
}

enum status people_korean(const struct lookup *l, struct word *word, const char *text)
{
    struct people people = {.least = ONE_LEAST};
    const size_t length = strlen(text), syllables = length / HANGUL_BYTES;
    enum status status = STATUS_OK;

    if (syllables == 2 || word->count)
        people = (struct people){.least = BOTH_SURE, .papers = PAPERS_SURE};
    for (size_t n = 1; n <= 2 && n < syllables && syllables <= n + 2 && status == STATUS_OK; n++) {
        const size_t bytes = n * HANGUL_BYTES;
        const char *surname = arena_copy(&l->planner->arena, text, bytes);

        if (!surname)
            return error_no_memory(l->error);
        if (lists(n == 1 ? SURNAMES : LONG_SURNAMES, surname, bytes))
            status = add_people(l, word, (const char *const[2]){surname, text + bytes}, people);
    }
    return status;
}
