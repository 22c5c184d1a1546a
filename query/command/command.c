#include "query/command/command.h"

enum status command_ask_saved(const struct command *command, const char *name, const char *behind,
                              struct answer *out, struct error *error)
{
    struct search_request request = *command->request;
    struct buffer query = BUFFER_INIT;
    size_t offset;
    enum status status = STATUS_OK;

    if (!buffer_add_format(&query, "query:%s %s", name, behind))
        status = error_no_memory(error);
    request.query = query.data;
    request.length = query.length;
    request.exact_total = true;
    if (status == STATUS_OK)
        status = search(command->searcher, &request, out, &offset, error);
    buffer_free(&query);
    return status;
}
