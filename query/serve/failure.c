#include "query/serve/failure.h"

#include <stdarg.h>
#include <stdio.h>

bool failure_set(struct serve_failure *failure, enum failure_code code, enum status status,
                 const char *hint, const char *format, ...)
{
    char message[sizeof failure->error.message + 8]; /* error_set cuts it between characters */
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    *failure = (struct serve_failure){.code = code};
    error_set(&failure->error, status, hint, "%s", message);
    return false;
}

bool failure_no_memory(struct serve_failure *failure)
{
    return failure_set(failure, FAILURE_INTERNAL, STATUS_NO_MEMORY, NULL, "out of memory");
}

bool failure_of(struct serve_failure *failure, const struct error *error)
{
    const char *hint = error->hint;
    enum failure_code code;

    switch (error->code) {
    case STATUS_BAD_QUERY:
    case STATUS_INVALID:
        code = FAILURE_QUERY;
        break;
    case STATUS_NOT_FOUND:
    case STATUS_DENIED:
        code = FAILURE_NO_INDEX;
        break;
    case STATUS_NO_MEMORY:
    case STATUS_INTERNAL:
        code = FAILURE_INTERNAL;
        break;
    default:
        code = FAILURE_INDEX;
        if (!hint[0])
            hint = "rebuild the index: seogo-index --full PATH";
    }
    return failure_set(failure, code, error->code, hint, "%s", error->message);
}
