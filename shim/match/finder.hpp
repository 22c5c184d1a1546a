/* Which documents a scorer is to weigh, and about how many match. */
#ifndef SEOGO_MATCH_FINDER_HPP
#define SEOGO_MATCH_FINDER_HPP

#include <cstddef>
#include <vector>

#include <xapian.h>

#include "shim/match/scorer.hpp"

namespace seogo
{

/* Of one node of a scorer that reads its lists for nobody else. */
class finder
{
  public:
    using node = scorer::node;
    finder(scorer &weighs, node root);
    /* Looks from now on for documents that weigh least; it never falls. */
    void expect(double least);
    /* The first document from this one on that may match and weigh what is expected. */
    Xapian::docid candidate(Xapian::docid from);

    /* How many match, at least, about and at most. */
    struct counts {
        double least, about, most;
    };
    counts count() const;

    /* What is worth leaving out where no more may be than this. */
    double leaves(double most);

    /* What each child of a sum may leave out where it may leave out so much. */
    const std::vector<double> &shares(node sum, double left);

  private:
    struct driver {
        node at;
        Xapian::docid next; /* 0 before the first */
    };

    /* Documents to which a node gives at most this need not be found by it, and then
     * so many are looked at, about. Of a sum each child has its share of it. */
    struct leave {
        double most, looks;
        std::vector<double> shares;
    };
    /* From one to the next more is left out and less is looked at; the first leaves out
     * nothing that matches, the last everything. */
    using choices = std::vector<leave>;
    struct pick;

    void choose_all();
    choices choose(const weighed_node &one) const;
    choices choose_any(const weighed_node &one) const;
    choices choose_sum(const weighed_node &one) const;
    double looks(const weighed_node &one) const;
    static const leave &best(const choices &of, double left);
    void drive(node at, double left);
    Xapian::docid advance(const weighed_node &one, Xapian::docid from);
    Xapian::docid advance_any(node at, Xapian::docid from);
    counts count(node at) const;
    counts count_any(const weighed_node &one, double documents) const;
    counts count_all(const weighed_node &one, double documents) const;

    scorer &scorer_;
    node root_;
    std::vector<choices> choices_; /* by node; made when first needed */
    std::vector<driver> drivers_;
};

} // namespace seogo

#endif
