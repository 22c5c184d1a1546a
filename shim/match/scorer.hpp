/* Weighs documents by a weighable expression, as Xapian's BM25Weight does, term
 * by term over one database. */
#ifndef SEOGO_MATCH_SCORER_HPP
#define SEOGO_MATCH_SCORER_HPP

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <xapian.h>

#include "shim/match/bm25.hpp"
#include "shim/match/collection.hpp"
#include "shim/xapian/handles.hpp"

namespace seogo
{

/* Whether the scorer weighs it: terms under operators that it knows, a phrase only of
 * terms. */
bool is_weighable(const expression &query);

/* What an expression was made into: its children come before it. */
struct weighed_node {
    struct child {
        std::size_t at;
        double rest; /* what the children behind it weigh at most */
    };

    double most = 0;        /* no document weighs more */
    Xapian::docid next = 0; /* no document from the last one asked for up to here matches */
    enum shim_operator op = SHIM_AND;
    bool is_term = false;
    bool has_phrase = false; /* it is one, or a child has one */
    bool has_maybe = false;  /* the same of what others only add to */
    std::vector<child> children;
    std::size_t list = 0; /* of a term's postings, or of a phrase or value */
    double weight = 0;
    double documents = 0;

    /* It adds to others, and has no documents of its own. */
    bool is_value() const
    {
        return !is_term && children.empty();
    }
};

/* What rounding may add to a sum; bounds are made larger by it. */
constexpr double rounding = 1 + 1e-9;

class scorer
{
  public:
    using node = std::size_t;

    scorer(collection &whole, slice &of, const struct shim_bm25 &bm25);

    /* Takes in a weighable expression, whose weight is multiplied by factor. */
    node add(const expression &query, double factor = 1);

    const weighed_node &at(node which) const
    {
        return nodes_[which];
    }

    /* Whether the document matches, with its weight; documents are asked for in
     * order. Also false where it matches and its weight is less than least. */
    bool weigh(node which, Xapian::docid document, double least, double &weight);

    /* The same for who looks for candidates: phrases, which are dear to look up, are
     * looked up only where the document could weigh enough with all of them. */
    bool weigh_candidate(node which, Xapian::docid document, double least, double &weight);

    /* Whether a document matches and weighs least, if it has all phrases. */
    bool may_weigh(node which, Xapian::docid document, double least);

    /* Only these will be asked for, which rise and stay; from the first on again, where all
     * postings are in memory. */
    void expect(const std::vector<Xapian::docid> &documents);

  private:
    friend class accumulator;
    friend class finder;

    node add_value(Xapian::valueno slot, double factor);
    node add_term(const std::string &term, double factor);
    void bound(weighed_node &made) const;

    double against_of(Xapian::docid document);
    Xapian::docid next_of_any(const weighed_node &) const;
    bool matches(node which, Xapian::docid document);
    bool weigh_node(weighed_node &, Xapian::docid document, double least, double &weight);
    bool weigh_term(weighed_node &, Xapian::docid document, double &weight);
    bool weigh_sum(weighed_node &, Xapian::docid document, double least, double &weight);
    bool weigh_first(weighed_node &, Xapian::docid document, double least, double &weight);
    bool weigh_valued(const weighed_node &, Xapian::docid document, double least, double &weight);
    bool weigh_all(weighed_node &, Xapian::docid document, double &weight);
    bool weigh_phrase(weighed_node &, Xapian::docid document, double least, double &weight);

    collection &whole_;
    const reader reader_;
    const bm25 bm25_;
    std::vector<weighed_node> nodes_;
    std::vector<postings> lists_;
    std::vector<phrase> phrases_;
    std::vector<values> values_;
    bool trusts_phrases_ = false; /* weights are then the most that may come of them */
    Xapian::docid against_document_ = 0;
    double against_ = 0;
};

inline bool scorer::weigh(node which, Xapian::docid document, double least, double &weight)
{
    weighed_node &one = nodes_[which];
    return document >= one.next && one.most >= least && weigh_node(one, document, least, weight) &&
           weight >= least;
}

} // namespace seogo

#endif
