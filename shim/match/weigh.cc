/* What a document weighs by each kind of node. */
#include "shim/match/scorer.hpp"

#include <algorithm>

namespace seogo
{

bool scorer::weigh_node(const weighed_node &one, Xapian::docid document, double least,
                        double &weight)
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
        return !matches(one.children[1], document) &&
               weigh(one.children[0], document, least, weight);
    default:
        return weigh_phrase(one, document, least, weight);
    }
}

bool scorer::matches(node at, Xapian::docid document)
{
    double weight;
    return weigh(at, document, 0, weight);
}

Xapian::termcount scorer::length_of(Xapian::docid document)
{
    if (document == length_document_)
        return length_;
    length_ = reader_.length(document);
    length_document_ = document;
    return length_;
}

bool scorer::weigh_term(const weighed_node &one, Xapian::docid document, double &weight)
{
    postings &list = lists_[one.list];
    if (list.move_to(document) != document)
        return false;
    const Xapian::termcount frequency = list.frequency();
    weight = part_of(one.weight, frequency, length_of(document));
    return true;
}

bool scorer::weigh_sum(const weighed_node &one, Xapian::docid document, double least,
                       double &weight)
{
    bool found = false;
    double sum = 0;
    const double whole = least / rounding;
    for (std::size_t i = 0; i < one.children.size(); i++) {
        double part;
        if (weigh(one.children[i], document, whole - sum - one.rest[i], part)) {
            sum += part;
            found = true;
        }
    }
    weight = sum;
    return found;
}

bool scorer::weigh_first(const weighed_node &one, Xapian::docid document, double least,
                         double &weight)
{
    for (std::size_t i = 0; i < one.children.size(); i++) {
        if (std::max(nodes_[one.children[i]].most, one.rest[i]) < least)
            return false;
        /* What matches hides what is behind it, however little it weighs. */
        if (weigh(one.children[i], document, one.rest[i] < least ? least : 0, weight))
            return true;
    }
    return false;
}

/* Most documents weigh too little whatever their value, which is dear to read. */
bool scorer::weigh_valued(const weighed_node &one, Xapian::docid document, double least,
                          double &weight)
{
    const weighed_node &value = nodes_[one.children[1]];
    const double wanted = least / rounding - value.most;
    if (!weigh(one.children[0], document, wanted, weight))
        return false;
    weight += value.weight * values_[value.list].at(document);
    return true;
}

bool scorer::weigh_all(const weighed_node &one, Xapian::docid document, double &weight)
{
    weight = 0;
    for (node child : one.children) {
        double part;
        if (!weigh(child, document, 0, part))
            return false;
        weight += part;
    }
    return true;
}

bool scorer::weigh_phrase(const weighed_node &one, Xapian::docid document, double least,
                          double &weight)
{
    return weigh_all(one, document, weight) && weight * rounding >= least &&
           phrases_[one.list].has(document);
}

} // namespace seogo
