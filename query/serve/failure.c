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
    struct error advised = *error;
    enum failure_code code = FAILURE_INTERNAL;

    exit_status_advise(&advised);
    if (error->code != STATUS_NO_MEMORY && error->code != STATUS_INTERNAL)
        code = (enum failure_code)(FAILURE_SEOGO - (int)exit_status_of(error->code));
    return failure_set(failure, code, error->code, advised.hint, "%s", error->message);
}
