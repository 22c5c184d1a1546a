/* The scorer takes expressions in: each becomes a node with its bounds. */
#include "shim/match/scorer.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace seogo
{

/* A value, which can only be added to what is weighable, and is never found by. */
static bool is_weight(const expression &query)
{
    return query.what == expression::kind::value ||
           (query.what == expression::kind::scaled && query.factor > 0 &&
            is_weight(*query.children[0]));
}

bool is_weighable(const expression &query)
{
    if (query.what == expression::kind::term)
        return true;
    /* Without a weight Xapian asks for the documents alone. */
    if (query.what == expression::kind::scaled)
        return query.factor > 0 && is_weighable(*query.children[0]);
    if (query.what != expression::kind::combined || query.children.empty())
        return false;
    if (query.op == SHIM_AND_MAYBE)
        return query.children.size() == 2 && is_weighable(*query.children[0]) &&
               (is_weight(*query.children[1]) || is_weighable(*query.children[1]));
    bool all = true, terms = true;
    for (const auto &child : query.children) {
        all = all && is_weighable(*child);
        terms = terms && child->what == expression::kind::term;
    }
    switch (query.op) {
    case SHIM_AND:
    case SHIM_OR:
    case SHIM_FIRST:
        return all;
    case SHIM_AND_NOT:
        return all && query.children.size() == 2;
    case SHIM_PHRASE:
        return terms;
    default:
        return false;
    }
}

scorer::scorer(collection &whole, slice &of, const struct shim_bm25 &bm25)
    : whole_(whole), reader_(whole, of), bm25_(bm25, whole.all)
{
}

scorer::node scorer::add(const expression &query, double factor)
{
    if (query.what == expression::kind::scaled)
        return add(*query.children[0], factor * query.factor);
    if (query.what == expression::kind::term)
        return add_term(query.term, factor);
    if (query.what == expression::kind::value)
        return add_value(query.slot, factor);
    weighed_node made;
    made.op = query.op;
    for (const auto &child : effective(query)) {
        const node added = add(*child, factor);
        const weighed_node &one = nodes_[added];
        if (!one.is_term && one.op == query.op && (one.op == SHIM_OR || one.op == SHIM_FIRST))
            made.children.insert(made.children.end(), one.children.begin(), one.children.end());
        else
            made.children.push_back({added, 0});
    }
    if (made.children.size() == 1)
        return made.children[0].at;
    if (query.op == SHIM_PHRASE) {
        made.has_phrase = true;
        made.list = phrases_.size();
        std::vector<std::string> terms;
        for (const auto &child : query.children)
            terms.push_back(child->term);
        phrases_.push_back(reader_.open(terms, query.window));
    }
    bound(made);
    nodes_.push_back(std::move(made));
    return nodes_.size() - 1;
}

scorer::node scorer::add_value(Xapian::valueno slot, double factor)
{
    weighed_node made;
    made.list = values_.size();
    values_.push_back(reader_.open(slot));
    made.weight = factor;
    made.most = rounding * factor * whole_.greatest(slot);
    nodes_.push_back(std::move(made));
    return nodes_.size() - 1;
}

scorer::node scorer::add_term(const std::string &term, double factor)
{
    weighed_node made;
    made.is_term = true;
    const term_statistics &of_term = whole_.of(term);
    const Xapian::doccount here = reader_.documents(term, of_term);
    made.documents = here;
    made.list = lists_.size();
    lists_.push_back(here > 0 ? reader_.open(term, here) : postings());
    made.weight = factor * bm25_.weight(of_term.documents);
    made.most = rounding * bm25::part(made.weight, of_term.most,
                                      bm25_.against(whole_.all.shortest_length));
    nodes_.push_back(std::move(made));
    return nodes_.size() - 1;
}

void scorer::bound(weighed_node &made) const
{
    const std::size_t count = made.children.size();
    double behind = 0;
    /* What may add most is asked first: without it a document is soon known to weigh
     * too little. */
    if (made.op == SHIM_OR)
        std::sort(made.children.begin(), made.children.end(), [this](const auto &a, const auto &b) {
            const double one = nodes_[a.at].most, other = nodes_[b.at].most;
            return one != other ? one > other : a.at < b.at;
        });
    /* And in all the rarest: without it nothing matches. */
    const auto rarity = [this](std::size_t at) {
        const weighed_node &one = nodes_[at];
        return std::make_tuple(!one.is_term, one.documents, at);
    };
    if (made.op == SHIM_AND || made.op == SHIM_PHRASE)
        std::sort(made.children.begin(), made.children.end(), [&](const auto &a, const auto &b) {
            return rarity(a.at) < rarity(b.at);
        });
    for (std::size_t i = count; i-- > 0;) {
        const double one = nodes_[made.children[i].at].most;
        made.children[i].rest = behind;
        behind = made.op == SHIM_FIRST ? std::max(behind, one) : behind + one;
    }
    made.has_maybe = made.op == SHIM_AND_MAYBE;
    for (const auto &child : made.children) {
        made.has_phrase = made.has_phrase || nodes_[child.at].has_phrase;
        made.has_maybe = made.has_maybe || nodes_[child.at].has_maybe;
    }
    made.most = made.op == SHIM_AND_NOT ? nodes_[made.children[0].at].most : behind * rounding;
}

} // namespace seogo
