#include "query/render/exit_status.h"

static const struct {
    enum exit_status status;
    const char *meaning;
} ROWS[] = {
    {EXIT_FOUND, "found"},
    {EXIT_NOTHING, "nothing found"},
    {EXIT_USAGE, "usage or broken query"},
    {EXIT_NO_INDEX, "no index"},
    {EXIT_BAD_INDEX, "index of another format or damaged"},
    {EXIT_FORMAT_VERSION, "format version not spoken"},
};

enum exit_status exit_status_of(enum status status)
{
    switch (status) {
    case STATUS_OK:
        return EXIT_FOUND;
    case STATUS_BAD_QUERY:
    case STATUS_INVALID:
        return EXIT_USAGE;
    case STATUS_NOT_FOUND:
    case STATUS_DENIED:
        return EXIT_NO_INDEX;
    default:
        return EXIT_BAD_INDEX;
    }
}

void exit_status_advise(struct error *error)
{
    struct error unadvised = *error;

    if (!error->hint[0] && error->code != STATUS_NO_MEMORY &&
        exit_status_of(error->code) == EXIT_BAD_INDEX)
        error_set(error, error->code,
                  "go back with seogo-index --rollback, or index the pages again", "%s",
                  unadvised.message);
}

void exit_status_print(FILE *out)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        fprintf(out, i % 2 ? "%s  %d  %s\n" : "%-11s  %d  %-34s", i ? "" : "exit status",
                (int)ROWS[i].status, ROWS[i].meaning);
    if (sizeof ROWS / sizeof *ROWS % 2)
        fputc('\n', out);
}
