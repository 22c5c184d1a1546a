/* Finds and weighs what a weighable expression matches, in a slice alone or within a
 * search of Xapian's. No remote database takes the latter. */
#ifndef SEOGO_MATCH_SOURCE_HPP
#define SEOGO_MATCH_SOURCE_HPP

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/match/finder.hpp"

namespace seogo
{

/* The matches in one slice. */
class slice_search
{
  public:
    slice_search(collection &whole, slice &of, const struct shim_bm25 &bm25,
                 const expression &query, double factor)
        : documents_(of.documents), scorer_(whole, of, bm25),
          root_(scorer_.add(query, false, factor)), finder_(scorer_, root_)
    {
    }

    /* The first document from this one on that matches and weighs least, which never
     * falls; no_document where there is none. */
    Xapian::docid next(Xapian::docid from, double least, double &weight)
    {
        if (least > least_ || !looking_) {
            least_ = least;
            finder_.expect(least);
            looking_ = true;
        }
        for (Xapian::docid at = std::max(from, documents_.first);
             (at = finder_.candidate(at)) <= documents_.last; at++)
            if (scorer_.weigh_candidate(root_, at, least_, weight))
                return at;
        return no_document;
    }

    /* How many documents match in the whole database. */
    finder::counts count() const
    {
        return finder_.count();
    }
    /* No document weighs more. */
    double most() const
    {
        return scorer_.at(root_).most;
    }

  private:
    document_range documents_;
    scorer scorer_;
    scorer::node root_;
    finder finder_; /* of root_ */
    double least_ = 0;
    bool looking_ = false; /* the finder knows what is expected */
};

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
