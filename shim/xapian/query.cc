/* Building query trees. */
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/xapian/syllables.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

using kind = seogo::expression::kind;

/* SHIM_FIRST has no row: Xapian knows no such operator. */
static const struct {
    enum shim_operator op;
    Xapian::Query::op xapian;
} operators[] = {
    {SHIM_AND, Xapian::Query::OP_AND},
    {SHIM_OR, Xapian::Query::OP_OR},
    {SHIM_AND_MAYBE, Xapian::Query::OP_AND_MAYBE},
    {SHIM_AND_NOT, Xapian::Query::OP_AND_NOT},
    {SHIM_FILTER, Xapian::Query::OP_FILTER},
    {SHIM_PHRASE, Xapian::Query::OP_PHRASE},
};

/* Adds the terms of which each alone makes a document match. */
static void add_sufficient(const seogo::expression &query, std::set<std::string> &terms)
{
    if (query.what == kind::term)
        terms.insert(query.term);
    else if (query.what == kind::scaled || query.op == SHIM_OR || query.op == SHIM_FIRST)
        for (const auto &child : query.children)
            add_sufficient(*child, terms);
}

/* Whether each document that matches is sure to have one of the terms. */
static bool is_covered(const seogo::expression &query, const std::set<std::string> &terms)
{
    const auto covered = [&](const seogo::expression_ptr &one) { return is_covered(*one, terms); };
    const auto &children = query.children;
    if (query.what == kind::term)
        return terms.count(query.term) > 0;
    if (children.empty())
        return false;
    if (query.op == SHIM_OR || query.op == SHIM_FIRST)
        return std::all_of(children.begin(), children.end(), covered);
    if (query.what == kind::combined && (query.op == SHIM_AND || query.op == SHIM_PHRASE))
        return std::any_of(children.begin(), children.end(), covered);
    return covered(children[0]);
}

/* Guesses often come to the words of others before them, which leave nothing over. */
std::vector<seogo::expression_ptr> seogo::effective(const expression &query)
{
    if (query.op != SHIM_FIRST)
        return query.children;
    std::set<std::string> sufficient;
    std::vector<expression_ptr> children;
    for (const auto &child : query.children) {
        if (is_covered(*child, sufficient))
            continue;
        children.push_back(child);
        add_sufficient(*child, sufficient);
    }
    return children;
}

/* From the last on: the first, or what it leaves over of those behind it. conditions match
 * what the queries match. */
static Xapian::Query first_of(const std::vector<Xapian::Query> &queries,
                              const std::vector<Xapian::Query> &conditions)
{
    Xapian::Query all;
    for (std::size_t i = queries.size(); i-- > 0;) {
        const Xapian::Query rest(Xapian::Query::OP_AND_NOT, all, conditions[i]);
        all = i + 1 == queries.size() ? queries[i]
                                      : Xapian::Query(Xapian::Query::OP_OR, queries[i], rest);
    }
    return all;
}

Xapian::Query seogo::combined(enum shim_operator op, Xapian::termcount window,
                              const std::vector<Xapian::Query> &children)
{
    if (op == SHIM_FIRST)
        return first_of(children, children);
    for (const auto &row : operators)
        if (row.op == op)
            return Xapian::Query(row.xapian, children.begin(), children.end(), window);
    throw seogo::failure{STATUS_INVALID, "there is no such operator"};
}

/* Asked whether a document matches, Xapian's list of a phrase may say no and stand at another
 * that does not match either, which Xapian's OR then takes for a match, with its weight. An
 * AND with all documents goes on to one that matches. Scaled the phrase is a list of its own
 * in it, and not a condition of the whole. */
static Xapian::Query settled(const Xapian::Query &phrase)
{
    return Xapian::Query(1, phrase) & Xapian::Query(std::string());
}

static bool is_any(const seogo::expression &query)
{
    return query.what == kind::combined && (query.op == SHIM_OR || query.op == SHIM_FIRST);
}

/* Adds those of which any that matches makes the query match and that have not one of the
 * terms, which do so alone. */
static void add_others(const seogo::expression &query, const std::set<std::string> &terms,
                       std::vector<const seogo::expression *> &others)
{
    if (query.what == kind::scaled || is_any(query))
        for (const auto &child : query.children)
            add_others(*child, terms, others);
    else if (!is_covered(query, terms))
        others.push_back(&query);
}

/* Matches what the query matches, whatever it weighs. */
static Xapian::Query condition(const seogo::expression &query)
{
    if (query.what == kind::scaled || is_any(query)) {
        std::set<std::string> terms;
        std::vector<const seogo::expression *> others;
        add_sufficient(query, terms);
        add_others(query, terms, others);
        std::vector<Xapian::Query> any(terms.begin(), terms.end());
        for (const seogo::expression *one : others)
            any.push_back(condition(*one));
        return Xapian::Query(Xapian::Query::OP_OR, any.begin(), any.end());
    }
    if (query.what != kind::combined || query.op == SHIM_PHRASE)
        return seogo::built(query);
    if (query.op == SHIM_AND_MAYBE)
        return condition(*query.children[0]);
    return seogo::built_of(query, condition);
}

/* Whether the place of a child is one where it adds nothing to the score. */
static bool is_unweighted(enum shim_operator op, std::size_t place)
{
    return place > 0 && (op == SHIM_AND_NOT || op == SHIM_FILTER);
}

/* Not Xapian's operator: once its first matches weigh too little alone, it goes on to where both
 * match, and may pass one over. A value hardly any document is without. */
bool seogo::is_added(const expression &query)
{
    const expression *added = query.children.size() == 2 ? query.children[1].get() : &query;

    while (added->what == kind::scaled)
        added = added->children[0].get();
    return query.op == SHIM_AND_MAYBE && added->what != kind::value && added != &query;
}

Xapian::Query seogo::added(const Xapian::Query &first, const Xapian::Query &more,
                           const Xapian::Query &condition)
{
    const Xapian::Query both(Xapian::Query::OP_AND, first, more);
    const Xapian::Query alone(Xapian::Query::OP_AND_NOT, first, condition);
    return Xapian::Query(Xapian::Query::OP_OR, both, alone);
}

Xapian::Query seogo::built_of(const expression &query, const build &child)
{
    std::vector<Xapian::Query> children, conditions;
    for (const auto &one : effective(query)) {
        children.push_back(is_unweighted(query.op, children.size()) ? condition(*one)
                                                                     : child(*one));
        if (query.op == SHIM_FIRST)
            conditions.push_back(condition(*one));
    }
    if (query.op == SHIM_FIRST)
        return first_of(children, conditions);
    if (is_added(query))
        return added(children[0], children[1], condition(*query.children[1]));
    const Xapian::Query all = combined(query.op, query.window, children);
    return query.op == SHIM_PHRASE ? settled(all) : all;
}

Xapian::Query seogo::built(const expression &query)
{
    switch (query.what) {
    case kind::term:
        return Xapian::Query(query.term);
    case kind::value:
        return Xapian::Query((new Xapian::ValueWeightPostingSource(query.slot))->release());
    case kind::scaled:
        return Xapian::Query(query.factor, built(*query.children[0]));
    case kind::combined:
        return built_of(query, built);
    case kind::other:
        break;
    }
    return query.other;
}

static shim_query *made(seogo::expression expression)
{
    return new shim_query{std::make_shared<const seogo::expression>(std::move(expression))};
}

static shim_query *made_of(Xapian::Query query)
{
    return made({kind::other, {}, 0, 1, SHIM_AND, 0, {}, std::move(query)});
}

enum status shim_query_term(struct shim_query **out, struct shim_bytes term, struct error *error)
{
    return seogo::guard(error, "cannot search for a term", [&] {
        *out = nullptr;
        /* To Xapian the empty term is all documents, and a long one only unknown. */
        if (term.length == 0 || term.length > SHIM_TERM_MAX)
            throw seogo::failure{STATUS_INVALID, "a term has 1 to 245 bytes"};
        *out = made({kind::term, seogo::syllables_packed(seogo::text(term))});
    });
}

enum status shim_query_all(struct shim_query **out, struct error *error)
{
    return seogo::guard(error, "cannot search for all documents", [&] {
        *out = nullptr;
        *out = made_of(Xapian::Query(std::string()));
    });
}

enum status shim_query_none(struct shim_query **out, struct error *error)
{
    return seogo::guard(error, "cannot make an empty query", [&] {
        *out = nullptr;
        *out = made_of(Xapian::Query());
    });
}

enum status shim_query_combine(struct shim_query **out, enum shim_operator op,
                               struct shim_query **children, size_t count, uint32_t window,
                               struct error *error)
{
    return seogo::guard(error, "cannot combine queries", [&] {
        const auto free_all = [count](struct shim_query **all) {
            std::for_each(all, all + count, shim_query_free);
        };
        const std::unique_ptr<struct shim_query *, decltype(free_all)> owned(children, free_all);
        *out = nullptr;
        seogo::expression all{kind::combined, {}, 0, 1, op, window};
        for (size_t i = 0; i < count; i++) {
            if (children[i] == nullptr)
                throw seogo::failure{STATUS_INVALID, "one of them is missing"};
            all.children.push_back(children[i]->expression);
        }
        /* Xapian tells here, and not only in a search, that it finds no such phrase. */
        if (op == SHIM_PHRASE)
            seogo::built(all);
        *out = made(std::move(all));
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
        *out = made({kind::scaled, {}, 0, factor, SHIM_AND, 0, {owned->expression}});
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
        *out = made_of(range);
    });
}

enum status shim_query_value_weight(struct shim_query **out, uint32_t slot, struct error *error)
{
    return seogo::guard(error, "cannot weight by a value", [&] {
        *out = nullptr;
        *out = made({kind::value, {}, slot});
    });
}

struct counted_term {
    std::string term;
    Xapian::doccount documents;
};

static bool is_commoner(const counted_term &a, const counted_term &b)
{
    return a.documents != b.documents ? a.documents > b.documents : a.term < b.term;
}

/* The terms that start with prefix, in byte order, as far as they may be looked at. */
static std::vector<counted_term> terms_of(const Xapian::Database &database,
                                          const std::string &prefix, uint32_t *looks)
{
    std::vector<counted_term> terms;
    const auto end = database.allterms_end(prefix);
    for (auto at = database.allterms_begin(prefix); at != end && *looks > 0; ++at, --*looks)
        terms.push_back({*at, at.get_termfreq()});
    return terms;
}

/* The terms as one. Xapian estimates in how many documents they stand pair by pair and
 * rounds each time, the rarest first, which differ between databases; so it is given the
 * pairs. */
static Xapian::Query synonym(const std::vector<counted_term> &terms)
{
    using pair = std::pair<double, Xapian::Query>; /* about so many documents */
    const auto is_later = [](const pair &a, const pair &b) { return a.first > b.first; };
    std::vector<pair> left;
    for (const auto &one : terms)
        left.emplace_back(one.documents, Xapian::Query(one.term));
    std::make_heap(left.begin(), left.end(), is_later);
    while (left.size() > 1) {
        std::pop_heap(left.begin(), left.end(), is_later);
        const pair first = std::move(left.back());
        left.pop_back();
        std::pop_heap(left.begin(), left.end(), is_later);
        pair &second = left.back();
        second = {first.first + second.first,
                  Xapian::Query(Xapian::Query::OP_SYNONYM, first.second, second.second)};
        std::push_heap(left.begin(), left.end(), is_later);
    }
    return left.empty() ? Xapian::Query() : left.front().second;
}

/* Not by Xapian's wildcard, which looks at the terms in every search anew, however
 * many they are. */
enum status shim_query_prefix(struct shim_query **out, struct shim_database *database,
                              struct shim_bytes prefix, uint32_t limit, uint32_t *looks,
                              struct error *error)
{
    return seogo::guard(error, "cannot search for a prefix", [&] {
        *out = nullptr;
        if (prefix.length == 0 || prefix.length > SHIM_TERM_MAX || limit == 0)
            throw seogo::failure{STATUS_INVALID, "it has 1 to 245 bytes and a limit"};
        auto terms =
            terms_of(database->database, seogo::syllables_packed(seogo::text(prefix)), looks);
        if (terms.size() > limit) {
            std::nth_element(terms.begin(), terms.begin() + limit, terms.end(), is_commoner);
            terms.resize(limit);
        }
        *out = made_of(synonym(terms));
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

void shim_query_free(struct shim_query *query)
{
    seogo::guard_delete(query);
}
