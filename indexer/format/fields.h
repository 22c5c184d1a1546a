/* One table of the fields: what writer, query language, help and man pages
 * must agree on. */
#ifndef SEOGO_FORMAT_FIELDS_H
#define SEOGO_FORMAT_FIELDS_H

#include <stddef.h>

enum field_id {
    FIELD_NONE, /* no field given: all text */
    FIELD_TITLE,
    FIELD_AUTHOR,
    FIELD_SUMMARY,
    FIELD_ID,
    FIELD_DATE,
    FIELD_SINCE,
    FIELD_UNTIL,
    FIELD_VOTES,
    FIELD_SIMILAR,
    FIELD_COUNT
};

enum field_type { FIELD_TEXT, FIELD_TOKEN, FIELD_DAY, FIELD_NUMBER };

/* Value slots. Numbers are shim_sortable; a day is eight digits. */
enum slot {
    SLOT_VOTES,      /* votes; absent where unknown */
    SLOT_DATE,       /* "20240320"; absent where unknown */
    SLOT_ID,         /* the arXiv id, for collapsing over several indexes */
    SLOT_POPULARITY, /* see popularity_of() */
    SLOT_RECENCY     /* see recency_of() */
};

/* Stands between a field's prefix and a bigram that is part of a longer stem,
 * which tells it from a stem of two syllables. */
#define PREFIX_BIGRAM "B"

struct field {
    enum field_id id;
    const char *name, *korean; /* korean may be NULL */
    const char *prefix;        /* of its terms; NULL where it has none */
    enum field_type type;
    const char *help;          /* one line */
    const char *example;       /* a query that uses it */
};

/* No name is longer in bytes, however it is typed. */
#define FIELD_NAME_MAX 32

/* By id; FIELD_NONE has empty names. */
const struct field *field_at(enum field_id id);
/* By English name (ASCII case ignored) or Korean alias (NFC or NFD), or NULL. */
const struct field *field_named(const char *name, size_t length);

#endif
