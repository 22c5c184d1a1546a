/* See accumulator.hpp. */
#include "shim/match/accumulator.hpp"

#include <algorithm>
#include <utility>

namespace seogo
{

/* An empty row, which is given back empty. */
class accumulator::borrowed_row
{
  public:
    explicit borrowed_row(accumulator &of) : from_(of.scratch_)
    {
        if (from_.used == from_.rows.size())
            from_.rows.push_back(std::make_unique<own_row>());
        row_ = &from_.rows[from_.used++]->row;
    }
    ~borrowed_row()
    {
        row_->clear();
        from_.used--;
    }
    borrowed_row(const borrowed_row &) = delete;
    borrowed_row &operator=(const borrowed_row &) = delete;

    row &operator*() const
    {
        return *row_;
    }
    row *operator->() const
    {
        return row_;
    }

  private:
    scratch &from_;
    row *row_;
};

accumulator::accumulator(scorer &of, choices &leave, node root, document_range documents)
    : scorer_(of), choices_(leave), root_(root), scratch_(of.reader_.cache().scratch),
      next_(of.lists_.size())
{
    scratch_.sums.resize(documents.count() + row::documents);
    const weight_parts &parts = of.reader_.cache().parts(of.bm25_);
    const Xapian::termcount *lengths = of.reader_.cache().lengths.all();
    for (node at = 0; at <= root; at++) {
        const weighed_node &one = of.nodes_[at];
        if (one.is_term && of.lists_[one.list].cached() != nullptr)
            of.lists_[one.list].cached()->set(parts, lengths);
        if (one.op != SHIM_AND_MAYBE || one.is_term || !of.nodes_[one.children[1].at].is_value())
            continue;
        const node added = one.children[1].at;
        values_.push_back(added);
        /* As finders reckon it, to the last bit: else something seemed to be left out. */
        valued_ = rounding * (valued_ + of.nodes_[added].most);
    }
}

/* Values elsewhere than over all else would have to be asked for in every document, and a
 * match without weight in single precision would be none. */
bool accumulator::is_for(const scorer &of, node root)
{
    constexpr double least_weight = 1e-30; /* some more than can be told from 0 */
    std::size_t values = 0;
    for (node at = 0; at <= root; at++) {
        const weighed_node &one = of.nodes_[at];
        values += one.is_value();
        if (one.is_term && one.documents > 0 &&
            (of.lists_[one.list].cached() == nullptr || one.weight < least_weight))
            return false;
    }
    for (const weighed_node *one = &of.nodes_[root];
         one->op == SHIM_AND_MAYBE && !one->is_term && of.nodes_[one->children[1].at].is_value();
         one = &of.nodes_[one->children[0].at])
        values--;
    return values == 0;
}

double accumulator::valued() const
{
    return valued_;
}

const float *accumulator::all() const
{
    return scratch_.sums.data();
}

double accumulator::leaves(double most)
{
    return std::max(valued_, choices_.leaves(valued_ + most));
}

double accumulator::value_of(Xapian::docid document) const
{
    double all = 0;
    for (const node at : values_) {
        const weighed_node &one = scorer_.nodes_[at];
        all += one.weight * scorer_.values_[one.list].at(document);
    }
    return all * rounding;
}

void accumulator::weigh(std::uint32_t first, std::uint32_t count, double left)
{
    first_ = first;
    count_ = count;
    row sums(&scratch_.sums[first]);
    std::fill_n(sums.weights, count, 0.0F);
    fill(root_, left, sums);
}

/* How two weights of a document, 0 where it does not match, become one. */
static constexpr auto sum = [](float before, float more) { return before + more; };
static constexpr auto greater = [](float before, float other) { return std::max(before, other); };
static constexpr auto second = [](float before, float other) {
    return other != 0 ? other : before;
};
static constexpr auto sum_of_both = [](float one, float other) {
    return one != 0 && other != 0 ? one + other : 0;
};
static constexpr auto sum_if_first = [](float one, float other) {
    return one != 0 ? one + other : 0;
};
static constexpr auto first_alone = [](float one, float other) { return other == 0 ? one : 0; };

/* out is empty. Of what a node gives at most left may be left out. */
void accumulator::fill(node which, double left, row &out)
{
    const weighed_node &one = scorer_.nodes_[which];
    if (one.most <= left)
        return;
    if (one.is_term) {
        take_term(one, out, sum);
    } else if (one.op == SHIM_OR) {
        const std::vector<double> &shares = choices_.shares(which, left);
        for (std::size_t i = 0; i < one.children.size(); i++)
            take(one.children[i].at, std::min(left, shares[i]), out, sum);
    } else if (one.op == SHIM_FIRST) {
        fill_first(one, left, out);
    } else if (one.op == SHIM_AND_MAYBE) {
        fill_maybe(which, left, out);
    } else if (one.op == SHIM_AND_NOT) {
        fill_without(one, left, out);
    } else {
        fill_all(one, out);
    }
}

/* The first match is taken last, and replaces the others; a phrase may turn out to be none.
 * So might, where something was left out of it, what others only add to. */
void accumulator::fill_first(const weighed_node &one, double left, row &out)
{
    for (auto each = one.children.rbegin(); each != one.children.rend(); ++each) {
        const weighed_node &child = scorer_.nodes_[each->at];
        const double left_here = child.has_maybe && child.most > left ? 0 : left;
        if (child.has_phrase)
            take(each->at, left_here, out, greater);
        else
            take(each->at, left_here, out, second);
    }
}

/* The rarest term is the first: where it is not, nothing else is looked at. */
void accumulator::fill_all(const weighed_node &one, row &out)
{
    fill(one.children[0].at, 0, out);
    for (std::size_t i = 1; i < one.children.size() && !out.is_empty(); i++) {
        const weighed_node &child = scorer_.nodes_[one.children[i].at];
        if (child.is_term && out.is_listed)
            keep_term(child, out);
        else
            keep(one.children[i].at, out, sum_of_both);
    }
}

/* Of listed matches those that a term has, which is looked up for each: they rise, as those of
 * terms do. */
void accumulator::keep_term(const weighed_node &one, row &out)
{
    static const posting_list none({}, 1);
    const posting_list *cached = scorer_.lists_[one.list].cached();
    const posting_list &list = cached != nullptr ? *cached : none;
    const float unit = unit_of(one);
    std::size_t &next = next_[one.list];
    keep_listed(out, [&](std::uint16_t at, float weight) {
        next = list.from(next, first_ + at);
        if (next == list.size() || list[next].place() != first_ + at)
            return 0.0F;
        return weight + unit * list.part(next);
    });
}

/* Where something is left out of the first, documents of the second alone may be some of its
 * matches. */
void accumulator::fill_maybe(node which, double left, row &out)
{
    const weighed_node &one = scorer_.nodes_[which];
    const node first = one.children[0].at, added = one.children[1].at;
    if (scorer_.nodes_[added].is_value()) {
        fill(first, left / rounding - scorer_.nodes_[added].most, out);
        return;
    }
    if (left > 0) {
        const std::vector<double> &shares = choices_.shares(which, left);
        fill(first, std::min(left, shares[0]), out);
        take(added, std::min(left, shares[1]), out, sum);
        return;
    }
    fill(first, 0, out);
    keep(added, out, sum_if_first);
}

void accumulator::fill_without(const weighed_node &one, double left, row &out)
{
    fill(one.children[0].at, left, out);
    const node excluded = one.children[1].at;
    if (out.is_empty() || scorer_.nodes_[excluded].has_phrase)
        return;
    keep(excluded, out, first_alone);
}

/* Sets the weight of each listed match, which is none from then on if that is 0. */
template <class Weight> void accumulator::keep_listed(row &out, Weight weight)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < out.count; i++) {
        const std::uint16_t at = out.matches[i];
        out.weights[at] = weight(at, out.weights[at]);
        out.matches[count] = at;
        count += out.weights[at] != 0;
    }
    out.count = count;
}

/* Combines all that is in one row with what is in another, which is left empty. */
template <class Combine> void accumulator::combine_all(row &out, row &with, Combine combined) const
{
    float *const weights = out.weights, *const others = with.weights;
    for (std::size_t at = 0; at < count_; at++) {
        weights[at] = combined(weights[at], others[at]);
        others[at] = 0;
    }
    out.is_listed = false;
    with.is_listed = true;
    with.count = 0;
}

/* Combines matches in out with what a node gives; others do not come in. */
template <class Combine> void accumulator::keep(node which, row &out, Combine combined)
{
    if (out.is_empty())
        return;
    const borrowed_row other(*this);
    fill(which, 0, *other);
    if (out.is_listed)
        keep_listed(out, [&](std::uint16_t at, float weight) {
            return combined(weight, other->weights[at]);
        });
    else
        combine_all(out, *other, combined);
}

/* Combines what is in out, 0 where there is nothing, with what a node gives. */
template <class Combine> void accumulator::take(node which, double left, row &out, Combine combined)
{
    const weighed_node &one = scorer_.nodes_[which];
    if (one.most <= left)
        return;
    if (one.is_term) {
        take_term(one, out, combined);
        return;
    }
    if (out.is_empty()) {
        fill(which, left, out);
        return;
    }
    const borrowed_row taken(*this);
    fill(which, left, *taken);
    if (!taken->is_listed) {
        combine_all(out, *taken, combined);
        return;
    }
    if (out.lists(taken->count))
        for (std::size_t i = 0; i < taken->count; i++)
            put<true>(out, taken->matches[i], taken->weights[taken->matches[i]], combined);
    else
        for (std::size_t i = 0; i < taken->count; i++)
            put<false>(out, taken->matches[i], taken->weights[taken->matches[i]], combined);
}

/* Combines what a document has in out with a weight that is not 0. */
template <bool listed, class Combine>
void accumulator::put(row &out, std::uint32_t at, float weight, Combine combined)
{
    float &before = out.weights[at];
    if (listed) {
        out.matches[out.count] = static_cast<std::uint16_t>(at);
        out.count += before == 0;
    }
    before = combined(before, weight);
}

template <class Combine>
void accumulator::take_term(const weighed_node &one, row &out, Combine combined)
{
    const posting_list *list = scorer_.lists_[one.list].cached();
    if (list == nullptr) /* no document has it */
        return;
    std::size_t &next = next_[one.list];
    const std::size_t begin = list->from(next, first_);
    next = list->from(begin, first_ + count_);
    const float unit = unit_of(one);
    if (out.lists(next - begin))
        for (std::size_t i = begin; i < next; i++)
            put<true>(out, (*list)[i].place() - first_, unit * list->part(i), combined);
    else
        for (std::size_t i = begin; i < next; i++)
            put<false>(out, (*list)[i].place() - first_, unit * list->part(i), combined);
}

/* What a part of its weight is worth. */
float accumulator::unit_of(const weighed_node &one)
{
    return static_cast<float>(one.weight / weight_parts::parts_of_whole);
}

} // namespace seogo
