/* What a search finds, as sets of papers: demands, operators, phrases, filters,
 * sorts, and what a hit tells of itself. */
#include <math.h>

#include "search_library.h"

#include "query/search/run.h"
#include "query/search/search.h"

struct reading {
    struct scratch *scratch;
    char path[PATH_SIZE];
    const char *directories[1];
    struct searcher *searcher;
};

static int setup(void **state)
{
    struct reading *reading = calloc(1, sizeof *reading);
    struct error error = {0};

    assert_non_null(reading);
    scratch_setup((void **)&reading->scratch);
    library_build(reading->scratch, reading->path);
    reading->directories[0] = reading->path;
    assert_ok(searcher_open(&reading->searcher,
                            &(struct searcher_place){.directories = reading->directories,
                                                     .directory_count = 1},
                            &error),
              error);
    *state = reading;
    return 0;
}

static int teardown(void **state)
{
    struct reading *reading = *state;

    searcher_free(reading->searcher);
    int failed = scratch_teardown((void **)&reading->scratch);
    free(reading);
    return failed;
}

static struct answer ask(struct reading *reading, struct search_request *request)
{
    struct answer answer;
    struct error error = {0};
    size_t offset = 0;

    assert_ok(search(reading->searcher, request, &answer, &offset, &error), error);
    return answer;
}

/* The last digits of the hits' ids, in their order. */
static void digits_of(const struct answer *answer, char out[BOOK_COUNT + 1])
{
    assert_true(answer->hit_count <= BOOK_COUNT);
    for (size_t i = 0; i < answer->hit_count; i++)
        out[i] = answer->hits[i].paper.id[9];
    out[answer->hit_count] = '\0';
}

static int compare_chars(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

/* query finds the papers whose ids end in these digits, in any order. */
static void finds(struct reading *reading, const char *query, const char *expected)
{
    struct search_request request;
    char found[BOOK_COUNT + 1];

    search_request_init(&request, query, strlen(query));
    request.literal = true;
    struct answer answer = ask(reading, &request);
    digits_of(&answer, found);
    qsort(found, strlen(found), 1, compare_chars);
    if (strcmp(found, expected) != 0)
        fail_msg("%s finds %s, not %s", query, found, expected);
    assert_int_equal(answer.total_estimate, strlen(expected));
    answer_clear(&answer);
}

static void words_are_alternatives_of_each_other(void **state)
{
    finds(*state, "latent yolov9", "15");
    finds(*state, "nowhere", "");
    finds(*state, "nowhere latent", "1");
    finds(*state, "", "123456");
}

static void operators_are_sets(void **state)
{
    finds(*state, "+추론 강화", "34");
    finds(*state, "추론 -강화", "3");
    finds(*state, "추론 AND language", "4");
    finds(*state, "latent OR yolov9", "15");
    finds(*state, "NOT (추론 OR 확산)", "56");
    finds(*state, "(latent OR language) AND NOT 추론", "16");
    finds(*state, "+nowhere latent", "");
    finds(*state, "-latent", "23456");
}

static double first_score(struct reading *reading, const char *query, double title)
{
    struct search_request request;
    search_request_init(&request, query, strlen(query));
    request.ranking.title = title;
    request.ranking.votes = request.ranking.recency = request.ranking.pair = 0;
    struct answer answer = ask(reading, &request);
    assert_true(answer.hit_count > 0);
    double score = answer.hits[0].score;
    answer_clear(&answer);
    return score;
}

static void a_prefix_weighs_as_its_field_does(void **state)
{
    double plain = first_score(*state, "title:anim*", 1);
    assert_true(plain > 0);
    assert_true(fabs(first_score(*state, "title:anim*", 3) - 3 * plain) < 1e-6);
}

static void spacing_of_hangul_does_not_matter(void **state)
{
    static const char *const QUERIES[] = {"+확산모델", "+\"확산 모델\"", "+\"확산모델\""};

    for (size_t i = 0; i < sizeof QUERIES / sizeof *QUERIES; i++)
        finds(*state, QUERIES[i], "12");
    finds(*state, "\"강화 학습\"", "45");
    finds(*state, "\"강화학습\"", "45");
}

static void a_phrase_has_an_order_and_a_field(void **state)
{
    finds(*state, "\"language models\"", "4");
    finds(*state, "\"models of language\"", "6");
    finds(*state, "author:\"Shanchuan Lin\"", "2");
    finds(*state, "author:lin", "23");
    finds(*state, "title:lin", "");
    finds(*state, "summary:latent", "");
}

static void names_are_found_joined_and_apart(void **state)
{
    finds(*state, "+\"animate diff\"", "2");
    finds(*state, "yolo", "5");
    finds(*state, "anim*", "2");
    finds(*state, "title:diff*", "12");
}

static void ranges_take_unknown_for_no_value(void **state)
{
    finds(*state, "votes:>=0", "12356");
    finds(*state, "votes:5..10", "135");
    finds(*state, "votes:0", "6");
    finds(*state, "date:2024-02", "34");
    finds(*state, "since:2024-02", "345");
    finds(*state, "until:2024-01", "12");
    finds(*state, "id:2401.00003", "3");
    finds(*state, "2401.00003 2401.00001", "13");
}

static void sorted(struct reading *reading, enum search_sort sort, bool reversed, uint32_t first,
                   uint32_t count, const char *expected)
{
    struct search_request request;
    char found[BOOK_COUNT + 1];

    search_request_init(&request, "", 0);
    request.sort = sort;
    request.reversed = reversed;
    request.first = first;
    request.count = count;
    struct answer answer = ask(reading, &request);
    digits_of(&answer, found);
    assert_string_equal(found, expected);
    assert_int_equal(answer.total_lower, BOOK_COUNT);
    assert_int_equal(answer.total_upper, BOOK_COUNT);
    for (size_t i = 0; i < answer.hit_count; i++)
        assert_int_equal(answer.hits[i].rank, first + i + 1);
    answer_clear(&answer);
}

static void what_is_unknown_comes_last(void **state)
{
    sorted(*state, SORT_VOTES, false, 0, 10, "215364");
    sorted(*state, SORT_VOTES, true, 0, 10, "635124");
    sorted(*state, SORT_DATE, false, 0, 10, "543216");
    sorted(*state, SORT_DATE, true, 0, 10, "123456");
    /* The page that holds the border, and those on either side. */
    sorted(*state, SORT_VOTES, true, 3, 2, "12");
    sorted(*state, SORT_VOTES, true, 4, 2, "24");
    sorted(*state, SORT_VOTES, true, 5, 2, "4");
    sorted(*state, SORT_VOTES, true, 6, 2, "");
    sorted(*state, SORT_VOTES, true, 0, 0, "");
}

static void what_is_sorted_holds_every_word_or_where_none_does_one(void **state)
{
    static const struct {
        const char *query, *expected;
    } ROWS[] = {{"추론 language", "4"}, {"latent 비디오", "21"}};

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct search_request request;
        char found[BOOK_COUNT + 1];

        search_request_init(&request, ROWS[i].query, strlen(ROWS[i].query));
        request.sort = SORT_DATE;
        struct answer answer = ask(*state, &request);
        digits_of(&answer, found);
        assert_string_equal(found, ROWS[i].expected);
        answer_clear(&answer);
    }
}

static void a_hit_says_where_and_how_it_matched(void **state)
{
    struct search_request request;
    const char query[] = "확산모델 비디오 AnimateDiff";

    search_request_init(&request, query, strlen(query));
    struct answer answer = ask(*state, &request);
    const struct hit *hit = &answer.hits[0];
    assert_string_equal(hit->paper.id, "2401.00002");
    assert_string_equal(hit->path, "/archive/page.md");
    assert_int_equal(hit->match, MATCH_LITERAL);
    assert_int_equal(hit->title.count, 1);
    assert_int_equal(hit->title.spans[0].start, 0);
    assert_int_equal(hit->title.spans[0].end, strlen("AnimateDiff"));
    assert_int_equal(hit->summary[0].count, 2);
    assert_memory_equal(hit->paper.summary[0].text + hit->summary[0].spans[0].start, "확산모델",
                        strlen("확산모델"));
    assert_memory_equal(hit->paper.summary[0].text + hit->summary[0].spans[1].start, "비디오",
                        strlen("비디오"));
    answer_clear(&answer);
}

static void a_broken_query_says_where(void **state)
{
    struct reading *reading = *state;
    struct search_request request;
    struct answer answer;
    struct error error = {0};
    size_t offset = 0;

    search_request_init(&request, "a date:x", 8);
    assert_int_equal(search(reading->searcher, &request, &answer, &offset, &error),
                     STATUS_BAD_QUERY);
    assert_int_equal(offset, 7);
    answer_clear(&answer);
}

static void the_whole_of_a_long_query_is_not_planned(void **state)
{
    struct search_request request;
    struct buffer query = BUFFER_INIT;

    for (int i = 0; i < 500; i++)
        assert_true(buffer_add_format(&query, "word%d ", i));
    assert_true(buffer_add_text(&query, "latent votes:>=0"));
    search_request_init(&request, query.data, query.length);
    struct answer answer = ask(*state, &request);
    assert_true(answer.note_count >= 1);
    assert_string_equal(answer.notes[0], "only the first 200 words of the query were used");
    answer_clear(&answer);
    buffer_free(&query);
}

static bool falls(const struct answer *answer)
{
    for (size_t i = 1; i < answer->hit_count; i++)
        if (answer->hits[i].score > answer->hits[i - 1].score)
            return false;
    return true;
}

/* What the best hit scores; the hits come by their scores, however they are weighed. */
static double best_score(struct reading *reading, const char *query, double pair,
                         uint32_t feedback_hits)
{
    struct search_request request;

    search_request_init(&request, query, strlen(query));
    request.ranking.pair = pair;
    request.ranking.feedback_hits = feedback_hits;
    request.ranking.feedback_flat = 0;
    struct answer answer = ask(reading, &request);
    assert_true(answer.hit_count > 1);
    if (!falls(&answer))
        fail_msg("%s: the hits do not come by their scores", query);
    double best = answer.hits[0].score;
    answer_clear(&answer);
    return best;
}

static void hits_are_weighed_again_and_come_by_what_they_score(void **state)
{
    static const struct {
        const char *query;
        bool together, shared; /* words of the query; of the first hits */
    } ROWS[] = {{"강화 학습", true, false},
                {"latent 모델 비디오", true, false},
                {"추론 강화 language", true, true},
                {"models llms", false, true}};

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const char *query = ROWS[i].query;
        double plain = best_score(*state, query, 0, 0);

        assert_int_equal(best_score(*state, query, 100, 0) > plain, ROWS[i].together);
        assert_int_equal(best_score(*state, query, 0, 6) > plain, ROWS[i].shared);
    }
}

struct outrun {
    int calls, modified;
};

static enum status outrun(void *context, struct error *error)
{
    struct outrun *o = context;

    (void)error;
    return o->calls++ < o->modified ? STATUS_MODIFIED : STATUS_OK;
}

static void assert_alike(const struct answer *a, const struct answer *b)
{
    assert_int_equal(a->hit_count, b->hit_count);
    for (size_t i = 0; i < a->hit_count; i++) {
        const struct hit *one = &a->hits[i], *other = &b->hits[i];

        assert_string_equal(one->paper.id, other->paper.id);
        assert_string_equal(one->paper.title, other->paper.title);
        assert_string_equal(one->path, other->path);
        assert_int_equal(one->paper.author_count, other->paper.author_count);
        assert_int_equal(one->paper.bullet_count, other->paper.bullet_count);
        for (size_t k = 0; k < one->paper.bullet_count; k++) {
            assert_string_equal(one->paper.summary[k].text, other->paper.summary[k].text);
            assert_int_equal(one->summary[k].count, other->summary[k].count);
        }
        assert_float_equal(one->score, other->score, 1e-9);
        assert_int_equal(one->match, other->match);
    }
}

/* What a session read before it shows again as a process does that reads it. */
static void a_session_answers_as_a_process_does(void **state)
{
    static const char *const QUERIES[] = {"latent yolov9", "추론", "확산 모델", "language", "추론",
                                          "강화 학습 -latent", "similar:2401.00003", ""};
    struct reading *reading = *state, session = *reading;
    struct error error = {0};
    const struct searcher_place place = {
        .directories = reading->directories, .directory_count = 1, .often = true};

    assert_ok(searcher_open(&session.searcher, &place, &error), error);
    for (size_t round = 0; round < 3; round++)
        for (size_t i = 0; i < sizeof QUERIES / sizeof *QUERIES; i++) {
            struct search_request request;
            struct answer alone, often;

            search_request_init(&request, QUERIES[i], strlen(QUERIES[i]));
            request.marked = true;
            alone = ask(reading, &request);
            often = ask(&session, &request);
            assert_alike(&alone, &often);
            answer_clear(&alone);
            answer_clear(&often);
            if (round == 1 && i == 3)
                assert_ok(searcher_reopen(session.searcher, &error), error);
        }
    searcher_free(session.searcher);
}

static void what_the_writer_outran_is_tried_again(void **state)
{
    struct reading *reading = *state;
    struct outrun once = {0, 1}, ever = {0, 1000};
    struct error error = {0};

    assert_ok(run_repeated(reading->searcher, outrun, &once, &error), error);
    assert_int_equal(once.calls, 2);
    assert_int_equal(run_repeated(reading->searcher, outrun, &ever, &error), STATUS_MODIFIED);
    assert_in_range(ever.calls, 3, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_alternatives_of_each_other),
        cmocka_unit_test(operators_are_sets),
        cmocka_unit_test(a_prefix_weighs_as_its_field_does),
        cmocka_unit_test(spacing_of_hangul_does_not_matter),
        cmocka_unit_test(a_phrase_has_an_order_and_a_field),
        cmocka_unit_test(names_are_found_joined_and_apart),
        cmocka_unit_test(ranges_take_unknown_for_no_value),
        cmocka_unit_test(what_is_unknown_comes_last),
        cmocka_unit_test(what_is_sorted_holds_every_word_or_where_none_does_one),
        cmocka_unit_test(a_hit_says_where_and_how_it_matched),
        cmocka_unit_test(a_broken_query_says_where),
        cmocka_unit_test(the_whole_of_a_long_query_is_not_planned),
        cmocka_unit_test(hits_are_weighed_again_and_come_by_what_they_score),
        cmocka_unit_test(a_session_answers_as_a_process_does),
        cmocka_unit_test(what_the_writer_outran_is_tried_again),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
