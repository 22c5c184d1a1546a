#include "query/serve/serve.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "query/serve/lines.h"
#include "shim/base/system.h"

/* Takes all lines that lie ready; waits for one where none waits here. */
static enum status take_ready(struct session *session, struct line_reader *lines,
                              struct error *error)
{
    struct line line = {.kind = LINE_TEXT};
    enum status status = STATUS_OK;

    while (status == STATUS_OK && (line.kind == LINE_TEXT || line.kind == LINE_TOO_LONG) &&
           !session_is_full(session)) {
        status = lines_next(lines, !session_waits(session), &line, error);
        if (status == STATUS_OK && line.kind == LINE_TEXT)
            status = session_take(session, line.text, line.length, error);
        else if (status == STATUS_OK && line.kind == LINE_TOO_LONG)
            status = session_take_too_long(session, error);
    }
    return status;
}

static enum status write_all(int file, const struct buffer *out, bool *gone, struct error *error)
{
    for (size_t at = 0; at < out->length;) {
        ssize_t wrote = write(file, out->data + at, out->length - at);

        if (wrote < 0 && errno == EPIPE) {
            *gone = true;
            return STATUS_OK;
        }
        if (wrote < 0 && errno != EINTR)
            return error_set_errno(error, errno, "cannot write to standard output");
        at += wrote > 0 ? (size_t)wrote : 0;
    }
    return STATUS_OK;
}

/* Each line of an answer in a frame of its own. */
static bool add_frames(struct buffer *framed, const struct buffer *answer)
{
    const char *line = answer->data, *end = line + answer->length;

    while (line < end) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)(newline - line);

        if (!buffer_add_format(framed, "Content-Length: %zu\r\n\r\n", length) ||
            !buffer_add(framed, line, length))
            return false;
        line = newline + 1;
    }
    return true;
}

static enum status write_answer(const struct session_options *options, int file,
                                const struct buffer *answer, bool *gone, struct error *error)
{
    struct buffer framed = BUFFER_INIT;
    enum status status = STATUS_OK;

    if (!options->framed || answer->length == 0)
        return write_all(file, answer, gone, error);
    if (!add_frames(&framed, answer))
        status = error_no_memory(error);
    if (status == STATUS_OK)
        status = write_all(file, &framed, gone, error);
    buffer_free(&framed);
    return status;
}

enum status serve(const struct session_options *options, int in, int out, struct error *error)
{
    struct line_reader lines = {
        .file = in, .parent = system_watch(getppid()), .framed = options->framed};
    struct buffer answer = BUFFER_INIT;
    struct session *session;
    bool gone = false;
    enum status status = session_new(&session, options, error);

    while (status == STATUS_OK && !gone && !session_ended(session)) {
        status = take_ready(session, &lines, error);
        if (status != STATUS_OK || !session_waits(session))
            break;
        buffer_free(&answer); /* the next one may be far smaller */
        status = session_answer(session, &answer, error);
        if (status == STATUS_OK)
            status = write_answer(options, out, &answer, &gone, error);
    }
    buffer_free(&answer);
    lines_free(&lines);
    if (lines.parent >= 0)
        close(lines.parent);
    session_free(session);
    return status;
}
