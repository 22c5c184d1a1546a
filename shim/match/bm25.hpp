/* What a term weighs in a document, as Xapian's BM25Weight computes it without k2 and k3. */
#ifndef SEOGO_MATCH_BM25_HPP
#define SEOGO_MATCH_BM25_HPP

#include <algorithm>
#include <cmath>

#include <xapian.h>

#include "shim/xapian/shim.h"

namespace seogo
{

/* Of a collection. */
struct statistics {
    Xapian::doccount documents = 0;
    double average_length = 0;
    Xapian::termcount shortest_length = 0;
};

class bm25
{
  public:
    bm25(const struct shim_bm25 &parameters, const statistics &of)
        : parameters_(parameters), documents_(of.documents),
          length_factor_(of.average_length > 0 ? 1 / of.average_length : 0)
    {
    }

    /* Of a term that is in so many documents: no part of it is more. */
    double weight(Xapian::doccount documents) const
    {
        double odds = (documents_ - documents + 0.5) / (documents + 0.5);
        if (odds < 2) /* Xapian keeps weights of frequent terms positive so */
            odds = odds * 0.5 + 1;
        return std::log(odds) * (parameters_.k1 + 1);
    }

    /* What a frequency is set against in a document of this length. */
    double against(Xapian::termcount length) const
    {
        const double normal = std::max(length * length_factor_, parameters_.min_length);
        return parameters_.k1 * (normal * parameters_.b + (1 - parameters_.b));
    }

    /* Whether frequencies are set against the same. */
    bool is_like(const bm25 &other) const
    {
        return parameters_.k1 == other.parameters_.k1 && parameters_.b == other.parameters_.b &&
               parameters_.min_length == other.parameters_.min_length &&
               length_factor_ == other.length_factor_;
    }

    /* The part of a term's weight that so many of it in a document are worth. */
    static double part(double weight, Xapian::termcount frequency, double against)
    {
        const double many = frequency;
        return weight * (many / (against + many));
    }

  private:
    struct shim_bm25 parameters_;
    double documents_, length_factor_;
};

} // namespace seogo

#endif
