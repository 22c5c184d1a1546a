#include "query/plan/words/join.h"

#include <math.h>
#include <string.h>

#include "query/plan/guess/choseong.h"
#include "query/plan/rank/compete.h"
#include "query/plan/rank/ranking.h"
#include "query/plan/words/people.h"

/* Longer chains are not typed as one word. */
#define JOINED_MAX 3

/* The joined text of n words: the last with its endings, so that the analyzer
 * strips them as it does in a page. */
static const char *run_together(struct planner *planner, const struct word *words, size_t n)
{
    const char *text = words[0].stem;

    for (size_t i = 1; i < n && text; i++)
        text =
            arena_join(&planner->arena, text, strlen(text), words[i].stem, strlen(words[i].stem));
    return text;
}

static bool is_ascii(const struct word *word)
{
    return (unsigned char)*word->stem < 0x80;
}

static bool may_join(const struct word *words, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (words[i].hangul != words[0].hangul || is_ascii(&words[i]) != is_ascii(&words[0]))
            return false;
    return true;
}

/* A name tells as much as the words it is made of: much where these are rare
 * (movie dreamer), little where they are not (language model). */
static double name_weight(const struct planner *planner, const struct word *words, size_t n,
                          const struct piece *name)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        if (words[i].count && words[i].alternatives[0].piece_count)
            sum += piece_rarity(planner, words[i].alternatives[0].pieces);
        else
            sum += log(1 + 2.0 * planner->documents);
    return planner->ranking->joined * sum / piece_rarity(planner, name);
}

/* Initials are neighbours as well where a space stands between them. */
static enum status join_initials(const struct lookup *l, const struct word *words, size_t n,
                                 const char *text, struct word **name)
{
    struct word *joined = arena_take(&l->planner->arena, sizeof *joined);
    enum status status;

    if (!joined)
        return error_no_memory(l->error);
    joined->typed = joined->stem = text;
    joined->start = words[0].start;
    joined->end = words[n - 1].end;
    status = guess_choseong(l, joined, text);
    if (status == STATUS_OK && joined->count) {
        joined->typed = joined->stem = joined->alternatives->label;
        *name = joined;
    }
    return status;
}

static bool are_initials(const struct word *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (words[i].hangul || words[i].count == 0 ||
            words[i].alternatives->match != MATCH_CHOSEONG)
            return false;
    return true;
}

static enum status try_join(struct planner *planner, const struct word *words, size_t n,
                            struct word **name, struct error *error)
{
    static const bool FIELDS[TEXT_FIELDS] = {true, true, false};
    const struct lookup l = {planner, FIELDS, error};
    const char *text = run_together(planner, words, n), *stem;
    struct alternative one = {.match = MATCH_SPACING, .label = "joined"};
    struct piece piece;
    enum status status;

    *name = NULL;
    if (!text)
        return error_no_memory(error);
    if (are_initials(words, n))
        return join_initials(&l, words, n, text, name);
    status = lexeme_first(&l, text, &stem);
    /* What is stripped of endings is not the words run together. */
    if (status != STATUS_OK || !stem || (words[0].hangul && strlen(stem) != strlen(text)))
        return status;
    /* Most words make no name, and all that may be one are asked for in one go. */
    shim_terms_suppose(planner->database, 0);
    status = piece_look_up(&l, stem, NULL, &piece);
    shim_terms_suppose(planner->database, 1);
    if (status != STATUS_OK || piece_documents(&piece) == 0)
        return status;
    *name = arena_take(&planner->arena, sizeof **name);
    if (!*name)
        return error_no_memory(error);
    (*name)->typed = (*name)->stem = stem;
    (*name)->hangul = words[0].hangul;
    (*name)->start = words[0].start;
    (*name)->end = words[n - 1].end;
    one.weight = name_weight(planner, words, n, &piece);
    if (!word_add_piece(planner, *name, one, &piece))
        return error_no_memory(error);
    return STATUS_OK;
}

/* Whether the word is an author's name more often than anything else. */
static bool names_author(const struct word *word)
{
    const struct piece *piece;

    if (word->count == 0 || word->alternatives[0].piece_count == 0)
        return false;
    piece = word->alternatives[0].pieces;
    return piece->documents[TEXT_AUTHOR] > 0 &&
           piece->documents[TEXT_AUTHOR] == piece_documents(piece);
}

/* Whether papers enough hold the word itself. */
static bool is_usual(const struct planner *planner, const struct word *word)
{
    return word->count && !match_kind(word->alternatives->match)->guessed &&
           !word->alternatives->partial &&
           piece_documents(word->alternatives->pieces) > planner->ranking->rare;
}

/* What stands for two words; NULL where memory is short. */
static struct word *author_new(struct planner *planner, const struct word *words)
{
    struct word *author = arena_take(&planner->arena, sizeof *author);

    if (author) {
        author->start = words[0].start;
        author->end = words[1].end;
    }
    return author;
}

/* The author by the first name found; NULL where there is none. */
static struct word *author_named(struct word *author)
{
    if (author->count == 0)
        return NULL;
    author->typed = author->stem = author->alternatives[0].label;
    return author;
}

/* The names of one author, in the order of the page or turned round. */
static enum status try_author(struct planner *planner, const struct word *words, struct word **name,
                              struct error *error)
{
    static const bool FIELDS[TEXT_FIELDS] = {false, false, true};
    const struct lookup l = {planner, FIELDS, error};
    enum status status = STATUS_OK;
    struct word *author;

    *name = NULL;
    if (words[0].restricted || !names_author(&words[0]) || !names_author(&words[1]))
        return STATUS_OK;
    author = author_new(planner, words);
    if (!author)
        return error_no_memory(error);
    for (int i = 0; i < 2 && status == STATUS_OK; i++) {
        const char *const texts[2] = {words[i].stem, words[1 - i].stem};
        bool added;

        status = compete_adjacent(&l, MATCH_LITERAL, texts, author, &added);
        if (added)
            author->alternatives[author->count - 1].weight = planner->ranking->joined;
    }
    *name = status == STATUS_OK ? author_named(author) : NULL;
    return status;
}

/* The author whose two names, as they sound, are all that was typed; papers do not
 * hold both words otherwise. */
static enum status try_heard(struct planner *planner, const struct word *words, struct word **name,
                             struct error *error)
{
    static const bool FIELDS[TEXT_FIELDS] = {false, false, true};
    const char *const texts[2] = {words[0].stem, words[1].stem};
    struct word *author;
    enum status status;

    if (words[0].restricted || !words[0].hangul || !words[1].hangul || words[0].start > 0 ||
        words[1].end < planner->query_length ||
        (is_usual(planner, &words[0]) && is_usual(planner, &words[1])))
        return STATUS_OK;
    author = author_new(planner, words);
    if (!author)
        return error_no_memory(error);
    status = people_named(&(struct lookup){planner, FIELDS, error}, author, texts);
    *name = status == STATUS_OK ? author_named(author) : NULL;
    return status;
}

enum status words_join(struct planner *planner, const struct word *words, size_t count,
                       struct joined *out, struct error *error)
{
    enum status status = STATUS_OK;

    *out = (struct joined){NULL, 1};
    if (count == 2)
        status = try_heard(planner, words, &out->name, error);
    if (status != STATUS_OK || out->name) {
        out->count = 2;
        return status;
    }
    for (size_t n = count < JOINED_MAX ? count : JOINED_MAX; n > 1; n--) {
        if (!may_join(words, n))
            continue;
        status = try_join(planner, words, n, &out->name, error);
        if (status == STATUS_OK && out->name)
            out->count = n;
        if (status != STATUS_OK || out->name)
            return status;
    }
    if (count < 2)
        return STATUS_OK;
    status = try_author(planner, words, &out->name, error);
    if (out->name)
        out->count = 2;
    return status;
}
