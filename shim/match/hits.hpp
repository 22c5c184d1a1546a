/* What queries weigh on documents that are known: each term is looked up once, in all of
 * them, whatever queries it is in. */
#ifndef SEOGO_MATCH_HITS_HPP
#define SEOGO_MATCH_HITS_HPP

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "shim/match/bm25.hpp"
#include "shim/match/collection.hpp"
#include "shim/xapian/handles.hpp"

namespace seogo
{

class weighed_hits
{
  public:
    weighed_hits(collection &whole, const struct shim_bm25 &parameters);

    /* Some of a slice's documents, which rise, come behind those that are there; before any is
     * weighed. */
    void add(slice &of, const std::vector<Xapian::docid> &documents);

    /* Of a weighable query, by document; 0 where it does not match. It lives as long as
     * this does: another that it is part of does not weigh it again. */
    const std::vector<double> &weigh(const expression &query);

  private:
    using places = std::vector<std::size_t>; /* of documents, which rise */
    using weights = std::vector<double>;     /* by document */
    using frequencies = std::vector<Xapian::termcount>;

    /* Documents of a slice, by their places among all. */
    struct part {
        reader of;
        std::size_t first, end;
    };

    void add(const expression &query, double factor, const places &of, weights &sums);
    void add_term(const std::string &term, double factor, const places &of, weights &sums);
    void add_first(const expression &query, double factor, const places &of, weights &sums);
    void add_all(const expression &query, double factor, const places &of, weights &sums);
    void add_maybe(const expression &query, double factor, const places &of, weights &sums);
    void add_without(const expression &query, double factor, const places &of, weights &sums);
    void add_value(Xapian::valueno slot, double factor, const places &of, weights &sums);
    weights of(const expression &query, double factor, const places &of);
    places with_phrase(const expression &query, const places &of);
    const frequencies &look_up(const std::string &term);
    void look_up_in(const part &some, const std::string &term, frequencies &many);

    collection &whole_;
    const bm25 bm25_;
    std::vector<part> parts_;
    std::vector<Xapian::docid> documents_; /* of one part after the other */
    places all_;
    std::vector<double> against_; /* by document */
    std::unordered_map<std::string, frequencies> terms_;
    std::unordered_map<const expression *, weights> known_;
};

} // namespace seogo

#endif
