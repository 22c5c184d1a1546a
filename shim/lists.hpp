/* What the scorer reads of one database, document by document: a term's postings,
 * a slot's values, and where a phrase is. All of them only move forward. */
#ifndef SEOGO_SHIM_LISTS_HPP
#define SEOGO_SHIM_LISTS_HPP

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
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
    /* Of a term that is not there. */
    postings() : document_(no_document)
    {
    }
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

/* Which documents a phrase is in: its terms one behind the other. Positions are
 * read of several documents at a time, term by term, for Xapian reads the same
 * blocks anew where terms take turns. */
class phrase
{
  public:
    phrase(const Xapian::Database &part, std::vector<std::string> terms)
        : part_(part), terms_(std::move(terms))
    {
        for (const std::string &term : terms_)
            lists_.emplace_back(part_, term);
    }

    /* Documents are asked for in order. */
    bool has(Xapian::docid document)
    {
        if (documents_.empty() || documents_.back() < document)
            read(document);
        while (at_ < documents_.size() && documents_[at_] < document)
            at_++;
        return at_ < documents_.size() && documents_[at_] == document && !begins_[at_].empty();
    }

  private:
    static constexpr std::size_t fewest = 4, most = 128;

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
        /* Where few are asked for, few are read. */
        many_ = at_ + 1 >= documents_.size() / 2 ? std::min(many_ * 2, most) : fewest;
        documents_.clear();
        for (Xapian::docid next = from;
             documents_.size() < many_ && (next = candidate(next)) != no_document; next++)
            documents_.push_back(next);
        begins_.assign(documents_.size(), {});
        for (std::size_t term = 0; term < terms_.size(); term++)
            for (std::size_t i = 0; i < documents_.size(); i++)
                if (term == 0 || !begins_[i].empty())
                    keep(i, static_cast<Xapian::termpos>(term));
        at_ = 0;
    }

    /* Of the places where the terms before this one begin, those that it follows. */
    void keep(std::size_t i, Xapian::termpos term)
    {
        std::vector<Xapian::termpos> &begins = begins_[i], kept;
        std::size_t from = 0;
        const auto end = part_.positionlist_end(documents_[i], terms_[term]);
        for (auto one = part_.positionlist_begin(documents_[i], terms_[term]); one != end; ++one) {
            while (term > 0 && from < begins.size() && begins[from] + term < *one)
                from++;
            if (term == 0 || (from < begins.size() && begins[from] + term == *one))
                kept.push_back(*one - term);
        }
        begins.swap(kept);
    }

    Xapian::Database part_;
    std::vector<std::string> terms_;
    std::vector<postings> lists_;
    std::vector<Xapian::docid> documents_;             /* with all terms, rising */
    std::vector<std::vector<Xapian::termpos>> begins_; /* of the phrase in each */
    std::size_t at_ = 0, many_ = fewest / 2;
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
