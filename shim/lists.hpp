/* What the scorer reads of one database, document by document: a term's postings,
 * a slot's values, and where a phrase is. All of them only move forward. */
#ifndef SEOGO_SHIM_LISTS_HPP
#define SEOGO_SHIM_LISTS_HPP

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include <xapian.h>

namespace seogo
{

/* Not a document: all lists end before it. */
constexpr Xapian::docid no_document = std::numeric_limits<Xapian::docid>::max();

/* A term's postings, which only move forward. */
class postings
{
  public:
    postings(const Xapian::Database &part, const std::string &term)
        : at_(part.postlist_begin(term)), end_(part.postlist_end(term))
    {
        document_ = at_ == end_ ? no_document : *at_;
    }

    /* The first document from this one on; documents are asked for in order. */
    Xapian::docid move_to(Xapian::docid document)
    {
        if (document_ < document) {
            ++at_; /* cheaper than a search, and mostly enough */
            if (at_ != end_ && *at_ < document)
                at_.skip_to(document);
            document_ = at_ == end_ ? no_document : *at_;
        }
        return document_;
    }

    Xapian::termcount frequency() const
    {
        return at_.get_wdf();
    }

  private:
    Xapian::PostingIterator at_, end_;
    Xapian::docid document_;
};

/* The documents from one on to another. */
class span_source : public Xapian::PostingSource
{
  public:
    span_source(Xapian::docid from, Xapian::docid to) : from_(from), to_(to), at_(from - 1)
    {
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return 0;
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return to_ - from_;
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return to_ - from_;
    }
    void init(const Xapian::Database &) override
    {
        at_ = from_ - 1;
    }
    void next(double) override
    {
        at_++;
    }
    void skip_to(Xapian::docid document, double) override
    {
        at_ = std::max(document, std::max(at_, from_));
    }
    bool at_end() const override
    {
        return at_ >= to_;
    }
    Xapian::docid get_docid() const override
    {
        return at_;
    }
    Xapian::PostingSource *clone() const override
    {
        return new span_source(from_, to_);
    }

  private:
    Xapian::docid from_, to_, at_;
};

/* Which documents a phrase is in. Xapian tells it for a span of documents at a
 * time: of one alone its interface reads the same blocks anew for every term. */
class phrase
{
  public:
    phrase(const Xapian::Database &part, const Xapian::Query &query) : part_(part), query_(query)
    {
    }

    /* Documents are asked for in order. */
    bool has(Xapian::docid document)
    {
        if (document >= to_)
            read(document);
        while (at_ < found_.size() && found_[at_] < document)
            at_++;
        return at_ < found_.size() && found_[at_] == document;
    }

  private:
    static constexpr Xapian::docid shortest = 8, longest = 1024;

    void read(Xapian::docid from)
    {
        /* Where few are asked for, few are read. */
        span_ = from - to_ < span_ ? std::min(span_ * 2, longest) : shortest;
        to_ = from + span_;
        auto *source = new span_source(from, to_);
        const Xapian::Query span(source->release());
        Xapian::Enquire enquire(part_);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query_, span));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        const Xapian::MSet set = enquire.get_mset(0, span_);
        found_.clear();
        for (auto one = set.begin(); one != set.end(); ++one)
            found_.push_back(*one);
        at_ = 0;
    }

    Xapian::Database part_;
    Xapian::Query query_;
    std::vector<Xapian::docid> found_; /* of the span, rising */
    std::size_t at_ = 0;
    Xapian::docid to_ = 0, span_ = shortest;
};

/* The numbers in a slot, each a document's. */
class values
{
  public:
    values(const Xapian::Database &part, Xapian::valueno slot)
        : at_(part.valuestream_begin(slot)), end_(part.valuestream_end(slot))
    {
    }

    /* 0 where there is none; documents are asked for in order. */
    double at(Xapian::docid document)
    {
        const bool found =
            at_ != end_ && at_.check(document) && at_ != end_ && at_.get_docid() == document;
        return found ? Xapian::sortable_unserialise(*at_) : 0;
    }

  private:
    Xapian::ValueIterator at_, end_;
};

} // namespace seogo

#endif
