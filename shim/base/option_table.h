/* A program's command line by one table, which getopt_long reads and --help
 * prints. A row says where its value goes in the program's struct of options. */
#ifndef SEOGO_BASE_OPTION_TABLE_H
#define SEOGO_BASE_OPTION_TABLE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "shim/base/status.h"

struct option_row;

/* Reads value (NULL where the row takes none) into options, the program's
 * struct. STATUS_INVALID with a message. */
typedef enum status option_take(void *options, const struct option_row *row, const char *value,
                                struct error *error);

struct option_row {
    char letter; /* '\0' where it has none */
    const char *name;
    const char *argument; /* as --help names it; NULL where it takes none */
    const char *help;     /* NULL: its choices, of which the first is the default */
    option_take *take;
    size_t offset;                   /* in the program's struct: where the value goes */
    uint32_t least, most;            /* option_number */
    const char *(*choice)(size_t n); /* option_choice: the nth, NULL behind the last */
    int value;                       /* option_value */
};

/* A table has at most so many. */
#define OPTION_ROWS_MAX 64

struct option_table {
    const struct option_row *rows;
    size_t count;
    const char *hint; /* beside a wrong option; may be NULL */
};

option_take option_flag;   /* a bool, set */
option_take option_text;   /* a const char *, of argv */
option_take option_number; /* a uint32_t, decimal, from least to most */
option_take option_choice; /* an enum, the choice's number */
option_take option_value;  /* an enum, value */

/* What option_choice does, for a caller's own take. */
enum status option_chosen(const struct option_row *row, const char *value, int *out,
                          struct error *error);
/* STATUS_INVALID: "--name takes wanted, not 'value'". */
enum status option_refuse(const struct option_row *row, const char *value, const char *wanted,
                          struct error *error);

/* Choices that several programs have. */
enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };
const char *option_when(size_t n);

/* Reorders argv: its words begin at getopt's optind then. STATUS_INVALID. */
enum status option_table_read(const struct option_table *table, int argc, char **argv,
                              void *options, struct error *error);
/* Of --help. */
#define OPTION_COLUMNS 80
/* A line a row; what is wider goes on below. */
void option_table_print(const struct option_table *table, FILE *out);

#endif
