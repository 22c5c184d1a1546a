/* A walk over the lines of a text that never looks back: what it costs is
 * linear in the text, whatever ends the lines (LF, CRLF or CR). */
#ifndef SEOGO_PAGE_LINES_H
#define SEOGO_PAGE_LINES_H

#include <stdbool.h>
#include <stdint.h>

struct lines {
    const char *start, *stop; /* the line, its end not included */
    const char *next;         /* where the next line starts; end of the text at last */
    const char *end;
    const char *feed, *carriage; /* the next LF and CR from next on, or end */
    uint32_t number;             /* of the line, from 1; stays at UINT32_MAX */
};

/* Stands on the first line, which an empty text has too. */
void lines_start(struct lines *lines, const char *text, const char *end);
/* False, and nothing changes, on the last line. */
bool lines_next(struct lines *lines);
/* Goes on to the line that holds at; stays where at lies before the line. */
void lines_seek(struct lines *lines, const char *at);

#endif
