/* Building query trees. */
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/xapian/text.hpp"
#include "shim/xapian/shim.h"

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

enum status shim_query_term(struct shim_query **out, struct shim_bytes term, struct error *error)
{
    return seogo::guard(error, "cannot search for a term", [&] {
        *out = nullptr;
        /* To Xapian the empty term is all documents, and a long one only unknown. */
        if (term.length == 0 || term.length > SHIM_TERM_MAX)
            throw seogo::failure{STATUS_INVALID, "a term has 1 to 245 bytes"};
        *out = new shim_query{seogo::term_expression(seogo::text(term))};
    });
}

enum status shim_query_all(struct shim_query **out, struct error *error)
{
    return seogo::guard(error, "cannot search for all documents", [&] {
        *out = nullptr;
        *out = new shim_query{seogo::other_expression(Xapian::Query(std::string()))};
    });
}

enum status shim_query_none(struct shim_query **out, struct error *error)
{
    return seogo::guard(error, "cannot make an empty query", [&] {
        *out = nullptr;
        *out = new shim_query{seogo::other_expression(Xapian::Query())};
    });
}

/* Frees the children on every way out. */
class taken_children
{
  public:
    taken_children(struct shim_query **children, size_t count) : children_(children), count_(count)
    {
    }
    taken_children(const taken_children &) = delete;
    taken_children &operator=(const taken_children &) = delete;
    ~taken_children()
    {
        for (size_t i = 0; i < count_; i++)
            delete children_[i];
    }

  private:
    struct shim_query **children_;
    size_t count_;
};

enum status shim_query_combine(struct shim_query **out, enum shim_operator op,
                               struct shim_query **children, size_t count, uint32_t window,
                               struct error *error)
{
    return seogo::guard(error, "cannot combine queries", [&] {
        const taken_children owned(children, count);
        *out = nullptr;
        std::vector<seogo::expression_ptr> expressions;
        expressions.reserve(count);
        for (size_t i = 0; i < count; i++) {
            if (children[i] == nullptr)
                throw seogo::failure{STATUS_INVALID, "one of them is missing"};
            expressions.push_back(children[i]->expression);
        }
        *out = new shim_query{seogo::combined_expression(op, window, std::move(expressions))};
    });
}

enum status shim_query_scale(struct shim_query **out, struct shim_query *child, double factor,
                             struct error *error)
{
    return seogo::guard(error, "cannot weight a query", [&] {
        const std::unique_ptr<shim_query> owned(child);
        *out = nullptr;
        if (owned == nullptr)
            throw seogo::failure{STATUS_INVALID, "it is missing"};
        if (!std::isfinite(factor) || factor < 0)
            throw seogo::failure{STATUS_INVALID, "a weight is finite and at least 0"};
        *out = new shim_query{seogo::scaled_expression(owned->expression, factor)};
    });
}

enum status shim_query_range(struct shim_query **out, uint32_t slot, struct shim_bytes begin,
                             struct shim_bytes end, struct error *error)
{
    return seogo::guard(error, "cannot search for a range", [&] {
        *out = nullptr;
        /* An open begin would include the documents without a value; the least
         * value there can be does not. */
        const std::string first = begin.length == 0 ? std::string(1, '\0') : seogo::text(begin);
        const Xapian::Query range =
            end.length == 0
                ? Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, first)
                : Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, first, seogo::text(end));
        *out = new shim_query{seogo::other_expression(range)};
    });
}

enum status shim_query_value_weight(struct shim_query **out, uint32_t slot, struct error *error)
{
    return seogo::guard(error, "cannot weight by a value", [&] {
        *out = nullptr;
        *out = new shim_query{seogo::value_expression(slot)};
    });
}

enum status shim_query_prefix(struct shim_query **out, struct shim_bytes prefix, uint32_t limit,
                              struct error *error)
{
    return seogo::guard(error, "cannot search for a prefix", [&] {
        *out = nullptr;
        if (prefix.length == 0 || prefix.length > SHIM_TERM_MAX || limit == 0)
            throw seogo::failure{STATUS_INVALID, "it has 1 to 245 bytes and a limit"};
        *out = new shim_query{seogo::other_expression(
            Xapian::Query(Xapian::Query::OP_WILDCARD, seogo::text(prefix), limit,
                          Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, Xapian::Query::OP_SYNONYM))};
    });
}

enum status shim_query_share(struct shim_query **out, const struct shim_query *query,
                             struct error *error)
{
    return seogo::guard(error, "cannot share a query", [&] {
        *out = nullptr;
        *out = new shim_query{query->expression};
    });
}

enum status shim_query_describe(const struct shim_query *query, char **out, struct error *error)
{
    return seogo::guard(error, "cannot describe a query", [&] {
        *out = seogo::duplicate(query->expression->query.get_description());
    });
}

void shim_query_free(struct shim_query *query)
{
    seogo::guard_delete(query);
}
