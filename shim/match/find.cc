/* Which documents are looked at, and about how many match. */
#include "shim/match/finder.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace seogo
{

finder::finder(scorer &weighs, node root)
    : scorer_(weighs), root_(root), choices_(weighs, root, weighs.reader_.documents())
{
}

void finder::expect(double least)
{
    drivers_.clear();
    drive(root_, std::nextafter(least, -1.0));
}

Xapian::docid finder::candidate(Xapian::docid from)
{
    Xapian::docid found = no_document;
    for (driver &one : drivers_) {
        if (one.next < from)
            one.next = advance(scorer_.at(one.at), from);
        found = std::min(found, one.next);
    }
    return found;
}

/* Collects the drivers: each document to which the node gives more than left has one;
 * where left is below 0, each that matches, were it without weight. */
void finder::drive(node at, double left)
{
    const weighed_node &one = scorer_.at(at);
    if (one.most <= left)
        return;
    if (choices::is_driver(one)) {
        drivers_.push_back({at, 0});
    } else if (choices_.is_sum(one)) {
        for (std::size_t i = 0; i < one.children.size(); i++)
            drive(one.children[i].at,
                  std::min(left, choices_.shares(at, left)[i])); /* may be more */
    } else if (one.op == SHIM_AND_NOT) {
        drive(one.children[0].at, left);
    } else if (one.op == SHIM_AND_MAYBE) {
        drive(one.children[0].at, left / rounding - scorer_.at(one.children[1].at).most);
    } else {
        for (const auto &child : one.children)
            drive(child.at, left);
    }
}

/* The first document from this one on that a term or all children have. */
Xapian::docid finder::advance(const weighed_node &one, Xapian::docid from)
{
    if (one.is_term)
        return scorer_.lists_[one.list].move_to(from);
    Xapian::docid found = from;
    for (std::size_t i = 0, same = 0; same < one.children.size() && found != no_document;
         i = (i + 1) % one.children.size()) {
        const Xapian::docid next = advance_any(one.children[i].at, found);
        same = next == found ? same + 1 : 1;
        found = next;
    }
    return found;
}

/* The same for any node: that some child has. */
Xapian::docid finder::advance_any(node at, Xapian::docid from)
{
    const weighed_node &one = scorer_.at(at);
    if (one.is_term || one.op == SHIM_AND || one.op == SHIM_PHRASE)
        return advance(one, from);
    if (one.op == SHIM_AND_NOT || one.op == SHIM_AND_MAYBE)
        return advance_any(one.children[0].at, from);
    Xapian::docid found = no_document;
    for (const auto &child : one.children)
        found = std::min(found, advance_any(child.at, from));
    return found;
}

finder::counts finder::count() const
{
    return count(root_);
}

finder::counts finder::count(node at) const
{
    const weighed_node &one = scorer_.at(at);
    const double documents = scorer_.reader_.documents();
    if (one.is_term || documents == 0)
        return {one.documents, one.documents, one.documents};
    const counts first = count(one.children[0].at);
    if (one.op == SHIM_AND_MAYBE)
        return first;
    if (one.op == SHIM_AND_NOT) {
        const counts second = count(one.children[1].at);
        return {std::max(0.0, first.least - second.most),
                first.about * (1 - second.about / documents),
                std::min(first.most, documents - second.least)};
    }
    const bool any = one.op == SHIM_OR || one.op == SHIM_FIRST;
    return any ? count_any(one, documents) : count_all(one, documents);
}

finder::counts finder::count_any(const weighed_node &one, double documents) const
{
    counts all = {0, 0, 0};
    double without = 1;
    for (const auto &child : one.children) {
        const counts some = count(child.at);
        all.least = std::max(all.least, some.least);
        all.most = std::min(documents, all.most + some.most);
        without *= 1 - some.about / documents;
    }
    all.about = documents * (1 - without);
    return all;
}

finder::counts finder::count_all(const weighed_node &one, double documents) const
{
    counts all = {documents, documents, documents};
    for (const auto &child : one.children) {
        const counts some = count(child.at);
        all.least = std::max(0.0, all.least + some.least - documents);
        all.most = std::min(all.most, some.most);
        all.about *= some.about / documents;
    }
    if (one.op == SHIM_PHRASE)
        all = {0, all.about / 2, all.most};
    return all;
}

} // namespace seogo
