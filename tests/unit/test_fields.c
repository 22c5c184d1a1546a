/* The table of fields: what a person may type before the colon. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/fields.h"

static enum field_id named(const char *name)
{
    const struct field *field = field_named(name, strlen(name));
    return field ? field_id(field) : FIELD_NONE;
}

static void every_row_is_found_by_its_names(void **state)
{
    (void)state;
    for (size_t i = FIELD_NONE + 1; i < field_count(); i++) {
        const struct field *field = field_at((enum field_id)i);
        assert_int_equal(field_id(field), i);
        assert_true(*field->name && *field->help && *field->example);
        assert_int_equal(named(field->name), i);
        for (const char *const *alias = field->aliases; *alias; alias++)
            assert_int_equal(named(*alias), i);
    }
}

static bool begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* Of two fields with terms neither prefix begins with the other. */
static void no_row_takes_what_another_has(void **state)
{
    (void)state;
    for (size_t i = FIELD_NONE + 1; i < field_count(); i++)
        for (size_t k = FIELD_NONE + 1; k < field_count(); k++) {
            const struct field *a = field_at((enum field_id)i), *b = field_at((enum field_id)k);
            if (i == k)
                continue;
            assert_string_not_equal(a->name, b->name);
            if (a->prefix && b->prefix && *a->prefix && *b->prefix && begins(a->prefix, b->prefix))
                fail_msg("prefix %s of %s begins with that of %s", a->prefix, a->name, b->name);
            if (field_has_slot(a) && field_has_slot(b) && field_stored(a) == a &&
                field_stored(b) == b)
                assert_int_not_equal(a->slot, b->slot);
        }
}

static void expect_in(const char *path, const char *before, const char *name, const char *behind)
{
    static char text[1 << 16];
    char wanted[64];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    snprintf(wanted, sizeof wanted, "%s%s%s", before, name, behind);
    if (!strstr(text, wanted))
        fail_msg("%s lacks '%s'", path, wanted);
}

static void every_row_is_in_the_manual_and_offered_by_the_shells(void **state)
{
    (void)state;
    for (size_t i = FIELD_NONE + 1; i < field_count(); i++) {
        const struct field *field = field_at((enum field_id)i);
        expect_in(SEOGO_SOURCE_DIR "/query/completions/seogo.bash", "", field->name, ":");
        expect_in(SEOGO_SOURCE_DIR "/query/completions/seogo.fish", "", field->name, ":");
        expect_in(SEOGO_SOURCE_DIR "/query/completions/_seogo", "'", field->name, ":");
        expect_in(SEOGO_SOURCE_DIR "/query/man/seogo-query.7", ".It Cm ", field->name, " :");
        for (const char *const *alias = field->aliases; *alias; alias++)
            expect_in(SEOGO_SOURCE_DIR "/query/man/seogo-query.7", "", *alias, " :");
    }
}

static void aliases_are_those_of_the_manual(void **state)
{
    (void)state;
    assert_int_equal(named("제목"), FIELD_TITLE);
    assert_int_equal(named("저자"), FIELD_AUTHOR);
    assert_int_equal(named("요약"), FIELD_SUMMARY);
    assert_int_equal(named("날짜"), FIELD_DATE);
    assert_int_equal(named("이후"), FIELD_SINCE);
    assert_int_equal(named("이전"), FIELD_UNTIL);
    assert_int_equal(named("투표"), FIELD_VOTES);
    assert_int_equal(named("비슷한"), FIELD_SIMILAR);
}

static void case_is_ignored_in_ascii_alone(void **state)
{
    (void)state;
    assert_int_equal(named("TITLE"), FIELD_TITLE);
    assert_int_equal(named("Author"), FIELD_AUTHOR);
    assert_int_equal(named("\xc4\xb0"
                           "d"), /* U+0130 lowers to i in some locales */
                     FIELD_NONE);
    assert_int_equal(named("vote\xc5\xbf"), FIELD_NONE); /* U+017F folds to s */
}

static void conjoining_jamo_name_the_same_field(void **state)
{
    (void)state;
    assert_int_equal(named("\u110C\u1165\u110C\u1161"), FIELD_AUTHOR);
    assert_int_equal(named("\u110C\u1166\u1106\u1169\u11A8"), FIELD_TITLE);
    assert_int_equal(named("\u1107\u1175\u1109\u1173\u11BA\u1112\u1161\u11AB"), FIELD_SIMILAR);
    assert_int_equal(named("\uC800\u110C\u1161"), FIELD_AUTHOR); /* half composed */
}

static void other_names_are_no_field(void **state)
{
    (void)state;
    assert_int_equal(named(""), FIELD_NONE);
    assert_int_equal(named("titl"), FIELD_NONE);
    assert_int_equal(named("titles"), FIELD_NONE);
    assert_int_equal(named(" title"), FIELD_NONE);
    assert_int_equal(named("저"), FIELD_NONE);
    assert_int_equal(named("저자들"), FIELD_NONE);
    assert_int_equal(named("http"), FIELD_NONE);
    assert_null(field_named("title\0", 6));
    assert_null(field_named("\0", 1));
    assert_null(field_named("\xec\xa0", 2));
    assert_null(field_named("\xff\xff\xff\xff", 4));
}

/* The longest normalization of a character is 18 code points. */
static void long_names_are_refused_within_bounds(void **state)
{
    (void)state;
    char name[4 * FIELD_NAME_MAX];
    for (size_t length = 0; length + 3 <= sizeof name; length += 3) {
        memcpy(name + length, "\xef\xb7\xba", 3); /* U+FDFA */
        assert_null(field_named(name, length + 3));
    }
    memset(name, 't', sizeof name);
    for (size_t length = 1; length <= sizeof name; length++)
        assert_null(field_named(name, length));
}

static void prefixes_and_types_are_those_of_the_index(void **state)
{
    (void)state;
    assert_string_equal(field_at(FIELD_NONE)->name, "");
    assert_null(*field_at(FIELD_NONE)->aliases);
    assert_string_equal(field_at(FIELD_TITLE)->prefix, "S");
    assert_string_equal(field_at(FIELD_AUTHOR)->prefix, "A");
    assert_string_equal(field_at(FIELD_SUMMARY)->prefix, "");
    assert_string_equal(field_at(FIELD_ID)->prefix, "Q");
    assert_null(field_at(FIELD_DATE)->prefix);
    assert_null(field_at(FIELD_VOTES)->prefix);
    assert_int_equal(field_at(FIELD_TITLE)->type, FIELD_TEXT);
    assert_int_equal(field_at(FIELD_ID)->type, FIELD_PAPER);
    assert_int_equal(field_at(FIELD_SINCE)->type, FIELD_DAY);
    assert_int_equal(field_at(FIELD_VOTES)->type, FIELD_NUMBER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_found_by_its_names),
        cmocka_unit_test(no_row_takes_what_another_has),
        cmocka_unit_test(every_row_is_in_the_manual_and_offered_by_the_shells),
        cmocka_unit_test(aliases_are_those_of_the_manual),
        cmocka_unit_test(case_is_ignored_in_ascii_alone),
        cmocka_unit_test(conjoining_jamo_name_the_same_field),
        cmocka_unit_test(other_names_are_no_field),
        cmocka_unit_test(long_names_are_refused_within_bounds),
        cmocka_unit_test(prefixes_and_types_are_those_of_the_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
