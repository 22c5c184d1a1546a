#include "query/plan/identity.h"

#include <string.h>

#include "indexer/format/address.h"
#include "indexer/format/fields.h"
#include "indexer/format/keys.h"
#include "query/plan/phrase.h"
#include "query/plan/rank/compose.h"
#include "query/plan/words/web.h"

/* A longer text is a pasted summary: only its beginning may be a title. */
#define WORDS_MAX 48
/* A shorter title may as well be the beginning of a query. */
#define TITLE_WORDS_LEAST 3
/* What may stand before a title is skipped: its number, an id. */
#define SKIPPED_MAX 2
/* The words of a name; more are a sentence. */
#define NAMES_MAX 4
/* Of an address this many are tried: whole, without its last part, and so on. */
#define ADDRESS_PARTS_MAX 6
/* Weights against which the sum of words is little. */
#define WHOLE_WEIGHT 100
#define PART_WEIGHT 10

struct typed {
    struct shim_bytes words[WORDS_MAX];
    size_t count;
    bool cut; /* there were more */
};

/* What is looked for, and where what is found goes. */
struct finding {
    const struct lookup *l;
    const struct typed *typed;
    struct query_list *out;
    double weight;
};

/* *papers, which weigh nothing, get the weight of the typed words as authors' names. */
static enum status weigh_by_names(const struct finding *f, struct shim_query **papers)
{
    const struct shim_bytes *first = f->typed->words, *last = first + f->typed->count - 1;
    const size_t length = (size_t)(last->data + last->length - first->data);
    struct query_list names = {NULL, 0};
    struct shim_query *key = *papers;
    struct lexemes lexemes;
    enum status status = lexemes_of(f->l, ANALYZE_QUERY, ANALYZE_NAMES,
                                    (struct shim_bytes){first->data, length}, &lexemes);

    *papers = NULL;
    for (size_t i = 0; status == STATUS_OK && i < lexemes.count; i++) {
        struct shim_query *name = NULL;
        struct piece piece = {.weight = 1};

        status = piece_look_up_in(f->l, TEXT_AUTHOR, lexemes.items[i].text, &piece);
        if (status != STATUS_OK || !piece.text[TEXT_AUTHOR])
            continue;
        status = shim_query_term(
            &name, (struct shim_bytes){piece.text[TEXT_AUTHOR], strlen(piece.text[TEXT_AUTHOR])},
            f->l->error);
        if (status == STATUS_OK)
            status = query_list_add(&names, name, f->l->error);
    }
    if (status == STATUS_OK)
        status = query_list_combine(&names, SHIM_OR, papers, f->l->error);
    query_list_free(&names);
    if (status == STATUS_OK && *papers)
        return query_append(papers, SHIM_FILTER, key, f->l->error);
    shim_query_free(key);
    return status;
}

/* Adds the papers that have the key of the texts. */
static enum status add_key(const struct finding *f, enum key_kind kind,
                           const struct shim_bytes *texts, size_t count)
{
    struct shim_query *query = NULL;
    uint32_t documents = 0;
    char key[KEY_MAX];
    const struct shim_bytes term = {key, key_of(kind, texts, count, key)};
    enum status status;

    if (term.length == 0)
        return STATUS_OK;
    status = shim_term_documents(f->l->planner->database, term, &documents, f->l->error);
    if (status != STATUS_OK || documents == 0)
        return status;
    status = shim_query_term(&query, term, f->l->error);
    if (status == STATUS_OK && key_weightless(kind))
        status = weigh_by_names(f, &query);
    if (status == STATUS_OK)
        status = query_scale(&query, f->weight, f->l->error);
    return status == STATUS_OK ? query_list_add(f->out, query, f->l->error) : status;
}

/* A letter, with a full stop or without. */
static bool is_initial(struct shim_bytes word)
{
    const size_t end = key_initial(word).length;

    return end == word.length || (end + 1 == word.length && word.data[end] == '.');
}

/* An author, whose names are in the page's order or begin with the last; one of
 * two may be an initial. */
static enum status add_author(const struct finding *f)
{
    const size_t n = f->typed->count;
    struct shim_bytes twice[2 * NAMES_MAX];
    enum status status = STATUS_OK;

    if (n < 2 || n > NAMES_MAX)
        return STATUS_OK;
    memcpy(twice, f->typed->words, n * sizeof *twice);
    memcpy(twice + n, f->typed->words, n * sizeof *twice);
    for (size_t first = 0; first < n && status == STATUS_OK; first++) {
        status = add_key(f, KEY_AUTHOR, twice + first, n);
        if (status == STATUS_OK && n == 2 && is_initial(twice[first]))
            status = add_key(f, KEY_INITIAL, twice + first, n);
    }
    return status;
}

static enum status add_whole(const struct finding *f)
{
    const struct typed *typed = f->typed;
    enum status status;

    if (typed->cut)
        return STATUS_OK;
    status = add_key(f, KEY_TITLE, typed->words, typed->count);
    if (status == STATUS_OK)
        status = add_key(f, KEY_NAME, typed->words, typed->count);
    return status == STATUS_OK ? add_author(f) : status;
}

/* Titles with something pasted before or behind them. */
static enum status add_titles(const struct finding *f)
{
    const struct typed *typed = f->typed;
    enum status status = STATUS_OK;

    for (size_t first = 0; first < typed->count; first++)
        for (size_t end = first + TITLE_WORDS_LEAST; end <= typed->count && status == STATUS_OK;
             end++)
            if (first <= SKIPPED_MAX || end == typed->count)
                status = add_key(f, KEY_TITLE, typed->words + first, end - first);
    return status;
}

/* Titles that hold the words in this order. */
static enum status add_phrase(const struct finding *f)
{
    static const bool TITLE[TEXT_FIELDS] = {[TEXT_TITLE] = true};
    const struct lookup l = {f->l->planner, TITLE, f->l->error};
    const struct shim_bytes *first = f->typed->words, *last = first + f->typed->count - 1;
    const size_t length = (size_t)(last->data + last->length - first->data);
    struct shim_query *query = NULL;
    struct stems stems;
    enum status status;

    if (f->typed->cut)
        return STATUS_OK;
    status = phrase_query(&l, (struct shim_bytes){first->data, length}, &stems, &query);
    if (status != STATUS_OK || stems.count < TITLE_WORDS_LEAST) {
        shim_query_free(query);
        return status;
    }
    status = query_scale(&query, PART_WEIGHT, f->l->error);
    return status == STATUS_OK ? query_list_add(f->out, query, f->l->error) : status;
}

/* The papers whose page links to the address. */
static enum status add_link(const struct finding *f, struct shim_bytes address)
{
    struct buffer id = BUFFER_INIT, term = BUFFER_INIT;
    struct shim_query *query = NULL;
    enum address_kind kind;
    enum status status = STATUS_OK;

    if (!address_read(address.data, address.length, &id, &kind) ||
        (id.length > 0 && !field_add_term(field_at(FIELD_LINK), id.data, id.length, &term)))
        status = error_no_memory(f->l->error);
    if (status == STATUS_OK && term.length > 0)
        status = shim_query_term(&query, (struct shim_bytes){term.data, term.length}, f->l->error);
    buffer_free(&id);
    buffer_free(&term);
    if (status == STATUS_OK)
        status = query_scale(&query, PART_WEIGHT, f->l->error);
    return status == STATUS_OK ? query_list_add(f->out, query, f->l->error) : status;
}

/* The papers whose page holds an address, or that much of it. */
static enum status add_address(const struct finding *f, struct shim_bytes address, size_t shortest)
{
    static const bool TEXT[TEXT_FIELDS] = {[TEXT_TITLE] = true, [TEXT_SUMMARY] = true};
    const struct lookup l = {f->l->planner, TEXT, f->l->error};
    enum status status = STATUS_OK;

    for (size_t tried = 0; tried < ADDRESS_PARTS_MAX && address.length >= shortest &&
                           address.length > 0 && status == STATUS_OK;
         tried++) {
        struct shim_query *query = NULL;
        struct stems stems;

        status = add_link(f, address);
        if (status == STATUS_OK)
            status = phrase_query(&l, address, &stems, &query);
        if (status == STATUS_OK)
            status = query_scale(&query, PART_WEIGHT, f->l->error);
        if (status == STATUS_OK)
            status = query_list_add(f->out, query, f->l->error);
        else
            shim_query_free(query);
        while (address.length > 0 && address.data[address.length - 1] != '/')
            address.length--;
        address.length -= address.length > 0;
    }
    return status;
}

/* How much of an address a page must hold: of its path two parts, whose first is
 * mostly an owner. */
static size_t least_of(const struct web_address *address)
{
    const size_t path = (size_t)(address->words.data - address->whole.data);
    const char *slash = memchr(address->words.data, '/', address->words.length);

    return slash ? path + (size_t)(slash - address->words.data) + 2 : path + 1;
}

/* Addresses, and a name with dots or slashes that is all that was typed. */
static enum status add_addresses(const struct finding *f)
{
    const struct shim_bytes *words = f->typed->words;
    struct web_address address;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < f->typed->count && status == STATUS_OK; i++)
        if (web_find(words[i], &address))
            status = add_address(f, address.whole, least_of(&address));
    if (f->typed->count == 1 && memchr(words->data, '/', words->length) &&
        !web_find(*words, &address))
        status = add_address(f, *words, words->length);
    return status;
}

/* Papers' own names in a text that was pasted, which may tell of other papers too:
 * each weighs as its words do. */
static enum status add_names(const struct finding *f)
{
    const struct typed *typed = f->typed;
    struct finding named = *f;
    enum status status = STATUS_OK;

    if (!f->l->planner->pasted)
        return STATUS_OK;
    for (size_t first = 0; first < typed->count; first++)
        for (size_t n = 1; n <= NAMES_MAX && first + n <= typed->count && status == STATUS_OK;
             n++) {
            named.weight = (double)n;
            status = add_key(&named, KEY_NAME, typed->words + first, n);
        }
    return status;
}

static enum status add_parts(const struct finding *f)
{
    enum status status = add_titles(f);

    if (status == STATUS_OK)
        status = add_names(f);
    if (status == STATUS_OK)
        status = add_addresses(f);
    return status == STATUS_OK ? add_phrase(f) : status;
}

/* What add finds, as one query. */
static enum status find(const struct lookup *l, const struct typed *typed,
                        enum status add(const struct finding *), struct shim_query **out)
{
    struct query_list list = {NULL, 0};
    enum status status = add(&(struct finding){l, typed, &list, WHOLE_WEIGHT});

    if (status == STATUS_OK)
        return query_list_combine(&list, SHIM_OR, out, l->error);
    query_list_free(&list);
    return status;
}

enum status identity_find(struct planner *planner, struct identity *out, struct error *error)
{
    const struct lookup l = {planner, NULL, error};
    struct typed typed = {.count = 0};
    enum status status;

    *out = (struct identity){NULL, NULL};
    if (planner->query)
        typed.count = key_words(planner->query, planner->query_length, typed.words, WORDS_MAX);
    typed.cut = typed.count > WORDS_MAX;
    typed.count -= typed.cut;
    if (typed.count == 0)
        return STATUS_OK;
    status = find(&l, &typed, add_whole, &out->whole);
    if (status == STATUS_OK)
        status = find(&l, &typed, add_parts, &out->part);
    if (status != STATUS_OK) {
        shim_query_free(out->whole);
        out->whole = NULL;
    }
    return status;
}
