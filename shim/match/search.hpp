/* Finds and weighs what a weighable expression matches in a slice. */
#ifndef SEOGO_MATCH_SEARCH_HPP
#define SEOGO_MATCH_SEARCH_HPP

#include <algorithm>
#include <iterator>
#include <memory>

#include <xapian.h>

#include "shim/match/accumulator.hpp"
#include "shim/match/finder.hpp"

namespace seogo
{

/* The matches in one slice. */
class slice_search
{
  public:
    slice_search(collection &whole, slice &of, const struct shim_bm25 &bm25,
                 const expression &query, double factor)
        : documents_(of.documents()), scorer_(whole, of, bm25), root_(scorer_.add(query, factor)),
          finder_(scorer_, root_)
    {
    }

    /* The first document from this one on that matches and weighs least, which never
     * falls; no_document where there is none. */
    Xapian::docid next(Xapian::docid from, double least, double &weight);

    /* Whether a document matches and weighs least; they are asked for in order, of those that
     * are expected. All postings are in memory. */
    bool weigh(Xapian::docid document, double least, double &weight)
    {
        return scorer_.weigh(root_, document, least, weight);
    }
    void expect(const std::vector<Xapian::docid> &documents)
    {
        scorer_.expect(documents);
    }
    /* Those, of documents that rise, that weigh least if they have all phrases, which are
     * dear to look up. All postings are in memory. */
    std::vector<Xapian::docid> likely(const std::vector<Xapian::docid> &documents, double least);
    /* To weigh all; NULL for a query that it is not for. */
    std::unique_ptr<accumulator> accumulate();

    /* How many documents match in the whole database. */
    finder::counts count() const
    {
        return finder_.count();
    }
    bool has_phrase() const
    {
        return scorer_.at(root_).has_phrase;
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

inline std::unique_ptr<accumulator> slice_search::accumulate()
{
    if (!accumulator::is_for(scorer_, root_))
        return nullptr;
    return std::make_unique<accumulator>(scorer_, finder_.may_leave(), root_, documents_);
}

inline std::vector<Xapian::docid> slice_search::likely(const std::vector<Xapian::docid> &documents,
                                                       double least)
{
    if (!has_phrase())
        return documents;
    scorer_.expect(documents);
    std::vector<Xapian::docid> found;
    std::copy_if(documents.begin(), documents.end(), std::back_inserter(found),
                 [&](Xapian::docid at) { return scorer_.may_weigh(root_, at, least); });
    return found;
}

inline Xapian::docid slice_search::next(Xapian::docid from, double least, double &weight)
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

} // namespace seogo

#endif
