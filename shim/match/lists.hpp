/* What the scorer reads of one database, document by document: a term's postings,
 * a slot's values, and where a phrase is. All of them only move forward. */
#ifndef SEOGO_MATCH_LISTS_HPP
#define SEOGO_MATCH_LISTS_HPP

#include <algorithm>
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
    /* cached: of the database, or NULL. */
    postings(const Xapian::Database &part, const std::string &term, cache *cached)
        : list_(cached ? cached->postings.of(part, term) : nullptr)
    {
        if (list_ != nullptr) {
            document_ = list_->empty() ? no_document : list_->front().document;
            return;
        }
        at_ = part.postlist_begin(term);
        end_ = part.postlist_end(term);
        document_ = at_ == end_ ? no_document : *at_;
    }

    /* The first document from this one on; documents are asked for in order. */
    Xapian::docid move_to(Xapian::docid document)
    {
        if (document_ < document && list_ != nullptr) {
            move_in_list_to(document);
        } else if (document_ < document) {
            ++at_; /* cheaper than a search, and mostly enough */
            if (at_ != end_ && *at_ < document)
                at_.skip_to(document);
            document_ = at_ == end_ ? no_document : *at_;
        }
        return document_;
    }

    Xapian::termcount frequency() const
    {
        return list_ != nullptr ? (*list_)[place_].frequency : at_.get_wdf();
    }

  private:
    /* By steps that double, then by halves: it is mostly near. */
    void move_in_list_to(Xapian::docid document)
    {
        const posting_list &list = *list_;
        std::size_t step = 1, from = place_ + 1;
        while (from + step < list.size() && list[from + step].document < document) {
            from += step;
            step *= 2;
        }
        const auto begin = list.begin() + static_cast<std::ptrdiff_t>(from),
                   end = list.begin() +
                         static_cast<std::ptrdiff_t>(std::min(from + step + 1, list.size()));
        const auto at =
            std::lower_bound(begin, end, document, [](const posting &one, Xapian::docid wanted) {
                return one.document < wanted;
            });
        place_ = static_cast<std::size_t>(at - list.begin());
        document_ = place_ < list.size() ? list[place_].document : no_document;
    }

    std::shared_ptr<const posting_list> list_; /* or NULL, and Xapian's: */
    Xapian::PostingIterator at_, end_;
    std::size_t place_ = 0;
    Xapian::docid document_;
};

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

/* Which documents a phrase is in. Xapian tells it for many documents at a time:
 * of one alone its interface reads the same blocks anew for every term. */
class phrase
{
  public:
    phrase(const Xapian::Database &part, const std::vector<std::string> &terms,
           const Xapian::Query &query, cache *cached)
        : part_(part), query_(query)
    {
        for (const std::string &term : terms)
            lists_.emplace_back(part_, term, cached);
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
    static constexpr std::size_t fewest = 4, most = 256;

    /* The first document from this one on that has all terms. */
    Xapian::docid candidate(Xapian::docid from)
    {
        for (std::size_t i = 0, same = 0; same < lists_.size() && from != no_document;
             i = (i + 1) % lists_.size()) {
            const Xapian::docid next = lists_[i].move_to(from);
            same = next == from ? same + 1 : 1;
            from = next;
        }
        return from;
    }

    void read(Xapian::docid from)
    {
        std::vector<Xapian::docid> candidates;
        /* Where few of them are asked for, few are read. */
        many_ = asked_ * 4 >= many_ ? std::min(many_ * 2, most) : fewest;
        asked_ = 0;
        for (Xapian::docid next = from;
             candidates.size() < many_ && (next = candidate(next)) != no_document; next++)
            candidates.push_back(next);
        last_ = candidates.size() < many_ ? no_document : candidates.back();
        auto *source = new listed_source(std::move(candidates));
        const Xapian::Query among(source->release());
        Xapian::Enquire enquire(part_);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query_, among));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        const Xapian::MSet set = enquire.get_mset(0, static_cast<Xapian::doccount>(many_));
        found_.clear();
        for (auto one = set.begin(); one != set.end(); ++one)
            found_.push_back(*one);
        at_ = 0;
    }

    Xapian::Database part_;
    Xapian::Query query_;
    std::vector<postings> lists_;      /* of the terms */
    std::vector<Xapian::docid> found_; /* rising; those up to last_ */
    std::size_t at_ = 0, asked_ = 1, many_ = fewest / 2;
    Xapian::docid last_ = 0;
};

/* The numbers in a slot, each a document's. */
class values
{
  public:
    /* cached: numbers of the slot, or NULL. */
    values(const Xapian::Database &part, Xapian::valueno slot, cached_numbers<double> *cached)
        : at_(part.valuestream_begin(slot)), end_(part.valuestream_end(slot)), cached_(cached)
    {
    }

    /* 0 where there is none; documents are asked for in order. */
    double at(Xapian::docid document)
    {
        const auto read = [this](Xapian::docid one) { return look(one); };
        return cached_ ? cached_->of(document, read) : look(document);
    }

  private:
    double look(Xapian::docid document)
    {
        const bool found =
            at_ != end_ && at_.check(document) && at_ != end_ && at_.get_docid() == document;
        return found ? Xapian::sortable_unserialise(*at_) : 0;
    }

    Xapian::ValueIterator at_, end_;
    cached_numbers<double> *cached_;
};

} // namespace seogo

#endif
