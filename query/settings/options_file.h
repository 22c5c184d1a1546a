/* The options that a person always wants: a file `options` beside the other settings, an
 * option a line as on the command line, "--sort votes" or "--sort=votes". Lines that
 * begin with # say nothing. */
#ifndef SEOGO_SETTINGS_OPTIONS_FILE_H
#define SEOGO_SETTINGS_OPTIONS_FILE_H

#include "shim/base/option_table.h"

/* Reads the file that $SEOGO_OPTIONS names, none where it is empty; where it is not set,
 * the one beside the other settings. Sets options, the program's struct, which may point
 * into *text, malloc'd, or NULL, from then on. STATUS_INVALID names file and line. */
enum status options_file_read(const struct option_table *table, void *options, char **text,
                              struct error *error);

#endif
