/* What the opaque handles hold: a query its tree, a database what it may be given
 * to run such trees with; and bytes from C and back. */
#ifndef SEOGO_XAPIAN_HANDLES_HPP
#define SEOGO_XAPIAN_HANDLES_HPP

#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/xapian/pack.hpp"
#include "shim/xapian/shim.h"

namespace seogo
{

/* A query: an immutable tree of what C asked for, from which Xapian's query is
 * built when it is run. */
struct expression;
using expression_ptr = std::shared_ptr<const expression>;

struct expression {
    enum class kind { term, value, scaled, combined, other };

    kind what = kind::other;
    std::string term;
    Xapian::valueno slot = 0; /* of a value that is the weight */
    double factor = 1;        /* of what is scaled */
    enum shim_operator op = SHIM_AND;
    Xapian::termcount window = 0;
    std::vector<expression_ptr> children{};
    Xapian::Query other{}; /* what none of these says */
};

/* The children but for those that a document never needs: of SHIM_FIRST what matches only
 * where one before it does. */
std::vector<expression_ptr> effective(const expression &query);

/* Of Xapian's own operators and posting sources alone, so that any backend runs
 * it. SHIM_FIRST is built of each query and what those before it leave over:
 * each stands in it twice, the second time as a condition without weights. */
Xapian::Query built(const expression &query);
/* A combined query, of what its children are built as by child. */
using build = std::function<Xapian::Query(const expression &)>;
Xapian::Query built_of(const expression &query, const build &child);
/* The same from children that were built already. */
Xapian::Query combined(enum shim_operator op, Xapian::termcount window,
                       const std::vector<Xapian::Query> &children);

/* Whether it is of SHIM_AND_MAYBE, and what only adds is made of words; */
bool is_added(const expression &query);
/* which is the first with more, and without, where condition matches what more does. */
Xapian::Query added(const Xapian::Query &first, const Xapian::Query &more,
                    const Xapian::Query &condition);

/* Documents, and what each weighs. */
using scored_documents = std::vector<std::pair<Xapian::docid, double>>;

/* A query that is asked for its weights of some hits. */
struct asked {
    expression_ptr query;
    double *scores; /* by hit; 0 before, and where the query does not match */
    bool shared;    /* as in struct shim_scoring */
};

/* What a database may be given to find and weigh with in place of Xapian's
 * operators: the same documents and weights. */
class matcher
{
  public:
    virtual ~matcher() = default;
    /* In how many documents the term stands. */
    virtual Xapian::doccount documents(const std::string &term) = 0;
    /* So many documents match the query, or more. */
    virtual Xapian::doccount surely(const expression &query) = 0;
    /* The best documents, no more than count, and how many there are, of which so many are
     * counted; false where it is not for this query. */
    virtual bool best(const expression &query, const struct shim_bm25 &bm25, std::size_t count,
                      std::size_t counted, scored_documents &found, struct shim_total &total) = 0;
    /* The query to run in place of built(). It lives as long as the database. */
    virtual Xapian::Query runnable(const expression_ptr &query, const struct shim_bm25 &bm25) = 0;
    /* hits: documents as Xapian numbers them, in any order. False where it is not for these
     * queries, which it always is where the hits cannot be named. */
    virtual bool score(const std::vector<Xapian::docid> &hits, bool named,
                       const std::vector<asked> &queries, const struct shim_bm25 &bm25) = 0;
};

/* How much room an answer takes. */
template <typename Answer> std::size_t room_of(const Answer &)
{
    return 1;
}
inline std::size_t room_of(const std::string &text)
{
    return 100 + text.size();
}
template <typename Item> std::size_t room_of(const std::vector<Item> &items)
{
    return 1 + items.size();
}

/* Answers that do not change while a database is open. */
template <typename Answer, std::size_t most = 20000> class remembered
{
  public:
    template <typename Ask> const Answer &of(const std::string &key, const Ask &ask)
    {
        const auto known = answers_.find(key);
        if (known != answers_.end())
            return known->second;
        Answer answer = ask(key);
        if (room_ >= most) {
            answers_.clear();
            room_ = 0;
        }
        room_ += room_of(answer);
        return answers_[key] = std::move(answer);
    }

    bool has(const std::string &key) const
    {
        return answers_.count(key) > 0;
    }

  private:
    std::unordered_map<std::string, Answer> answers_{};
    std::size_t room_ = 0;
};

inline bool is_remote(const std::string &path)
{
    return path.compare(0, std::strlen(SHIM_REMOTE), SHIM_REMOTE) == 0;
}

inline std::string text(struct shim_bytes bytes)
{
    return bytes.length == 0 ? std::string() : std::string(bytes.data, bytes.length);
}

inline std::string_view view(struct shim_bytes bytes)
{
    return {bytes.data, bytes.length};
}

inline struct shim_bytes borrow(const std::string &bytes)
{
    return {bytes.data(), bytes.size()};
}

/* A malloc'd, NUL-terminated copy for C to free. */
inline char *duplicate(const std::string &bytes)
{
    char *copy = static_cast<char *>(std::malloc(bytes.size() + 1));
    if (copy == nullptr)
        throw std::bad_alloc();
    std::memcpy(copy, bytes.c_str(), bytes.size() + 1);
    return copy;
}

/* The data of documents as it is stored. */
using records = remembered<std::string, 5000000>;

/* Terms and in how many documents each stands. */
using term_list = std::vector<std::pair<std::string, Xapian::doccount>>;

} // namespace seogo

struct shim_database {
    Xapian::Database database;
    std::vector<Xapian::Database> parts;     /* opened as one; its documents are theirs in turn */
    std::vector<std::string> paths;          /* of the parts */
    std::unique_ptr<seogo::matcher> matcher; /* NULL: Xapian's operators */
    std::shared_ptr<seogo::unpacker> unpacker = std::make_shared<seogo::unpacker>();
    bool often = false;  /* many searches follow */
    bool remote = false; /* some of it; then each question is a message */
    /* Answers that are kept: */
    seogo::remembered<Xapian::doccount, 100000> documents{}; /* of terms; from afar */
    seogo::remembered<std::string, 10000000> metadata{};     /* of keys */
    seogo::remembered<seogo::term_list, 100000> lists{};     /* of prefixes */
    seogo::remembered<bool> held{};                          /* of queries: some document matches */
    seogo::remembered<seogo::scored_documents, 500000> scored{}; /* those of rare words;
                                                                    from afar */
    std::shared_ptr<seogo::records> records = std::make_shared<seogo::records>();
    unsigned noting = 0;           /* how often it was begun and not ended */
    bool settled = false;          /* some of the terms noted since it was begun first */
    bool supposed = true;          /* of a term that is noted: that it is frequent */
    std::set<std::string> noted{}; /* terms to ask for in one go */

    bool keeps() const
    {
        return often || remote;
    }
};

struct shim_query {
    seogo::expression_ptr expression;
};

#endif
