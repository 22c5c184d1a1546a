/* BibTeX that BibTeX and TeX can read. */
#include "render_fixture.h"

#include <stdio.h>

static const struct stated vidu = {.id = "2405.04233",
                                   .title = "Vidu & \"100%\" $O(n^{2})$ {x}_1",
                                   .authors = "Fan Bao, Jun Zhu",
                                   .bullet = "긴 영상 생성",
                                   .votes = 48,
                                   .date = 20240508};
static const struct stated elsewhere = {.id = "b7",
                                        .title = "line\none",
                                        .authors = "",
                                        .bullet = "",
                                        .url = "https://example.org/a b"};

static void bibtex_is_what_arxiv_gives(void **state)
{
    const struct stated stated[] = {vidu, elsewhere};
    struct answer answer = answer_of(stated, 2);
    char *text = printed(&answer, (struct render_options){.format = FORMAT_BIBTEX});

    (void)state;
    assert_string_equal(text, "@misc{bao2024vidu,\n"
                              "  title         = {{Vidu \\& \"100\\%\" $O(n^{2})$ "
                              "\\textbraceleft{}x\\textbraceright{}\\_1}},\n"
                              "  author        = {Fan Bao and Jun Zhu},\n"
                              "  year          = {2024},\n"
                              "  eprint        = {2405.04233},\n"
                              "  archivePrefix = {arXiv},\n"
                              "  url           = {https://arxiv.org/abs/2405.04233}\n"
                              "}\n\n"
                              "@misc{paperlineone,\n"
                              "  title         = {{line one}},\n"
                              "  url           = {https://example.org/a%20b}\n"
                              "}\n");
    free(text);
    answer_clear(&answer);
}

/* The first two lines of a paper's entry. */
static void expect_entry(const char *title, const char *author, const char *key, const char *tex)
{
    const struct stated stated = {
        .id = "2405.04233", .title = title, .authors = author, .bullet = ""};
    struct answer answer = answer_of(&stated, 1);
    char *text = printed(&answer, (struct render_options){.format = FORMAT_BIBTEX});
    char expected[512];

    snprintf(expected, sizeof expected, "@misc{%s,\n  title         = {{%s}},\n", key, tex);
    text[strlen(expected) < strlen(text) ? strlen(expected) : strlen(text)] = '\0';
    assert_string_equal(text, expected);
    free(text);
    answer_clear(&answer);
}

static void bibtex_keys_are_ascii(void **state)
{
    (void)state;
    expect_entry("A Study", "Zoë Müller", "muller2024study", "A Study");
    expect_entry("M$^{2}$UGen: Music", "S. Liu", "liu2024m2ugen", "M$^{2}$UGen: Music");
    expect_entry("확산 모델 DiT", "김하늘", "paper2024dit", "확산 모델 DiT");
    expect_entry("확산", "", "paper2024", "확산");
}

static void bibtex_keeps_math_and_escapes_the_rest(void **state)
{
    (void)state;
    expect_entry("$\\nabla^2$DFT", "A B", "b2024nabla2dft", "$\\nabla^2$DFT");
    expect_entry("From $5 to $10", "A B", "b2024from", "From \\$5 to \\$10");
    expect_entry("From $5-$10", "A B", "b2024from", "From \\$5-\\$10");
    expect_entry("x $a\xC2\x9B$", "A B", "b2024x", "x \\$a \\$");
    expect_entry("a $ b $ c", "A B", "b2024b", "a \\$ b \\$ c");
    expect_entry("x $a}b$", "A B", "b2024x", "x \\$a\\textbraceright{}b\\$");
    expect_entry("x $50%$", "A B", "b2024x", "x \\$50\\%\\$");
    expect_entry("A* <b> c_d #1", "A B", "b2024b", "A* \\textless{}b\\textgreater{} c\\_d \\#1");
}

/* Commands that read, run or never end are printed, not obeyed. */
static void bibtex_runs_nothing(void **state)
{
    static const char *const hostile[] = {"x $\\input{/etc/hostname}$",
                                          "x $\\immediate\\write18{id}$",
                                          "x $\\def\\x{\\x}\\x$",
                                          "x $\\csname input\\endcsname$",
                                          "x $^^5cinput{a}$",
                                          "x $\\alphainput$",
                                          "x $a\\\\%b$",
                                          "x $\\catcode`\\%=0$",
                                          "x $\\openout1=a$",
                                          "x $\\loop\\repeat$",
                                          "x $\\begin{filecontents}$",
                                          "x $\\ALPHA$",
                                          "x $\\alph$"};

    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const struct stated stated = {
            .id = "2405.04233", .title = hostile[i], .authors = "A B", .bullet = ""};
        struct answer answer = answer_of(&stated, 1);
        char *text = printed(&answer, (struct render_options){.format = FORMAT_BIBTEX});
        if (!strstr(text, "x \\$"))
            fail_msg("'%s' is taken for math: %s", hostile[i], text);
        free(text);
        answer_clear(&answer);
    }
    expect_entry("x $\\alpha_{i}\\, \\mathbb{R}^n$", "A B", "b2024x",
                 "x $\\alpha_{i}\\, \\mathbb{R}^n$");
}

static void bibtex_braces_are_balanced_at_every_depth(void **state)
{
    (void)state;
    expect_entry("x $\\{a$ b", "A B", "b2024x", "x \\$\\textbackslash{}\\textbraceleft{}a\\$ b");
    expect_entry("x ${a}}{$", "A B", "b2024x",
                 "x \\$\\textbraceleft{}a\\textbraceright{}\\textbraceright{}\\textbraceleft{}\\$");
    expect_entry("x ${a$", "A B", "b2024x", "x \\$\\textbraceleft{}a\\$");
    expect_entry("x $}a{$", "A B", "b2024x", "x \\$\\textbraceright{}a\\textbraceleft{}\\$");
}

static void bibtex_names_are_one_each(void **state)
{
    static const char *const names[][2] = {{"R AND D", "{R AND D}"},   {"R And D", "{R And D}"},
                                           {"R\tand\nD", "{R and D}"}, {"and", "{and}"},
                                           {"And Co", "{And Co}"},     {"Others", "{Others}"},
                                           {"\u200B", "{}"},           {"Band Andy", "Band Andy"}};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char expected[64];
        const struct stated stated = {
            .id = "2405.04233", .title = "t", .authors = names[i][0], .bullet = ""};
        struct answer answer = answer_of(&stated, 1);
        char *text = printed(&answer, (struct render_options){.format = FORMAT_BIBTEX});
        snprintf(expected, sizeof expected, "author        = {%s},", names[i][1]);
        if (!strstr(text, expected))
            fail_msg("no '%s' in %s", expected, text);
        free(text);
        answer_clear(&answer);
    }
}

static void bibtex_names_of_groups_stay_whole(void **state)
{
    const struct stated stated = {
        .id = "2405.04233", .title = "t", .bullet = "", .authors = "Research and Development, Ng"};
    struct answer answer = answer_of(&stated, 1);
    char *text;

    (void)state;
    free(answer.hits[0].paper.authors[1]);
    answer.hits[0].paper.authors[1] = copy_of("Ng, Jr.");
    text = printed(&answer, (struct render_options){.format = FORMAT_BIBTEX});
    assert_non_null(strstr(text, "{{Research and Development} and {Ng, Jr.}}"));
    free(text);
    answer_clear(&answer);
}

static void bibtex_keys_have_an_end(void **state)
{
    (void)state;
    expect_entry("abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz",
                 "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz",
                 "abcdefghijklmnopqrstuvwxyz0123452024abcdefghijklmnopqrstuvwxyz012345",
                 "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz");
}

static void bibtex_keys_are_unique_in_an_answer(void **state)
{
    const struct stated same = {
        .id = "2405.04233", .title = "Vidu", .authors = "Fan Bao", .bullet = ""};
    const struct stated stated[] = {same, elsewhere, same, same};
    struct answer answer = answer_of(stated, 4);
    char *text = printed(&answer, (struct render_options){.format = FORMAT_BIBTEX});

    (void)state;
    assert_non_null(strstr(text, "@misc{bao2024vidu-a,"));
    assert_non_null(strstr(text, "@misc{bao2024vidu-b,"));
    assert_non_null(strstr(text, "@misc{bao2024vidu-c,"));
    assert_non_null(strstr(text, "@misc{paperlineone,"));
    free(text);
    answer_clear(&answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bibtex_is_what_arxiv_gives),
        cmocka_unit_test(bibtex_keys_are_ascii),
        cmocka_unit_test(bibtex_keeps_math_and_escapes_the_rest),
        cmocka_unit_test(bibtex_runs_nothing),
        cmocka_unit_test(bibtex_braces_are_balanced_at_every_depth),
        cmocka_unit_test(bibtex_names_are_one_each),
        cmocka_unit_test(bibtex_names_of_groups_stay_whole),
        cmocka_unit_test(bibtex_keys_have_an_end),
        cmocka_unit_test(bibtex_keys_are_unique_in_an_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
