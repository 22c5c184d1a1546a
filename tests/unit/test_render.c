/* Cards as a person reads them. Those expected are files of tests/spec/render. */
#include "render_fixture.h"

#include <stdio.h>

static const struct stated three[] = {
    {.id = "2311.11255",
     .title = "M$^{2}$UGen: Multi-modal Music Understanding and Generation with the Power of "
              "Large Language Models",
     .authors = "Atin Sakkeer Hussain, Shansong Liu, Chenshuo Sun, Ying Shan",
     .bullet = "음악을 이해하고 짓는 일을 한 틀에서 다루는 M2UGen이다. 이미 배운 음악, 그림, "
               "영상 인코더를 언어 모델에 붙이고, 질문에 답하는 일과 그림에서 음악을 짓는 일을 "
               "함께 배운다. 학습 데이터는 다른 모델로 만들었으며, 소리는 뮤직젠 디코더가 낸다. "
               "사람이 들은 평가에서도 앞선 모델과 같거나 나았다.",
     .votes = 23,
     .date = 20231121,
     .match = MATCH_SOUND,
     .title_word = "Music",
     .bullet_word = "뮤직젠"},
    {.id = "2405.04233",
     .title = "Vidu: a Highly Consistent, Dynamic and Skilled Text-to-Video Generator with "
              "Diffusion Models",
     .authors = "Fan Bao, Chendong Xiang, Gang Yue, Guande He, Hongzhou Zhu, Kaiwen Zheng, Min "
                "Zhao, Shilong Liu, Yaole Wang, Jun Zhu",
     .bullet = "16초짜리 영상을 한 번에 만든다.",
     .votes = VOTES_UNKNOWN,
     .date = 20240508,
     .author_word = "Jun Zhu"},
    {.id = "a",
     .title = "\u1112\u1161\u11AB\u1100\u1173\u11AF \u110C\u1166\u1106\u1169\u11A8 with NFD, "
              "👩🏽\u200D💻 and \u202E",
     .authors = "",
     .bullet = "",
     .url = "https://example.org/a"},
};

static struct answer three_hits(void)
{
    struct answer answer = answer_of(three, 3);

    answer.total_lower = 300;
    answer.total_estimate = 412;
    answer.total_upper = 500;
    add_note(&answer, "뮤직젠 also searched as MusicGen");
    return answer;
}

static void expect_card(unsigned width)
{
    static char expected[8192];
    struct answer answer = three_hits();
    char path[512];
    char *text = printed(&answer, (struct render_options){.format = FORMAT_CARD, .width = width});
    FILE *file;

    snprintf(path, sizeof path, "%s/tests/spec/render/card-%u.txt", SEOGO_SOURCE_DIR, width);
    file = fopen(path, "rb");
    assert_non_null(file);
    expected[fread(expected, 1, sizeof expected - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
    free(text);
    answer_clear(&answer);
}

static void cards_read_well_at_80_and_40_columns(void **state)
{
    (void)state;
    expect_card(80);
    expect_card(40);
}

static void cards_mark_and_link_on_a_terminal(void **state)
{
    const struct stated stated = {.id = "2402.15509",
                                  .title = "Seamless Human Motion",
                                  .authors = "",
                                  .bullet = "짧은 글",
                                  .votes = 3,
                                  .title_word = "Human",
                                  .bullet_word = "짧은"};
    struct answer answer = answer_of(&stated, 1);
    char *text = printed(
        &answer,
        (struct render_options){.format = FORMAT_CARD, .width = 80, .color = true, .links = true});

    (void)state;
#define LINK "\033]8;;https://arxiv.org/abs/2402.15509\033\\"
    assert_string_equal(text, "\033[2m1 paper\033[0m\n\n"
                              " 1. " LINK "\033[1mSeamless \033[0m\033[1;31mHuman\033[0m"
                              "\033[1m Motion\033[0m\033]8;;\033\\\n"
                              "    ▲ 3\n"
                              "    " LINK "\033[36mhttps://arxiv.org/abs/2402.15509\033[0m"
                              "\033]8;;\033\\\n"
                              "    \033[1;31m짧은\033[0m 글\n");
    free(text);
    answer_clear(&answer);
}

static void only_the_web_is_linked(void **state)
{
    const struct stated stated = {
        .id = "x", .title = "t", .authors = "", .bullet = "", .url = "file:///bin/sh"};
    struct answer answer = answer_of(&stated, 1);
    char *text = printed(
        &answer, (struct render_options){.format = FORMAT_CARD, .width = 80, .links = true});

    (void)state;
    assert_null(strchr(text, '\033'));
    free(text);
    answer_clear(&answer);
}

static void expect_head(uint32_t first, size_t count, uint32_t lower, uint32_t upper,
                        const char *expected)
{
    const struct stated stated[3] = {
        {"1", "t", "", "", 1, 0, MATCH_LITERAL, "", "", "", NULL},
        {"2", "t", "", "", 1, 0, MATCH_LITERAL, "", "", "", NULL},
        {"3", "t", "", "", 1, 0, MATCH_LITERAL, "", "", "", NULL},
    };
    struct answer answer = answer_of(stated, count);
    char *text;

    for (size_t i = 0; i < count; i++)
        answer.hits[i].rank = first + (uint32_t)i;
    answer.total_lower = lower;
    answer.total_estimate = answer.total_upper = upper;
    text = printed(&answer, (struct render_options){.format = FORMAT_CARD, .width = 80});
    text[strcspn(text, "\n")] = '\0';
    assert_string_equal(text, expected);
    free(text);
    answer_clear(&answer);
}

static void the_head_counts(void **state)
{
    (void)state;
    expect_head(1, 1, 1, 1, "1 paper");
    expect_head(1, 3, 3, 3, "3 papers");
    expect_head(1, 3, 9, 9, "1-3 of 9 papers");
    expect_head(1, 3, 3, 400, "1-3 of about 400 papers");
    expect_head(7, 3, 9, 9, "7-9 of 9 papers");
    expect_head(9, 1, 9, 9, "9 of 9 papers");
    expect_head(1, 0, 0, 0, "");
}

static void where_nothing_was_found_nothing_is_printed(void **state)
{
    struct answer answer = answer_of(NULL, 0);
    struct render_options options = {.format = FORMAT_CARD, .width = 80};
    char *text = printed(&answer, options);

    (void)state;
    assert_string_equal(text, "");
    free(text);
    add_note(&answer, "tried: 확산 모델");
    text = printed(&answer, options);
    assert_string_equal(text, ""); /* the program says it on standard error */
    free(text);
    answer_clear(&answer);
}

/* Takes the SGR sequences out of text, in place. */
static void remove_color(char *text)
{
    char *to = text;

    while (*text) {
        if (strncmp(text, "\033[", 2) == 0)
            text += strcspn(text, "m") + 1;
        else
            *to++ = *text++;
    }
    *to = '\0';
}

static void color_changes_no_text(void **state)
{
    static char title[8192], bullet[8192];
    uint32_t seed = 11;

    (void)state;
    for (unsigned round = 0; round < 300; round++) {
        struct stated stated = {.id = "1", .title = title, .authors = "Fan Bao", .bullet = bullet};
        struct render_options options = {.width = 20 + next_random(&seed) % 60};
        struct answer answer;
        char *plain, *colored;
        random_text(title, next_random(&seed) % 40, &seed);
        random_text(bullet, next_random(&seed) % 80, &seed);
        stated.title_word = round % 2 ? title : "확산"; /* a mark over all lines, or one */
        stated.bullet_word = round % 2 ? "모델의" : bullet;
        answer = answer_of(&stated, 1);
        plain = printed(&answer, options);
        options.color = true;
        colored = printed(&answer, options);
        remove_color(colored);
        assert_string_equal(colored, plain);
        free(plain);
        free(colored);
        answer_clear(&answer);
    }
}

static void no_line_is_wider_than_the_terminal(void **state)
{
    static char title[8192], bullet[8192], authors[8192];
    uint32_t seed = 20231121;

    (void)state;
    for (unsigned round = 0; round < 600; round++) {
        struct stated stated = {.id = "2311.11255", .match = MATCH_KEYBOARD, .votes = 291};
        unsigned width = 20 + next_random(&seed) % 181;
        struct answer answer;
        char *text;
        random_text(title, next_random(&seed) % 60, &seed);
        random_text(bullet, next_random(&seed) % 200, &seed);
        random_text(authors, next_random(&seed) % 30, &seed);
        stated.title = title;
        stated.bullet = bullet;
        stated.authors = authors;
        stated.url = round % 2 ? title : NULL;
        stated.title_word = title; /* marks that go over every line */
        stated.bullet_word = bullet;
        stated.author_word = authors;
        answer = answer_of(&stated, 1);
        answer.hits[0].rank = round % 3 ? 7 : 4294967295u;
        add_note(&answer, bullet);
        text = printed(&answer, (struct render_options){.format = FORMAT_CARD, .width = width});
        assert_lines_fit(text, width);
        assert_harmless(text);
        free(text);
        answer_clear(&answer);
    }
}

static void the_first_mark_of_a_bullet_is_shown(void **state)
{
    static char bullet[8192];
    uint32_t seed = 7;

    (void)state;
    for (unsigned round = 0; round < 600; round++) {
        struct stated stated = {.id = "1", .title = "t", .authors = "", .bullet_word = "찾은말"};
        struct answer answer;
        char *text, *end;
        random_text(bullet, next_random(&seed) % 120, &seed);
        strcat(bullet, next_random(&seed) % 2 ? " 찾은말 " : "찾은말");
        end = bullet + strlen(bullet);
        random_text(end, next_random(&seed) % 80, &seed);
        stated.bullet = bullet;
        answer = answer_of(&stated, 1);
        text = printed(&answer, (struct render_options){.format = FORMAT_CARD,
                                                        .width = 20 + next_random(&seed) % 100,
                                                        .color = true});
        if (!strstr(text, "\033[1;31m찾"))
            fail_msg("the mark is not shown:\n%s", text);
        free(text);
        answer_clear(&answer);
    }
}

static void no_byte_of_a_page_steers_the_terminal(void **state)
{
    (void)state;
    for (unsigned byte = 1; byte < 512; byte++) {
        /* Alone, and behind the byte that makes C1 controls of the next. */
        char title[] = {'a', byte < 256 ? 'b' : '\xC2', (char)(byte & 0xFF), '[', '2', 'J', '\0'};
        const struct stated stated = {
            .id = title, .title = title, .authors = title, .bullet = title, .url = title};
        struct answer answer = answer_of(&stated, 1);
        add_note(&answer, title);
        for (unsigned format = 0; format_name(format); format++) {
            char *text = printed(
                &answer, (struct render_options){.format = (enum format)format, .width = 60});
            assert_harmless(text);
            free(text);
        }
        answer_clear(&answer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cards_read_well_at_80_and_40_columns),
        cmocka_unit_test(cards_mark_and_link_on_a_terminal),
        cmocka_unit_test(only_the_web_is_linked),
        cmocka_unit_test(the_head_counts),
        cmocka_unit_test(where_nothing_was_found_nothing_is_printed),
        cmocka_unit_test(color_changes_no_text),
        cmocka_unit_test(no_line_is_wider_than_the_terminal),
        cmocka_unit_test(the_first_mark_of_a_bullet_is_shown),
        cmocka_unit_test(no_byte_of_a_page_steers_the_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
