/* What the opaque handles hold that more than one file looks into. */
#ifndef SEOGO_SHIM_HANDLES_HPP
#define SEOGO_SHIM_HANDLES_HPP

#include <vector>

#include <xapian.h>

#include "shim/expression.hpp"

struct shim_database {
    Xapian::Database database;
    std::vector<Xapian::Database> parts; /* opened as one; its documents are theirs in turn */
};

struct shim_query {
    seogo::expression_ptr expression;
};

#endif
