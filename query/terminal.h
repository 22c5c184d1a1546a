/* Where output goes, and what is told beside it. */
#ifndef SEOGO_QUERY_TERMINAL_H
#define SEOGO_QUERY_TERMINAL_H

#include "query/command/command.h"
#include "query/options.h"
#include "query/render/exit_status.h"

/* Tells an error on standard error. broken is NULL where it is about no query. */
void terminal_complain(const struct query_options *o, const struct error *error,
                       const struct broken_query *broken);
/* Sets what the options leave to the terminal: width, color, links. */
void terminal_look(struct query_options *o);
/* Goes on in fzf; returns only where that could not be started. */
enum exit_status terminal_interactive(const struct query_options *o);
/* Ends what was printed: whether all of it has gone out. */
enum exit_status terminal_end(const struct query_options *o);
/* Whole papers on a terminal go through $PAGER; false where they do not. */
bool terminal_page(const struct query_options *o, const struct buffer *out);
/* Prints what a command made, or complains; frees it. */
enum exit_status terminal_print(const struct query_options *o, enum status status,
                                struct command_result *result);

#endif
