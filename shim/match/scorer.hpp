/* Weighs documents by a weighable expression, as Xapian's BM25Weight does, term
 * by term over one database.
 *
 * Beside Xapian's matcher for two reasons: it has no operator for SHIM_FIRST, and
 * in its place reads every posting twice and cannot tell how little is left to be
 * won; and it weighs one query at a time, while many queries on few documents
 * share their postings here. */
#ifndef SEOGO_MATCH_SCORER_HPP
#define SEOGO_MATCH_SCORER_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <xapian.h>

#include "shim/xapian/handles.hpp"
#include "shim/match/lists.hpp"

namespace seogo
{

/* Statistics are those of whole, the documents those of one of its parts. */
class scorer
{
  public:
    using node = std::size_t;

    scorer(const shim_database &whole, std::size_t part, const struct shim_bm25 &bm25)
        : whole_(whole), number_(part), part_(whole.parts[part]), bm25_(bm25),
          documents_(whole.database.get_doccount()),
          cache_(whole.caches.empty() ? nullptr : &whole.caches[part])
    {
        const double average = whole.database.get_avlength();
        length_factor_ = average > 0 ? 1 / average : 0;
        shortest_ = whole.database.get_doclength_lower_bound();
    }

    /* Takes in an expression, whose weight is multiplied by factor. shared: by
     * terms whose postings other expressions read too, which is for those who ask
     * for weights and never for candidates. */
    node add(const expression &query, bool shared, double factor = 1)
    {
        if (query.what == expression::kind::scaled)
            return add(*query.children[0], shared, factor * query.factor);
        if (query.what == expression::kind::term)
            return add_term(query.term, shared, factor);
        if (query.what == expression::kind::value)
            return add_value(query.slot, factor);
        compiled made;
        made.op = query.op;
        for (const auto &child : query.children)
            made.children.push_back(add(*child, shared, factor));
        if (query.op == SHIM_PHRASE) {
            made.list = phrases_.size();
            phrases_.emplace_back(part_, terms_of(query), query.query, cache_);
        }
        bound(made);
        nodes_.push_back(std::move(made));
        return nodes_.size() - 1;
    }

    /* No document weighs more. */
    double most(node at) const
    {
        return nodes_[at].most;
    }

    /* Whether the document matches, with its weight; documents are asked for in
     * order. Also false where it matches and its weight is less than least. */
    bool weigh(node at, Xapian::docid document, double least, double &weight)
    {
        const compiled &one = nodes_[at];
        return one.most >= least && weigh_node(one, document, least, weight) && weight >= least;
    }

    /* Looks from now on for documents that weigh least; it never falls. */
    void expect(node at, double least)
    {
        drivers_.clear();
        drive(at, least);
    }

    /* The first document from this one on that may match and weigh what is
     * expected: none before it does. */
    Xapian::docid candidate(Xapian::docid from)
    {
        Xapian::docid found = no_document;
        for (driver &one : drivers_) {
            if (one.next < from)
                one.next = advance(nodes_[one.at], from);
            found = std::min(found, one.next);
        }
        return found;
    }

    /* How many documents match, at least, about and at most. */
    struct counts {
        double least, about, most;
    };
    counts count(node at) const
    {
        const compiled &one = nodes_[at];
        const double documents = part_.get_doccount();
        if (one.is_term || documents == 0)
            return {one.documents, one.documents, one.documents};
        const counts first = count(one.children[0]);
        if (one.op == SHIM_AND_MAYBE)
            return first;
        if (one.op == SHIM_AND_NOT) {
            const counts second = count(one.children[1]);
            return {std::max(0.0, first.least - second.most),
                    first.about * (1 - second.about / documents),
                    std::min(first.most, documents - second.least)};
        }
        const bool any = one.op == SHIM_OR || one.op == SHIM_FIRST;
        return any ? count_any(one, documents) : count_all(one, documents);
    }

  private:
    struct compiled {
        bool is_term = false;
        enum shim_operator op = SHIM_AND;
        std::vector<node> children;
        double most = 0;
        std::vector<double> rest;  /* what the children behind each weigh at most */
        std::vector<node> by_most; /* of a sum, rising */
        std::size_t list = 0;      /* of a term's postings, or of a phrase or value */
        double weight = 0;
        double documents = 0;
    };

    struct driver {
        node at;
        Xapian::docid next; /* 0 before the first */
    };

    /* What rounding may add to a sum; bounds are made larger by it. */
    static constexpr double rounding = 1 + 1e-9;

    static std::vector<std::string> terms_of(const expression &phrase)
    {
        std::vector<std::string> terms;
        for (const auto &child : phrase.children)
            terms.push_back(child->term);
        return terms;
    }

    node add_value(Xapian::valueno slot, double factor)
    {
        compiled made;
        const std::string most = whole_.database.get_value_upper_bound(slot);
        made.list = values_.size();
        values_.emplace_back(
            part_, slot, cache_ ? &cache_->values.try_emplace(slot, part_).first->second : nullptr);
        made.weight = factor;
        made.most = most.empty() ? 0 : rounding * factor * Xapian::sortable_unserialise(most);
        nodes_.push_back(std::move(made));
        return nodes_.size() - 1;
    }

    node add_term(const std::string &term, bool shared, double factor)
    {
        compiled made;
        made.is_term = true;
        const frequency &all = whole_.frequency(term);
        made.documents = all.by_part[number_];
        const auto known = shared ? by_term_.find(term) : by_term_.end();
        if (known != by_term_.end()) {
            made.list = known->second;
        } else {
            made.list = lists_.size();
            if (made.documents > 0)
                lists_.emplace_back(part_, term, cache_);
            else
                lists_.emplace_back();
            if (shared)
                by_term_[term] = made.list;
        }
        double odds = (documents_ - all.documents + 0.5) / (all.documents + 0.5);
        if (odds < 2) /* Xapian keeps weights of frequent terms positive so */
            odds = odds * 0.5 + 1;
        made.weight = std::log(odds) * factor * (bm25_.k1 + 1);
        /* Who shares them asks for all weights, and needs no bound. */
        made.most = shared ? std::numeric_limits<double>::infinity()
                           : rounding * part_of(made.weight, all.most, shortest_);
        nodes_.push_back(std::move(made));
        return nodes_.size() - 1;
    }

    double part_of(double weight, Xapian::termcount frequency, Xapian::termcount length) const
    {
        const double normal = std::max(length * length_factor_, bm25_.min_length);
        const double many = frequency;
        return weight * (many / (bm25_.k1 * (normal * bm25_.b + (1 - bm25_.b)) + many));
    }

    void bound(compiled &made) const
    {
        const std::size_t count = made.children.size();
        double behind = 0;
        made.rest.assign(count, 0);
        for (std::size_t i = count; i-- > 0;) {
            const double one = nodes_[made.children[i]].most;
            made.rest[i] = behind;
            behind = made.op == SHIM_FIRST ? std::max(behind, one) : behind + one;
        }
        made.most = made.op == SHIM_AND_NOT ? nodes_[made.children[0]].most : behind * rounding;
        made.by_most = made.children;
        std::sort(made.by_most.begin(), made.by_most.end(),
                  [this](node a, node b) { return nodes_[a].most < nodes_[b].most; });
    }

    bool weigh_node(const compiled &one, Xapian::docid document, double least, double &weight)
    {
        if (one.is_term)
            return weigh_term(one, document, least, weight);
        switch (one.op) {
        case SHIM_OR:
            return weigh_sum(one, document, least, weight);
        case SHIM_FIRST:
            return weigh_first(one, document, least, weight);
        case SHIM_AND:
            return weigh_all(one, document, weight);
        case SHIM_AND_MAYBE:
            return weigh_with_value(one, document, least, weight);
        case SHIM_AND_NOT:
            return !matches(one.children[1], document) &&
                   weigh(one.children[0], document, least, weight);
        default:
            return weigh_phrase(one, document, least, weight);
        }
    }

    bool matches(node at, Xapian::docid document)
    {
        double weight;
        return weigh(at, document, 0, weight);
    }

    Xapian::termcount length_of(Xapian::docid document)
    {
        if (document == length_document_)
            return length_;
        const auto read = [this](Xapian::docid one) { return part_.get_doclength(one); };
        length_ = cache_ ? cache_->lengths.of(document, read) : read(document);
        length_document_ = document;
        return length_;
    }

    bool weigh_term(const compiled &one, Xapian::docid document, double least, double &weight)
    {
        postings &list = lists_[one.list];
        if (list.move_to(document) != document)
            return false;
        const Xapian::termcount frequency = list.frequency();
        /* The length is dear; mostly the frequency alone tells that it is too little. */
        if (least > 0 && part_of(one.weight, frequency, shortest_) * rounding < least)
            return false;
        weight = part_of(one.weight, frequency, length_of(document));
        return true;
    }

    bool weigh_sum(const compiled &one, Xapian::docid document, double least, double &weight)
    {
        bool found = false;
        double sum = 0;
        for (std::size_t i = 0; i < one.children.size(); i++) {
            const double wanted = least / rounding - sum - one.rest[i];
            double part;
            if (wanted > nodes_[one.children[i]].most * rounding)
                return false;
            if (weigh(one.children[i], document, wanted, part)) {
                sum += part;
                found = true;
            }
        }
        weight = sum;
        return found;
    }

    bool weigh_first(const compiled &one, Xapian::docid document, double least, double &weight)
    {
        for (std::size_t i = 0; i < one.children.size(); i++) {
            if (std::max(nodes_[one.children[i]].most, one.rest[i]) < least)
                return false;
            /* What matches hides what is behind it, however little it weighs. */
            if (weigh(one.children[i], document, one.rest[i] < least ? least : 0, weight))
                return true;
        }
        return false;
    }

    /* Most documents weigh too little whatever their value, which is dear to read. */
    bool weigh_with_value(const compiled &one, Xapian::docid document, double least, double &weight)
    {
        const compiled &value = nodes_[one.children[1]];
        const double wanted = least / rounding - value.most;
        if (!weigh(one.children[0], document, wanted, weight))
            return false;
        weight += value.weight * values_[value.list].at(document);
        return true;
    }

    bool weigh_all(const compiled &one, Xapian::docid document, double &weight)
    {
        weight = 0;
        for (node child : one.children) {
            double part;
            if (!weigh(child, document, 0, part))
                return false;
            weight += part;
        }
        return true;
    }

    bool weigh_phrase(const compiled &one, Xapian::docid document, double least, double &weight)
    {
        return weigh_all(one, document, weight) && weight * rounding >= least &&
               phrases_[one.list].has(document);
    }

    /* Collects what documents that weigh least are found by. */
    void drive(node at, double least)
    {
        const compiled &one = nodes_[at];
        if (one.most < least)
            return;
        if (one.is_term || one.op == SHIM_AND || one.op == SHIM_PHRASE)
            drivers_.push_back({at, 0});
        else if (one.op == SHIM_OR)
            drive_sum(one, least);
        else if (one.op == SHIM_AND_NOT)
            drive(one.children[0], least);
        else if (one.op == SHIM_AND_MAYBE)
            drive(one.children[0], least / rounding - nodes_[one.children[1]].most);
        else
            for (node child : one.children)
                drive(child, least);
    }

    /* A document that is left out by every child weighs less than least if what
     * each of them may leave out adds up to less: those that weigh little are
     * left out whole, the others share what remains. */
    void drive_sum(const compiled &one, double least)
    {
        double left = std::max(0.0, least / rounding);
        std::size_t i = 0;
        while (i < one.by_most.size() && nodes_[one.by_most[i]].most < left)
            left -= nodes_[one.by_most[i++]].most;
        const double share = left / static_cast<double>(one.by_most.size() - i);
        for (; i < one.by_most.size(); i++)
            drive(one.by_most[i], share);
    }

    /* The first document from this one on that a term or all children have. */
    Xapian::docid advance(const compiled &one, Xapian::docid from)
    {
        if (one.is_term)
            return lists_[one.list].move_to(from);
        Xapian::docid found = from;
        for (std::size_t i = 0, same = 0; same < one.children.size() && found != no_document;
             i = (i + 1) % one.children.size()) {
            const Xapian::docid next = advance_any(one.children[i], found);
            same = next == found ? same + 1 : 1;
            found = next;
        }
        return found;
    }

    /* The same for any node: that some child has. */
    Xapian::docid advance_any(node at, Xapian::docid from)
    {
        const compiled &one = nodes_[at];
        if (one.is_term || one.op == SHIM_AND || one.op == SHIM_PHRASE)
            return advance(one, from);
        if (one.op == SHIM_AND_NOT || one.op == SHIM_AND_MAYBE)
            return advance_any(one.children[0], from);
        Xapian::docid found = no_document;
        for (node child : one.children)
            found = std::min(found, advance_any(child, from));
        return found;
    }

    counts count_any(const compiled &one, double documents) const
    {
        counts all = {0, 0, 0};
        double without = 1;
        for (node child : one.children) {
            const counts some = count(child);
            all.least = std::max(all.least, some.least);
            all.most = std::min(documents, all.most + some.most);
            without *= 1 - some.about / documents;
        }
        all.about = documents * (1 - without);
        return all;
    }

    counts count_all(const compiled &one, double documents) const
    {
        counts all = {documents, documents, documents};
        for (node child : one.children) {
            const counts some = count(child);
            all.least = std::max(0.0, all.least + some.least - documents);
            all.most = std::min(all.most, some.most);
            all.about *= some.about / documents;
        }
        if (one.op == SHIM_PHRASE)
            all = {0, all.about / 2, all.most};
        return all;
    }

    const shim_database &whole_;
    const std::size_t number_;
    const Xapian::Database part_;
    const struct shim_bm25 bm25_;
    const Xapian::doccount documents_;
    cache *const cache_; /* NULL: none */
    double length_factor_;
    Xapian::termcount shortest_;
    std::vector<compiled> nodes_;
    std::vector<postings> lists_;
    std::vector<phrase> phrases_;
    std::vector<values> values_;
    std::vector<driver> drivers_;
    std::map<std::string, std::size_t> by_term_;
    Xapian::docid length_document_ = 0;
    Xapian::termcount length_ = 0;
};

} // namespace seogo

#endif
