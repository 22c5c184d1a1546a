/* See choices.hpp. */
#include "shim/match/choices.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace seogo
{

choices::choices(const scorer &weighs, node root, double documents)
    : scorer_(weighs), root_(root), documents_(documents)
{
}

void choices::choose_all()
{
    for (node at = nodes_.size(); at <= root_; at++) {
        nodes_.emplace_back();
        choose(scorer_.at(at), nodes_.back());
    }
}

double choices::leaves(double most)
{
    choose_all();
    const choice_list &of = nodes_[root_].of;
    return of[best(of, most)].most;
}

const std::vector<double> &choices::shares(node sum, double left)
{
    choose_all();
    chosen &made = nodes_[sum];
    std::size_t at = best(made.of, left);
    if (at == made.shared)
        return made.shares;
    made.shared = at;
    made.shares.resize(made.of_first.size());
    for (std::size_t i = made.of_first.size(); i-- > 0;) {
        const choice &one = made.of_first[i][at];
        made.shares[i] = nodes_[scorer_.at(sum).children[i].at].of[one.last].most;
        at = one.others;
    }
    return made.shares;
}

/* How many documents have a term, or all of several, about. */
double choices::looks(const weighed_node &one) const
{
    if (one.is_term)
        return one.documents;
    double fewest = documents_;
    for (const auto &child : one.children)
        fewest = std::min(fewest, nodes_[child.at].of.front().looks);
    return fewest;
}

std::size_t choices::best(const choice_list &of, double left)
{
    std::size_t i = 0;
    while (i + 1 < of.size() && of[i + 1].most <= left)
        i++;
    return i;
}

bool choices::is_sum(const weighed_node &one) const
{
    return one.op == SHIM_OR ||
           (one.op == SHIM_AND_MAYBE && !scorer_.at(one.children[1].at).is_value());
}

/* What a node may leave out, where its children's choices are known. */
void choices::choose(const weighed_node &one, chosen &made)
{
    if (is_driver(one)) {
        made.of = {{0, looks(one), 0, 0}, {one.most, 0, 0, 0}};
    } else if (is_sum(one)) {
        choose_sum(one, made);
    } else if (one.op == SHIM_FIRST) {
        choose_any(one, made);
    } else if (!one.children.empty()) {
        made.of = nodes_[one.children[0].at].of;
        if (one.op == SHIM_AND_MAYBE)
            for (choice &each : made.of)
                each.most = rounding * (each.most + scorer_.at(one.children[1].at).most);
    }
}

/* 0 only for none at all, and the same for a number and another that is up to half as much
 * again. */
static std::size_t about(double looks)
{
    int doubled;
    const bool is_more = std::frexp(looks, &doubled) >= 0.75; /* of .5 to 1 */
    return looks > 0 ? static_cast<std::size_t>(2 * std::clamp(doubled, 1, 32) + is_more) : 0;
}

void least_looks::add(const choice &one)
{
    choice &known = by_looks_[about(one.looks)];
    if (one.most < known.most || (one.most == known.most && one.looks < known.looks))
        known = one;
}

void least_looks::take(choice_list &made)
{
    double most = none.most;
    for (choice &one : by_looks_) {
        if (one.most < most) {
            made.push_back(one);
            most = one.most;
        }
        one = none;
    }
    std::reverse(made.begin(), made.end());
}

/* Each child may leave out as much as all of them. */
void choices::choose_any(const weighed_node &one, chosen &made)
{
    for (const auto &child : one.children)
        for (const choice &each : nodes_[child.at].of) {
            double all = 0;
            for (const auto &other : one.children) {
                const choice_list &of = nodes_[other.at].of;
                all += of[best(of, each.most)].looks;
            }
            least_looks_.add({each.most, all, 0, 0});
        }
    least_looks_.take(made.of);
}

/* Of all ways to share out what is left out, for each amount the one that looks least. */
void choices::choose_sum(const weighed_node &one, chosen &made)
{
    made.of = {{0, 0, 0, 0}};
    for (const auto &child : one.children) {
        const choice_list &before = made.of, &last = nodes_[child.at].of;
        for (std::uint32_t i = 0; i < before.size(); i++)
            for (std::uint32_t k = 0; k < last.size(); k++)
                least_looks_.add(
                    {before[i].most + last[k].most, before[i].looks + last[k].looks, i, k});
        choice_list with;
        least_looks_.take(with);
        made.of = with;
        made.of_first.push_back(std::move(with));
    }
    for (choice &each : made.of)
        each.most *= rounding;
}

} // namespace seogo
