/* A paper as a page tells it, and as the index stores it.
 *
 * Every string is NUL-terminated, valid UTF-8, without control characters
 * below U+0020 (the page reader replaced what was not), and owned by the
 * paper. Text keeps the normalization form of its page. */
#ifndef SEOGO_FORMAT_PAPER_H
#define SEOGO_FORMAT_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/fields.h"

#define VOTES_UNKNOWN (-1L)
#define VOTES_MAX 999999999L

/* One bullet of the summary; a nested bullet is a bullet of its own. */
struct bullet {
    char *text;    /* as read, without Markdown's marks */
    uint32_t line; /* in the page, from 1 */
};

/* What a page says for a field that struct paper has no member for: its row says
 * how it is stored and asked for. */
struct fact {
    enum field_id field;
    char *text;      /* owned; NULL where the field has a slot */
    uint32_t number; /* of a field that has one; a day is 20240320 */
};

/* Where else a paper stands: in another archive of the same index. */
struct place {
    char *path; /* as paper.path */
    uint32_t line;
};

struct paper {
    char *id;        /* what address.h makes of the url: "2401.01234" */
    char *title;     /* as it stands in the page for people, without Markdown's marks */
    char *url;       /* the address that names the paper, as written */
    char *thumbnail; /* the image's address, or NULL */
    uint32_t date;   /* 20240320; 20240300 where only the month of the id is known; or 0 */
    long votes;      /* 0 to VOTES_MAX; VOTES_UNKNOWN where the page gives none */
    char **authors;
    size_t author_count;
    struct bullet *summary;
    size_t bullet_count;
    struct fact *facts;
    size_t fact_count;
    struct place *also;
    size_t also_count;
    char *path;    /* of the page, relative to the archive's root, bytes as the system has them */
    uint32_t line; /* of the heading in the page, from 1 */
    bool listed;   /* of an item or row, not a heading; known while pages are read alone */
};

/* Frees what the paper owns and leaves it empty. */
void paper_clear(struct paper *paper);
/* False where memory is short; then *out is empty. */
bool paper_copy(const struct paper *paper, struct paper *out);
/* These take text, also on failure (false: out of memory, as when text is NULL
 * where it is wanted). The lists grow by these alone. */
bool paper_add_author(struct paper *paper, char *text);
bool paper_add_bullet(struct paper *paper, char *text, uint32_t line);
bool paper_add_fact(struct paper *paper, struct fact fact);
bool paper_add_place(struct paper *paper, char *path, uint32_t line);

/* What a field holds of a paper, wherever struct paper has it. The nth text,
 * borrowed, or NULL behind the last: an author and a bullet are a text each. */
const char *paper_text(const struct paper *paper, enum field_id field, size_t n);
/* The number or day of a field that has a slot; false where it is unknown. */
bool paper_number(const struct paper *paper, enum field_id field, uint32_t *out);

#endif
