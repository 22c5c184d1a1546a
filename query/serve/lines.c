#include "query/serve/lines.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define READ_BYTES 65536
#define HEADER_MAX_BYTES 65536

/* Whether a read would not wait. */
static bool is_readable(int file)
{
    struct pollfd pollfd = {.fd = file, .events = POLLIN};

    return poll(&pollfd, 1, 0) > 0;
}

/* Waits for input, but not for that of a parent that is gone: another process may hold
 * its end of the pipe open, and writes nothing to it. */
static bool wait_for_input(const struct line_reader *lines)
{
    struct pollfd pollfds[] = {{.fd = lines->file, .events = POLLIN},
                               {.fd = lines->parent, .events = POLLIN}};
    int ready;

    if (lines->parent <= 0)
        return true;
    do
        ready = poll(pollfds, 2, -1);
    while (ready < 0 && errno == EINTR);
    return pollfds[0].revents || !pollfds[1].revents;
}

/* Drops what was taken, and all of a line that is too long. */
static void make_room(struct line_reader *lines)
{
    struct buffer *held = &lines->held;
    size_t left = held->length - lines->start;

    if (lines->skipping)
        left = 0;
    if (left)
        memmove(held->data, held->data + lines->start, left);
    buffer_cut(held, left);
    lines->start = 0;
    lines->searched = left;
}

static enum status read_more(struct line_reader *lines, struct error *error)
{
    struct buffer *held = &lines->held;
    ssize_t got;

    lines->ended = !wait_for_input(lines);
    if (lines->ended)
        return STATUS_OK;
    make_room(lines);
    if (!buffer_reserve(held, READ_BYTES))
        return error_no_memory(error);
    do
        got = read(lines->file, held->data + held->length, READ_BYTES);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_set_errno(error, errno, "cannot read standard input");
    lines->ended = got == 0;
    held->length += (size_t)got;
    held->data[held->length] = '\0';
    return STATUS_OK;
}

/* Takes the line that ends before `end`; `next` is where the following one starts. */
static struct line take(struct line_reader *lines, size_t end, size_t next)
{
    size_t start = lines->start;
    struct line line = {LINE_TEXT, lines->held.data + start, end - start};

    lines->start = lines->searched = next;
    lines->held.data[end] = '\0';
    if (line.length > LINE_MAX_BYTES)
        line.kind = LINE_TOO_LONG;
    return line;
}

/* The number behind the header's last "Content-Length:", at whose end there is
 * an empty line; 0 where there is none. The last: before it may lie what is no
 * header, after a frame that told its length wrongly. */
static size_t content_length(const char *header, size_t length)
{
    static const char name[] = "Content-Length:";
    size_t found = 0;

    for (size_t at = 0; at + sizeof name - 1 < length; at++)
        if (strncasecmp(header + at, name, sizeof name - 1) == 0)
            found = strtoul(header + at + sizeof name - 1, NULL, 10);
    return found;
}

/* Passes over what remains of a frame that was too long. */
static void skip(struct line_reader *lines)
{
    size_t left = lines->held.length - lines->start;
    size_t now = left < lines->to_skip ? left : lines->to_skip;

    lines->start += now;
    lines->to_skip -= now;
}

/* The line in a frame among what was read; LINE_NONE where it goes on. */
static struct line find_frame(struct line_reader *lines)
{
    for (;;) {
        char *header, *end;
        size_t left, length;

        skip(lines);
        header = lines->held.data ? lines->held.data + lines->start : NULL;
        left = lines->held.length - lines->start;
        end = left ? memmem(header, left, "\r\n\r\n", 4) : NULL;
        if (!end) {
            if (left > HEADER_MAX_BYTES) /* it is none */
                lines->start = lines->held.length;
            return (struct line){.kind = LINE_NONE};
        }
        end += 4;
        left -= (size_t)(end - header);
        length = content_length(header, (size_t)(end - header));
        if (length <= FRAME_MAX_BYTES && length > left)
            return (struct line){.kind = LINE_NONE};
        lines->start += (size_t)(end - header);
        if (length > FRAME_MAX_BYTES) {
            lines->to_skip = length;
            return (struct line){.kind = LINE_TOO_LONG};
        }
        if (length == 0)
            continue;
        lines->start += length;
        memmove(end - 1, end, length); /* room for its NUL: the next frame may lie behind it */
        end[length - 1] = '\0';
        return (struct line){LINE_TEXT, end - 1, length};
    }
}

/* A line among what was read; LINE_NONE where it goes on. */
static struct line find(struct line_reader *lines)
{
    struct buffer *held = &lines->held;

    while (lines->searched < held->length) {
        const char *newline =
            memchr(held->data + lines->searched, '\n', held->length - lines->searched);
        size_t end = newline ? (size_t)(newline - held->data) : 0;
        struct line line;

        if (!newline)
            break;
        line = take(lines, end, end + 1);
        if (!lines->skipping)
            return line;
        lines->skipping = false;
    }
    lines->searched = held->length;
    if (!lines->skipping && held->length - lines->start > LINE_MAX_BYTES) {
        lines->skipping = true;
        return (struct line){.kind = LINE_TOO_LONG};
    }
    return (struct line){.kind = LINE_NONE};
}

enum status lines_next(struct line_reader *lines, bool wait, struct line *out, struct error *error)
{
    for (;;) {
        enum status status;

        *out = lines->framed ? find_frame(lines) : find(lines);
        if (out->kind != LINE_NONE)
            return STATUS_OK;
        if (lines->ended && !lines->framed && !lines->skipping &&
            lines->start < lines->held.length) {
            *out = take(lines, lines->held.length, lines->held.length);
            return STATUS_OK;
        }
        out->kind = lines->ended ? LINE_END : LINE_NONE;
        if (lines->ended || (!wait && !is_readable(lines->file)))
            return STATUS_OK;
        status = read_more(lines, error);
        if (status != STATUS_OK)
            return status;
    }
}

void lines_free(struct line_reader *lines)
{
    buffer_free(&lines->held);
}
