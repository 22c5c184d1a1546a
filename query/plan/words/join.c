#include "query/plan/words/join.h"

#include <math.h>
#include <string.h>

#include "query/plan/rank/compete.h"

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

static bool may_join(const struct word *words, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (words[i].hangul != words[0].hangul)
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

static enum status try_join(struct planner *planner, const struct word *words, size_t n,
                            struct word **name, struct error *error)
{
    static const bool FIELDS[TEXT_FIELDS] = {true, true, false};
    const char *text = run_together(planner, words, n);
    struct lexemes lexemes;
    struct alternative *a;
    struct piece piece;
    enum status status;
    bool known;

    *name = NULL;
    if (!text)
        return error_no_memory(error);
    status = lexemes_of(planner, ANALYZE_QUERY, 0, text, strlen(text), &lexemes, error);
    /* What is stripped of endings is not the words run together. */
    if (status != STATUS_OK || lexemes.count == 0 ||
        (words[0].hangul && lexemes.items[0].length != strlen(text)))
        return status;
    status = piece_look_up(planner, FIELDS, lexemes.items[0].text, NULL, &piece, &known, error);
    if (status != STATUS_OK || !known)
        return status;
    *name = arena_take(&planner->arena, sizeof **name);
    if (!*name)
        return error_no_memory(error);
    (*name)->typed = (*name)->stem = lexemes.items[0].text;
    (*name)->hangul = words[0].hangul;
    (*name)->start = words[0].start;
    (*name)->end = words[n - 1].end;
    a = word_add(planner, *name, MATCH_SPACING, name_weight(planner, words, n, &piece), "joined",
                 1);
    if (!a)
        return error_no_memory(error);
    a->pieces[a->piece_count++] = piece;
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

/* The names of one author, in the order of the page or turned round. */
static enum status try_author(struct planner *planner, const struct word *words, struct word **name,
                              struct error *error)
{
    static const bool FIELDS[TEXT_FIELDS] = {false, false, true};
    enum status status = STATUS_OK;
    struct word *author;

    *name = NULL;
    if (words[0].restricted || !names_author(&words[0]) || !names_author(&words[1]))
        return STATUS_OK;
    author = arena_take(&planner->arena, sizeof *author);
    if (!author)
        return error_no_memory(error);
    author->start = words[0].start;
    author->end = words[1].end;
    for (int i = 0; i < 2 && status == STATUS_OK; i++) {
        const char *const texts[2] = {words[i].stem, words[1 - i].stem};
        bool added;

        status = add_adjacent(planner, FIELDS, MATCH_LITERAL, texts, author, &added, error);
        if (added)
            author->alternatives[author->count - 1].weight = planner->ranking->joined;
    }
    if (status != STATUS_OK || author->count == 0)
        return status;
    author->typed = author->stem = author->alternatives[0].label;
    *name = author;
    return STATUS_OK;
}

enum status join_words(struct planner *planner, const struct word *words, size_t count,
                       struct word **name, size_t *taken, struct error *error)
{
    *name = NULL;
    *taken = 1;
    for (size_t n = count < JOINED_MAX ? count : JOINED_MAX; n > 1; n--) {
        enum status status;

        if (!may_join(words, n))
            continue;
        status = try_join(planner, words, n, name, error);
        if (status != STATUS_OK)
            return status;
        if (*name) {
            *taken = n;
            return STATUS_OK;
        }
    }
    if (count > 1) {
        enum status status = try_author(planner, words, name, error);

        if (*name)
            *taken = 2;
        return status;
    }
    return STATUS_OK;
}
