/* One table of the fields: what writer, query language, help and manual pages
 * must agree on. A row's properties say all that they need to know of it, so
 * that a new field is a row of fields.c. */
#ifndef SEOGO_FORMAT_FIELDS_H
#define SEOGO_FORMAT_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/buffer.h"

/* The fields that code names; a row that none names stands behind them. */
enum field_id {
    FIELD_NONE, /* no field given: the plain text fields */
    FIELD_TITLE,
    FIELD_SUMMARY,
    FIELD_AUTHOR,
    FIELD_ID,
    FIELD_DATE,
    FIELD_SINCE,
    FIELD_UNTIL,
    FIELD_VOTES,
    FIELD_SIMILAR,
    FIELD_NOTE,
    FIELD_LINK,
    FIELD_SOURCE,
    FIELD_NEW,
    FIELD_QUERY,
    FIELD_UNNAMED /* the first of the others */
};

/* How a value is read, stored and asked for. */
enum field_type {
    FIELD_TEXT,   /* words, phrases and prefixes, which rank: the terms of the text */
    FIELD_TERM,   /* a value as a whole, whatever its case, which filters: one term */
    FIELD_PAPER,  /* an arXiv id or link, which filters: one term */
    FIELD_LIKE,   /* arXiv ids or links, between commas: papers like those; nothing is stored */
    FIELD_DAY,    /* a year, month, day or range, which filters: eight digits in a slot */
    FIELD_NUMBER, /* a number, bound or range, which filters: shim_sortable in a slot */
    FIELD_NEWS,   /* how many publications, which filters: the papers that they brought; the list
                     of news.h has them */
    FIELD_SAVED,  /* a name: the query that a person saved under it; nothing is stored */
};

/* What a day or number reaches: itself, or all from it on or up to it. */
enum field_reach { FIELD_RANGE, FIELD_FROM, FIELD_TO };

/* Value slots. Numbers are shim_sortable; a day is eight digits. */
enum slot {
    SLOT_VOTES,      /* votes; absent where unknown */
    SLOT_DATE,       /* "20240320"; absent where unknown */
    SLOT_ID,         /* the arXiv id, for collapsing over several indexes */
    SLOT_POPULARITY, /* see terms_popularity() */
    SLOT_RECENCY,    /* see terms_recency() */
    SLOT_AUTHORS,    /* the authors, a newline between each two */
    SLOT_SOURCES,    /* the archives that the paper is from, likewise */
    SLOT_UNNAMED     /* the first that a row may take which code does not name */
};

/* Stands between a field's prefix and a bigram that is part of a longer stem,
 * which tells it from a stem of two syllables. */
#define PREFIX_BIGRAM "B"

/* A table may have as many rows of FIELD_TEXT, and a row as many aliases. */
#define FIELD_TEXTS_MAX 6
#define FIELD_ALIASES_MAX 4
/* new: reaches so many publications back. */
#define NEWS_MAX 30
/* No name is longer in bytes, however it is typed. */
#define FIELD_NAME_MAX 32

struct field {
    const char *name;                           /* in small ASCII letters */
    const char *aliases[FIELD_ALIASES_MAX + 1]; /* in NFC; NULL ends them */
    enum field_type type;
    const char *prefix;     /* of its terms, no other row's; NULL where it has none */
    bool plain;             /* FIELD_TEXT: asked too where no field is given */
    bool people;            /* FIELD_TEXT: names of people, which are not stemmed */
    bool address;           /* FIELD_TERM: an address, as address.h reads it */
    enum slot slot;         /* FIELD_DAY, FIELD_NUMBER: where its value is. The first row with a
                               slot stores it; another one asks for the same values */
    enum field_reach reach; /* FIELD_DAY, FIELD_NUMBER */
    const char *form;       /* FIELD_DAY, FIELD_NUMBER: said where a value is none */
    const char *help;       /* one line */
    const char *example;    /* a query that uses it */
};

/* Rows are 0 (FIELD_NONE, whose names are empty) to field_count() - 1. */
size_t field_count(void);
const struct field *field_at(enum field_id id);
/* By name or alias (ASCII case ignored, NFC or NFD), or NULL. */
const struct field *field_named(const char *name, size_t length);
enum field_id field_id(const struct field *field);
/* The English name or alias that is one slip away from what was typed, of four letters
 * or more: one letter left out, added, taken for another, or two changed about; or NULL. */
const char *field_meant(const char *typed, size_t length);

/* The nth text field in the table's order, or NULL behind the last. */
const struct field *field_text(size_t n);
/* Whether its values are in a slot: days and numbers. */
bool field_has_slot(const struct field *field);
/* The row that stores the values in field's slot: date for since. */
const struct field *field_stored(const struct field *field);

/* Appends the term of a FIELD_TERM's value: prefix and the value in compatibility
 * form, case folded, cut to TOKEN_BYTES_MAX. False where memory is short. */
bool field_add_term(const struct field *field, const char *value, size_t length,
                    struct buffer *out);

#endif
