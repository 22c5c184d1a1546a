/* What is an id of arXiv, how long it is, and the month that it tells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/address.h"

static void an_id_of_arxiv_has_a_month_and_ends_behind_its_version(void **state)
{
    static const struct {
        const char *text;
        size_t length;
        uint32_t month;
    } rows[] = {
        {"2401.01234", 10, 202401},
        {"2401.01234v12", 13, 202401},
        {"0704.0001", 9, 200704},
        {"math/0701001", 12, 200701},
        {"cs.LG/9912001v2", 15, 199912},
        {"hep-th/9101001 and more", 14, 199101},
        {"2401.0123", 0, 0},
        {"2413.01234", 0, 0},
        {"0703.0001", 0, 0},
        {"cs/9913001", 0, 0},
        {"cs/9900001", 0, 0},
        {"cs/991200", 0, 0},
        {"cs/99120011", 0, 0},
        {"c/9912001", 0, 0},
        {"cs.LG", 0, 0},
        {"diffusion", 0, 0},
        {"acl-2401.01234", 0, 0},
        {"10.1145/3394486", 0, 0},
        {"", 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = rows[i].text;
        const size_t length = address_arxiv_length(text, strlen(text));

        if (length != rows[i].length || address_month(text) != rows[i].month)
            fail_msg("'%s': %zu bytes, month %u", text, length, (unsigned)address_month(text));
    }
}

static void an_address_is_of_a_paper_or_names_itself(void **state)
{
    static const struct {
        const char *text, *id;
        enum address_kind kind;
    } rows[] = {
        {"https://arxiv.org/pdf/2401.01234v2", "2401.01234", ADDRESS_PAPER},
        {"https://arxiv.org/list/cs.CL/recent", "arxiv.org/list/cs.CL/recent", ADDRESS_WEB},
        {"https://openreview.net/group?id=ICLR", "openreview.net/group?id=ICLR", ADDRESS_WEB},
        {"https://www.Example.org/a/#b", "example.org/a", ADDRESS_WEB},
        {"https://example.org/doi/10.1145/3394486", "10.1145/3394486", ADDRESS_PAPER},
        {"page.md", "", ADDRESS_NONE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer id = BUFFER_INIT;
        enum address_kind kind;

        assert_true(address_read(rows[i].text, strlen(rows[i].text), &id, &kind));
        assert_true(buffer_add_char(&id, '\0'));
        assert_string_equal(id.data, rows[i].id);
        assert_int_equal(kind, rows[i].kind);
        buffer_free(&id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_of_arxiv_has_a_month_and_ends_behind_its_version),
        cmocka_unit_test(an_address_is_of_a_paper_or_names_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
