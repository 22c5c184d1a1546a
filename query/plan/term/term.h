/* A typed word -> what it may stand for in the index: its alternatives, which
 * compete (the best of them counts), each a sum of pieces. */
#ifndef SEOGO_PLAN_WORD_H
#define SEOGO_PLAN_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/fields.h"
#include "query/answer/match.h"
#include "query/plan/term/arena.h"
#include "shim/xapian/shim.h"

/* The text fields by their place in the table (field_text), named where the plan
 * names them; a term has one frequency in each. There may be fewer than TEXT_FIELDS. */
enum text_field { TEXT_TITLE, TEXT_SUMMARY, TEXT_AUTHOR, TEXT_FIELDS = FIELD_TEXTS_MAX };

/* A query of more words is planned as if it ended here; what filters by date,
 * votes or id counts all the same. */
#define PLANNER_WORDS_MAX 200
/* Nor is more planned once so much is spent, whatever the clock says: a term that was
 * looked at costs one, one that the search opens WORK_OF_OPENED more, a search that
 * only plans WORK_OF_SEARCH. */
#define PLANNER_WORK_MAX 30000
#define WORK_OF_OPENED 8
#define WORK_OF_SEARCH 200
/* More dates, votes and ids are STATUS_BAD_QUERY: none may be left out. */
#define PLANNER_FILTERS_MAX 1000

struct ranking;      /* query/plan/rank/ranking.h */
struct guess_memory; /* query/plan/guess/memory.h */

/* Everything that planning needs; borrowed, but for the arena, which owns what
 * is planned. */
struct planner {
    struct shim_database *database;
    struct analyzer *analyzer;
    const struct ranking *ranking;
    struct arena arena;
    struct guess_memory *memory; /* or NULL: nothing is remembered */
    const char *query;           /* as typed, of query_length bytes; NULL where nobody types */
    size_t query_length;
    bool literal;          /* no guesses */
    bool pasted;           /* a text, longer than anybody types a query */
    uint32_t documents;    /* in the index */
    size_t words;          /* planned so far, phrases and prefixes counted in */
    size_t work;           /* done so far; see PLANNER_WORK_MAX */
    bool spent;            /* something was left out for it */
    bool cut;              /* there were more than PLANNER_WORDS_MAX */
    size_t filters;        /* planned so far */
    uint32_t prefix_terms; /* of a field that each prefix stands for; set by plan_query() */
    /* Appends the ids of the papers that the last publications brought, a line each; *all
       where these are all papers. NULL: nobody knows. */
    enum status (*news)(const void *newsman, size_t publications, struct buffer *ids, bool *all,
                        struct error *error);
    const void *newsman;
    size_t broken; /* after STATUS_BAD_QUERY: the byte of the query that it is about */
};

/* True where the query has had its work, or also its words: what comes next is left
 * out, which the planner remembers. */
bool planner_is_spent(struct planner *planner);
bool planner_is_full(struct planner *planner);

/* What a text's words are looked up with; borrows all of it. */
struct lookup {
    struct planner *planner;
    const bool *fields; /* TEXT_FIELDS of them: which are asked; NULL where it is no matter */
    struct error *error;
};

/* A token as the analyzer gave it, in the arena. */
struct lexeme {
    const char *text; /* NUL-terminated */
    size_t length;
    uint32_t position, word;
    size_t start, end;
    unsigned flags;
};

struct lexemes {
    struct lexeme *items;
    size_t count, capacity;
};

/* Analyzes text for this reason, with the analyzer's options; *out lies in the arena. */
enum status lexemes_of(const struct lookup *l, enum analysis_reason reason, unsigned options,
                       struct shim_bytes text, struct lexemes *out);
/* The first lexeme of a query's text, which is NUL-terminated; NULL where it has none. */
enum status lexeme_first(const struct lookup *l, const char *text, const char **out);

/* A term in each field it may stand in; a text is NULL where the field is not
 * asked. */
struct piece {
    const char *text[TEXT_FIELDS];
    uint32_t documents[TEXT_FIELDS];
    double weight; /* beside the other pieces of its alternative; 1 as looked up */
};

struct alternative {
    enum match match;
    double weight;     /* of its pieces' sum, 1 for the word itself */
    const char *label; /* for people */
    bool all;          /* a paper must hold every piece */
    bool adjacent;     /* and one behind the other, in one field */
    bool meant;        /* another word for the same thing, by the thesaurus */
    bool partial;      /* its pieces are fragments of a word: bigrams */
    struct piece *pieces;
    size_t piece_count;
};

struct word {
    const char *typed; /* normalized, for people */
    size_t start, end; /* bytes of the query */
    bool hangul;
    bool restricted;  /* to some of the fields */
    bool asking;      /* a word such as 뭐였지, which tells nothing beside others */
    const char *stem; /* the form that stands in an index most likely */
    const char *row;  /* its stems as the thesaurus has them (concept_add_stem); NULL for none */
    struct alternative *alternatives;
    size_t count;
};

/* Looks term up in the fields asked. name is the form without English stemming,
 * for authors; NULL where they are not to be asked. */
enum status piece_look_up(const struct lookup *l, const char *term, const char *name,
                          struct piece *out);

/* Looks text up in one field, which *piece gets; its other fields stay. */
enum status piece_look_up_in(const struct lookup *l, enum text_field field, const char *text,
                             struct piece *piece);

/* The same for who knows in how many documents it stands. */
enum status piece_name_in(const struct lookup *l, enum text_field field, const char *text,
                          struct piece *piece);

/* The documents that the piece is in: the largest number of its fields, 0 where
 * no field that was asked knows it. */
uint32_t piece_documents(const struct piece *piece);

/* What a term of so many papers tells, much as BM25 has it: the fewer, the more. */
double term_rarity(const struct planner *planner, uint32_t documents);

/* The same of a piece. */
double piece_rarity(const struct planner *planner, const struct piece *piece);

/* A word has at most so many. */
#define ALTERNATIVES_MAX 24

/* Adds an alternative, with room for count pieces, to a word; NULL where it has
 * its most, or memory is short. */
struct alternative *word_add(struct planner *planner, struct word *word, struct alternative one,
                             size_t count);
/* The same with one piece. */
struct alternative *word_add_piece(struct planner *planner, struct word *word,
                                   struct alternative one, const struct piece *piece);

/* Adds the alternatives of another word, as far as there is room. */
void word_append(struct planner *planner, struct word *word, const struct word *other);

/* The text fields that a field asks: itself, or the plain ones for FIELD_NONE. */
void text_fields_asked(enum field_id field, bool fields[TEXT_FIELDS]);

#endif
