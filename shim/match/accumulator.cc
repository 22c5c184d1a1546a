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
            from_.rows.push_back(std::make_unique<row>());
        row_ = from_.rows[from_.used++].get();
    }
    ~borrowed_row()
    {
        for (std::size_t i = 0; i < row_->count; i++)
            row_->weights[row_->matches[i]] = 0;
        row_->count = 0;
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

accumulator::accumulator(scorer &of, finder &finds, node root, document_range documents)
    : scorer_(of), finder_(finds), root_(root), documents_(documents),
      scratch_(of.reader_.session().scratch),
      all_against_(of.reader_.session().against(of.bm25_)), next_(of.lists_.size())
{
    scratch_.sums.resize(documents.count());
    for (node at = 0; at <= root; at++) {
        const weighed_node &one = of.nodes_[at];
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

double accumulator::leaves(double most)
{
    return std::max(valued_, finder_.leaves(valued_ + most));
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

void accumulator::weigh(std::uint32_t first, double left)
{
    first_ = first;
    count_ = std::min(block, static_cast<std::uint32_t>(documents_.count()) - first);
    against_ = all_against_ + first;
    const borrowed_row sums(*this);
    fill(root_, left, *sums);
    std::copy_n(sums->weights.begin(), count_, &scratch_.sums[first]);
}

/* How two weights of a document become one; 0 where there was none. */
static constexpr auto sum = [](float before, float more) { return before + more; };
static constexpr auto greater = [](float before, float other) { return std::max(before, other); };
static constexpr auto second = [](float, float other) { return other; };

/* out is empty. Of what a node gives at most left may be left out. */
void accumulator::fill(node which, double left, row &out)
{
    const weighed_node &one = scorer_.nodes_[which];
    if (one.most <= left)
        return;
    if (one.is_term) {
        take_term(one, out, sum);
    } else if (one.op == SHIM_OR) {
        const std::vector<double> &shares = finder_.shares(which, left);
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
    for (std::size_t i = 1; i < one.children.size() && out.count > 0; i++) {
        const weighed_node &child = scorer_.nodes_[one.children[i].at];
        if (child.is_term) {
            keep_term(child, out);
            continue;
        }
        const borrowed_row other(*this);
        fill(one.children[i].at, 0, *other);
        keep(out, [&](std::uint16_t at, float &weight) {
            weight += other->weights[at];
            return other->weights[at] != 0;
        });
    }
}

/* The same where the matches in out rise, as those of terms do. */
void accumulator::keep_term(const weighed_node &one, row &out)
{
    static const posting_list none({}, 1);
    const posting_list *cached = scorer_.lists_[one.list].cached();
    const posting_list &list = cached != nullptr ? *cached : none;
    std::size_t &next = next_[one.list];
    keep(out, [&](std::uint16_t at, float &weight) {
        next = list.from(next, first_ + at);
        if (next == list.size() || list[next].place() != first_ + at)
            return false;
        weight += part_of(one, list[next], at);
        return true;
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
        const std::vector<double> &shares = finder_.shares(which, left);
        fill(first, std::min(left, shares[0]), out);
        take(added, std::min(left, shares[1]), out, sum);
        return;
    }
    fill(first, 0, out);
    const borrowed_row more(*this);
    if (out.count > 0)
        fill(added, 0, *more);
    keep(out, [&](std::uint16_t at, float &weight) {
        weight += more->weights[at];
        return true;
    });
}

void accumulator::fill_without(const weighed_node &one, double left, row &out)
{
    fill(one.children[0].at, left, out);
    const node excluded = one.children[1].at;
    if (out.count == 0 || scorer_.nodes_[excluded].has_phrase)
        return;
    const borrowed_row without(*this);
    fill(excluded, 0, *without);
    keep(out, [&](std::uint16_t at, float &) { return without->weights[at] == 0; });
}

/* Leaves of the matches those that are to be kept. */
template <class Keep> void accumulator::keep(row &out, Keep kept)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < out.count; i++) {
        const std::uint16_t at = out.matches[i];
        out.matches[count] = at;
        if (kept(at, out.weights[at]))
            count++;
        else
            out.weights[at] = 0;
    }
    out.count = count;
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
    const borrowed_row taken(*this);
    fill(which, left, *taken);
    for (std::size_t i = 0; i < taken->count; i++) {
        const std::uint16_t at = taken->matches[i];
        float &weight = out.weights[at];
        out.matches[out.count] = at;
        out.count += weight == 0;
        weight = combined(weight, taken->weights[at]);
    }
}

template <class Combine>
void accumulator::take_term(const weighed_node &one, row &out, Combine combined)
{
    const posting_list *list = scorer_.lists_[one.list].cached();
    if (list == nullptr) /* no document has it */
        return;
    const std::uint32_t end = first_ + count_;
    std::size_t i = list->from(next_[one.list], first_);
    for (; i < list->size() && (*list)[i].place() < end; i++) {
        const std::uint32_t at = (*list)[i].place() - first_;
        float &weight = out.weights[at];
        out.matches[out.count] = static_cast<std::uint16_t>(at);
        out.count += weight == 0;
        weight = combined(weight, part_of(one, (*list)[i], at));
    }
    next_[one.list] = i;
}

float accumulator::part_of(const weighed_node &one, const posting &of, std::uint32_t at) const
{
    const auto many = static_cast<float>(of.frequency());
    return static_cast<float>(one.weight) * (many / (against_[at] + many));
}

} // namespace seogo
