/* A paper's terms as the shim wants them, and the numbers stored beside them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/fields.h"
#include "indexer/format/terms.h"

/* The allocation that fails, counted down; 0 for none. */
static size_t failing;

void *__real_realloc(void *block, size_t size);
void *__wrap_realloc(void *block, size_t size);

void *__wrap_realloc(void *block, size_t size)
{
    if (failing && --failing == 0)
        return NULL;
    return __real_realloc(block, size);
}

struct fixture {
    struct analyzer *analyzer;
    struct terms *terms;
    struct shim_document document;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    f->analyzer = analyzer_new(NULL);
    f->terms = terms_new(f->analyzer);
    *state = f;
    return f->analyzer && f->terms ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    failing = 0;
    terms_free(f->terms);
    analyzer_free(f->analyzer);
    free(f);
    return 0;
}

static const struct shim_posting *find(const struct shim_document *document, enum field_id field,
                                       const char *text)
{
    const char *prefix = field_at(field)->prefix;
    size_t prefix_length = strlen(prefix), length = strlen(text);

    for (size_t i = 0; i < document->posting_count; i++) {
        struct shim_bytes term = document->postings[i].term;

        if (term.length == prefix_length + length &&
            memcmp(term.data, prefix, prefix_length) == 0 &&
            memcmp(term.data + prefix_length, text, length) == 0)
            return &document->postings[i];
    }
    return NULL;
}

static struct paper paper_of(char **authors, size_t author_count, struct bullet *bullets,
                             size_t bullet_count)
{
    return (struct paper){.id = (char *)"2402.13616",
                          .title = (char *)"Diffusion 모델은 GPT-4o",
                          .votes = VOTES_UNKNOWN,
                          .authors = authors,
                          .author_count = author_count,
                          .summary = bullets,
                          .bullet_count = bullet_count};
}

static void each_field_has_its_prefix(void **state)
{
    struct fixture *f = *state;
    char *authors[] = {(char *)"Ada O'Brien"};
    struct bullet bullets[] = {{(char *)"확산모델을 다룬다", 3}};
    struct paper paper = paper_of(authors, 1, bullets, 1);

    assert_int_equal(terms_of(f->terms, &paper, &f->document), STATUS_OK);
    assert_non_null(find(&f->document, FIELD_TITLE, "diffusion"));
    assert_non_null(find(&f->document, FIELD_TITLE, "모델"));
    assert_non_null(find(&f->document, FIELD_TITLE, "gpt4o"));
    assert_non_null(find(&f->document, FIELD_AUTHOR, "ada"));
    assert_non_null(find(&f->document, FIELD_AUTHOR, "obrien"));
    assert_non_null(find(&f->document, FIELD_SUMMARY, "확산모델"));
    assert_non_null(find(&f->document, FIELD_ID, "2402.13616"));
    assert_null(find(&f->document, FIELD_SUMMARY, "diffusion"));
    assert_null(find(&f->document, FIELD_TITLE, "ada"));
    assert_null(find(&f->document, FIELD_AUTHOR, "확산모델"));
}

static int compare_terms(struct shim_bytes a, struct shim_bytes b)
{
    int order = memcmp(a.data, b.data, a.length < b.length ? a.length : b.length);

    return order ? order : (a.length > b.length) - (a.length < b.length);
}

static void terms_are_distinct_and_positions_rise(void **state)
{
    struct fixture *f = *state;
    char *authors[] = {(char *)"Kim Kim", (char *)"Kim Lee"};
    struct bullet bullets[] = {
        {(char *)"모델 모델은 확산모델의 모델을 abcdefghi abcdefgh abcdefghij", 3},
        {(char *)"YOLOv9 yolov9 yolo 9 GPT-4 gpt4 4 팀은 팀 팀이", 4},
        {(char *)"모델 가각 각가 나낙 낙나 다닥 닥다 é 機械 械機 мир рим 확산 훽산 획산", 5},
    };
    struct paper paper = paper_of(authors, 2, bullets, 3);

    assert_int_equal(terms_of(f->terms, &paper, &f->document), STATUS_OK);
    for (size_t i = 0; i < f->document.posting_count; i++) {
        const struct shim_posting *posting = &f->document.postings[i];

        for (size_t k = 0; k < i; k++)
            assert_true(compare_terms(f->document.postings[k].term, posting->term) != 0);
        /* Only what is typed whole of an author weighs nothing. */
        assert_true(posting->frequency >= 1 || posting->term.data[0] == 'X');
        assert_true(posting->frequency >= posting->position_count);
        for (size_t k = 1; k < posting->position_count; k++)
            assert_true(posting->positions[k - 1] < posting->positions[k]);
    }
}

/* Bigrams are terms of their own, so that they can weigh less than words. */
static void bigrams_count_but_have_no_position(void **state)
{
    struct fixture *f = *state;
    struct bullet bullets[] = {{(char *)"확산모델 확산모델 확산", 3}};
    struct paper paper = paper_of(NULL, 0, bullets, 1);
    const struct shim_posting *posting;

    assert_int_equal(terms_of(f->terms, &paper, &f->document), STATUS_OK);
    posting = find(&f->document, FIELD_SUMMARY, PREFIX_BIGRAM "확산");
    assert_non_null(posting);
    assert_int_equal(posting->frequency, 2);
    assert_int_equal(posting->position_count, 0);
    posting = find(&f->document, FIELD_SUMMARY, "확산");
    assert_non_null(posting);
    assert_int_equal(posting->frequency, 1);
    assert_int_equal(posting->position_count, 1);
    assert_null(find(&f->document, FIELD_SUMMARY, "모델"));
}

/* Joined or not, the word is cut at the same letter: one term, met twice. */
static void a_term_stands_once_at_a_place(void **state)
{
    struct fixture *f = *state;
    struct bullet bullets[] = {{NULL, 3}};
    struct paper paper = paper_of(NULL, 0, bullets, 1);
    char text[TOKEN_BYTES_MAX + 8], term[TOKEN_BYTES_MAX + 1] = "";
    const struct shim_posting *posting;

    memset(text, 'x', sizeof text);
    memcpy(text + sizeof text - 3, "-y", 3);
    memset(term, 'x', TOKEN_BYTES_MAX);
    bullets[0].text = text;
    assert_int_equal(terms_of(f->terms, &paper, &f->document), STATUS_OK);
    posting = find(&f->document, FIELD_SUMMARY, term);
    assert_non_null(posting);
    assert_int_equal(posting->frequency, 1);
    assert_int_equal(posting->position_count, 1);
}

static void no_phrase_reaches_across_bullets_or_authors(void **state)
{
    struct fixture *f = *state;
    char *authors[] = {(char *)"Ada One", (char *)"Bea Two"};
    char text[1024] = "처음";
    struct bullet bullets[] = {{text, 3}, {(char *)"다음 문장", 4}};
    struct paper paper = paper_of(authors, 2, bullets, 2);
    const struct shim_posting *before, *behind;

    for (int i = 0; i < 100; i++)
        strcat(text, " 낱말"); /* a bullet longer than any gap */
    strcat(text, " 문장");
    assert_int_equal(terms_of(f->terms, &paper, &f->document), STATUS_OK);
    before = find(&f->document, FIELD_SUMMARY, "문장");
    behind = find(&f->document, FIELD_SUMMARY, "다음");
    assert_non_null(before);
    assert_non_null(behind);
    assert_int_equal(before->positions[0], 102);
    assert_true(behind->positions[0] > before->positions[0] + 4);
    before = find(&f->document, FIELD_AUTHOR, "one");
    behind = find(&f->document, FIELD_AUTHOR, "bea");
    assert_non_null(before);
    assert_non_null(behind);
    assert_true(behind->positions[0] > before->positions[0] + 4);
}

/* The value in a slot; empty where there is none. */
static struct shim_bytes value_in(const struct shim_document *document, uint32_t slot)
{
    for (size_t i = 0; i < document->value_count; i++)
        if (document->values[i].slot == slot)
            return document->values[i].value;
    return (struct shim_bytes){NULL, 0};
}

static void assert_value(const struct shim_document *document, uint32_t slot, const char *text)
{
    struct shim_bytes value = value_in(document, slot);

    assert_int_equal(value.length, strlen(text));
    assert_memory_equal(value.data, text, strlen(text));
}

static void values_say_what_is_known(void **state)
{
    struct fixture *f = *state;
    struct paper paper = paper_of(NULL, 0, NULL, 0);

    paper.votes = 43;
    paper.date = 20240222;
    assert_int_equal(terms_of(f->terms, &paper, &f->document), STATUS_OK);
    assert_int_equal(f->document.value_count, 5);
    assert_true(shim_sortable_number(value_in(&f->document, SLOT_VOTES)) == 43);
    assert_value(&f->document, SLOT_DATE, "20240222");
    assert_value(&f->document, SLOT_ID, "2402.13616");
    assert_true(shim_sortable_number(value_in(&f->document, SLOT_POPULARITY)) == terms_popularity(43));
    assert_true(shim_sortable_number(value_in(&f->document, SLOT_RECENCY)) == terms_recency(20240222));

    paper.date = 20240200; /* a month alone: its first day */
    assert_int_equal(terms_of(f->terms, &paper, &f->document), STATUS_OK);
    assert_value(&f->document, SLOT_DATE, "20240201");

    paper.votes = VOTES_UNKNOWN; /* is not 0 votes */
    paper.date = 0;
    assert_int_equal(terms_of(f->terms, &paper, &f->document), STATUS_OK);
    assert_int_equal(f->document.value_count, 2);
    assert_value(&f->document, SLOT_ID, "2402.13616");
    assert_true(shim_sortable_number(value_in(&f->document, SLOT_POPULARITY)) == 0.5);
}

static void a_paper_leaves_nothing_in_the_next(void **state)
{
    struct fixture *f = *state;
    struct bullet bullets[] = {{(char *)"확산모델", 3}};
    struct paper with = paper_of(NULL, 0, bullets, 1), without = paper_of(NULL, 0, NULL, 0);

    assert_int_equal(terms_of(f->terms, &with, &f->document), STATUS_OK);
    assert_int_equal(terms_of(f->terms, &without, &f->document), STATUS_OK);
    assert_null(find(&f->document, FIELD_SUMMARY, "확산모델"));
    assert_int_equal(find(&f->document, FIELD_TITLE, "diffusion")->positions[0], 1);
}

static void short_memory_is_told(void **state)
{
    struct fixture *f = *state;
    struct bullet bullets[] = {{(char *)"확산모델을 다룬다", 3}};
    struct paper paper = paper_of(NULL, 0, bullets, 1);
    enum status status = STATUS_NO_MEMORY;

    for (size_t n = 1; status != STATUS_OK; n++) {
        struct terms *terms = terms_new(f->analyzer);

        assert_non_null(terms);
        failing = n;
        status = terms_of(terms, &paper, &f->document);
        if (n < 4) /* occurrences, arena, positions and postings grow once each at least */
            assert_int_equal(status, STATUS_NO_MEMORY);
        assert_true(n < 100);
        failing = 0;
        terms_free(terms);
    }
}

static void popularity_has_its_middle_at_eight_votes(void **state)
{
    (void)state;
    assert_true(terms_popularity(0) == 0);
    assert_true(terms_popularity(8) == 0.5);
    assert_true(terms_popularity(VOTES_UNKNOWN) == 0.5);
    assert_true(terms_popularity(291) > 0.97);
    assert_true(terms_popularity(VOTES_MAX) < 1);
    for (long votes = 0; votes < 300; votes++)
        assert_true(terms_popularity(votes) < terms_popularity(votes + 1));
}

static bool is_near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static void recency_falls_by_e_in_a_year(void **state)
{
    (void)state;
    assert_true(terms_recency(0) == 0);
    assert_true(is_near(terms_recency(20230101), 1));
    assert_true(is_near(terms_recency(20240101), exp(1)));
    assert_true(is_near(terms_recency(20240301) / terms_recency(20240228), exp(2.0 / 365))); /* leap */
    assert_true(is_near(terms_recency(20230301) / terms_recency(20230228), exp(1.0 / 365)));
    assert_true(is_near(terms_recency(20250101) / terms_recency(20240101), exp(366.0 / 365)));
    assert_true(terms_recency(20221231) < 1 && terms_recency(20221231) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_field_has_its_prefix, set_up, tear_down),
        cmocka_unit_test_setup_teardown(terms_are_distinct_and_positions_rise, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bigrams_count_but_have_no_position, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_term_stands_once_at_a_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_phrase_reaches_across_bullets_or_authors, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(values_say_what_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paper_leaves_nothing_in_the_next, set_up, tear_down),
        cmocka_unit_test_setup_teardown(short_memory_is_told, set_up, tear_down),
        cmocka_unit_test(popularity_has_its_middle_at_eight_votes),
        cmocka_unit_test(recency_falls_by_e_in_a_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
