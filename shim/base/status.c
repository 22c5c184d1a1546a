/* Fills struct error: bounded UTF-8, cut between characters, on one line.
 * It formats what the caller says and judges nothing but errno. */
#include "shim/base/status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "shim/base/codepoint.h"
#include "shim/base/system.h"

const char *status_name(enum status code)
{
    static const char *const NAMES[] = {
        [STATUS_OK] = "ok",
        [STATUS_NO_MEMORY] = "out of memory",
        [STATUS_NO_SPACE] = "no space left",
        [STATUS_DENIED] = "access denied",
        [STATUS_IO] = "input or output failed",
        [STATUS_NOT_FOUND] = "not found",
        [STATUS_LOCKED] = "locked",
        [STATUS_DAMAGED] = "damaged",
        [STATUS_FORMAT] = "another format",
        [STATUS_MODIFIED] = "modified meanwhile",
        [STATUS_UNREACHABLE] = "unreachable",
        [STATUS_BAD_QUERY] = "bad query",
        [STATUS_INVALID] = "invalid argument",
        [STATUS_STOPPED] = "stopped",
        [STATUS_INTERNAL] = "internal error",
    };

    return (size_t)code < sizeof NAMES / sizeof *NAMES ? NAMES[code] : "unknown status";
}

/* A file name may hold any bytes; a message may not. cut: the end may be the
 * head of a character, which goes. */
static void clean(char *text, bool cut)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        int32_t character;
        const size_t size = codepoint_next(text + at, length - at, &character);
        if (character != CODEPOINT_INVALID) {
            if (codepoint_is_control(character))
                memset(text + at, ' ', size);
            at += size;
        } else if (cut && length - at < 4) {
            text[at] = '\0';
            return;
        } else {
            text[at++] = '?';
        }
    }
}

enum status error_set(struct error *error, enum status code, const char *hint, const char *format,
                      ...)
{
    if (error == NULL)
        return code;
    /* The arguments may be the error's own texts, so they are read first. */
    struct error fresh = {.code = code};
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(fresh.message, sizeof fresh.message, format, arguments);
    va_end(arguments);
    clean(fresh.message, wanted >= (int)sizeof fresh.message);
    wanted = snprintf(fresh.hint, sizeof fresh.hint, "%s", hint == NULL ? "" : hint);
    clean(fresh.hint, wanted >= (int)sizeof fresh.hint);
    *error = fresh;
    return code;
}

enum status error_no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
}

static enum status status_of_errno(int errno_value)
{
    switch (errno_value) {
    case ENOMEM:
        return STATUS_NO_MEMORY;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return STATUS_NO_SPACE;
    case EACCES:
    case EPERM:
    case EROFS:
        return STATUS_DENIED;
    case ENOENT:
    case ENOTDIR:
        return STATUS_NOT_FOUND;
    default:
        return STATUS_IO;
    }
}

enum status error_set_errno(struct error *error, int errno_value, const char *what)
{
    char reason[128];
    const char *text = system_error_text(errno_value, reason, sizeof reason);
    return error_set(error, status_of_errno(errno_value), NULL, "%s: %s", what, text);
}
