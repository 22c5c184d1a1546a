/* One table for the parser and for --help; see options.h. */
#include "indexer/command/options.h"

#include <getopt.h>
#include <unistd.h>

static enum status take_directory(void *options, const struct option_row *row, const char *value,
                                  struct error *error)
{
    return value[0] != '\0' ? option_text(options, row, value, error)
                            : option_refuse(row, value, "a directory", error);
}

/* May be given several times. */
static enum status take_thesaurus(void *options, const struct option_row *row, const char *value,
                                  struct error *error)
{
    struct options *o = options;
    if (o->thesaurus_count == OPTIONS_THESAURI_MAX)
        return error_set(error, STATUS_INVALID, NULL, "--%s is given more than %d times", row->name,
                         OPTIONS_THESAURI_MAX);
    o->thesauri[o->thesaurus_count++] = value;
    return STATUS_OK;
}

static enum status take_share(void *options, const struct option_row *row, const char *value,
                              struct error *error)
{
    struct options *o = options;
    return share_read(value, &o->share)
               ? STATUS_OK
               : option_refuse(row, value, "I/N, such as 1/3, where I is one of N", error);
}

static const char *report_name(size_t n)
{
    static const char *const REPORTS[] = {"text", "json"};
    return n < sizeof REPORTS / sizeof *REPORTS ? REPORTS[n] : NULL;
}

static enum status take_report(void *options, const struct option_row *row, const char *value,
                               struct error *error)
{
    struct options *o = options;
    int chosen = 0;
    enum status status = option_chosen(row, value, &chosen, error);
    o->json = chosen == 1;
    return status;
}

static enum status take_action(void *options, const struct option_row *row, const char *value,
                               struct error *error)
{
    const struct options *o = options;
    if (o->action != OPTIONS_BUILD && o->action != (enum options_action)row->value)
        return error_set(error, STATUS_INVALID, NULL,
                         "--status, --check and --rollback do not go together");
    return option_value(options, row, value, error);
}

#define AT(member) .offset = offsetof(struct options, member)

static const struct option_row ROWS[] = {
    {'\0', "db", "DIR", "the index directory ($SEOGO_DB, else ~/.local/share/seogo)",
     take_directory, AT(db)},
    {'\0', "jobs", "N", "work on N pages at once (one for each core)", option_number, AT(jobs),
     .least = 1, .most = OPTIONS_JOBS_MAX},
    {'\0', "wait", "SECONDS", "let another seogo-index end first (0: do not)", option_number,
     AT(wait), .most = OPTIONS_WAIT_MAX},
    {'\0', "full", NULL, "publish a new index though no page has changed", option_flag, AT(full)},
    {'\0', "dry-run", NULL, "read the pages and report, but write nothing", option_flag,
     AT(dry_run)},
    {'\0', "thesaurus", "FILE", "add the words for one thing in FILE; may be repeated",
     take_thesaurus, .offset = 0},
    {'\0', "shard", "I/N", "hold the pages of one shard of N alone; see seogo-scale(7)", take_share,
     .offset = 0},
    {'\0', "accept-loss", NULL, "papers that are gone are meant to be", option_flag,
     AT(accept_loss)},
    {'\0', "replace", NULL, "put this archive's index in another's place", option_flag,
     AT(replace)},
    {'\0', "follow", NULL, "follow links that lead out of the PATHs, too", option_flag, AT(follow)},
    {'\0', "before", "CMD", "run this first, such as 'git -C archive pull'", option_text,
     AT(before)},
    {'\0', "after", "CMD", "run this when a new index was published", option_text, AT(after)},
    {'\0', "status", NULL, "say how the index and the last run are; index nothing", take_action,
     AT(action), .value = OPTIONS_STATUS},
    {'\0', "check", NULL, "compare the index with the pages; index nothing", take_action,
     AT(action), .value = OPTIONS_CHECK},
    {'\0', "rollback", NULL, "make the index before this one live again", take_action, AT(action),
     .value = OPTIONS_ROLL_BACK},
    {'\0', "report", "FORMAT", "the summary as text (default) or json", take_report,
     .choice = report_name},
    {'\0', "progress", "WHEN", "auto (default: on a terminal), always or never", option_choice,
     AT(progress), .choice = option_when},
    {'q', "quiet", NULL, "no summary and no progress, only warnings and errors", option_flag,
     AT(quiet)},
    {'v', "verbose", NULL, "name the duplicates, and time each phase", option_flag, AT(verbose)},
    {'\0', "version", NULL, "say which version this is", option_value, AT(action),
     .value = OPTIONS_VERSION},
    {'\0', "help", NULL, "say this", option_value, AT(action), .value = OPTIONS_HELP},
};

static const struct option_table TABLE = {ROWS, sizeof ROWS / sizeof *ROWS, NULL};

static uint32_t online_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1)
        return 1;
    return cores < OPTIONS_JOBS_MAX ? (uint32_t)cores : OPTIONS_JOBS_MAX;
}

/* Pages are asked for where they are read, and nowhere else; what is for
 * indexing does not go with what indexes nothing. */
static enum status check_mixture(const struct options *options, struct error *error)
{
    bool reads = options->action == OPTIONS_BUILD || options->action == OPTIONS_CHECK;
    bool looks = options->action == OPTIONS_STATUS || options->action == OPTIONS_ROLL_BACK;
    bool builds = options->full || options->dry_run || options->accept_loss || options->replace ||
                  options->thesaurus_count > 0 || options->share.count > 0 ||
                  options->before != NULL || options->after != NULL;
    if (builds && options->action != OPTIONS_BUILD)
        return error_set(
            error, STATUS_INVALID, NULL,
            "--full, --dry-run, --accept-loss, --replace, --thesaurus, --shard, --before and "
            "--after are for indexing");
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
    enum status status = option_table_read(&TABLE, argc, argv, options, error);
    options->paths = (const char *const *)(argv + optind);
    options->path_count = (size_t)(argc - optind);
    if (status == STATUS_OK)
        status = check_mixture(options, error);
    if (status != STATUS_OK && error->hint[0] == '\0')
        return error_set(error, status, "try 'seogo-index --help'", "%s", error->message);
    return status;
}

struct pages_request options_pages(const struct options *options)
{
    return (struct pages_request){options->paths, options->path_count, options->follow};
}

void options_help(FILE *out)
{
    fputs("usage: seogo-index [OPTION]... PATH...\n"
          "Index the pages at PATHs (files, or directories with *.md files) and publish\n"
          "the index in one step: who searches sees the old one or the new one.\n\n",
          out);
    option_table_print(&TABLE, out);
    fputs("\nThe exit status is 0 if the index was published or nothing is new, 1 if papers\n"
          "are missing that were warned of, 2 for a wrong usage, 3 if no page was found,\n"
          "4 if it could not be written (the old one is untouched) and 5 if another\n"
          "seogo-index is at work. See seogo-index(1).\n",
          out);
}
