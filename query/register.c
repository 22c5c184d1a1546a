#include "query/register.h"

#include "query/command/registration.h"
#include "query/terminal.h"

enum exit_status register_server(const struct query_options *o)
{
    const struct searcher_place place = {
        .directories = o->directories, .directory_count = o->directory_count, .root = o->root};
    struct buffer out = BUFFER_INIT;
    struct error error = {0};
    enum status made = command_registration((size_t)o->client, o->program, &place, &out, &error);
    enum exit_status result = terminal_print(o, made, &out, &error, NULL, true);

    buffer_free(&out);
    return result;
}
