#include "query/register.h"

#include "query/command/registration.h"
#include "query/terminal.h"

enum exit_status register_server(const struct query_options *o)
{
    const struct searcher_place place = {
        .directories = o->directories, .directory_count = o->directory_count, .root = o->root};
    struct command_result result = {.found = 1};
    enum status status = command_registration((size_t)o->client, o->program, &place, &result.out,
                                              &result.error);

    return terminal_print(o, status, &result);
}
