/* Which documents a scorer is to weigh, and about how many match. */
#ifndef SEOGO_MATCH_FINDER_HPP
#define SEOGO_MATCH_FINDER_HPP

#include <cstddef>
#include <vector>

#include <xapian.h>

#include "shim/match/choices.hpp"

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

    choices &may_leave()
    {
        return choices_;
    }

  private:
    struct driver {
        node at;
        Xapian::docid next; /* 0 before the first */
    };

    void drive(node at, double left);
    Xapian::docid advance(const weighed_node &one, Xapian::docid from);
    Xapian::docid advance_any(node at, Xapian::docid from);
    counts count(node at) const;
    counts count_any(const weighed_node &one, double documents) const;
    counts count_all(const weighed_node &one, double documents) const;

    scorer &scorer_;
    node root_;
    choices choices_;
    std::vector<driver> drivers_;
};

} // namespace seogo

#endif
