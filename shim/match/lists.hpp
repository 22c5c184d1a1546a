/* What the scorer reads of one database, document by document: a term's postings,
 * a slot's values, and where a phrase is. All of them only move forward. */
#ifndef SEOGO_MATCH_LISTS_HPP
#define SEOGO_MATCH_LISTS_HPP

#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/match/cache.hpp"

namespace seogo
{

/* Not a document: all lists end before it. */
constexpr Xapian::docid no_document = std::numeric_limits<Xapian::docid>::max();

/* A term's postings, which only move forward. */
class postings
{
  public:
    /* Of a term that is not there. */
    postings() : document_(no_document)
    {
    }
    /* cached: the same in memory; or NULL. */
    postings(stored &from, const std::string &term, std::shared_ptr<const posting_list> cached)
        : list_(std::move(cached)), first_(from.documents.first)
    {
        if (list_ != nullptr)
            stand_at(0);
        else
            open(from.database(), term);
    }

    /* The first document from this one on; documents are asked for in order. */
    Xapian::docid move_to(Xapian::docid document);
    /* To the first document; of what is in memory. */
    void rewind()
    {
        if (list_ != nullptr)
            stand_at(0);
    }
    /* It will be asked for soon. */
    void prefetch(Xapian::docid document) const
    {
        if (list_ != nullptr)
            list_->prefetch(document - first_);
    }
    const posting_list *cached() const /* or NULL */
    {
        return list_.get();
    }
    Xapian::termcount frequency() const
    {
        return list_ != nullptr ? (*list_)[place_].frequency() : at_.get_wdf();
    }

  private:
    void open(const Xapian::Database &database, const std::string &term);
    void stand_at(std::size_t place)
    {
        place_ = place;
        document_ = place < list_->size() ? first_ + (*list_)[place].place() : no_document;
    }

    std::shared_ptr<const posting_list> list_; /* or NULL, and Xapian's: */
    Xapian::PostingIterator at_, end_;
    std::size_t place_ = 0;
    Xapian::docid first_ = 0, document_;
};

inline Xapian::docid postings::move_to(Xapian::docid document)
{
    if (document_ < document && list_ != nullptr) {
        stand_at(list_->from(place_, document - first_));
    } else if (document_ < document) {
        ++at_; /* cheaper than a search, and mostly enough */
        if (at_ != end_ && *at_ < document)
            at_.skip_to(document);
        document_ = at_ == end_ ? no_document : *at_;
    }
    return document_;
}

/* Which documents a phrase is in. */
class phrase
{
  public:
    /* lists: the postings of its terms. */
    phrase(std::vector<postings> lists, Xapian::Query query, cached_phrases &known)
        : query_(std::move(query)), lists_(std::move(lists)), known_(&known)
    {
    }

    /* No others are asked for, from the first of these on; they rise, and stay. */
    void expect(const std::vector<Xapian::docid> &documents)
    {
        rewind();
        expected_ = &documents;
    }

    /* Documents are asked for in order. */
    bool has(Xapian::docid document)
    {
        if (document > last_)
            read(document);
        asked_++;
        while (at_ < found_.size() && found_[at_] < document)
            at_++;
        return at_ < found_.size() && found_[at_] == document;
    }

  private:
    static constexpr std::size_t fewest = 8, most = 256;

    void rewind();
    Xapian::docid candidate(Xapian::docid from);
    std::vector<Xapian::docid> candidates(Xapian::docid from);
    void read(Xapian::docid from);

    Xapian::Query query_;
    std::vector<postings> lists_; /* of the terms */
    cached_phrases *known_;
    document_list found_; /* rising; those up to last_ */
    const document_list *expected_ = nullptr;
    std::size_t at_ = 0, asked_ = 1, many_ = fewest / 2;
    Xapian::docid last_ = 0;
};

/* The numbers in a slot, each a document's. */
class values
{
  public:
    /* cached: numbers of the slot, or NULL. */
    values(stored &from, Xapian::valueno slot, cached_values *cached)
        : from_(&from), slot_(slot), cached_(cached)
    {
    }

    /* 0 where there is none. */
    double at(Xapian::docid document)
    {
        if (cached_ != nullptr)
            return cached_->of(document);
        double number;
        from_->read_numbers(slot_, document, 1, &number);
        return number;
    }

  private:
    stored *from_;
    Xapian::valueno slot_;
    cached_values *cached_;
};

} // namespace seogo

#endif
