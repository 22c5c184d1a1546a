/* A query as the shim keeps it: an immutable tree, each node with Xapian's query
 * for the same documents and weights. Nodes of terms alone are also weighable:
 * the scorer (scorer.hpp) weighs documents by them without Xapian's matcher. */
#ifndef SEOGO_XAPIAN_EXPRESSION_HPP
#define SEOGO_XAPIAN_EXPRESSION_HPP

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/xapian/guard.hpp"
#include "shim/xapian/shim.h"

namespace seogo
{

struct expression;
using expression_ptr = std::shared_ptr<const expression>;

struct expression {
    enum class kind { term, value, scaled, combined, other };

    kind what = kind::other;
    std::string term;
    Xapian::valueno slot = 0; /* of a value that is the weight */
    double factor = 1;        /* of what is scaled */
    enum shim_operator op = SHIM_AND;
    Xapian::termcount window = 0;
    std::vector<expression_ptr> children;
    bool weighable = false;
    bool weight = false; /* a value, which can only be added to what is weighable */
    bool own = false;    /* there is in it what the scorer does better */
    Xapian::Query query;
};

inline Xapian::Query::op xapian_operator(enum shim_operator op)
{
    switch (op) {
    case SHIM_AND:
        return Xapian::Query::OP_AND;
    case SHIM_OR:
        return Xapian::Query::OP_OR;
    case SHIM_MAX:
        return Xapian::Query::OP_MAX;
    case SHIM_AND_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case SHIM_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case SHIM_FILTER:
        return Xapian::Query::OP_FILTER;
    case SHIM_PHRASE:
        return Xapian::Query::OP_PHRASE;
    case SHIM_NEAR:
        return Xapian::Query::OP_NEAR;
    case SHIM_FIRST:
        break; /* Xapian has no such operator */
    }
    throw failure{STATUS_INVALID, "there is no such operator"};
}

/* Each counts where none before it matches. Built from the last on, so that
 * each stands in the query twice: for where nothing weighs it (see runnable). */
inline Xapian::Query first_of(const std::vector<Xapian::Query> &queries)
{
    Xapian::Query all;
    for (std::size_t i = queries.size(); i-- > 0;) {
        const Xapian::Query rest(Xapian::Query::OP_AND_NOT, all, queries[i]);
        all = i + 1 == queries.size() ? queries[i]
                                      : Xapian::Query(Xapian::Query::OP_OR, queries[i], rest);
    }
    return all;
}

inline Xapian::Query combined(enum shim_operator op, Xapian::termcount window,
                              const std::vector<Xapian::Query> &queries)
{
    if (op == SHIM_FIRST)
        return first_of(queries);
    return Xapian::Query(xapian_operator(op), queries.begin(), queries.end(), window);
}

inline expression_ptr term_expression(const std::string &term)
{
    auto made = std::make_shared<expression>();
    made->what = expression::kind::term;
    made->term = term;
    made->weighable = true;
    made->query = Xapian::Query(term);
    return made;
}

inline expression_ptr scaled_expression(const expression_ptr &child, double factor)
{
    auto made = std::make_shared<expression>();
    made->what = expression::kind::scaled;
    made->factor = factor;
    made->children.push_back(child);
    /* Without a weight Xapian asks for the documents alone. */
    made->weighable = child->weighable && factor > 0;
    made->own = child->own;
    made->weight = child->weight && factor > 0;
    made->query = Xapian::Query(factor, child->query);
    return made;
}

inline expression_ptr value_expression(Xapian::valueno slot)
{
    auto made = std::make_shared<expression>();
    auto *source = new Xapian::ValueWeightPostingSource(slot);
    made->what = expression::kind::value;
    made->slot = slot;
    made->weight = true;
    made->query = Xapian::Query(source->release());
    return made;
}

inline expression_ptr other_expression(Xapian::Query query)
{
    auto made = std::make_shared<expression>();
    made->query = std::move(query);
    return made;
}

/* The operators that the scorer knows; a phrase only of terms, one behind the
 * other. */
inline bool is_weighable(const expression &node)
{
    bool all = !node.children.empty(), terms = true;
    for (const auto &child : node.children) {
        all = all && child->weighable;
        terms = terms && child->what == expression::kind::term;
    }
    switch (node.op) {
    case SHIM_AND:
    case SHIM_OR:
    case SHIM_FIRST:
        return all;
    case SHIM_AND_NOT:
        return all && node.children.size() == 2;
    case SHIM_AND_MAYBE:
        return node.children.size() == 2 && node.children[0]->weighable && node.children[1]->weight;
    case SHIM_PHRASE:
        return all && terms && node.window == node.children.size();
    default:
        return false;
    }
}

inline expression_ptr combined_expression(enum shim_operator op, Xapian::termcount window,
                                          std::vector<expression_ptr> children)
{
    auto made = std::make_shared<expression>();
    std::vector<Xapian::Query> queries;
    made->what = expression::kind::combined;
    made->op = op;
    made->window = window;
    for (const auto &child : children) {
        queries.push_back(child->query);
        made->own = made->own || child->own;
    }
    made->children = std::move(children);
    made->weighable = is_weighable(*made);
    made->own = made->own || op == SHIM_FIRST || (op == SHIM_AND_MAYBE && made->weighable);
    made->query = combined(op, window, queries);
    return made;
}

} // namespace seogo

#endif
