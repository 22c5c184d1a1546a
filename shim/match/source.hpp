/* What a weighable expression matches, within a search of Xapian's. No remote database
 * takes it. */
#ifndef SEOGO_MATCH_SOURCE_HPP
#define SEOGO_MATCH_SOURCE_HPP

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/match/search.hpp"

namespace seogo
{

/* The documents that a weighable expression matches, with its weight; for as
 * long as the databases are open. */
class weighed_source : public Xapian::PostingSource
{
  public:
    weighed_source(collection &whole, slices &all, const struct shim_bm25 &bm25,
                   expression_ptr query, double factor)
        : whole_(whole), all_(all), bm25_(bm25), query_(std::move(query)), factor_(factor)
    {
    }

    void init(const Xapian::Database &database) override;
    Xapian::doccount get_termfreq_min() const override
    {
        return static_cast<Xapian::doccount>(count_.least);
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return static_cast<Xapian::doccount>(count_.about + 0.5);
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return static_cast<Xapian::doccount>(count_.most);
    }
    void next(double least) override;
    void skip_to(Xapian::docid document, double least) override;
    bool check(Xapian::docid document, double least) override;
    bool at_end() const override
    {
        return document_ == no_document;
    }
    Xapian::docid get_docid() const override
    {
        return document_;
    }
    double get_weight() const override
    {
        return weight_;
    }
    Xapian::PostingSource *clone() const override;

  private:
    void find(Xapian::docid from, double least);

    collection &whole_;
    slices &all_;
    struct shim_bm25 bm25_;
    expression_ptr query_;
    double factor_;
    std::unique_ptr<slice> given_; /* where nothing is known of the database */
    std::vector<std::unique_ptr<slice_search>> searches_; /* slice after slice */
    std::size_t at_ = 0;
    finder::counts count_ = {0, 0, 0};
    Xapian::docid document_ = 0; /* 0 before the first */
    double weight_ = 0;
};

} // namespace seogo

#endif
