/* The posting source of some documents, which restricts a search to them. No remote
 * database takes it. */
#ifndef SEOGO_MATCH_LISTED_HPP
#define SEOGO_MATCH_LISTED_HPP

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <xapian.h>

namespace seogo
{

/* A list of documents. */
class listed_source : public Xapian::PostingSource
{
  public:
    /* documents rise. */
    explicit listed_source(std::vector<Xapian::docid> documents) : documents_(std::move(documents))
    {
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return 0;
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return static_cast<Xapian::doccount>(documents_.size());
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return get_termfreq_est();
    }
    void init(const Xapian::Database &) override
    {
        at_ = 0;
        started_ = false;
    }
    void next(double) override
    {
        at_ += started_;
        started_ = true;
    }
    void skip_to(Xapian::docid document, double) override
    {
        const auto from = documents_.begin() + static_cast<std::ptrdiff_t>(at_);
        started_ = true;
        at_ = static_cast<std::size_t>(std::lower_bound(from, documents_.end(), document) -
                                       documents_.begin());
    }
    bool at_end() const override
    {
        return at_ == documents_.size();
    }
    Xapian::docid get_docid() const override
    {
        return documents_[at_];
    }
    Xapian::PostingSource *clone() const override
    {
        return new listed_source(documents_);
    }

  private:
    std::vector<Xapian::docid> documents_;
    std::size_t at_ = 0;
    bool started_ = false;
};

} // namespace seogo

#endif
