/* Bytes from C to std::string and back. */
#ifndef SEOGO_XAPIAN_TEXT_HPP
#define SEOGO_XAPIAN_TEXT_HPP

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

#include "shim/xapian/shim.h"

namespace seogo
{

inline std::string text(struct shim_bytes bytes)
{
    return bytes.length == 0 ? std::string() : std::string(bytes.data, bytes.length);
}

inline struct shim_bytes borrow(const std::string &bytes)
{
    return {bytes.data(), bytes.size()};
}

/* A malloc'd, NUL-terminated copy for C to free. */
inline char *duplicate(const std::string &bytes)
{
    char *copy = static_cast<char *>(std::malloc(bytes.size() + 1));
    if (copy == nullptr)
        throw std::bad_alloc();
    std::memcpy(copy, bytes.c_str(), bytes.size() + 1);
    return copy;
}

} // namespace seogo

#endif
