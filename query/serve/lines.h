/* Lines as a pipe brings them: whole ones, no longer than LINE_MAX_BYTES, and
 * taken without waiting where nobody wants to wait. Knows nothing of JSON. A line
 * may also come in a frame: behind a header that tells its length in bytes,
 * "Content-Length: 2\r\n\r\n{}". */
#ifndef SEOGO_SERVE_LINES_H
#define SEOGO_SERVE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/buffer.h"
#include "shim/base/status.h"

/* Without the newline. What is longer is read to its end and not kept. */
#define LINE_MAX_BYTES ((size_t)1 << 20)
/* The same of a frame, which may hold a whole document. */
#define FRAME_MAX_BYTES ((size_t)1 << 24)

/* Start with {.file = descriptor, .framed = whether lines come in frames} and zeros;
 * lines_free frees what it took. parent: of the process with whose end the input ends
 * too, once what lies ready was read (system_watch); borrowed, 0 for none. */
struct line_reader {
    int file, parent;
    bool framed;
    struct buffer held; /* [start, length) was read and not taken yet */
    size_t start, searched;
    bool skipping;  /* the rest of a line that was too long */
    size_t to_skip; /* bytes of a frame that was */
    bool ended;
};

enum line_kind {
    LINE_NONE, /* none is there yet */
    LINE_TEXT,
    LINE_TOO_LONG,
    LINE_END /* of the input */
};

/* text is NUL-terminated and lent until the next call. */
struct line {
    enum line_kind kind;
    const char *text;
    size_t length;
};

/* The next line; of frames what has no length is passed over. Waits for one where wait is set; else
 * it is LINE_NONE where none has come. The last line needs no newline. STATUS_IO and the like where
 * reading fails. */
enum status lines_next(struct line_reader *lines, bool wait, struct line *out, struct error *error);
void lines_free(struct line_reader *lines);

#endif
