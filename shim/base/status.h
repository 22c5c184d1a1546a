/* What can go wrong, said once for every room.
 *
 * A function that can fail returns an enum status and, where it takes a
 * struct error, fills it with a message for the person at the terminal. There
 * is no global last error, and nothing here allocates, prints or exits. */
#ifndef SEOGO_BASE_STATUS_H
#define SEOGO_BASE_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

enum status {
    STATUS_OK = 0,
    STATUS_NO_MEMORY,
    STATUS_NO_SPACE,    /* disk full or quota exceeded */
    STATUS_DENIED,      /* the system refuses access */
    STATUS_IO,          /* any other failure of a file or device */
    STATUS_NOT_FOUND,   /* no such file, database, document or page */
    STATUS_LOCKED,      /* another writer is at work */
    STATUS_DAMAGED,     /* the database cannot be read as one */
    STATUS_FORMAT,      /* a database of another format or fingerprint */
    STATUS_MODIFIED,    /* the writer outran this reader: reopen and repeat */
    STATUS_UNREACHABLE, /* a remote database that does not answer, or not in time */
    STATUS_BAD_QUERY,   /* a query that cannot be understood or run */
    STATUS_INVALID,     /* an argument that breaks the function's contract */
    STATUS_STOPPED,     /* by who asked for the work: no error is filled */
    STATUS_INTERNAL     /* anything else, a bug in Seogo first of all */
};

/* message: one line, no full stop, no newline. hint: what to do next, or "".
 * Both are NUL-terminated UTF-8, cut at a character boundary. */
struct error {
    enum status code;
    char message[512];
    char hint[256];
};

/* A short English name of a status, never NULL. */
const char *status_name(enum status code);

/* Fills *error (which may be NULL) and returns code. hint may be NULL. */
enum status error_set(struct error *error, enum status code, const char *hint, const char *format,
                      ...) __attribute__((format(printf, 4, 5)));

/* STATUS_NO_MEMORY: "out of memory". */
enum status error_no_memory(struct error *error);

/* error_set for a failed system call: errno_value chooses the status and ends
 * the message. what is the action with its object: "cannot open 'x'". */
enum status error_set_errno(struct error *error, int errno_value, const char *what);

#ifdef __cplusplus
}
#endif
#endif
