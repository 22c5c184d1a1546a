#include "query/render/exit_status.h"

#include "shim/base/option_table.h"

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
    const char *hint = error->code == STATUS_UNREACHABLE
                           ? "start its server again, or search the others with --partial"
                           : "go back with seogo-index --rollback, or index the pages again";

    if (!error->hint[0] && error->code != STATUS_NO_MEMORY &&
        exit_status_of(error->code) == EXIT_BAD_INDEX)
        error_set(error, error->code, hint, "%s", unadvised.message);
}

void exit_status_print(FILE *out)
{
    const size_t count = sizeof ROWS / sizeof *ROWS;
    const int indent = fprintf(out, "exit status ");
    int column = indent;

    for (size_t i = 0; i < count; i++) {
        char row[OPTION_COLUMNS];
        int width = snprintf(row, sizeof row, " %d %s%s", (int)ROWS[i].status, ROWS[i].meaning,
                             i + 1 < count ? "," : "");
        if (column + width > OPTION_COLUMNS) {
            fprintf(out, "\n%*s", indent, "");
            column = indent;
        }
        column += fprintf(out, "%s", row);
    }
    fputc('\n', out);
}
