/* The editors' session over two descriptors. */
#ifndef SEOGO_SERVE_H
#define SEOGO_SERVE_H

#include "query/serve/session.h"

/* Answers what comes from in on out, until its end or a shutdown. Everything
 * that lies ready is taken before each answer. A reader that goes away ends it
 * without an error. */
enum status serve(const struct session_options *options, int in, int out, struct error *error);

#endif
