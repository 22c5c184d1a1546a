/* Which documents are looked at, and about how many match. */
#include "shim/match/finder.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace seogo
{

/* A choice that looks at hardly less than another is not worth its time. */
static bool is_worth(double looks, double than)
{
    return looks < than && (looks == 0 || looks < 0.8 * than);
}

/* Found by its own lists, and not by its children's. */
static bool is_driver(const weighed_node &one)
{
    return one.is_term || one.op == SHIM_AND || one.op == SHIM_PHRASE;
}

finder::finder(scorer &weighs, node root) : scorer_(weighs), root_(root)
{
}

void finder::expect(double least)
{
    choose_all();
    drivers_.clear();
    drive(root_, std::nextafter(least, -1.0));
}

void finder::choose_all()
{
    for (node at = choices_.size(); at <= root_; at++)
        choices_.push_back(choose(scorer_.at(at)));
}

double finder::leaves(double most)
{
    choose_all();
    return best(choices_[root_], most).most;
}

const std::vector<double> &finder::shares(node sum, double left)
{
    choose_all();
    return best(choices_[sum], left).shares;
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
    if (is_driver(one)) {
        drivers_.push_back({at, 0});
    } else if (one.op == SHIM_OR || (one.op == SHIM_AND_MAYBE && !scorer_.at(one.children[1].at).is_value())) {
        const leave &chosen = best(choices_[at], left);
        for (std::size_t i = 0; i < one.children.size(); i++)
            drive(one.children[i].at, std::min(left, chosen.shares[i])); /* the first may be more */
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

/* How many documents have a term, or all of several, about. */
double finder::looks(const weighed_node &one) const
{
    if (one.is_term)
        return one.documents;
    double fewest = scorer_.reader_.documents();
    for (const auto &child : one.children)
        fewest = std::min(fewest, choices_[child.at].front().looks);
    return fewest;
}

const finder::leave &finder::best(const choices &of, double left)
{
    std::size_t i = 0;
    while (i + 1 < of.size() && of[i + 1].most <= left)
        i++;
    return of[i];
}

/* What a node may leave out, where its children's choices are known. */
finder::choices finder::choose(const weighed_node &one) const
{
    if (is_driver(one))
        return {{0, looks(one), {}}, {one.most, 0, {}}};
    if (one.op == SHIM_OR || (one.op == SHIM_AND_MAYBE && !scorer_.at(one.children[1].at).is_value()))
        return choose_sum(one);
    if (one.op == SHIM_FIRST)
        return choose_any(one);
    choices made = choices_[one.children[0].at];
    if (one.op == SHIM_AND_MAYBE)
        for (leave &each : made)
            each.most = rounding * (each.most + scorer_.at(one.children[1].at).most);
    return made;
}

/* Each child may leave out as much as all of them. */
finder::choices finder::choose_any(const weighed_node &one) const
{
    std::vector<double> steps;
    for (const auto &child : one.children)
        for (const leave &each : choices_[child.at])
            steps.push_back(each.most);
    std::sort(steps.begin(), steps.end());
    choices made;
    for (double most : steps) {
        double looks = 0;
        for (const auto &child : one.children)
            looks += best(choices_[child.at], most).looks;
        if (made.empty() || is_worth(looks, made.back().looks))
            made.push_back({most, looks, {}});
    }
    return made;
}

/* What two of a sum leave out together: the first's choice and the second's. */
struct finder::pick {
    double most, looks;
    std::size_t first, second;
};

/* Of all ways to share out what is left out, for each amount the one that looks least. */
finder::choices finder::choose_sum(const weighed_node &one) const
{
    choices made = {{0, 0, {}}};
    for (const auto &child : one.children) {
        const choices &of_child = choices_[child.at];
        std::vector<pick> picks;
        for (std::size_t i = 0; i < made.size(); i++)
            for (std::size_t k = 0; k < of_child.size(); k++)
                picks.push_back(
                    {made[i].most + of_child[k].most, made[i].looks + of_child[k].looks, i, k});
        std::sort(picks.begin(), picks.end(),
                  [](const pick &a, const pick &b) { return a.most < b.most; });
        choices both;
        for (const pick &each : picks) {
            if (!both.empty() && !is_worth(each.looks, both.back().looks))
                continue;
            both.push_back({each.most, each.looks, made[each.first].shares});
            both.back().shares.push_back(of_child[each.second].most);
        }
        made = std::move(both);
    }
    for (leave &each : made)
        each.most *= rounding;
    return made;
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
