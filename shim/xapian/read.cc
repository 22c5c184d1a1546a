/* Opening databases and reading what is not found by a search. */
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/xapian/parallel.hpp"
#include "shim/xapian/syllables.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <memory>
#include <sys/stat.h>

/* A remote database's, of a caller who says nothing. */
static const unsigned remote_milliseconds = 10000;

/* In how many documents a frequent term is supposed to be. Of a rare word more is tried, for
 * which servers are asked in vain. */
static const Xapian::doccount many_documents = 1000;

struct shim_terms {
    shim_terms() = default;
    shim_terms(const Xapian::Database &database, const std::string &prefix)
        : at(database.allterms_begin(prefix)), end(database.allterms_end(prefix))
    {
    }

    /* False at the end. */
    bool next(Xapian::doccount &documents)
    {
        if (listed) {
            if (place == list.size())
                return false;
            term = list[place].first;
            documents = list[place++].second;
            return true;
        }
        if (started && at != end)
            ++at;
        started = true;
        if (at == end)
            return false;
        term = *at;
        documents = at.get_termfreq();
        return true;
    }

    Xapian::TermIterator at{}, end{};
    bool started = false, listed = false;
    seogo::term_list list{}; /* read already: a remote database sends all of them at once */
    std::size_t place = 0;
    std::string term{}; /* what shim_terms_next lent */
};

/* A prefix as terms have it, without the last byte of a letter of several: who asks for one
 * such letter asks for those that differ in this byte too. */
static std::string siblings_of(struct shim_bytes prefix)
{
    const std::string text = seogo::text(prefix), packed = seogo::syllables_packed(text);
    const bool within = !text.empty() && (text.back() & 0xC0) == 0x80;
    return packed.substr(0, packed.size() - within);
}

static seogo::term_list list_of(const std::vector<Xapian::Database> &parts,
                                const std::string &prefix)
{
    std::vector<seogo::term_list> lists(parts.size());
    seogo::in_parallel(parts.size(), [&](std::size_t i) {
        const auto end = parts[i].allterms_end(prefix);
        for (auto at = parts[i].allterms_begin(prefix); at != end; ++at)
            lists[i].emplace_back(*at, at.get_termfreq());
    });
    if (lists.size() == 1)
        return std::move(lists[0]);
    std::map<std::string, Xapian::doccount> all;
    for (const seogo::term_list &list : lists)
        for (const auto &one : list)
            all[one.first] += one.second;
    return {all.begin(), all.end()};
}

/* Xapian takes an empty file for a list of no databases and opens it. */
static void expect_content(const char *path)
{
    struct stat found;
    if (stat(path, &found) == 0 && S_ISREG(found.st_mode) && found.st_size == 0)
        throw seogo::failure{STATUS_DAMAGED, "it is empty"};
}

/* place: "HOST:PORT" or ":PROGRAM ARGUMENT...". */
static Xapian::Database open_remote(const std::string &place, unsigned milliseconds)
{
    if (place.compare(0, 1, ":") == 0) {
        const std::size_t end = place.find(' ');
        const std::string arguments = end == std::string::npos ? "" : place.substr(end + 1);
        return Xapian::Remote::open(place.substr(1, end - 1), arguments, milliseconds);
    }
    const std::size_t colon = place.rfind(':');
    char *end = nullptr;
    const unsigned long port =
        colon == std::string::npos ? 0 : std::strtoul(place.c_str() + colon + 1, &end, 10);
    if (colon == 0 || port < 1 || port > 65535 || *end != '\0')
        throw seogo::failure{STATUS_INVALID, "a remote database is HOST:PORT or :PROGRAM"};
    return Xapian::Remote::open(place.substr(0, colon), static_cast<unsigned>(port), milliseconds,
                                milliseconds);
}

static std::unique_ptr<shim_database> opened(const std::string &path, unsigned milliseconds)
{
    auto shard = std::make_unique<shim_database>();
    shard->remote = seogo::is_remote(path);
    if (shard->remote) {
        shard->parts.push_back(open_remote(path.substr(std::strlen(SHIM_REMOTE)), milliseconds));
    } else {
        expect_content(path.c_str());
        shard->parts.emplace_back(path);
    }
    shard->paths.push_back(path);
    shard->database.add_database(shard->parts[0]);
    return shard;
}

static void join(shim_database &whole, const shim_database &shard)
{
    for (const Xapian::Database &part : shard.parts) {
        whole.parts.push_back(part);
        whole.database.add_database(part);
    }
    whole.paths.insert(whole.paths.end(), shard.paths.begin(), shard.paths.end());
    whole.remote = whole.remote || shard.remote;
}

/* Xapian keeps what it was last told of a slot. */
static void ask_first(shim_database &database, const struct shim_opening &opening)
{
    const Xapian::Database &asked = database.database;
    for (size_t i = 0; i < opening.key_count; i++)
        database.metadata.of(opening.keys[i],
                             [&](const std::string &key) { return asked.get_metadata(key); });
    asked.get_value_upper_bound(opening.slot);
}

static void open_shard(struct shim_shard &shard, const struct shim_opening &opening)
{
    shard.status = seogo::guard(&shard.error, "cannot open", [&](std::string &object) {
        object = shard.path;
        auto database = opened(object, opening.milliseconds);
        database->often = opening.often;
        if (database->remote)
            ask_first(*database, opening);
        shard.database = database.release();
    });
}

void shim_shards_open(struct shim_shard *shards, size_t count, const struct shim_opening *opening)
{
    seogo::guard_or(false, [&] {
        for (size_t i = 0; i < count; i++) {
            shards[i].database = nullptr;
            shards[i].status = error_no_memory(&shards[i].error);
        }
        seogo::in_parallel(count, [&](size_t i) { open_shard(shards[i], *opening); });
        return true;
    });
}

enum status shim_database_join(struct shim_database **whole, struct shim_database *shard,
                               struct error *error)
{
    return seogo::guard(error, "cannot open several as one", [&] {
        std::unique_ptr<shim_database> owned(shard);
        if (*whole == nullptr)
            *whole = owned.release();
        else
            join(**whole, *owned);
    });
}

bool shim_database_is_remote(const struct shim_database *database)
{
    return seogo::guard_or(false, [&] { return database->remote; });
}

bool shim_database_is_same(const struct shim_database *one, const struct shim_database *other)
{
    return seogo::guard_or(false, [&] {
        bool same = one->paths == other->paths;
        for (size_t i = 0; same && i < one->parts.size(); i++)
            same = one->parts[i].get_uuid() == other->parts[i].get_uuid();
        return same;
    });
}

enum status shim_database_open(struct shim_database **out, const char *const *paths, size_t count,
                               struct error *error)
{
    return seogo::guard(error, "cannot open", [&](std::string &object) {
        *out = nullptr;
        if (count == 0)
            throw seogo::failure{STATUS_INVALID, "no path was given"};
        auto whole = std::make_unique<shim_database>();
        for (size_t i = 0; i < count; i++) {
            object = paths[i];
            join(*whole, *opened(object, remote_milliseconds));
        }
        *out = whole.release();
    });
}

void shim_database_free(struct shim_database *database)
{
    seogo::guard_delete(database);
}

enum status shim_document_count(struct shim_database *database, uint32_t *out, struct error *error)
{
    return seogo::guard(error, "cannot count the documents",
                        [&] { *out = database->database.get_doccount(); });
}

enum status shim_metadata(struct shim_database *database, struct shim_bytes key, char **out,
                          size_t *length, struct error *error)
{
    return seogo::guard(error, "cannot read metadata", [&] {
        const auto ask = [&](const std::string &one) {
            return database->database.get_metadata(one);
        };
        const std::string text = seogo::text(key);
        const std::string value = database->keeps() ? database->metadata.of(text, ask) : ask(text);
        *out = seogo::duplicate(value);
        *length = value.size();
    });
}

enum status shim_term_documents(struct shim_database *database, struct shim_bytes term,
                                uint32_t *out, struct error *error)
{
    return seogo::guard(error, "cannot look a term up", [&] {
        if (term.length == 0)
            throw seogo::failure{STATUS_INVALID, "it is empty"};
        const auto ask = [&](const std::string &one) {
            return database->matcher != nullptr && !database->remote
                       ? database->matcher->documents(one)
                       : database->database.get_termfreq(one);
        };
        const std::string text = seogo::syllables_packed(seogo::text(term));
        if (!database->remote) {
            *out = ask(text);
        } else if (database->noting > 0 && !database->documents.has(text)) {
            database->noted.insert(text);
            *out = database->supposed ? many_documents : 0;
        } else {
            *out = database->documents.of(text, ask);
        }
    });
}

void shim_terms_note(struct shim_database *database)
{
    seogo::guard_or(false, [&] {
        if (database->remote && database->noting++ == 0)
            database->settled = false;
        return database->remote;
    });
}

void shim_terms_suppose(struct shim_database *database, bool frequent)
{
    seogo::guard_or(false, [&] { return database->supposed = frequent; });
}

/* A search for no documents: its statistics are gathered from all shards at once. Without
 * weights Xapian opens the list of the first term alone: what may be there besides says
 * nothing then. */
enum status shim_terms_settle(struct shim_database *database, bool *more, struct error *error)
{
    return seogo::guard(error, "cannot look terms up", [&] {
        std::set<std::string> noted;
        noted.swap(database->noted);
        if (database->noting > 0)
            database->noting--;
        database->settled = database->settled || !noted.empty();
        *more = database->settled;
        if (noted.empty())
            return;
        Xapian::Enquire enquire(database->database);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_MAYBE, noted.begin(), noted.end()));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        const Xapian::MSet found = enquire.get_mset(0, 0);
        for (const std::string &term : noted)
            database->documents.of(term,
                                   [&](const std::string &one) { return found.get_termfreq(one); });
    });
}

enum status shim_greatest_number(struct shim_database *database, uint32_t slot, double *out,
                                 struct error *error)
{
    return seogo::guard(error, "cannot read the bounds of values", [&] {
        const std::string bound = database->database.get_value_upper_bound(slot);
        *out = bound.empty() ? 0 : Xapian::sortable_unserialise(bound);
    });
}

/* Those of a list that is kept with the database. */
static shim_terms *kept(struct shim_database &database, struct shim_bytes prefix)
{
    const std::string text = seogo::syllables_packed(seogo::text(prefix));
    const seogo::term_list &list = database.lists.of(
        siblings_of(prefix), [&](const std::string &one) { return list_of(database.parts, one); });
    auto terms = std::make_unique<shim_terms>();
    terms->listed = true;
    std::copy_if(list.begin(), list.end(), std::back_inserter(terms->list),
                 [&](const auto &one) { return one.first.compare(0, text.size(), text) == 0; });
    return terms.release();
}

enum status shim_terms_open(struct shim_terms **out, struct shim_database *database,
                            struct shim_bytes prefix, struct error *error)
{
    return seogo::guard(error, "cannot list terms", [&] {
        *out = nullptr;
        *out = database->remote ? kept(*database, prefix)
                                : new shim_terms(database->database,
                                                 seogo::syllables_packed(seogo::text(prefix)));
    });
}

enum status shim_terms_keep(struct shim_terms **out, struct shim_database *database,
                            struct shim_bytes prefix, struct error *error)
{
    return seogo::guard(error, "cannot list terms", [&] {
        *out = nullptr;
        *out = kept(*database, prefix);
    });
}

enum status shim_terms_next(struct shim_terms *terms, bool *more, struct shim_bytes *term,
                            uint32_t *documents, struct error *error)
{
    return seogo::guard(error, "cannot list terms", [&] {
        *more = terms->next(*documents);
        if (*more)
            *term = seogo::borrow(terms->term = seogo::syllables_unpacked(terms->term));
    });
}

void shim_terms_free(struct shim_terms *terms)
{
    seogo::guard_delete(terms);
}
