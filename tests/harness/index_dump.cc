/* C++ as an exception: it looks at what the shim does not offer. */
#include "tests/harness/index_dump.h"

#include <xapian.h>

static void put(FILE *out, const std::string &bytes)
{
    for (const char c : bytes)
        if (c >= ' ' && c != '\\' && c <= '~')
            putc(c, out);
        else
            fprintf(out, "\\%02x", static_cast<unsigned char>(c));
}

static void put_document(FILE *out, const Xapian::Database &database, Xapian::docid id)
{
    const Xapian::Document document = database.get_document(id);
    fprintf(out, "document %u of %u terms: ", id, database.get_doclength(id));
    put(out, document.get_data());
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
        fprintf(out, " %u=", value.get_valueno());
        put(out, *value);
    }
    putc('\n', out);
}

static void put_term(FILE *out, const Xapian::Database &database, const std::string &term)
{
    fputs("term ", out);
    put(out, term);
    for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term);
         ++posting) {
        fprintf(out, " %u:%u", *posting, posting.get_wdf());
        for (auto at = posting.positionlist_begin(); at != posting.positionlist_end(); ++at)
            fprintf(out, "@%u", *at);
    }
    putc('\n', out);
}

int index_dump(const char *path, FILE *out)
{
    try {
        const Xapian::Database database(path);
        for (auto all = database.postlist_begin(""); all != database.postlist_end(""); ++all)
            put_document(out, database, *all);
        for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term)
            put_term(out, database, *term);
        for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end();
             ++key) {
            fputs("metadata ", out);
            put(out, *key);
            putc('=', out);
            put(out, database.get_metadata(*key));
            putc('\n', out);
        }
        return 0;
    } catch (const Xapian::Error &thrown) {
        fprintf(stderr, "%s: %s\n", path, thrown.get_description().c_str());
        return -1;
    }
}
