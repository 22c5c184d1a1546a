/* What is cached of a slice of a database: the postings of terms, and for who asks it many
 * searches the lengths and numbers of its documents. */
#ifndef SEOGO_MATCH_CACHE_HPP
#define SEOGO_MATCH_CACHE_HPP

#include <algorithm>
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
#include "shim/xapian/handles.hpp"

namespace seogo
{

/* Documents that follow each other in a database. */
struct document_range {
    Xapian::docid first, last;

    std::size_t count() const
    {
        return last + std::size_t{1} - first;
    }
    bool has(Xapian::docid document) const
    {
        return document >= first && document <= last;
    }
};

/* Documents, which rise. */
using document_list = std::vector<Xapian::docid>;

/* The length of each document, read at once when first asked for. */
class cached_lengths
{
  public:
    cached_lengths(const Xapian::Database &database, document_range of, bool far)
        : database_(database), documents_(of), far_(far)
    {
    }

    /* Of the documents in their order; any number where there is none. */
    const Xapian::termcount *all()
    {
        if (lengths_.empty())
            read();
        return lengths_.data();
    }
    Xapian::termcount of(Xapian::docid document)
    {
        return all()[document - documents_.first];
    }

  private:
    void read();

    Xapian::Database database_;
    document_range documents_;
    const bool far_;
    std::vector<Xapian::termcount> lengths_;
};

/* The number that each document has in a slot, 0 for none. Neighbours are stored
 * together and cost as much as one, so a run of them is read at a time; from afar all. */
class cached_values
{
  public:
    cached_values(const Xapian::Database &database, document_range of, Xapian::valueno slot,
                  bool far)
        : database_(database), slot_(slot), first_(of.first), values_(of.count(), unread)
    {
        if (far)
            read_all();
    }

    double of(Xapian::docid document)
    {
        const std::size_t place = document - first_;
        if (values_[place] == unread)
            read_run(place / run * run);
        return values_[place];
    }

  private:
    static constexpr double unread = std::numeric_limits<double>::max();
    static constexpr std::size_t run = 512;

    void read_run(std::size_t place);
    void read_all();

    Xapian::Database database_;
    Xapian::valueno slot_;
    Xapian::docid first_;
    std::vector<double> values_;
};

/* A document of a slice, by its place there, and how often a term is in it. */
class posting
{
  public:
    static constexpr std::uint32_t places = std::uint32_t{1} << 24, frequencies = 1 << 8;

    /* place < places, frequency < frequencies */
    posting(std::uint32_t place, Xapian::termcount frequency)
        : packed_(place * frequencies + frequency)
    {
    }
    std::uint32_t place() const
    {
        return packed_ / frequencies;
    }
    Xapian::termcount frequency() const
    {
        return packed_ % frequencies;
    }

  private:
    std::uint32_t packed_;
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
    void set(const bm25 &by, const Xapian::termcount *lengths) const;
    /* That part, rounded up, in parts_of_whole. */
    std::uint8_t part(std::size_t i) const
    {
        return parts_[i];
    }
    static constexpr int parts_of_whole = 255;

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

/* The postings of terms with few of them, and for who asks many searches of those that come
 * again, for as long as there is room. */
class cached_postings
{
  public:
    cached_postings(const Xapian::Database &database, document_range of, bool often, bool far)
        : database_(database), documents_(of), often_(often), far_(far),
          postings_most_(std::clamp((far ? 2 : 1) * postings_each * of.count(), postings_least,
                                    postings_greatest))
    {
    }

    /* NULL for a list that does not fit, and for a long one of a term that did not come often
     * yet, where it need not be there: to read it whole pays where later searches ask for it,
     * and one search asks two or three times. To read a short one costs less than another
     * cursor, which has blocks of its own to find and to hold. From afar all that fit are read.
     * documents: no fewer than have the term. */
    std::shared_ptr<const posting_list> of(const std::string &term, Xapian::doccount documents,
                                           bool need);
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
    static constexpr unsigned asks_of_one_search = 3;
    static constexpr Xapian::doccount short_list = 1000;

    struct entry {
        std::shared_ptr<const posting_list> list; /* NULL: not cached */
        unsigned asked = 0;
        bool again = false; /* it was asked for since others were forgotten */
        bool counted = false;
        Xapian::doccount documents = 0; /* where it was counted */
    };

    entry &at(const std::string &term);
    void forget();
    std::shared_ptr<const posting_list> read(const std::string &term) const;

    Xapian::Database database_;
    document_range documents_;
    const bool often_, far_;
    std::unordered_map<std::string, entry> terms_;
    std::size_t postings_ = 0;
    const std::size_t postings_most_;
};

/* Which documents have a phrase, of those that were asked for; from afar of all, each phrase by
 * one search. */
class cached_phrases
{
  public:
    cached_phrases(const Xapian::Database &database, bool of_far) : far(of_far), database_(database)
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

    Xapian::Database database_;
    remembered<document_list, most> known_{};
    std::unordered_map<std::string, answers> asked_;
    std::size_t room_ = 0; /* of asked_ */
};

class cache
{
  public:
    cache(const Xapian::Database &database, document_range of, bool is_far)
        : far(is_far), lengths(database, of, is_far), phrases(database, is_far)
    {
    }

    const bool far;
    cached_lengths lengths;
    std::map<Xapian::valueno, cached_values> values;
    cached_phrases phrases;
    seogo::scratch scratch;
};

} // namespace seogo

#endif
