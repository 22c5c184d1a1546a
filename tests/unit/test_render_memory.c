/* Every format where memory runs out at any allocation: said, and nothing
 * leaks. The linker puts these allocators before those of the library. */
#include "render_fixture.h"

#include <cjson/cJSON.h>

static size_t left = SIZE_MAX; /* allocations until one fails */

void *__real_realloc(void *data, size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_realloc(void *data, size_t size);
void *__wrap_calloc(size_t count, size_t size);

static bool runs_out(void)
{
    return left == 0 || left-- == 0;
}

void *__wrap_realloc(void *data, size_t size)
{
    return runs_out() ? NULL : __real_realloc(data, size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return runs_out() ? NULL : __real_calloc(count, size);
}

static void *allocate(size_t size)
{
    return runs_out() ? NULL : malloc(size);
}

static const struct stated stated = {.id = "2405.04233",
                                     .title = "Vidu \033 확산 모델",
                                     .authors = "Fan Bao, Jun Zhu",
                                     .bullet = "긴 영상 생성",
                                     .votes = 48,
                                     .date = 20240508,
                                     .match = MATCH_SOUND,
                                     .title_word = "Vidu",
                                     .author_word = "Jun",
                                     .bullet_word = "생성"};

static void an_answer_says_so(void **state)
{
    struct answer answer = answer_of(&stated, 1);

    (void)state;
    add_note(&answer, "a note");
    for (unsigned format = 0; format_name(format); format++) {
        const struct render_options options = {
            .format = (enum format)format, .width = 40, .color = true, .links = true};
        enum status status = STATUS_NO_MEMORY;
        for (size_t allocations = 0; status != STATUS_OK; allocations++) {
            struct buffer out = BUFFER_INIT;
            left = allocations;
            status = render_answer(&answer, &options, &out);
            left = SIZE_MAX;
            buffer_free(&out);
            assert_true(status == STATUS_OK || status == STATUS_NO_MEMORY);
            assert_true(allocations > 0 || status == STATUS_NO_MEMORY);
            assert_true(allocations < 10000);
        }
    }
    answer_clear(&answer);
}

static void an_error_says_so(void **state)
{
    const struct error error = {STATUS_BAD_QUERY, "a quote is not closed", "close it"};

    (void)state;
    for (unsigned format = 0; format_name(format); format++) {
        const struct render_options options = {.format = (enum format)format, .width = 40};
        enum status status = STATUS_NO_MEMORY;
        for (size_t allocations = 0; status != STATUS_OK; allocations++) {
            struct buffer out = BUFFER_INIT;
            left = allocations;
            status = render_error(&error, &(struct broken_query){"확산 \"", 8, 7}, &options, &out);
            left = SIZE_MAX;
            buffer_free(&out);
            assert_true(status == STATUS_OK || status == STATUS_NO_MEMORY);
            assert_true(allocations > 0 || status == STATUS_NO_MEMORY);
            assert_true(allocations < 10000);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_says_so),
        cmocka_unit_test(an_error_says_so),
    };
    cJSON_Hooks hooks = {allocate, free};

    cJSON_InitHooks(&hooks);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
