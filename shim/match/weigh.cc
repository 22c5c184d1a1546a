/* What a document weighs by each kind of node. */
#include "shim/match/scorer.hpp"

#include <algorithm>
#include <utility>

namespace seogo
{

bool scorer::weigh_node(weighed_node &one, Xapian::docid document, double least, double &weight)
{
    if (one.is_term)
        return weigh_term(one, document, weight);
    switch (one.op) {
    case SHIM_OR:
        return weigh_sum(one, document, least, weight);
    case SHIM_FIRST:
        return weigh_first(one, document, least, weight);
    case SHIM_AND:
        return weigh_all(one, document, weight);
    case SHIM_AND_MAYBE:
        return weigh_valued(one, document, least, weight);
    case SHIM_AND_NOT:
        return !matches(one.children[1].at, document) &&
               weigh(one.children[0].at, document, least, weight);
    default:
        return weigh_phrase(one, document, least, weight);
    }
}

bool scorer::weigh_candidate(node which, Xapian::docid document, double least, double &weight)
{
    return (!nodes_[which].has_phrase || may_weigh(which, document, least)) &&
           weigh(which, document, least, weight);
}

bool scorer::may_weigh(node which, Xapian::docid document, double least)
{
    double weight;
    trusts_phrases_ = true;
    const bool may = weigh(which, document, least, weight);
    trusts_phrases_ = false;
    return may;
}

void scorer::expect(const std::vector<Xapian::docid> &documents)
{
    for (weighed_node &one : nodes_)
        one.next = 0;
    for (postings &list : lists_)
        list.rewind();
    for (phrase &one : phrases_)
        one.expect(documents);
}

/* Never on trust: a document that is left out for it is lost. */
bool scorer::matches(node at, Xapian::docid document)
{
    const bool trusts = std::exchange(trusts_phrases_, false);
    double weight;
    const bool does = weigh(at, document, 0, weight);
    trusts_phrases_ = trusts;
    return does;
}

double scorer::against_of(Xapian::docid document)
{
    if (document != against_document_) {
        against_ = bm25_.against(reader_.length(document));
        against_document_ = document;
    }
    return against_;
}

bool scorer::weigh_term(weighed_node &one, Xapian::docid document, double &weight)
{
    postings &list = lists_[one.list];
    one.next = list.move_to(document);
    if (one.next != document)
        return false;
    weight = bm25::part(one.weight, list.frequency(), against_of(document));
    return true;
}

bool scorer::weigh_sum(weighed_node &one, Xapian::docid document, double least, double &weight)
{
    bool found = false;
    double sum = 0;
    const double whole = least / rounding;
    for (const auto &child : one.children) {
        double part;
        if (weigh(child.at, document, whole - sum - child.rest, part)) {
            sum += part;
            found = true;
        }
    }
    weight = sum;
    if (!found)
        one.next = next_of_any(one);
    return found;
}

/* Where no child matched: the first document that one may match. */
Xapian::docid scorer::next_of_any(const weighed_node &one) const
{
    Xapian::docid next = no_document;
    for (const auto &child : one.children)
        next = std::min(next, nodes_[child.at].next);
    return next;
}

bool scorer::weigh_first(weighed_node &one, Xapian::docid document, double least, double &weight)
{
    bool found = false;
    weight = 0;
    for (const auto &[at, rest] : one.children) {
        const weighed_node &child = nodes_[at];
        double part;
        if (std::max(child.most, rest) < least)
            return found;
        /* What matches hides what is behind it, however little it weighs. */
        if (!weigh(at, document, rest < least ? least : 0, part))
            continue;
        weight = std::max(weight, part);
        found = true;
        if (!trusts_phrases_ || !child.has_phrase)
            return true;
    }
    if (!found)
        one.next = next_of_any(one);
    return found;
}

/* What the second adds, words or a value: most documents weigh too little whatever it is, and a
 * value is dear to read. */
bool scorer::weigh_valued(const weighed_node &one, Xapian::docid document, double least,
                          double &weight)
{
    const weighed_node &value = nodes_[one.children[1].at];
    double part = 0;
    if (value.is_value()) {
        if (!weigh(one.children[0].at, document, least / rounding - value.most, weight))
            return false;
        part = value.weight * values_[value.list].at(document);
    } else {
        if (!weigh(one.children[1].at, document, 0, part))
            part = 0;
        if (!weigh(one.children[0].at, document, least / rounding - part, weight))
            return false;
    }
    weight += part;
    return true;
}

bool scorer::weigh_all(weighed_node &one, Xapian::docid document, double &weight)
{
    weight = 0;
    for (const auto &child : one.children) {
        double part;
        if (!weigh(child.at, document, 0, part)) {
            one.next = nodes_[child.at].next;
            return false;
        }
        weight += part;
    }
    return true;
}

bool scorer::weigh_phrase(weighed_node &one, Xapian::docid document, double least, double &weight)
{
    return weigh_all(one, document, weight) && weight * rounding >= least &&
           (trusts_phrases_ || phrases_[one.list].has(document));
}

} // namespace seogo
