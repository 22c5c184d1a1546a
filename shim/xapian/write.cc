/* Filling scratch databases and merging them. A writer is one transaction, so
 * that freeing it uncommitted leaves nothing to flush. */
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/xapian/pack.hpp"
#include "shim/xapian/syllables.hpp"

#include <algorithm>
#include <string>
#include <sys/stat.h>
#include <unordered_map>

/* Scratch databases are thrown away, so they are not synced. Nobody asks for
 * the terms of a document; their list would be a fifth of the bytes.
 * DB_DANGEROUS saves no time in a database that is committed once, and it
 * hides why a write failed. */
static const int scratch_flags =
    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST;

/* Measured on 3,590 papers: 0.66 s with blocks of 16 KiB, 0.73 with Xapian's 8, 1.0 with
 * 64. What is merged has Xapian's own size, the fastest to search. */
static const int scratch_block_bytes = 16384;

struct shim_writer {
    explicit shim_writer(const char *path) : database(path, scratch_flags, scratch_block_bytes)
    {
        database.begin_transaction();
    }

    void set_dictionary(const std::string &dictionary)
    {
        packer = std::make_unique<seogo::packer>(dictionary);
        database.set_metadata(seogo::dictionary_key, dictionary);
    }

    Xapian::WritableDatabase database;
    std::unique_ptr<seogo::packer> packer = std::make_unique<seogo::packer>("");
};

/* Texts say the same words again and again. */
struct shim_stemmer {
    static constexpr size_t known_max = 8192;
    Xapian::Stem stem{"english"};
    std::unordered_map<std::string, std::string> known;

    std::string known_stem(const std::string &text)
    {
        if (known.size() == known_max)
            known.clear();
        std::string &found = known[text];
        if (found.empty())
            found = stem(text);
        return found;
    }
};

/* Xapian would take over an empty directory, and it calls a database that
 * another writer holds just as existing as a finished one. */
static void expect_nothing_at(const char *path)
{
    struct stat found;
    if (lstat(path, &found) != 0)
        return;
    bool locked = seogo::guard_or(false, [&] { return Xapian::Database(path).locked(); });
    if (locked)
        throw seogo::failure{STATUS_LOCKED, std::string(path) + " is being written"};
    throw seogo::failure{STATUS_INVALID, std::string(path) + " already exists"};
}

/* Xapian finds an impossible term only when it has begun to add the document,
 * and then drops all that was added before. NUL takes two bytes in a key. */
static void expect_possible(const std::string &term)
{
    if (term.empty())
        throw seogo::failure{STATUS_INVALID, "a term of it is empty"};
    const auto nuls = static_cast<size_t>(std::count(term.begin(), term.end(), '\0'));
    if (term.size() + nuls > SHIM_TERM_MAX)
        throw seogo::failure{STATUS_INVALID, "a term of it is longer than 245 bytes"};
}

enum status shim_writer_create(struct shim_writer **out, const char *path, struct error *error)
{
    return seogo::guard(error, "cannot create a database", [&] {
        *out = nullptr;
        expect_nothing_at(path);
        *out = new shim_writer(path);
    });
}

/* Each call looks the term up, so the first position brings the whole frequency. */
static void add_posting(Xapian::Document &document, const struct shim_posting &posting)
{
    const std::string term = seogo::syllables_packed(seogo::text(posting.term));
    expect_possible(term);
    if (posting.position_count == 0)
        document.add_term(term, posting.frequency);
    for (size_t at = 0; at < posting.position_count; at++)
        document.add_posting(term, posting.positions[at], at == 0 ? posting.frequency : 0);
}

static void add(struct shim_writer &writer, Xapian::Document &document,
                const struct shim_document &given)
{
    const bool keyed = given.key.length > 0;
    const std::string data = writer.packer->pack(seogo::text(given.data));
    const std::string key = seogo::data_elsewhere + seogo::text(given.key);
    document.set_data(keyed ? key : seogo::data_here + data);
    writer.database.add_document(document);
    if (keyed)
        writer.database.set_metadata(key, data);
}

enum status shim_writer_samples(struct shim_writer *writer, const struct shim_bytes *samples,
                                size_t count, struct error *error)
{
    return seogo::guard(error, "cannot learn from samples", [&] {
        std::vector<std::string> texts;
        for (size_t i = 0; i < count; i++)
            texts.push_back(seogo::text(samples[i]));
        writer->set_dictionary(seogo::dictionary_of(texts));
    });
}

enum status shim_writer_add(struct shim_writer *writer, const struct shim_document *document,
                            struct error *error)
{
    return seogo::guard(error, "cannot add a document", [&] {
        Xapian::Document added;
        if (document->key.length > SHIM_KEY_MAX)
            throw seogo::failure{STATUS_INVALID, "its key is longer than 200 bytes"};
        for (size_t i = 0; i < document->posting_count; i++)
            add_posting(added, document->postings[i]);
        for (size_t i = 0; i < document->value_count; i++)
            added.add_value(document->values[i].slot, seogo::text(document->values[i].value));
        add(*writer, added, *document);
    });
}

enum status shim_writer_metadata(struct shim_writer *writer, struct shim_bytes key,
                                 struct shim_bytes value, struct error *error)
{
    return seogo::guard(error, "cannot store metadata", [&] {
        if (key.length > 0 && *key.data == *seogo::data_elsewhere)
            throw seogo::failure{STATUS_INVALID, "its key is kept for documents"};
        writer->database.set_metadata(seogo::text(key), seogo::text(value));
    });
}

enum status shim_writer_flush(struct shim_writer *writer, struct error *error)
{
    return seogo::guard(error, "cannot write the database", [&] {
        writer->database.commit_transaction();
        writer->database.begin_transaction();
    });
}

enum status shim_writer_commit(struct shim_writer *writer, struct error *error)
{
    return seogo::guard(error, "cannot write the database", [&] {
        writer->database.commit_transaction();
        writer->database.close();
    });
}

void shim_writer_free(struct shim_writer *writer)
{
    seogo::guard_delete(writer);
}

enum status shim_compact(const char *const *paths, size_t count, const char *output,
                         struct error *error)
{
    return seogo::guard(error, "cannot merge the databases", [&] {
        if (count == 0)
            throw seogo::failure{STATUS_INVALID, "there are none"};
        Xapian::Database parts;
        for (size_t i = 0; i < count; i++)
            parts.add_database(Xapian::Database(paths[i]));
        parts.compact(output, Xapian::DBCOMPACT_SINGLE_FILE);
    });
}

enum status shim_check(const char *path, struct error *error)
{
    return seogo::guard(error, "cannot check the database", [&](std::string &object) {
        object = path;
        if (Xapian::Database::check(path, 0, nullptr) != 0)
            throw seogo::failure{STATUS_DAMAGED, "it is not whole"};
    });
}

size_t shim_sortable(double number, char out[SHIM_SORTABLE_MAX])
{
    return seogo::guard_or(
        size_t{0}, [&] { return Xapian::sortable_serialise(number).copy(out, SHIM_SORTABLE_MAX); });
}

double shim_sortable_number(struct shim_bytes value)
{
    return seogo::guard_or(0.0, [&] { return Xapian::sortable_unserialise(seogo::text(value)); });
}

enum status shim_stemmer_new(struct shim_stemmer **out, struct error *error)
{
    return seogo::guard(error, "cannot make a stemmer", [&] {
        *out = nullptr;
        *out = new shim_stemmer;
    });
}

size_t shim_stem(struct shim_stemmer *stemmer, struct shim_bytes word, char *out, size_t capacity)
{
    return seogo::guard_or(size_t{0}, [&] {
        const std::string text = seogo::text(word);
        std::string stem =
            seogo::guard_or(std::string(), [&] { return stemmer->known_stem(text); });
        if (stem.empty()) { /* where memory is too short to know more, it is stemmed alone */
            stemmer->known.clear();
            stem = stemmer->stem(text);
        }
        return stem.size() <= capacity ? stem.copy(out, capacity) : 0;
    });
}

void shim_stemmer_free(struct shim_stemmer *stemmer)
{
    seogo::guard_delete(stemmer);
}
