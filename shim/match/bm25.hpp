/* What a term weighs in a document, as Xapian's BM25Weight computes it without k2 and k3. */
#ifndef SEOGO_MATCH_BM25_HPP
#define SEOGO_MATCH_BM25_HPP

#include <algorithm>
#include <cmath>

#include <xapian.h>

#include "shim/match/collection.hpp"

namespace seogo
{

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

    /* The part of a term's weight that so many of it in a document are worth. */
    static double part(double weight, Xapian::termcount frequency, double against)
    {
        const double many = frequency;
        return weight * (many / (against + many));
    }

  private:
    const struct shim_bm25 parameters_;
    const double documents_, length_factor_;
};

} // namespace seogo

#endif
