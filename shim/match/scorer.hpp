/* Weighs documents by a weighable expression, as Xapian's BM25Weight does, term
 * by term over one database. */
#ifndef SEOGO_MATCH_SCORER_HPP
#define SEOGO_MATCH_SCORER_HPP

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <xapian.h>

#include "shim/match/collection.hpp"
#include "shim/xapian/handles.hpp"

namespace seogo
{

/* Whether the scorer weighs it: terms under operators that it knows, a phrase
 * only of terms, one behind the other. */
bool is_weighable(const expression &query);

class scorer
{
  public:
    using node = std::size_t;

    scorer(collection &whole, const Xapian::Database &database, const struct shim_bm25 &bm25);

    /* Takes in a weighable expression, whose weight is multiplied by factor. shared:
     * by terms whose postings other expressions read too, which is for those who ask
     * for weights and never for candidates. */
    node add(const expression &query, bool shared, double factor = 1);

    /* No document weighs more. */
    double most(node at) const
    {
        return nodes_[at].most;
    }

    /* Whether the document matches, with its weight; documents are asked for in
     * order. Also false where it matches and its weight is less than least. */
    bool weigh(node at, Xapian::docid document, double least, double &weight)
    {
        const compiled &one = nodes_[at];
        return one.most >= least && weigh_node(one, document, least, weight) && weight >= least;
    }

    /* Looks from now on for documents that weigh least; it never falls. */
    void expect(node at, double least);

    /* The first document from this one on that may match and weigh what is
     * expected: none before it does. */
    Xapian::docid candidate(Xapian::docid from);

    /* How many documents match, at least, about and at most. */
    struct counts {
        double least, about, most;
    };
    counts count(node at) const;

  private:
    struct compiled {
        bool is_term = false;
        enum shim_operator op = SHIM_AND;
        std::vector<node> children;
        double most = 0;
        std::vector<double> rest;  /* what the children behind each weigh at most */
        std::vector<node> by_most; /* of a sum, rising */
        std::size_t list = 0;      /* of a term's postings, or of a phrase or value */
        double weight = 0;
        double documents = 0;
    };

    struct driver {
        node at;
        Xapian::docid next; /* 0 before the first */
    };

    /* What rounding may add to a sum; bounds are made larger by it. */
    static constexpr double rounding = 1 + 1e-9;

    node add_value(Xapian::valueno slot, double factor);
    node add_term(const std::string &term, bool shared, double factor);
    void bound(compiled &made) const;

    double part_of(double weight, Xapian::termcount frequency, Xapian::termcount length) const
    {
        const double normal = std::max(length * length_factor_, bm25_.min_length);
        const double many = frequency;
        return weight * (many / (bm25_.k1 * (normal * bm25_.b + (1 - bm25_.b)) + many));
    }

    Xapian::termcount length_of(Xapian::docid document);
    bool matches(node at, Xapian::docid document);
    bool weigh_node(const compiled &one, Xapian::docid document, double least, double &weight);
    bool weigh_term(const compiled &one, Xapian::docid document, double &weight);
    bool weigh_sum(const compiled &one, Xapian::docid document, double least, double &weight);
    bool weigh_first(const compiled &one, Xapian::docid document, double least, double &weight);
    bool weigh_with_value(const compiled &one, Xapian::docid document, double least,
                          double &weight);
    bool weigh_all(const compiled &one, Xapian::docid document, double &weight);
    bool weigh_phrase(const compiled &one, Xapian::docid document, double least, double &weight);

    void drive(node at, double least);
    void drive_sum(const compiled &one, double least);
    Xapian::docid advance(const compiled &one, Xapian::docid from);
    Xapian::docid advance_any(node at, Xapian::docid from);
    counts count_any(const compiled &one, double documents) const;
    counts count_all(const compiled &one, double documents) const;

    collection &whole_;
    const reader reader_;
    const struct shim_bm25 bm25_;
    double length_factor_;
    std::vector<compiled> nodes_;
    std::vector<postings> lists_;
    std::vector<phrase> phrases_;
    std::vector<values> values_;
    std::vector<driver> drivers_;
    std::map<std::string, std::size_t> by_term_;
    Xapian::docid length_document_ = 0;
    Xapian::termcount length_ = 0;
};

} // namespace seogo

#endif
