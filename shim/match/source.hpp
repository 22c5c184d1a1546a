/* The posting source that finds and weighs within a search of Xapian's. No remote
 * database takes it. */
#ifndef SEOGO_MATCH_SOURCE_HPP
#define SEOGO_MATCH_SOURCE_HPP

#include <algorithm>
#include <memory>
#include <utility>

#include <xapian.h>

#include "shim/match/finder.hpp"

namespace seogo
{

/* The documents that a weighable expression matches, with its weight; for as
 * long as the database is open. */
class weighed_source : public Xapian::PostingSource
{
  public:
    weighed_source(collection &whole, const struct shim_bm25 &bm25, expression_ptr query,
                   double factor)
        : whole_(whole), bm25_(bm25), query_(std::move(query)), factor_(factor)
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
    struct shim_bm25 bm25_;
    expression_ptr query_;
    double factor_;
    std::unique_ptr<scorer> scorer_;
    scorer::node root_ = 0;
    std::unique_ptr<finder> finder_; /* of root_ */
    finder::counts count_ = {0, 0, 0};
    Xapian::docid document_ = 0; /* 0 before the first */
    bool looking_ = false;       /* the finder knows what is expected */
    double weight_ = 0;
    double least_ = 0; /* that documents are looked for with */
};

inline void weighed_source::init(const Xapian::Database &database)
{
    scorer_ = std::make_unique<scorer>(whole_, database, bm25_);
    root_ = scorer_->add(*query_, false, factor_);
    finder_ = std::make_unique<finder>(*scorer_, root_);
    count_ = finder_->count();
    document_ = 0;
    looking_ = false;
    set_maxweight(scorer_->at(root_).most);
}

inline Xapian::PostingSource *weighed_source::clone() const
{
    return new weighed_source(whole_, bm25_, query_, factor_);
}

inline void weighed_source::next(double least)
{
    find(document_ + 1, least);
}

inline void weighed_source::skip_to(Xapian::docid document, double least)
{
    if (document > document_)
        find(document, least);
}

/* Always stands on a match: of a source that was left on a document that does not match,
 * Xapian's OR takes the document for one all the same, and adds the weight of another. */
inline bool weighed_source::check(Xapian::docid document, double least)
{
    skip_to(document, least);
    return true;
}

inline void weighed_source::find(Xapian::docid from, double least)
{
    if (least > least_ || !looking_) {
        least_ = least;
        finder_->expect(least);
        looking_ = true;
    }
    do {
        document_ = finder_->candidate(from);
        from = document_ + 1;
    } while (!at_end() && !scorer_->weigh_candidate(root_, document_, least, weight_));
}

} // namespace seogo

#endif
