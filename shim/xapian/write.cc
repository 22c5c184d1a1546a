/* Filling runs and merging them, the stemmer, sortable numbers. */
#include "shim/glass/merge.hpp"
#include "shim/glass/run.hpp"
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/xapian/pack.hpp"
#include "shim/xapian/syllables.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <sys/stat.h>
#include <string_view>
#include <vector>

struct shim_writer {
    explicit shim_writer(const char *path)
        : run(std::make_unique<seogo::glass::run_writer>(path, seogo::syllables_packed))
    {
    }

    seogo::glass::run_writer &open_run()
    {
        if (run == nullptr)
            throw seogo::failure{STATUS_INVALID, "it was committed"};
        return *run;
    }

    void set_dictionary(const std::string &dictionary)
    {
        packer = std::make_unique<seogo::packer>(dictionary);
        open_run().set_metadata(seogo::dictionary_key, dictionary);
    }

    std::unique_ptr<seogo::glass::run_writer> run; /* none once it was committed */
    /* Packed one after the other at the end: in between the dictionary would fall out of the
     * processor's cache. */
    std::string data{};
    std::vector<size_t> data_ends{};
    std::unique_ptr<seogo::packer> packer = std::make_unique<seogo::packer>("");
};

/* Texts say the same words again and again: each has one place where its stem may be. */
struct shim_stemmer {
    /* The stem, which lasts until the next call. */
    std::string_view stem(std::string_view word)
    {
        entry &place = known_[std::hash<std::string_view>{}(word) % entries];
        if (word == std::string_view(place.word, place.length))
            return {place.stem, place.stem_length};
        last_ = stem_(std::string(word));
        if (word.size() > sizeof place.word || last_.size() > sizeof place.stem)
            return last_;
        place.length = static_cast<unsigned char>(word.copy(place.word, sizeof place.word));
        place.stem_length = static_cast<unsigned char>(last_.copy(place.stem, sizeof place.stem));
        return last_;
    }

    /* Once more where memory was short for a moment: a word without its stem is not found. */
    std::string_view stem_surely(std::string_view word)
    {
        try {
            return stem(word);
        } catch (const std::bad_alloc &) {
            return stem(word);
        }
    }

  private:
    struct entry {
        unsigned char length, stem_length;
        char word[31], stem[31];
    };

    struct release {
        void operator()(entry *memory) const
        {
            std::free(memory);
        }
    };
    static constexpr std::size_t entries = 4096;

    /* A query touches few of its pages, which the system gives one by one. */
    static entry *empty()
    {
        auto *memory = static_cast<entry *>(std::calloc(entries, sizeof(entry)));
        return memory != nullptr ? memory : throw std::bad_alloc();
    }

    Xapian::Stem stem_{"english"};
    std::unique_ptr<entry[], release> known_{empty()};
    std::string last_{};
};

/* A term as it is stored has no more bytes than twice its own; NUL takes two in a key. */
static void expect_possible(struct shim_bytes term)
{
    if (term.length == 0)
        throw seogo::failure{STATUS_INVALID, "a term of it is empty"};
    if (term.length <= SHIM_TERM_MAX / 2)
        return;
    const std::string stored = seogo::syllables_packed(seogo::text(term));
    const auto nuls = static_cast<size_t>(std::count(stored.begin(), stored.end(), '\0'));
    if (stored.size() + nuls > SHIM_TERM_MAX)
        throw seogo::failure{STATUS_INVALID, "a term of it is longer than 245 bytes"};
}

enum status shim_writer_create(struct shim_writer **out, const char *path, struct error *error)
{
    return seogo::guard(error, "cannot create a database", [&] {
        struct stat found;
        *out = nullptr;
        if (lstat(path, &found) == 0)
            throw seogo::failure{STATUS_INVALID, std::string(path) + " already exists"};
        *out = new shim_writer(path);
    });
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
        seogo::glass::run_writer &run = writer->open_run();
        for (size_t i = 0; i < document->posting_count; i++)
            expect_possible(document->postings[i].term);
        for (size_t i = 0; i < document->posting_count; i++) {
            const struct shim_posting &posting = document->postings[i];
            run.add_posting(seogo::view(posting.term), posting.frequency, posting.positions,
                            posting.position_count);
        }
        for (size_t i = 0; i < document->value_count; i++)
            run.add_value(document->values[i].slot, seogo::view(document->values[i].value));
        run.add_document();
        writer->data += seogo::view(document->data);
        writer->data_ends.push_back(writer->data.size());
    });
}

enum status shim_writer_metadata(struct shim_writer *writer, struct shim_bytes key,
                                 struct shim_bytes value, struct error *error)
{
    return seogo::guard(error, "cannot store metadata", [&] {
        const std::string name = seogo::text(key);
        if (name.empty() || name.size() > SHIM_KEY_MAX)
            throw seogo::failure{STATUS_INVALID, "its key does not have 1 to 200 bytes"};
        if (name == seogo::dictionary_key)
            throw seogo::failure{STATUS_INVALID, "its key is kept for the dictionary"};
        writer->open_run().set_metadata(name, seogo::view(value));
    });
}

enum status shim_writer_commit(struct shim_writer *writer, struct error *error)
{
    return seogo::guard(error, "cannot write the papers", [&] {
        seogo::glass::run_writer &run = writer->open_run();
        size_t begin = 0;
        for (const size_t end : writer->data_ends) {
            run.add_data(writer->packer->pack({writer->data.data() + begin, end - begin}));
            begin = end;
        }
        run.finish();
        writer->run.reset();
    });
}

void shim_writer_free(struct shim_writer *writer)
{
    seogo::guard_delete(writer);
}

enum status shim_merge(const char *const *paths, size_t count, const char *output,
                       struct error *error)
{
    return seogo::guard(error, "cannot merge the parts", [&] {
        if (count == 0)
            throw seogo::failure{STATUS_INVALID, "there are none"};
        seogo::glass::merge({paths, paths + count}, output);
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
        const std::string_view stem = stemmer->stem_surely(seogo::view(word));
        return stem.size() <= capacity ? stem.copy(out, capacity) : size_t{0};
    });
}

void shim_stemmer_free(struct shim_stemmer *stemmer)
{
    seogo::guard_delete(stemmer);
}
