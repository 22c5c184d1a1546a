/* What a query is planned to: a word's alternatives and their order, joined
 * names, compounds, and operators of the engine that must not be there. */
#include "planning_room.h"

#include "query/plan/guess/spacing.h"

static int setup(void **state)
{
    planning_room_open(state, library_build);
    return 0;
}

/* A query planned, and what it borrows. */
struct planned {
    struct planner planner;
    struct node *tree;
    struct plan plan;
};

static void plan(struct planning_room *room, const char *query, struct planned *out)
{
    struct error error = {0};
    size_t offset;

    *out = (struct planned){.planner = planning_room_planner(room)};
    assert_ok(query_parse(query, strlen(query), NULL, &out->tree, &offset, &error), error);
    assert_ok(plan_query(&out->planner, out->tree, &out->plan, &error), error);
}

static void planned_free(struct planned *planned)
{
    plan_clear(&planned->plan);
    node_free(planned->tree);
    arena_free(&planned->planner.arena);
}

static const struct plan_part *part_named(const struct planned *planned, const char *label)
{
    for (size_t i = 0; i < planned->plan.part_count; i++)
        if (strcmp(planned->plan.parts[i].label, label) == 0)
            return &planned->plan.parts[i];
    return NULL;
}

static void a_word_itself_comes_before_what_it_may_stand_for(void **state)
{
    static const char *const QUERIES[] = {"diffusion", "강화학습", "AnimateDiff", "추론을"};

    for (size_t i = 0; i < sizeof QUERIES / sizeof *QUERIES; i++) {
        struct planned planned;

        plan(*state, QUERIES[i], &planned);
        for (size_t k = 0; k < planned.plan.part_count; k++) {
            const struct word *word = planned.plan.parts[k].word;

            assert_true(!word || word->count > 0);
            for (size_t a = 0; word && a < word->count; a++) {
                assert_true(word->alternatives[a].piece_count > 0);
                assert_true(a == 0 || word->alternatives[a].weight <= word->alternatives[0].weight);
            }
        }
        planned_free(&planned);
    }
}

static void what_no_paper_holds_has_no_alternative(void **state)
{
    struct planned planned;

    plan(*state, "qqqqqq", &planned);
    assert_int_equal(planned.plan.part_count, 1);
    assert_int_equal(planned.plan.parts[0].word->count, 0);
    assert_null(planned.plan.parts[0].query);
    planned_free(&planned);
}

static void neighbours_that_are_one_name_are_joined(void **state)
{
    struct planned planned;

    plan(*state, "animate diff", &planned);
    const struct plan_part *name = part_named(&planned, "animatediff");
    assert_non_null(name);
    assert_int_equal(name->word->start, 0);
    assert_int_equal(name->word->end, strlen("animate diff"));
    planned_free(&planned);

    plan(*state, "추 론 능력", &planned);
    name = part_named(&planned, "추론능력");
    assert_non_null(name);
    assert_int_equal(name->joined, 3);
    planned_free(&planned);

    plan(*state, "latent lovelace", &planned);
    assert_null(part_named(&planned, "latentlovelace"));
    planned_free(&planned);
}

static void names_of_one_author_are_one_name(void **state)
{
    struct planned planned;

    plan(*state, "lovelace ada 확산", &planned);
    const struct plan_part *name = part_named(&planned, "ada lovelace");
    assert_non_null(name);
    assert_int_equal(name->joined, 2);
    assert_int_equal(name->word->start, 0);
    assert_int_equal(name->word->end, strlen("lovelace ada"));
    planned_free(&planned);

    plan(*state, "ada kim", &planned); /* of two authors */
    assert_null(part_named(&planned, "ada kim"));
    assert_null(part_named(&planned, "kim ada"));
    planned_free(&planned);
}

static void what_only_asks_is_left_out_beside_other_words(void **state)
{
    static const struct {
        const char *query, *kept[2];
    } CASES[] = {
        {"확산 알려줘", {"확산"}},
        {"추론을 어떻게 하나요", {"추론"}},
        {"비디오가 뭐예요?", {"비디오"}},
        {"how does reasoning do", {"reasoning"}},
        {"what is", {"what", "is"}},
        {"뭐 있나요", {"뭐", "있나요"}},
        {"+of/models", {"of", "models"}},
        {"what are recent papers about reasoning", {"reasoning"}},
        {"which reasoning papers", {"reasoning"}},
        {"reasoning papers", {"reasoning", "papers"}},
        {"papers that use reasoning", {"reasoning"}},
        {"using reasoning", {"using", "reasoning"}},
        {"papers about reasoning use", {"reasoning", "use"}},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct planned planned;
        size_t kept = 0;

        plan(*state, CASES[i].query, &planned);
        for (; kept < 2 && CASES[i].kept[kept]; kept++)
            assert_non_null(part_named(&planned, CASES[i].kept[kept]));
        assert_int_equal(planned.plan.part_count, kept);
        planned_free(&planned);
    }
}

static void a_compound_is_split_at_words_of_the_archive(void **state)
{
    struct planning_room *room = *state;
    const bool fields[TEXT_FIELDS] = {true, true, true};
    const char *parts[SPACING_PARTS_MAX];
    struct planned planned;
    struct error error = {0};
    size_t count;

    plan(room, "", &planned);
    assert_ok(spacing_parts(&(struct lookup){&planned.planner, fields, &error}, "확산이미지", parts,
                            &count),
              error);
    assert_int_equal(count, 2);
    assert_string_equal(parts[0], "확산");
    assert_string_equal(parts[1], "이미지");
    assert_ok(
        spacing_parts(&(struct lookup){&planned.planner, fields, &error}, "추론", parts, &count),
        error);
    assert_int_equal(count, 0);
    planned_free(&planned);
}

/* Xapian 1.4.22's MaxPostList reads freed memory once the matcher prunes around
 * it, and is no part of a plan however many alternatives compete. */
static void english_that_asks_counts_little_and_in_no_row(void **state)
{
    struct planned planned;

    plan(*state, "which of the models", &planned); /* titles hold of */
    const struct plan_part *of = part_named(&planned, "of");
    assert_non_null(of);
    assert_int_equal(of->word->count, 1);
    assert_true(of->word->alternatives[0].weight < 1);
    assert_int_equal(planned.plan.part_count, 2);
    assert_int_equal(planned.plan.group_count, 1);
    planned_free(&planned);
}

static void a_suffix_is_left_out_behind_a_word_of_papers_enough(void **state)
{
    struct planning_room *room = *state;
    const uint32_t rare = room->ranking.rare;
    struct planned planned;

    plan(room, "확산용 추론능력도", &planned); /* too few papers hold 확산 */
    assert_null(part_named(&planned, "확산"));
    planned_free(&planned);

    room->ranking.rare = 0;
    plan(room, "확산용 추론능력도", &planned);
    assert_non_null(part_named(&planned, "확산"));
    assert_non_null(part_named(&planned, "추론능력"));
    assert_int_equal(planned.plan.parts[0].word->end, strlen("확산용"));
    planned_free(&planned);

    plan(room, "확산은 확산불", &planned); /* a josa is none of its own, 불 no suffix */
    assert_non_null(part_named(&planned, "확산"));
    assert_non_null(part_named(&planned, "확산불"));
    planned_free(&planned);
    room->ranking.rare = rare;
}

static void only_words_are_ranked(void **state)
{
    static const struct {
        const char *query;
        bool ranked, identity;
    } CASES[] = {{"확산", true, false},          {"\"확산 모델\"", true, false},
                 {"votes:>=5", false, false},    {"", false, false},
                 {"id:2401.00001", false, true}, {"확산 votes:>=5", true, false}};

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct planned planned;

        plan(*state, CASES[i].query, &planned);
        assert_int_equal(planned.plan.ranked, CASES[i].ranked);
        assert_int_equal(planned.plan.identity, CASES[i].identity);
        planned_free(&planned);
    }
}

static void what_is_taken_away_is_a_part_that_is_not_marked(void **state)
{
    struct planned planned;

    plan(*state, "확산 -이미지", &planned);
    assert_false(part_named(&planned, "확산")->excluded);
    assert_true(part_named(&planned, "이미지")->excluded);
    planned_free(&planned);
}

static void an_arena_gives_zeroed_memory_of_any_size(void **state)
{
    struct arena arena = {NULL};

    (void)state;
    for (size_t size = 1; size < 200000; size = size * 3 + 1) {
        unsigned char *taken = arena_take(&arena, size);

        assert_non_null(taken);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(taken[i], 0);
        memset(taken, 0xFF, size);
    }
    assert_null(arena_take(&arena, SIZE_MAX));
    assert_string_equal(arena_join(&arena, "ab", 2, "cd", 1), "abc");
    assert_string_equal(arena_copy(&arena, "", 0), "");
    arena_free(&arena);
    assert_null(arena.blocks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_itself_comes_before_what_it_may_stand_for),
        cmocka_unit_test(what_no_paper_holds_has_no_alternative),
        cmocka_unit_test(neighbours_that_are_one_name_are_joined),
        cmocka_unit_test(names_of_one_author_are_one_name),
        cmocka_unit_test(what_only_asks_is_left_out_beside_other_words),
        cmocka_unit_test(a_compound_is_split_at_words_of_the_archive),
        cmocka_unit_test(english_that_asks_counts_little_and_in_no_row),
        cmocka_unit_test(a_suffix_is_left_out_behind_a_word_of_papers_enough),
        cmocka_unit_test(only_words_are_ranked),
        cmocka_unit_test(what_is_taken_away_is_a_part_that_is_not_marked),
        cmocka_unit_test(an_arena_gives_zeroed_memory_of_any_size),
    };

    return cmocka_run_group_tests(tests, setup, planning_room_close);
}
