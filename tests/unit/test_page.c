/* Pages as people write them, and what is read from them. */
#include "tests/unit/reading.h"

#define DAY "## Daily Papers (2024-02-22)\n\n"
#define HEAD "### [T](https://arxiv.org/abs/2402.13616)\n\n"
#define PAPER "3 2402.13616 20240222 "
#define LINK " https://arxiv.org/abs/2402.13616\n  = T\n"

static void a_page_of_today_is_read_in_full(void **state)
{
    (void)state;
    assert_reads("## Daily Papers (2024-02-22)\n"
                 "\n"
                 "### [YOLOv9: Learning What You Want](https://arxiv.org/abs/2402.13616)\n"
                 "\n"
                 "![](https://example.org/a_b.png)\n"
                 "\n"
                 "Vote: 43\n"
                 "\n"
                 "Authors: Chien-Yao Wang, I-Hau Yeh, Hong-Yuan Mark Liao\n"
                 "\n"
                 "- ***What's New***: 정보 병목을 다룬다.\n"
                 "- ***Technical Details***: `PGI`와 GELAN\n"
                 "\n"
                 "### [Second](https://arxiv.org/abs/2402.00002)\n"
                 "\n"
                 "Vote: -\n"
                 "\n"
                 "- 둘째\n",
                 "3 2402.13616 20240222 43 https://arxiv.org/abs/2402.13616\n"
                 "  = YOLOv9: Learning What You Want\n"
                 "  ~ https://example.org/a_b.png\n"
                 "  @ Chien-Yao Wang\n"
                 "  @ I-Hau Yeh\n"
                 "  @ Hong-Yuan Mark Liao\n"
                 "  11 What's New: 정보 병목을 다룬다.\n"
                 "  12 Technical Details: PGI와 GELAN\n"
                 "14 2402.00002 20240222 - https://arxiv.org/abs/2402.00002\n"
                 "  = Second\n"
                 "  18 둘째\n");
}

static void the_first_pages_had_neither_votes_nor_blank_lines(void **state)
{
    (void)state;
    assert_reads("## Daily Papers (2023-11-20)\n\n"
                 "### [A](https://arxiv.org/abs/2311.10122)\n\n"
                 "<div><video controls src=\"https://example.org/v.mp4\"></video></div>\n"
                 "- 하나\n"
                 "  - (1) 안쪽\n"
                 "  - (2) 안쪽\n"
                 "- 둘\n"
                 "### [B](https://arxiv.org/abs/2311.10709)\n"
                 "[Watch Video]https://example.org/w.mp4\n"
                 "- 셋\n"
                 "### [C](https://arxiv.org/abs/2311.10123)\n"
                 "[Watch Video](https://example.org/x.mp4)\n"
                 "1. 첫째\n"
                 "2. 둘째\n",
                 "3 2311.10122 20231120 - https://arxiv.org/abs/2311.10122\n"
                 "  = A\n"
                 "  6 하나\n"
                 "  7 (1) 안쪽\n"
                 "  8 (2) 안쪽\n"
                 "  9 둘\n"
                 "10 2311.10709 20231120 - https://arxiv.org/abs/2311.10709\n"
                 "  = B\n"
                 "  12 셋\n"
                 "  > example.org/w.mp4\n"
                 "13 2311.10123 20231120 - https://arxiv.org/abs/2311.10123\n"
                 "  = C\n"
                 "  15 첫째\n"
                 "  16 둘째\n"
                 "  > example.org/x.mp4\n");
}

static void two_days_may_stand_on_one_page(void **state)
{
    (void)state;
    assert_reads("# 논문 (2024-10-17), Thursday\n### [A](https://a.org/1)\n- a\n"
                 "## Daily Papers (2024-10-18)\n### [B](https://a.org/2)\n- b\n\n"
                 "Daily Papers (2024-10-19)\n=====\n### [C](https://a.org/3)\n- c\n\n"
                 "Daily Papers\n(2024-10-20)\n-----\n### [D](https://a.org/4)\n- d\n"
                 "## 2024-02-29\n### [E](https://a.org/5)\n- e\n",
                 "2 a.org/1 20241017 - https://a.org/1\n  = A\n  3 a\n"
                 "5 a.org/2 20241018 - https://a.org/2\n  = B\n  6 b\n"
                 "10 a.org/3 20241019 - https://a.org/3\n  = C\n  11 c\n"
                 "16 a.org/4 20241020 - https://a.org/4\n  = D\n  17 d\n"
                 "19 a.org/5 20240229 - https://a.org/5\n  = E\n  20 e\n");
}

static void a_title_is_what_stands_there_for_people(void **state)
{
    (void)state;
    static const char *const titles[][2] = {
        {"M$^{2}$UGen: Multi-modal", NULL},
        {"SL$^{2}$A and V_AI and LLM$\\times$MapReduce", NULL},
        {"Beyond A*: Planning", NULL},
        {"*Emphasis* at both **ends**", "Emphasis at both ends"},
        {"***Strong*** `code`", "Strong code"},
        {"Do I look like a `cat.n.01` to you?", "Do I look like a cat.n.01 to you?"},
        {"[IDK] Token", NULL},
        {"GPT-[n] and [more]", NULL},
        {"Let's <think> about", NULL},
        {"LLM.int8(): 8-bit", NULL},
        {"R&D &amp; &lt;AT&T&#x41;", "R&D & <AT&TA"},
        {"\\[escaped\\] \\*stars\\*", "[escaped] *stars*"},
        {"$\\nabla^2$DFT", NULL},
        {"\"Quoted\" 'title' (with) {braces}", NULL},
        {" spaces at the ends ", "spaces at the ends"},
        {"서고: 한글 제목 — 𝛼", NULL},
        {"A break<br>and <b>bold</b>", "A break and bold"},
        {"7. A number", "A number"},
        {"7B or not 7B", NULL},
        {"1.58-bit weights", NULL},
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct buffer page = BUFFER_INIT, expected = BUFFER_INIT;
        assert_true(buffer_add_format(
            &page, DAY "### [%s](https://arxiv.org/abs/2401.00001)\n- b\n", titles[i][0]));
        assert_true(buffer_add_format(
            &expected, "3 2401.00001 20240222 - https://arxiv.org/abs/2401.00001\n  = %s\n  4 b\n",
            titles[i][titles[i][1] != NULL]));
        assert_reads(page.data, expected.data);
        buffer_free(&page);
        buffer_free(&expected);
    }
}

static void titles_in_unusual_headings(void **state)
{
    (void)state;
    assert_reads(DAY "### 1. [First](https://a.org/1) and [another](https://a.org/2) "
                     "[third](https://a.org/3) ###\n- a\n"
                     "### [By reference][r]\n- b\n"
                     "### [r]\n- c\n"
                     "### <https://arxiv.org/abs/2401.00003>\n- d\n"
                     "### ![new](x.png) [Behind an image](https://a.org/5)\n- e\n"
                     "### [![new](x.png) *In* it](https://a.org/6)\n- f\n"
                     "### [x <https://example.org/8> y]\n- h\n"
                     "> ### [Quoted](https://a.org/7)\n> - g\n\n"
                     "[r]: https://arxiv.org/abs/2401.00002 'a title'\n",
                 "3 a.org/1 20240222 - https://a.org/1\n  = First and another third\n  4 a\n  > "
                 "a.org/2\n  > a.org/3\n"
                 "5 2401.00002 20240222 - https://arxiv.org/abs/2401.00002\n"
                 "  = By reference\n  6 b\n"
                 "7 2401.00002 20240222 - https://arxiv.org/abs/2401.00002\n  = r\n  8 c\n"
                 "9 2401.00003 20240222 - https://arxiv.org/abs/2401.00003\n"
                 "  = https://arxiv.org/abs/2401.00003\n  10 d\n"
                 "11 a.org/5 20240222 - https://a.org/5\n  = Behind an image\n  12 e\n"
                 "13 a.org/6 20240222 - https://a.org/6\n  = In it\n  14 f\n"
                 "15 example.org/8 20240222 - https://example.org/8\n  = [x https://example.org/8 "
                 "y]\n  16 h\n"
                 "17 a.org/7 20240222 - https://a.org/7\n  = Quoted\n  18 g\n");
}

static void authors_come_as_text_as_a_list_or_not_at_all(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Authors: A B, C d'E ,  F\n",           "Authors: ['A B', \"C d'E\", 'F']\n",
        "Authors: ['A B', 'C d\\'E', 'F']\n",   "Authors: [A B, C d'E, F]\n",
        "Authors: ['A B',\n\"C d'E\",\n'F']\n", "Authors: A B,\nC d'E,\nF\n",
        "Authors: ['A B', \"C d'E\", 'F'\n",    "**Authors**: A B, C d&#39;E, *F*,\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buffer page = BUFFER_INIT;
        assert_true(buffer_add_format(&page, "%s%s%s\n- b\n", DAY, HEAD, texts[i]));
        const char *const bullet = strstr(page.data, "- b");
        uint32_t line = 1;
        for (const char *at = page.data; at < bullet; at++)
            line += *at == '\n';
        struct buffer expected = BUFFER_INIT;
        assert_true(buffer_add_format(&expected,
                                      PAPER "-" LINK "  @ A B\n  @ C d'E\n  @ F\n  %u b\n", line));
        assert_reads(page.data, expected.data);
        buffer_free(&page);
        buffer_free(&expected);
    }
    assert_reads(DAY HEAD "Authors:\n\n- b\n", PAPER "-" LINK "  7 b\n");
    assert_reads(DAY HEAD "Authors: []\n\n- b\n", PAPER "-" LINK "  7 b\n");
}

static void votes_authors_and_image_may_share_a_paragraph(void **state)
{
    (void)state;
    assert_reads(DAY HEAD "![thumb](x.png)\nVote: 7\nAuthors: A, B\n- one\n  goes on\n\n  still\n"
                          "- two  \n  after a break\n",
                 PAPER "7" LINK "  ~ x.png\n  @ A\n  @ B\n"
                       "  8 one goes on still\n  12 two after a break\n");
    /* what is indented is no code, and of two images the first counts */
    assert_reads(DAY HEAD "    ![](x.png) ![](y.png)\n\n    Vote: 7\n\n- one\n",
                 PAPER "7" LINK "  ~ x.png\n  9 one\n");
    /* a line below makes a heading of a paragraph; it stays one */
    assert_reads(DAY HEAD "Vote: 7\nAuthors: A\n---\n- one\n", PAPER "7" LINK "  @ A\n  8 one\n");
}

static void bullets_lose_their_marks_and_nothing_else(void **state)
{
    (void)state;
    assert_reads(DAY HEAD
                 "- **굵게** *기울임* `a*b_c` ~~줄~~\n"
                 "- [링크](https://example.org)는 글, ![그림](x.png)도\n"
                 "- \\*별\\* 3.6\\% $\\alpha$ snake_case_name V* A*\n"
                 "- &lt;&amp;&gt; &#44032;&#xAC00; &copy; &nbsp; &#0;&#x110000;&#xd800;&#10;.\n"
                 "- <think> 태그 <b>굵게</b> <!-- 말 -->\n"
                 "* 다른 표시\n"
                 "+ 또 다른 표시\n"
                 "-\n"
                 "- 탭\t과\f쪽\n",
                 PAPER "-" LINK "  5 굵게 기울임 a*b_c ~~줄~~\n"
                       "  6 링크는 글, 그림도\n"
                       "  7 *별* 3.6% $\\alpha$ snake_case_name V* A*\n"
                       "  8 <&> 가가 &copy; \xC2\xA0 \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD .\n"
                       "  9 <think> 태그 굵게\n"
                       "  10 다른 표시\n"
                       "  11 또 다른 표시\n"
                       "  13 탭 과 쪽\n"
                       "  > example.org\n");
}

static void nested_and_loose_lists_keep_every_text(void **state)
{
    (void)state;
    assert_reads(DAY HEAD
                 "- a\n\n  second paragraph\n\n  1. b\n     - c\n  2. d\n\n  after d\n\n- e\n",
                 PAPER "-" LINK "  5 a second paragraph\n  9 b\n  10 c\n  11 d\n"
                       "  13 after d\n  15 e\n");
}

static void line_ends_and_byte_order_mark_make_no_difference(void **state)
{
    (void)state;
    assert_reads("\xEF\xBB\xBF## D (2024-02-22)\r\n\r\n### [T](https://a.org/1)\r\nVote: 3\r\n- "
                 "a\r\n- b\r\n",
                 "3 a.org/1 20240222 3 https://a.org/1\n  = T\n  5 a\n  6 b\n");
    assert_reads("## D (2024-02-22)\r\r### [T](https://a.org/1)\rVote: 3\r- a\r- b\r",
                 "3 a.org/1 20240222 3 https://a.org/1\n  = T\n  5 a\n  6 b\n");
    assert_reads("## D (2024-02-22)\n### [T](https://a.org/1)\nVote: 3\n- a",
                 "2 a.org/1 20240222 3 https://a.org/1\n  = T\n  4 a\n");
}

static void what_is_no_paper_is_passed_over(void **state)
{
    (void)state;
    assert_reads(
        "---\ntitle: x\n---\n\nWelcome\n\n- not a bullet of a paper\n\n" DAY
        "Some prose.\n\n### [T](https://a.org/1)\n\n- a\n\n#### 참고\n\n- b\n\n## Links\n\n"
        "- [elsewhere](https://example.org)\n",
        "13 a.org/1 20240222 - https://a.org/1\n  = T\n  15 a\n  19 b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_of_today_is_read_in_full),
        cmocka_unit_test(the_first_pages_had_neither_votes_nor_blank_lines),
        cmocka_unit_test(two_days_may_stand_on_one_page),
        cmocka_unit_test(a_title_is_what_stands_there_for_people),
        cmocka_unit_test(titles_in_unusual_headings),
        cmocka_unit_test(authors_come_as_text_as_a_list_or_not_at_all),
        cmocka_unit_test(votes_authors_and_image_may_share_a_paragraph),
        cmocka_unit_test(bullets_lose_their_marks_and_nothing_else),
        cmocka_unit_test(nested_and_loose_lists_keep_every_text),
        cmocka_unit_test(line_ends_and_byte_order_mark_make_no_difference),
        cmocka_unit_test(what_is_no_paper_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
