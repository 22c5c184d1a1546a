/* The one place where exceptions end. Every exported function is one call of
 * guard(), so nothing is ever thrown into C; what was thrown becomes a status
 * and one line for a person. It decides what went wrong, never what to do. */
#ifndef SEOGO_XAPIAN_GUARD_HPP
#define SEOGO_XAPIAN_GUARD_HPP

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <type_traits>

#include <xapian.h>

#include "shim/base/status.h"
#include "shim/base/system.h"

namespace seogo
{

/* A status found by the shim itself, on its way to guard(). */
struct failure {
    enum status code;
    std::string message;
};

/* The errno values that have a status of their own. */
constexpr int known_errnos[] = {ENOMEM, ENOSPC, EDQUOT, EFBIG,  EACCES,
                                EPERM,  EROFS,  ENOENT, ENOTDIR};

/* Xapian keeps the errno of a failed call as text only: as the error string
 * or at the end of the message. 0 where there is none, EIO for all others. */
inline int errno_of(const Xapian::Error &thrown)
{
    const char *text = thrown.get_error_string();
    const std::string said = text != nullptr ? text : thrown.get_msg();
    for (int value : known_errnos) {
        char buffer[128];
        const std::string name = system_error_text(value, buffer, sizeof buffer);
        if (said.size() >= name.size() &&
            said.compare(said.size() - name.size(), name.size(), name) == 0)
            return value;
    }
    return text != nullptr ? EIO : 0;
}

/* What Xapian says about itself, in one piece. */
inline std::string description(const Xapian::Error &thrown)
{
    std::string text = thrown.get_msg();
    if (!thrown.get_context().empty())
        text += " (" + thrown.get_context() + ")";
    if (thrown.get_error_string() != nullptr)
        text += std::string(": ") + thrown.get_error_string();
    return text;
}

/* A refusal of the system tells more than the kind of Xapian's error does;
 * otherwise code, which is what the kind stands for. */
inline enum status report(struct error *error, const char *action, const Xapian::Error &thrown,
                          enum status code)
{
    int reason = errno_of(thrown);
    if (reason != 0)
        code = error_set_errno(nullptr, reason, "");
    return error_set(error, code, nullptr, "%s: %s", action, description(thrown).c_str());
}

/* Xapian throws the same where the lock file cannot be made at all. */
inline enum status status_of_lock(const Xapian::DatabaseLockError &thrown)
{
    static const std::string held = "already locked";
    const std::string &said = thrown.get_msg();
    return said.size() >= held.size() &&
                   said.compare(said.size() - held.size(), held.size(), held) == 0
               ? STATUS_LOCKED
               : STATUS_IO;
}

/* What each kind of Xapian's error stands for; a kind of no row is a bug. */
constexpr struct {
    const char *type;
    enum status code;
} xapian_errors[] = {
    {"DatabaseModifiedError", STATUS_MODIFIED},  {"DatabaseCorruptError", STATUS_DAMAGED},
    {"DatabaseVersionError", STATUS_FORMAT},     {"FeatureUnavailableError", STATUS_FORMAT},
    {"DatabaseNotFoundError", STATUS_NOT_FOUND}, {"DatabaseOpeningError", STATUS_DAMAGED},
    {"DatabaseCreateError", STATUS_INVALID},     {"DatabaseClosedError", STATUS_INVALID},
    {"DatabaseError", STATUS_DAMAGED}, /* a block that ends too early, with no errno */
    {"DocNotFoundError", STATUS_NOT_FOUND},      {"SerialisationError", STATUS_DAMAGED},
    {"QueryParserError", STATUS_BAD_QUERY},      {"WildcardError", STATUS_BAD_QUERY},
    {"UnimplementedError", STATUS_BAD_QUERY},    {"InvalidArgumentError", STATUS_INVALID},
    {"InvalidOperationError", STATUS_INVALID},   {"RangeError", STATUS_INVALID},
};

inline enum status status_of(const Xapian::Error &thrown)
{
    for (const auto &row : xapian_errors)
        if (std::strcmp(row.type, thrown.get_type()) == 0)
            return row.code;
    return STATUS_INTERNAL;
}

inline enum status status_of_exception(struct error *error, const char *action)
try {
    throw;
} catch (const failure &found) {
    return error_set(error, found.code, nullptr, "%s: %s", action, found.message.c_str());
} catch (const std::bad_alloc &) {
    return error_set(error, STATUS_NO_MEMORY, nullptr, "%s: out of memory", action);
} catch (const Xapian::DatabaseLockError &thrown) {
    return report(error, action, thrown, status_of_lock(thrown));
} catch (const Xapian::NetworkError &thrown) { /* whatever the system said of it */
    return error_set(error, STATUS_UNREACHABLE, nullptr, "%s: %s", action,
                     description(thrown).c_str());
} catch (const Xapian::Error &thrown) {
    return report(error, action, thrown, status_of(thrown));
} catch (const std::system_error &thrown) {
    /* It says the file and the reason, which is added again. */
    const std::string said = thrown.what(), reason = ": " + thrown.code().message();
    const std::size_t file = said.size() - std::min(said.size(), reason.size());
    const std::string what = std::string(action) + " '" + said.substr(0, file) + "'";
    return error_set_errno(error, thrown.code().value(), what.c_str());
} catch (const std::exception &thrown) {
    return error_set(error, STATUS_INTERNAL, nullptr, "%s: %s", action, thrown.what());
} catch (...) {
    return error_set(error, STATUS_INTERNAL, nullptr, "%s: unknown exception", action);
}

/* Calls body and returns STATUS_OK, or the status of what it throws. action,
 * "cannot search", begins the message. A body that takes a std::string & names
 * there what it is at, which goes on with the message. */
template <typename Body>
enum status guard(struct error *error, const char *action, Body &&body) noexcept
{
    std::string object;
    try {
        if constexpr (std::is_invocable_v<Body, std::string &>)
            body(object);
        else
            body();
        return STATUS_OK;
    } catch (...) {
        try {
            const std::string begin = object.empty() ? action : action + (" " + object);
            return status_of_exception(error, begin.c_str());
        } catch (...) {
            /* Even describing the failure failed; what is left needs no memory. */
            return error_set(error, STATUS_NO_MEMORY, nullptr, "%s: out of memory", action);
        }
    }
}

/* The same for functions that have no way to report: fallback is returned. */
template <typename Value, typename Body> Value guard_or(Value fallback, Body &&body) noexcept
{
    try {
        return body();
    } catch (...) {
        return fallback;
    }
}

/* delete for the _free functions; destructors throw nothing. */
template <typename Handle> void guard_delete(Handle *handle) noexcept
{
    delete handle;
}

} // namespace seogo

#endif
