/* What the opaque handles hold that more than one file looks into. */
#ifndef SEOGO_SHIM_HANDLES_HPP
#define SEOGO_SHIM_HANDLES_HPP

#include <cstddef>

#include <xapian.h>

struct shim_database {
    Xapian::Database database;
    std::size_t count = 0; /* of databases opened as one */
};

struct shim_query {
    Xapian::Query query;
};

#endif
