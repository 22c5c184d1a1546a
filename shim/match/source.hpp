/* Posting sources: what the shim finds by itself, within a search of Xapian's. */
#ifndef SEOGO_MATCH_SOURCE_HPP
#define SEOGO_MATCH_SOURCE_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/xapian/handles.hpp"
#include "shim/match/scorer.hpp"

namespace seogo
{

/* The first documents of each database. */
class share_source : public Xapian::PostingSource
{
  public:
    explicit share_source(double share) : share_(share)
    {
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return 0;
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return last_;
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return last_;
    }
    void init(const Xapian::Database &part) override
    {
        last_ = static_cast<Xapian::docid>(std::ceil(share_ * part.get_lastdocid()));
        at_ = 0;
    }
    void next(double) override
    {
        at_++;
    }
    void skip_to(Xapian::docid document, double) override
    {
        at_ = std::max(document, at_);
    }
    bool at_end() const override
    {
        return at_ > last_;
    }
    Xapian::docid get_docid() const override
    {
        return at_;
    }
    Xapian::PostingSource *clone() const override
    {
        return new share_source(share_);
    }

  private:
    double share_;
    Xapian::docid last_ = 0, at_ = 0;
};

/* The documents that a weighable expression matches, with its weight; for as
 * long as the database is open. */
class weighed_source : public Xapian::PostingSource
{
  public:
    weighed_source(const struct shim_database &whole, const struct shim_bm25 &bm25,
                   expression_ptr query, double factor)
        : whole_(whole), bm25_(bm25), query_(std::move(query)), factor_(factor)
    {
    }

    void init(const Xapian::Database &part) override
    {
        scorer_ = std::make_unique<scorer>(whole_, whole_.part(part), bm25_);
        root_ = scorer_->add(*query_, false, factor_);
        count_ = scorer_->count(root_);
        document_ = 0;
        set_maxweight(scorer_->most(root_));
    }
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
    void next(double least) override
    {
        find(document_ + 1, least);
    }
    void skip_to(Xapian::docid document, double least) override
    {
        if (document > document_)
            find(document, least);
    }
    /* Says of the one document whether it matches, and looks for no other. */
    bool check(Xapian::docid document, double least) override
    {
        if (document <= document_)
            return true;
        document_ = document;
        return scorer_->weigh(root_, document, least, weight_);
    }
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
    Xapian::PostingSource *clone() const override
    {
        return new weighed_source(whole_, bm25_, query_, factor_);
    }

  private:
    void find(Xapian::docid from, double least)
    {
        if (least > least_ || document_ == 0) {
            least_ = least;
            scorer_->expect(root_, least);
        }
        do {
            document_ = scorer_->candidate(from);
            from = document_ + 1;
        } while (!at_end() && !scorer_->weigh(root_, document_, least, weight_));
    }

    const struct shim_database &whole_;
    struct shim_bm25 bm25_;
    expression_ptr query_;
    double factor_;
    std::unique_ptr<scorer> scorer_;
    scorer::node root_ = 0;
    scorer::counts count_ = {0, 0, 0};
    Xapian::docid document_ = 0; /* 0 before the first */
    double weight_ = 0;
    double least_ = 0; /* that documents are looked for with */
};

/* The query to be run on a database: what Xapian has no operator for is found by
 * the shim, as far as it can. */
inline Xapian::Query runnable(const expression_ptr &node, const struct shim_database &whole,
                              const struct shim_bm25 &bm25, double factor = 1)
{
    if (!node->own)
        return factor == 1 ? node->query : Xapian::Query(factor, node->query);
    if (node->weighable) {
        auto *source = new weighed_source(whole, bm25, node, factor);
        return Xapian::Query(source->release());
    }
    if (node->what == expression::kind::scaled)
        return runnable(node->children[0], whole, bm25, factor * node->factor);
    std::vector<Xapian::Query> children;
    for (const auto &child : node->children)
        children.push_back(runnable(child, whole, bm25, factor));
    return combined(node->op, node->window, children);
}

} // namespace seogo

#endif
