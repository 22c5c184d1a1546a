/* What the nodes of a scorer may leave out, so that few documents are looked at. */
#ifndef SEOGO_MATCH_CHOICES_HPP
#define SEOGO_MATCH_CHOICES_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "shim/match/scorer.hpp"

namespace seogo
{

/* Documents to which a node gives at most this need not be found by it, and then so many are
 * looked at, about. */
struct choice {
    double most, looks;
    /* Of the first children of a sum: what all but the last of them choose, and that one. */
    std::uint32_t others, last;
};

/* From one to the next more is left out and less is looked at; the first leaves out nothing
 * that matches, the last everything. */
using choice_list = std::vector<choice>;

/* Of choices that look at about as much, the one that leaves out least. */
class least_looks
{
  public:
    void add(const choice &one);
    /* Appends those that look at less than each that leaves out less, and is empty. */
    void take(choice_list &made);

  private:
    static constexpr choice none{std::numeric_limits<double>::max(), 0, 0, 0};

    std::vector<choice> by_looks_ = std::vector<choice>(2 * 32 + 2, none);
};

/* Of a node of a scorer and those below it. */
class choices
{
  public:
    using node = scorer::node;

    choices(const scorer &weighs, node root, double documents);

    /* What is worth leaving out of the whole where no more may be than this. */
    double leaves(double most);
    /* What each child of a sum may leave out where it may leave out so much. */
    const std::vector<double> &shares(node sum, double left);

    /* What is found by its own lists, and not by its children's. */
    static bool is_driver(const weighed_node &one)
    {
        return one.is_term || one.op == SHIM_AND || one.op == SHIM_PHRASE;
    }
    /* Whose children share out what is left. */
    bool is_sum(const weighed_node &one) const;

  private:
    /* Of a node. */
    struct chosen {
        choice_list of;
        std::vector<choice_list>
            of_first;                   /* of a sum: of its first child, the first two, ... all */
        std::vector<double> shares;     /* what its children leave out */
        std::size_t shared = no_choice; /* by this choice */
    };
    static constexpr auto no_choice = static_cast<std::size_t>(-1);

    void choose_all();
    void choose(const weighed_node &one, chosen &made);
    void choose_any(const weighed_node &one, chosen &made);
    void choose_sum(const weighed_node &one, chosen &made);
    double looks(const weighed_node &one) const;
    static std::size_t best(const choice_list &of, double left);

    const scorer &scorer_;
    const node root_;
    const double documents_;
    least_looks least_looks_;
    std::vector<chosen> nodes_; /* made when first needed */
};

} // namespace seogo

#endif
