/* How seogo-index ends; seogo-index(1) and the end of --help tell the same. seogo has
 * an enum of this name of its own (query/render/exit_status.h), without a 5. */
#ifndef SEOGO_COMMAND_EXIT_STATUS_H
#define SEOGO_COMMAND_EXIT_STATUS_H

enum exit_status {
    EXIT_PUBLISHED = 0, /* or nothing to do, or all is well */
    EXIT_LEFT_OUT = 1,  /* or something differs */
    EXIT_USAGE = 2,
    EXIT_NO_PAGE = 3, /* or no index */
    EXIT_NOT_WRITTEN = 4,
    EXIT_LOCKED = 5
};

#endif
