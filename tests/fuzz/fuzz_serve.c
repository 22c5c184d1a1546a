/* Any lines are answered with lines of JSON-RPC, each request by its own, and
 * what is no request by one with the id null; those of a language server with
 * what it asks of its editor behind them. The index is a tiny one. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "query/lsp/lsp.h"
#include "query/serve/session.h"
#include "tests/unit/search_library.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char index_path[PATH_SIZE];
static struct scratch *scratch;

static void remove_index(void)
{
    scratch_teardown((void **)&scratch);
}

static void build_index(void)
{
    scratch_setup((void **)&scratch);
    library_build(scratch, index_path);
    atexit(remove_index);
}

static void expect(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static void check_response(const cJSON *response)
{
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(response, "jsonrpc");
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(response, "error");

    expect(cJSON_IsString(version) && strcmp(version->valuestring, "2.0") == 0, "a version");
    expect(cJSON_GetObjectItemCaseSensitive(response, "id") != NULL, "an id");
    if (cJSON_GetObjectItemCaseSensitive(response, "method"))
        return; /* asked of the editor */
    expect((error != NULL) != (cJSON_GetObjectItemCaseSensitive(response, "result") != NULL),
           "a result or an error");
    expect(!error || (cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(error, "code")) &&
                      cJSON_IsString(cJSON_GetObjectItemCaseSensitive(error, "message"))),
           "a code and a message");
}

static void check_line(const char *line)
{
    cJSON *tree = cJSON_ParseWithOpts(line, NULL, true), *item;

    expect(tree != NULL, "JSON");
    if (cJSON_IsArray(tree))
        cJSON_ArrayForEach(item, tree) check_response(item);
    else
        check_response(tree);
    cJSON_Delete(tree);
}

/* Nothing, or lines of JSON; one where nothing is asked of an editor. */
static void check_answer(const struct buffer *answer, bool one)
{
    size_t lines = 0;

    for (char *line = answer->data, *end; line && *line; line = end + 1, lines++) {
        end = strchr(line, '\n');
        expect(end != NULL, "a whole line");
        *end = '\0';
        check_line(line);
    }
    expect(!one || lines <= 1, "one line");
}

/* What a session with these methods says to the lines of a text. */
static void hold(const struct method_table *methods, const uint8_t *data, size_t size)
{
    const char *const directories[] = {index_path};
    struct session_options options = {
        .place = {.directories = directories, .directory_count = 1, .often = true},
        .methods = methods};
    struct session *session;
    struct error error = {0};
    char *text = malloc(size + 1);

    expect(text != NULL, "memory");
    memcpy(text, data, size);
    text[size] = '\0';
    search_request_init(&options.request, NULL, 0);
    expect(session_new(&session, &options, &error) == STATUS_OK, error.message);
    for (char *line = text, *end; line <= text + size && !session_is_full(session);
         line = end + 1) {
        end = memchr(line, '\n', (size_t)(text + size - line));
        end = end ? end : text + size;
        *end = '\0';
        expect(session_take(session, line, (size_t)(end - line), &error) == STATUS_OK,
               error.message);
    }
    while (session_waits(session) && !session_ended(session)) {
        struct buffer answer = BUFFER_INIT;

        expect(session_answer(session, &answer, &error) == STATUS_OK, error.message);
        check_answer(&answer, methods == &methods_serve);
        buffer_free(&answer);
    }
    session_free(session);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!scratch)
        build_index();
    hold(&methods_serve, data, size);
    hold(&lsp_methods, data, size);
    return 0;
}
