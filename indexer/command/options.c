/* One table for the parser and for --help; see options.h. */
#include "indexer/command/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct option_row {
    char letter; /* '\0' where it has none */
    const char *name;
    const char *argument; /* NULL where it takes none */
    const char *help;
};

enum row {
    ROW_DB,
    ROW_JOBS,
    ROW_WAIT,
    ROW_CHECKSUM,
    ROW_FULL,
    ROW_DRY_RUN,
    ROW_BEFORE,
    ROW_AFTER,
    ROW_STATUS,
    ROW_CHECK,
    ROW_ROLLBACK,
    ROW_REPORT,
    ROW_PROGRESS,
    ROW_QUIET,
    ROW_VERBOSE,
    ROW_VERSION,
    ROW_HELP,
    ROW_COUNT
};

static const struct option_row rows[ROW_COUNT] = {
    [ROW_DB] = {'\0', "db", "DIR", "the index directory ($SEOGO_DB, else ~/.local/share/seogo)"},
    [ROW_JOBS] = {'\0', "jobs", "N", "work on N pages at once (one for each core)"},
    [ROW_WAIT] = {'\0', "wait", "SECONDS", "let another seogo-index end first (0: do not)"},
    [ROW_CHECKSUM] = {'\0', "checksum", NULL, "read every page, whatever its size and times"},
    [ROW_FULL] = {'\0', "full", NULL, "index every page anew, changed or not"},
    [ROW_DRY_RUN] = {'\0', "dry-run", NULL, "read the pages and report, but write nothing"},
    [ROW_BEFORE] = {'\0', "before", "CMD", "run this first, such as 'git -C archive pull'"},
    [ROW_AFTER] = {'\0', "after", "CMD", "run this when a new index was published"},
    [ROW_STATUS] = {'\0', "status", NULL, "say how the index and the last run are; index nothing"},
    [ROW_CHECK] = {'\0', "check", NULL, "compare the index with the pages; index nothing"},
    [ROW_ROLLBACK] = {'\0', "rollback", NULL, "make the index before this one live again"},
    [ROW_REPORT] = {'\0', "report", "FORMAT", "the summary as text (default) or json"},
    [ROW_PROGRESS] = {'\0', "progress", "WHEN", "auto (default: on a terminal), always or never"},
    [ROW_QUIET] = {'q', "quiet", NULL, "no summary and no progress, only warnings and errors"},
    [ROW_VERBOSE] = {'v', "verbose", NULL, "name the duplicates, and time each phase"},
    [ROW_VERSION] = {'\0', "version", NULL, "say which version this is"},
    [ROW_HELP] = {'\0', "help", NULL, "say this"},
};

/* What getopt returns for a row, apart from any letter. */
#define ROW_KEY 256

static int find_letter(int letter)
{
    for (int i = 0; i < ROW_COUNT; i++)
        if (rows[i].letter != '\0' && rows[i].letter == letter)
            return i;
    return -1;
}

/* The place of value among the words of choices, or -1. */
static int choose(const char *value, const char *const choices[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(value, choices[i]) == 0)
            return (int)i;
    return -1;
}

static enum status refuse(const char *value, enum row row, const char *wanted, struct error *error)
{
    return error_set(error, STATUS_INVALID, NULL, "--%s takes %s, not '%s'", rows[row].name, wanted,
                     value);
}

/* A number from least to most; wanted says so. */
static enum status take_number(enum row row, const char *value, size_t least, size_t most,
                               size_t *out, struct error *error)
{
    char wanted[64];
    size_t number = 0;
    snprintf(wanted, sizeof wanted, "a number from %zu to %zu", least, most);
    for (const char *digit = value; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9' || number > most)
            return refuse(value, row, wanted, error);
        number = number * 10 + (size_t)(*digit - '0');
    }
    if (value[0] == '\0' || number < least || number > most)
        return refuse(value, row, wanted, error);
    *out = number;
    return STATUS_OK;
}

static enum status take_choice(enum row row, const char *value, struct options *options,
                               struct error *error)
{
    static const char *const reports[] = {"text", "json"};
    static const char *const whens[] = {"auto", "always", "never"};
    int choice;
    if (row == ROW_REPORT) {
        choice = choose(value, reports, 2);
        options->json = choice == 1;
        return choice >= 0 ? STATUS_OK : refuse(value, row, "text or json", error);
    }
    choice = choose(value, whens, 3);
    if (choice < 0)
        return refuse(value, row, "auto, always or never", error);
    options->progress = (enum progress_when)choice;
    return STATUS_OK;
}

static enum status take_action(enum options_action action, struct options *options,
                               struct error *error)
{
    if (options->action != OPTIONS_BUILD && options->action != action)
        return error_set(error, STATUS_INVALID, NULL,
                         "--status, --check and --rollback do not go together");
    options->action = action;
    return STATUS_OK;
}

static enum status take(enum row row, const char *value, struct options *options,
                        struct error *error)
{
    switch (row) {
    case ROW_DB:
        options->db = value;
        return value[0] != '\0' ? STATUS_OK : refuse(value, row, "a directory", error);
    case ROW_JOBS:
        return take_number(row, value, 1, OPTIONS_JOBS_MAX, &options->jobs, error);
    case ROW_WAIT:
        return take_number(row, value, 0, OPTIONS_WAIT_MAX, &options->wait, error);
    case ROW_REPORT:
    case ROW_PROGRESS:
        return take_choice(row, value, options, error);
    case ROW_CHECKSUM:
        options->checksum = true;
        break;
    case ROW_FULL:
        options->full = true;
        break;
    case ROW_DRY_RUN:
        options->dry_run = true;
        break;
    case ROW_BEFORE:
        options->before = value;
        break;
    case ROW_AFTER:
        options->after = value;
        break;
    case ROW_STATUS:
        return take_action(OPTIONS_STATUS, options, error);
    case ROW_CHECK:
        return take_action(OPTIONS_CHECK, options, error);
    case ROW_ROLLBACK:
        return take_action(OPTIONS_ROLL_BACK, options, error);
    case ROW_QUIET:
        options->quiet = true;
        break;
    case ROW_VERBOSE:
        options->verbose = true;
        break;
    case ROW_VERSION:
        options->action = OPTIONS_VERSION;
        break;
    case ROW_HELP:
        options->action = OPTIONS_HELP;
        break;
    case ROW_COUNT:
        break;
    }
    return STATUS_OK;
}

static void make_getopt_table(struct option longs[ROW_COUNT + 1], char letters[ROW_COUNT + 2])
{
    size_t count = 0;
    /* ':' first: a missing argument is told from an unknown option. */
    letters[count++] = ':';
    for (int i = 0; i < ROW_COUNT; i++) {
        longs[i] =
            (struct option){.name = rows[i].name,
                            .has_arg = rows[i].argument != NULL ? required_argument : no_argument,
                            .val = ROW_KEY + i};
        if (rows[i].letter != '\0')
            letters[count++] = rows[i].letter;
    }
    letters[count] = '\0';
    longs[ROW_COUNT] = (struct option){0};
}

static size_t online_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1)
        return 1;
    return cores < OPTIONS_JOBS_MAX ? (size_t)cores : OPTIONS_JOBS_MAX;
}

static enum status parse_options(int argc, char **argv, struct options *options,
                                 struct error *error)
{
    struct option longs[ROW_COUNT + 1];
    char letters[ROW_COUNT + 2];
    make_getopt_table(longs, letters);
    opterr = 0;
    int key;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && (key = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        int row = key >= ROW_KEY ? key - ROW_KEY : find_letter(key);
        if (row >= 0)
            status = take((enum row)row, optarg, options, error);
        else if (key == ':')
            status =
                error_set(error, STATUS_INVALID, NULL, "%s takes an argument", argv[optind - 1]);
        else if (optopt != 0 && optopt < ROW_KEY)
            status = error_set(error, STATUS_INVALID, NULL, "unknown option -%c", optopt);
        else
            status =
                error_set(error, STATUS_INVALID, NULL, "%s option %s",
                          optopt != 0 ? "no argument belongs to" : "unknown", argv[optind - 1]);
    }
    return status;
}

/* Pages are asked for where they are read, and nowhere else; what is for
 * indexing does not go with what indexes nothing. */
static enum status check_mixture(const struct options *options, struct error *error)
{
    bool reads = options->action == OPTIONS_BUILD || options->action == OPTIONS_CHECK;
    bool looks = options->action == OPTIONS_STATUS || options->action == OPTIONS_ROLL_BACK;
    bool builds = options->full || options->checksum || options->dry_run ||
                  options->before != NULL || options->after != NULL;
    if (builds && options->action != OPTIONS_BUILD)
        return error_set(error, STATUS_INVALID, NULL,
                         "--full, --checksum, --dry-run, --before and --after are for indexing");
    if (reads && options->path_count == 0)
        return error_set(error, STATUS_INVALID, NULL, "no PATH is given");
    if (looks && options->path_count > 0)
        return error_set(error, STATUS_INVALID, NULL, "--%s takes no PATH",
                         options->action == OPTIONS_STATUS ? "status" : "rollback");
    return STATUS_OK;
}

enum status options_parse(int argc, char **argv, struct options *options, struct error *error)
{
    *options = (struct options){.action = OPTIONS_BUILD, .jobs = online_cores()};
    enum status status = parse_options(argc, argv, options, error);
    options->paths = (const char *const *)(argv + optind);
    options->path_count = (size_t)(argc - optind);
    if (status == STATUS_OK)
        status = check_mixture(options, error);
    if (status != STATUS_OK)
        return error_set(error, status, "try 'seogo-index --help'", "%s", error->message);
    return STATUS_OK;
}

static int write_names(char *out, size_t capacity, const struct option_row *row)
{
    const char *between = row->argument != NULL ? " " : "";
    const char *argument = row->argument != NULL ? row->argument : "";
    if (row->letter == '\0')
        return snprintf(out, capacity, "--%s%s%s", row->name, between, argument);
    return snprintf(out, capacity, "-%c, --%s%s%s", row->letter, row->name, between, argument);
}

void options_help(FILE *out)
{
    fputs("usage: seogo-index [OPTION]... PATH...\n"
          "Index the pages at PATHs (files, or directories with *.md files) and publish\n"
          "the index in one step: who searches sees the old one or the new one.\n\n",
          out);
    for (int i = 0; i < ROW_COUNT; i++) {
        char names[64];
        write_names(names, sizeof names, &rows[i]);
        fprintf(out, "  %-17s  %s\n", names, rows[i].help);
    }
    fputs("\nThe exit status is 0 if the index was published or nothing is new, 1 if it was\n"
          "published without pages or papers that were warned of, 2 for a wrong usage, 3 if\n"
          "no page was found, 4 if it could not be written (the old one is untouched) and 5\n"
          "if another seogo-index is at work. See seogo-index(1).\n",
          out);
}
