/* Opening databases and reading what is not found by a search. */
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"

#include <memory>
#include <sys/stat.h>

struct shim_terms {
    shim_terms(const Xapian::Database &database, const std::string &prefix)
        : at(database.allterms_begin(prefix)), end(database.allterms_end(prefix))
    {
    }

    Xapian::TermIterator at, end;
    bool started = false;
    std::string term; /* what shim_terms_next lent */
};

/* Xapian takes an empty file for a list of no databases and opens it. */
static void expect_content(const char *path)
{
    struct stat found;
    if (stat(path, &found) == 0 && S_ISREG(found.st_mode) && found.st_size == 0)
        throw seogo::failure{STATUS_DAMAGED, "it is empty"};
}

enum status shim_database_open(struct shim_database **out, const char *const *paths, size_t count,
                               struct error *error)
{
    return seogo::guard(error, "cannot open", [&](std::string &object) {
        *out = nullptr;
        if (count == 0)
            throw seogo::failure{STATUS_INVALID, "no path was given"};
        auto opened = std::make_unique<shim_database>();
        for (size_t i = 0; i < count; i++) {
            object = paths[i];
            expect_content(paths[i]);
            opened->parts.emplace_back(paths[i]);
            opened->database.add_database(opened->parts.back());
        }
        *out = opened.release();
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
        const std::string value = database->database.get_metadata(seogo::text(key));
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
        const std::string text = seogo::text(term);
        *out = database->matcher != nullptr ? database->matcher->documents(text)
                                            : database->database.get_termfreq(text);
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

enum status shim_terms_open(struct shim_terms **out, struct shim_database *database,
                            struct shim_bytes prefix, struct error *error)
{
    return seogo::guard(error, "cannot list terms", [&] {
        *out = nullptr;
        *out = new shim_terms(database->database, seogo::text(prefix));
    });
}

enum status shim_terms_next(struct shim_terms *terms, bool *more, struct shim_bytes *term,
                            uint32_t *documents, struct error *error)
{
    return seogo::guard(error, "cannot list terms", [&] {
        *more = false;
        if (terms->started && terms->at != terms->end)
            ++terms->at;
        terms->started = true;
        if (terms->at == terms->end)
            return;
        terms->term = *terms->at;
        *term = seogo::borrow(terms->term);
        *documents = terms->at.get_termfreq();
        *more = true;
    });
}

void shim_terms_free(struct shim_terms *terms)
{
    seogo::guard_delete(terms);
}
