/* What is cached of a slice of a database. */
#ifndef SEOGO_MATCH_CACHE_HPP
#define SEOGO_MATCH_CACHE_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "shim/match/bm25.hpp"
#include "shim/match/scratch.hpp"
#include "shim/match/stored.hpp"
#include "shim/xapian/handles.hpp"

namespace seogo
{

/* The length of each document, read at once when first asked for. */
class cached_lengths
{
  public:
    explicit cached_lengths(stored &from) : from_(from)
    {
    }

    /* Of the documents in their order; any number where there is none. */
    const Xapian::termcount *all()
    {
        if (lengths_.empty())
            lengths_ = from_.lengths();
        return lengths_.data();
    }
    Xapian::termcount of(Xapian::docid document)
    {
        return all()[document - from_.documents.first];
    }

  private:
    stored &from_;
    std::vector<Xapian::termcount> lengths_;
};

/* The number that each document has in a slot, 0 for none. Neighbours are stored
 * together and cost as much as one, so a run of them is read at a time; from afar all. */
class cached_values
{
  public:
    cached_values(stored &from, Xapian::valueno slot)
        : from_(from), slot_(slot), run_(from.far ? from.documents.count() : 512),
          values_(from.documents.count(), unread)
    {
    }

    double of(Xapian::docid document)
    {
        const std::size_t place = document - from_.documents.first;
        if (values_[place] == unread)
            read_run(place / run_ * run_);
        return values_[place];
    }

  private:
    static constexpr double unread = std::numeric_limits<double>::max();

    void read_run(std::size_t place);

    stored &from_;
    const Xapian::valueno slot_;
    const std::size_t run_;
    std::vector<double> values_;
};

/* Parts of a term's weight, rounded up: f / (against + f) of a frequency f, in parts_of_whole. */
class weight_parts
{
  public:
    static constexpr int parts_of_whole = 255;

    explicit weight_parts(const bm25 &by);

    std::uint8_t of(Xapian::termcount frequency, Xapian::termcount length) const
    {
        return frequency < frequencies && length < lengths ? usual_[frequency * lengths + length]
                                                           : reckoned(frequency, length);
    }

    const bm25 by;

  private:
    static constexpr std::size_t frequencies = 8, lengths = 1024;

    std::uint8_t reckoned(Xapian::termcount frequency, Xapian::termcount length) const;

    std::array<std::uint8_t, frequencies * lengths> usual_{};
};

/* The postings of a term; documents rise. */
class posting_list
{
  public:
    /* Of documents whose places are less than this. */
    posting_list(std::vector<posting> postings, std::size_t places);

    std::size_t size() const
    {
        return postings_.size();
    }
    const posting &operator[](std::size_t i) const
    {
        return postings_[i];
    }
    auto begin() const
    {
        return postings_.begin();
    }
    auto end() const
    {
        return postings_.end();
    }

    /* The first from here on whose place is not less, or the size. */
    std::size_t from(std::size_t here, std::uint32_t place) const;
    /* Has each one's part of the term's weight ready. lengths: of documents, by place. */
    void set(const weight_parts &parts, const Xapian::termcount *lengths) const;
    std::uint8_t part(std::size_t i) const
    {
        return parts_[i];
    }

    /* What will be looked at to find this place, which is one of all, is fetched meanwhile. */
    void prefetch(std::uint32_t place) const
    {
        __builtin_prefetch(postings_.data() + about(place));
    }

  private:
    static constexpr std::size_t steps = 3; /* that are tried first: it is mostly near */

    /* Where it stands, if those of its run are spread evenly. */
    std::size_t about(std::uint32_t place) const
    {
        const std::size_t run = place >> shift_, many = runs_[run + 1] - runs_[run];
        const std::uint32_t rest = place - static_cast<std::uint32_t>(run << shift_);
        return runs_[run] + (many * rest >> shift_);
    }
    std::size_t in_run(std::size_t here, std::uint32_t place) const;

    std::vector<posting> postings_;
    unsigned shift_ = 0;              /* 2^shift_ places are a run */
    std::vector<std::uint32_t> runs_; /* the first posting of each, and the size */
    mutable std::vector<std::uint8_t> parts_;
    mutable std::optional<bm25> parts_by_; /* as they were set last */
};

inline std::size_t posting_list::from(std::size_t here, std::uint32_t place) const
{
    const std::size_t end = std::min(here + steps, size());
    for (; here < end; here++)
        if (postings_[here].place() >= place)
            return here;
    return here == size() || postings_.back().place() < place ? size() : in_run(here, place);
}

/* From about where it is, by single steps: runs are short. */
inline std::size_t posting_list::in_run(std::size_t here, std::uint32_t place) const
{
    const std::size_t least = std::max<std::size_t>(here, runs_[place >> shift_]),
                      most = runs_[(place >> shift_) + 1];
    std::size_t at = std::max(here, about(place));
    while (at < most && postings_[at].place() < place)
        at++;
    while (at > least && postings_[at - 1].place() >= place)
        at--;
    return at;
}

/* The postings of terms, for as long as there is room. */
class cached_postings
{
  public:
    explicit cached_postings(stored &from)
        : from_(from),
          postings_most_(std::clamp((from.far ? 2 : 1) * postings_each * from.documents.count(),
                                    postings_least, postings_greatest))
    {
    }

    /* NULL for a list of what are no postings. documents: about so many of the whole database have
     * the term. */
    std::shared_ptr<const posting_list> of(const std::string &term, Xapian::doccount documents);
    /* Whether the list is there already. */
    bool has(const std::string &term) const
    {
        const auto known = terms_.find(term);
        return known != terms_.end() && known->second.list != nullptr;
    }
    /* In how many documents of the database the term stands. */
    Xapian::doccount documents(const std::string &term);

  private:
    static constexpr std::size_t terms_most = 10000, postings_least = 1000000,
                                 postings_greatest = 20000000, postings_each = 200;

    struct entry {
        std::shared_ptr<const posting_list> list; /* where it is read; NULL: of no postings */
        bool read = false;
        bool again = false; /* it was asked for since others were forgotten */
        bool counted = false;
        Xapian::doccount documents = 0; /* where it was counted */
    };

    entry &at(const std::string &term);
    void forget();
    std::shared_ptr<const posting_list> read(const std::string &term, Xapian::doccount documents);

    stored &from_;
    std::unordered_map<std::string, entry> terms_;
    std::size_t postings_ = 0;
    const std::size_t postings_most_;
};

/* Which documents have a phrase, of those that were asked for; from afar of all, each phrase by
 * one search. */
class cached_phrases
{
  public:
    explicit cached_phrases(stored &from) : far(from.far), from_(from)
    {
    }

    /* All that have it; from afar. */
    const document_list &of(const Xapian::Query &phrase);
    /* Those of the documents, which rise, that have it. */
    document_list among(const Xapian::Query &phrase, const document_list &documents);

    const bool far;

  private:
    struct answers {
        document_list asked, found;
    };
    static constexpr std::size_t most = 1000000;

    stored &from_;
    remembered<document_list, most> known_{};
    std::unordered_map<std::string, answers> asked_;
    std::size_t room_ = 0; /* of asked_ */
};

class cache
{
  public:
    explicit cache(stored &from) : postings(from), lengths(from), phrases(from)
    {
    }

    const weight_parts &parts(const bm25 &by)
    {
        if (!parts_ || !parts_->by.is_like(by))
            parts_.emplace(by);
        return *parts_;
    }

    cached_postings postings;
    cached_lengths lengths;
    std::map<Xapian::valueno, cached_values> values;
    cached_phrases phrases;
    seogo::scratch scratch;

  private:
    std::optional<weight_parts> parts_;
};

} // namespace seogo

#endif
