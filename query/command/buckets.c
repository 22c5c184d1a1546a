#include "query/command/buckets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/array.h"
#include "shim/xapian/shim.h"

#define MONTHS_MAX 12000

/* Each writes the part's name that a value belongs to. */
typedef void name_part(struct shim_bytes value, char out[BUCKET_NAME_MAX]);

static void copy(const char *text, size_t length, char out[BUCKET_NAME_MAX])
{
    if (length >= BUCKET_NAME_MAX) {
        length = BUCKET_NAME_MAX - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(out, text, length);
    out[length] = '\0';
}

static void name_month(struct shim_bytes value, char out[BUCKET_NAME_MAX])
{
    snprintf(out, BUCKET_NAME_MAX, "%.4s-%.2s", value.data,
             value.length >= 6 ? value.data + 4 : "");
}

static void name_year(struct shim_bytes value, char out[BUCKET_NAME_MAX])
{
    copy(value.data, value.length < 4 ? value.length : 4, out);
}

static void name_itself(struct shim_bytes value, char out[BUCKET_NAME_MAX])
{
    copy(value.data, value.length, out);
}

static const struct {
    double least;
    const char *name;
} VOTES[] = {{0, "0"},      {1, "1-4"},    {5, "5-9"},       {10, "10-19"},
             {20, "20-49"}, {50, "50-99"}, {100, "100-199"}, {200, "200-"}};

static void name_votes(struct shim_bytes value, char out[BUCKET_NAME_MAX])
{
    double votes = shim_sortable_number(value);
    size_t i = sizeof VOTES / sizeof *VOTES - 1;

    while (i > 0 && votes < VOTES[i].least)
        i--;
    copy(VOTES[i].name, strlen(VOTES[i].name), out);
}

static const struct {
    const char *name;
    uint32_t slot;
    name_part *part;
    bool several; /* a paper may be in several parts, and the most frequent come first */
} FACETS[] = {
    [FACET_MONTH] = {"month", SLOT_DATE, name_month, false},
    [FACET_YEAR] = {"year", SLOT_DATE, name_year, false},
    [FACET_AUTHOR] = {"author", SLOT_AUTHORS, name_itself, true},
    [FACET_VOTES] = {"votes", SLOT_VOTES, name_votes, false},
    [FACET_SOURCE] = {"source", SLOT_SOURCES, name_itself, true},
};

const char *facet_name(size_t n)
{
    return n < sizeof FACETS / sizeof *FACETS ? FACETS[n].name : NULL;
}

static bool add(struct buckets *buckets, const char *name, uint32_t papers)
{
    if (!array_grow(&buckets->items, buckets->count, sizeof *buckets->items))
        return false;
    struct bucket *bucket = &buckets->items[buckets->count++];

    copy(name, strlen(name), bucket->name);
    bucket->papers = papers;
    return true;
}

/* The month or year behind this one. */
static void name_next(char name[BUCKET_NAME_MAX])
{
    unsigned year = 0, month = 0;

    if (sscanf(name, "%4u-%2u", &year, &month) == 2 && month < 12)
        snprintf(name, BUCKET_NAME_MAX, "%04u-%02u", year, month + 1);
    else
        snprintf(name, BUCKET_NAME_MAX, month > 0 ? "%04u-01" : "%04u", year + 1);
}

/* Months and years without papers, up to name. */
static bool add_between(struct buckets *buckets, const char *name)
{
    char next[BUCKET_NAME_MAX];

    for (size_t i = 0; buckets->count > 0 && i < MONTHS_MAX; i++) {
        copy(buckets->items[buckets->count - 1].name,
             strlen(buckets->items[buckets->count - 1].name), next);
        name_next(next);
        if (strcmp(next, name) >= 0)
            break;
        if (!add(buckets, next, 0))
            return false;
    }
    return true;
}

/* In the order of their bytes days and votes rise. */
static bool add_values(struct buckets *buckets, struct shim_tally *tally, enum facet facet,
                       uint32_t most)
{
    bool time = facet == FACET_MONTH || facet == FACET_YEAR;
    struct shim_bytes value;
    uint32_t papers;

    buckets->total = shim_tally_sort(tally, 0, FACETS[facet].several ? most : 0);
    for (size_t n = 0;
         (!FACETS[facet].several || n < most) && shim_tally_value(tally, 0, n, &value, &papers);
         n++) {
        char name[BUCKET_NAME_MAX];
        struct bucket *last = buckets->count ? &buckets->items[buckets->count - 1] : NULL;

        FACETS[facet].part(value, name);
        if (last && strcmp(last->name, name) == 0)
            last->papers += papers;
        else if ((time && !add_between(buckets, name)) || !add(buckets, name, papers))
            return false;
    }
    return true;
}

static enum status fill(struct buckets *out, struct shim_tally *tally, enum facet facet,
                        uint32_t most, struct error *error)
{
    uint32_t sum = 0;

    out->papers = shim_tally_documents(tally);
    if (!add_values(out, tally, facet, most))
        return error_no_memory(error);
    for (size_t i = 0; i < out->count; i++)
        sum += out->items[i].papers;
    if (!FACETS[facet].several) {
        out->unknown = out->papers - sum;
        out->total = out->count;
    }
    return STATUS_OK;
}

enum status buckets_count(struct buckets *out, const struct command *command, enum facet facet,
                          size_t *offset, struct error *error)
{
    struct search_request counting = *command->request;
    struct answer answer = {0};
    uint32_t unique = command->searcher->overlaps ? (uint32_t)SLOT_ID : (uint32_t)SHIM_NO_SLOT;
    enum status status = shim_tally_new(&counting.tally, &FACETS[facet].slot, 1, unique, error);

    *out = (struct buckets){0};
    *offset = 0;
    counting.first = counting.count = 0;
    counting.exact_total = true;
    counting.marked = false;
    counting.sort = SORT_RELEVANCE;
    counting.reversed = false;
    if (status == STATUS_OK)
        status = search(command->searcher, &counting, &answer, offset, error);
    if (status == STATUS_OK)
        status = fill(out, counting.tally, facet, command->request->count, error);
    answer_clear(&answer);
    shim_tally_free(counting.tally);
    return status;
}

void buckets_clear(struct buckets *buckets)
{
    free(buckets->items);
    *buckets = (struct buckets){0};
}
