/* What a query names beside words: dates, ids and addresses of any form are found within
 * the text, are what the calendar and the hosts of papers have, and a plan of any such
 * query over a tiny index is whole. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/format/address.h"
#include "query/language/dates.h"
#include "query/plan/words/web.h"
#include "query/plan/words/when.h"
#include "shim/base/utf8.h"
#include "tests/unit/planning_room.h"

#define TODAY 20240229

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct planning_room *room;

static void close_room(void)
{
    planning_room_close((void **)&room);
}

static void expect(bool holds, const char *law)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", law);
    abort();
}

static bool is_whole(const char *text, size_t from, size_t to)
{
    return utf8_valid_length(text + from, to - from) == to - from;
}

static void check_when(const char *text, size_t length)
{
    const bool valid = utf8_valid_length(text, length) == length;
    struct when when;

    for (size_t from = 0; when_find(text, length, from, &when); from = when.end) {
        expect(from <= when.start && when.start < when.end && when.end <= length,
               "a date lies in its text, behind the last");
        expect(!valid || is_whole(text, when.start, when.end), "a date is whole letters");
        expect(when.first >= 1 && when.first <= 12 && when.first <= when.last &&
                   when.last - when.first <= WHEN_MONTHS,
               "a date has months");
        expect(when.year == 0 || (when.year >= 1900 && when.year < 2100), "a year of papers");
    }
}

static void expect_day(int64_t day)
{
    char text[32];

    snprintf(text, sizeof text, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, day / 10000,
             day / 100 % 100, day % 100);
    expect(query_day(text) == day, "a day of the calendar");
}

static void check_date(const char *text, size_t length)
{
    struct value_fault fault = {0};
    struct value_range range;

    if (!date_read(text, length, TODAY, &range, &fault)) {
        expect(!fault.message || fault.offset <= length, "a fault lies in its text");
        return;
    }
    expect_day(range.low);
    expect_day(range.high);
    expect(range.low <= range.high, "the first day is not behind the last");
}

/* What is read of an id is that id. */
static void check_address(const char *text, size_t length)
{
    struct buffer id = BUFFER_INIT, again = BUFFER_INIT;
    enum address_kind kind, second;
    struct web_address web;

    expect(address_arxiv_length(text, length) <= length, "an id lies in its text");
    expect(address_read(text, length, &id, &kind), "memory");
    expect((kind == ADDRESS_NONE) == (id.length == 0), "an address has an id");
    if (id.length > 0) {
        expect(address_read(id.data, id.length, &again, &second), "memory");
        expect(again.length == 0 ||
                   (again.length == id.length && memcmp(again.data, id.data, id.length) == 0),
               "an id names itself");
        expect(buffer_add_char(&id, '\0'), "memory");
        const uint32_t month = address_month(id.data);
        expect(month == 0 || (month % 100 >= 1 && month % 100 <= 12), "an id's month");
    }
    buffer_free(&id);
    buffer_free(&again);
    if (!web_find((struct shim_bytes){text, length}, &web))
        return;
    expect(web.before.data == text && web.before.length <= length, "before it is its word");
    expect(web.whole.data >= text && web.whole.data + web.whole.length <= text + length,
           "an address lies in its word");
    expect(web.words.data >= web.whole.data &&
               web.words.data + web.words.length <= web.whole.data + web.whole.length,
           "its words lie in it");
}

/* A query is planned or refused, with a byte of it. */
static void check_plan(const char *before, const char *text, size_t length)
{
    const struct query_context context = {.today = TODAY};
    struct planner planner = planning_room_planner(room);
    struct buffer query = BUFFER_INIT;
    struct error error = {0};
    struct plan plan = {0};
    struct node *tree = NULL;
    size_t offset = 0;

    expect(buffer_add(&query, before, strlen(before)) && buffer_add(&query, text, length),
           "memory");
    enum status status =
        query_parse(query.data ? query.data : "", query.length, &context, &tree, &offset, &error);
    if (status == STATUS_OK) {
        planner.query = query.data;
        planner.query_length = query.length;
        status = plan_query(&planner, tree, &plan, &error);
        offset = planner.broken;
        for (size_t i = 0; i < plan.date_count; i++)
            expect(plan.dates[i].start < plan.dates[i].end && plan.dates[i].end <= query.length,
                   "a date lies in its query");
        plan_clear(&plan);
    }
    expect(status == STATUS_OK || (status == STATUS_BAD_QUERY && offset <= query.length),
           "planned, or refused at a byte");
    node_free(tree);
    arena_free(&planner.arena);
    buffer_free(&query);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const BEFORE[] = {"", "date:", "since:", "id:", "similar:", "video "};
    const char *text = (const char *)data;

    if (!room) {
        planning_room_open((void **)&room, library_build);
        atexit(close_room);
    }
    check_when(text, size);
    check_date(text, size);
    check_address(text, size);
    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++)
        check_plan(BEFORE[i], text, size);
    return 0;
}
