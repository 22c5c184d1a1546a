/* Papers that a session keeps: each is found again as what it is, and lasts while it is held. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/search/kept.h"

static struct kept_paper *read_paper(uint64_t document)
{
    struct kept_paper *paper = kept_paper_new(document);
    char id[32];

    assert_non_null(paper);
    snprintf(id, sizeof id, "%llu", (unsigned long long)document);
    paper->paper.id = strdup(id);
    assert_non_null(paper->paper.id);
    return paper;
}

static void assert_is(const struct kept_paper *paper, uint64_t document)
{
    assert_int_equal(paper->document, document);
    assert_int_equal(strtoull(paper->paper.id, NULL, 10), document);
}

static void what_was_read_is_found_again(void **state)
{
    struct kept_papers *kept = kept_papers_new();
    struct kept_paper *first, *again;

    (void)state;
    assert_non_null(kept);
    assert_null(kept_papers_find(kept, 7));
    first = read_paper(7);
    kept_papers_add(kept, first);
    again = kept_papers_find(kept, 7);
    assert_ptr_equal(again, first);
    assert_null(kept_papers_find(kept, 8));
    kept_paper_release(again);
    kept_paper_release(first);
    kept_papers_free(kept);
}

/* More than there is room for: what is found is what was asked for, and the newest is there. */
static void the_oldest_leave(void **state)
{
    struct kept_papers *kept = kept_papers_new();
    size_t found = 0;

    (void)state;
    assert_non_null(kept);
    for (uint64_t document = 1; document <= 50000; document++) {
        struct kept_paper *paper = read_paper(document), *there;

        kept_papers_add(kept, paper);
        kept_paper_release(paper);
        there = kept_papers_find(kept, document);
        assert_non_null(there);
        kept_paper_release(there);
    }
    for (uint64_t document = 1; document <= 50000; document++) {
        struct kept_paper *there = kept_papers_find(kept, document);

        if (!there)
            continue;
        found++;
        assert_is(there, document);
        kept_paper_release(there);
    }
    assert_in_range(found, 1000, 49999);
    kept_papers_free(kept);
}

static void who_holds_a_paper_has_it_when_others_came(void **state)
{
    struct kept_papers *kept = kept_papers_new();
    struct kept_paper *held = read_paper(3);

    (void)state;
    assert_non_null(kept);
    kept_papers_add(kept, held);
    for (uint64_t document = 4; document <= 50000; document++) {
        struct kept_paper *paper = read_paper(document);

        kept_papers_add(kept, paper);
        kept_paper_release(paper);
    }
    assert_null(kept_papers_find(kept, 3));
    assert_is(held, 3);
    kept_papers_free(kept);
    assert_is(held, 3);
    kept_paper_release(held);
}

/* A process keeps nothing. */
static void nothing_may_be_kept(void **state)
{
    struct kept_paper *paper = read_paper(1);

    (void)state;
    kept_papers_add(NULL, paper);
    assert_null(kept_papers_find(NULL, 1));
    kept_paper_release(paper);
    kept_papers_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_read_is_found_again),
        cmocka_unit_test(the_oldest_leave),
        cmocka_unit_test(who_holds_a_paper_has_it_when_others_came),
        cmocka_unit_test(nothing_may_be_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
