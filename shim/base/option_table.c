#include "shim/base/option_table.h"

#include <getopt.h>
#include <stdbool.h>
#include <string.h>

/* What getopt returns for a row's name, apart from any letter. */
#define NAME_KEY 256
/* Longer lists of choices are cut. */
#define CHOICES_MAX 256

static void *target(void *options, const struct option_row *row)
{
    return (char *)options + row->offset;
}

enum status option_refuse(const struct option_row *row, const char *value, const char *wanted,
                          struct error *error)
{
    return error_set(error, STATUS_INVALID, NULL, "--%s takes %s, not '%s'", row->name, wanted,
                     value);
}

enum status option_flag(void *options, const struct option_row *row, const char *value,
                        struct error *error)
{
    (void)value, (void)error;
    *(bool *)target(options, row) = true;
    return STATUS_OK;
}

enum status option_text(void *options, const struct option_row *row, const char *value,
                        struct error *error)
{
    (void)error;
    *(const char **)target(options, row) = value;
    return STATUS_OK;
}

enum status option_number(void *options, const struct option_row *row, const char *value,
                          struct error *error)
{
    char wanted[64];
    uint64_t number = 0;
    const char *digit = value;
    for (; *digit >= '0' && *digit <= '9' && number <= row->most; digit++)
        number = number * 10 + (uint64_t)(*digit - '0');
    if (digit != value && *digit == '\0' && number >= row->least && number <= row->most) {
        *(uint32_t *)target(options, row) = (uint32_t)number;
        return STATUS_OK;
    }
    snprintf(wanted, sizeof wanted, "a number from %u to %u", row->least, row->most);
    return option_refuse(row, value, wanted, error);
}

/* "auto, always or never"; last stands between the last two. */
static void list_choices(const struct option_row *row, const char *behind_first, const char *last,
                         char out[CHOICES_MAX])
{
    size_t used = 0;
    for (size_t n = 0; row->choice(n) != NULL && used < CHOICES_MAX; n++) {
        const char *between = n == 0 ? "" : row->choice(n + 1) != NULL ? ", " : last;
        int length = snprintf(out + used, CHOICES_MAX - used, "%s%s%s", between, row->choice(n),
                              n == 0 ? behind_first : "");
        used += length > 0 ? (size_t)length : 0;
    }
}

enum status option_chosen(const struct option_row *row, const char *value, int *out,
                          struct error *error)
{
    char wanted[CHOICES_MAX] = "";
    for (size_t n = 0; row->choice(n) != NULL; n++)
        if (strcmp(value, row->choice(n)) == 0) {
            *out = (int)n;
            return STATUS_OK;
        }
    list_choices(row, "", " or ", wanted);
    return option_refuse(row, value, wanted, error);
}

enum status option_choice(void *options, const struct option_row *row, const char *value,
                          struct error *error)
{
    return option_chosen(row, value, target(options, row), error);
}

enum status option_value(void *options, const struct option_row *row, const char *value,
                         struct error *error)
{
    (void)value, (void)error;
    *(int *)target(options, row) = row->value;
    return STATUS_OK;
}

const char *option_when(size_t n)
{
    static const char *const WHENS[] = {
        [WHEN_AUTO] = "auto", [WHEN_ALWAYS] = "always", [WHEN_NEVER] = "never"};
    return n < sizeof WHENS / sizeof *WHENS ? WHENS[n] : NULL;
}

static const struct option_row *row_of(const struct option_table *table, int key)
{
    if (key >= NAME_KEY)
        return &table->rows[key - NAME_KEY];
    for (size_t i = 0; i < table->count; i++)
        if (key != '\0' && table->rows[i].letter == key)
            return &table->rows[i];
    return NULL;
}

#define NEAR_MAX 2
#define NAME_BYTES_MAX 32

/* How many letters are wrong, missing or too many; those that changed places are two. */
static size_t distance(const char *a, const char *b)
{
    size_t row[NAME_BYTES_MAX + 1], length = strlen(b);
    for (size_t k = 0; k <= length; k++)
        row[k] = k;
    for (size_t i = 0; a[i] != '\0'; i++) {
        size_t before = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < length; k++) {
            size_t cost = before + (a[i] != b[k]);
            before = row[k + 1];
            cost = row[k] + 1 < cost ? row[k] + 1 : cost;
            row[k + 1] = before + 1 < cost ? before + 1 : cost;
        }
    }
    return row[length];
}

/* --hepl: the option whose name is nearest, or NULL. */
static const char *nearest(const struct option_table *table, const char *typed)
{
    const char *found = NULL;
    size_t least = NEAR_MAX + 1;
    if (strncmp(typed, "--", 2) != 0 || strlen(typed) > NAME_BYTES_MAX)
        return NULL;
    for (size_t i = 0; i < table->count; i++) {
        size_t away = strlen(table->rows[i].name) <= NAME_BYTES_MAX
                          ? distance(typed + 2, table->rows[i].name)
                          : least;
        if (away < least) {
            least = away;
            found = table->rows[i].name;
        }
    }
    return found;
}

/* The argument in which getopt found a letter that is none: it may have moved on. */
static const char *argument_with(int letter, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (argv[i][0] == '-' && argv[i][1] != '-' && strchr(argv[i] + 1, letter) != NULL)
            return argv[i];
    return NULL;
}

static enum status refuse_unknown(const struct option_table *table, const char *typed,
                                  struct error *error)
{
    char hint[sizeof error->hint];
    const char *near = nearest(table, typed);
    if (near != NULL)
        snprintf(hint, sizeof hint, "did you mean --%s?", near);
    return error_set(error, STATUS_INVALID, near != NULL ? hint : table->hint,
                     "there is no option '%s'", typed);
}

/* Why getopt gave ':' (an argument is missing) or '?'. */
static enum status refuse_option(const struct option_table *table, int key, int argc, char **argv,
                                 struct error *error)
{
    const char *typed = argv[optind - 1];
    if (key == ':')
        return error_set(error, STATUS_INVALID, table->hint, "%s needs an argument", typed);
    if (optopt >= NAME_KEY)
        return error_set(error, STATUS_INVALID, table->hint, "--%s takes no argument",
                         row_of(table, optopt)->name);
    if (optopt != 0 && argument_with(optopt, argc, argv) != NULL)
        typed = argument_with(optopt, argc, argv);
    return refuse_unknown(table, typed, error);
}

/* The table as getopt_long wants it. */
struct getopt_table {
    struct option names[OPTION_ROWS_MAX + 1];
    char letters[2 * OPTION_ROWS_MAX + 2];
};

static void make_getopt_table(const struct option_table *table, struct getopt_table *out)
{
    size_t used = 0;
    *out = (struct getopt_table){0};
    out->letters[used++] = ':'; /* a missing argument is told from an unknown option */
    for (size_t i = 0; i < table->count; i++) {
        const struct option_row *row = &table->rows[i];
        bool takes = row->argument != NULL;
        out->names[i] = (struct option){row->name, takes ? required_argument : no_argument, NULL,
                                        NAME_KEY + (int)i};
        if (row->letter != '\0')
            out->letters[used++] = row->letter;
        if (row->letter != '\0' && takes)
            out->letters[used++] = ':';
    }
}

enum status option_table_read(const struct option_table *table, int argc, char **argv,
                              void *options, struct error *error)
{
    struct getopt_table names;
    enum status status = STATUS_OK;
    int key;
    if (table->count > OPTION_ROWS_MAX)
        return error_set(error, STATUS_INTERNAL, NULL, "there are too many options");
    make_getopt_table(table, &names);
    opterr = 0;
    while (status == STATUS_OK &&
           (key = getopt_long(argc, argv, names.letters, names.names, NULL)) != -1) {
        if (key == ':' || key == '?')
            return refuse_option(table, key, argc, argv, error);
        const struct option_row *row = row_of(table, key);
        status = row->take(options, row, optarg, error);
    }
    return status;
}

/* From a column on, and again from there where a line would be too wide; ASCII. */
static void print_folded(FILE *out, const char *text, int column)
{
    const size_t room = OPTION_COLUMNS - (size_t)column;
    while (strlen(text) > room) {
        size_t end = room;
        while (end > 0 && text[end] != ' ')
            end--;
        if (end == 0)
            break;
        fprintf(out, "%.*s\n%*s", (int)end, text, column, "");
        text += end + 1;
    }
    fprintf(out, "%s\n", text);
}

void option_table_print(const struct option_table *table, FILE *out)
{
    char left[64], choices[CHOICES_MAX] = "";
    int widest = 0;
    for (int printing = 0; printing < 2; printing++)
        for (size_t i = 0; i < table->count; i++) {
            const struct option_row *row = &table->rows[i];
            int width =
                snprintf(left, sizeof left, "%c%c%c --%s%s%s", row->letter ? '-' : ' ',
                         row->letter ? row->letter : ' ', row->letter ? ',' : ' ', row->name,
                         row->argument ? " " : "", row->argument ? row->argument : "");
            widest = width > widest ? width : widest;
            if (row->help == NULL)
                list_choices(row, " (default)", ", ", choices);
            if (printing) {
                fprintf(out, "  %-*s  ", widest, left);
                print_folded(out, row->help ? row->help : choices, widest + 4);
            }
        }
}
