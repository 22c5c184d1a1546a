#include "indexer/lexicon/lexicon.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/letter.h"
#include "indexer/format/fields.h"
#include "indexer/lexicon/bitext.h"
#include "indexer/lexicon/concepts.h"
#include "indexer/lexicon/gloss.h"
#include "indexer/lexicon/related.h"
#include "indexer/lexicon/sounds.h"
#include "indexer/lexicon/vocabulary.h"
#include "indexer/lexicon/words.h"

/* Words of one set of a pair that are looked at. */
#define SET_MAX 1024
#define SPELLING_BYTES_MAX 40 /* of a word; what is longer is no word */
#define SPELLING_BYTES_MIN 3

struct lexicon {
    pthread_mutex_t lock;          /* of all that follows */
    struct words words;            /* stems of both languages, which the bitexts number */
    struct words spellings;        /* English words as they are written, unstemmed */
    struct bitext papers, glosses; /* titles beside summaries, and glosses */
};

struct lexicon *lexicon_new(void)
{
    struct lexicon *l = calloc(1, sizeof *l);

    if (l && pthread_mutex_init(&l->lock, NULL) != 0) {
        free(l);
        l = NULL;
    }
    return l;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    words_free(&lexicon->words);
    words_free(&lexicon->spellings);
    bitext_free(&lexicon->papers);
    bitext_free(&lexicon->glosses);
    pthread_mutex_destroy(&lexicon->lock);
    free(lexicon);
}

static bool is_english(struct shim_bytes text)
{
    return text.length > 1 && letter_is_english((unsigned char)text.data[0]);
}

/* Two syllables at least. */
static bool is_hangul(struct shim_bytes text)
{
    return text.length >= 2 * HANGUL_BYTES && hangul_at(text.data, text.length);
}

/* Distinct words of a set under construction. Too large to be cleared whole for
 * each gloss: what counts is that it starts with count 0. */
struct set {
    uint32_t items[SET_MAX];
    size_t count;
};

/* What returns bool returns false where memory is short. */
static bool set_add(struct set *set, struct lexicon *l, struct shim_bytes text, bool count)
{
    uint32_t number;

    if (set->count == SET_MAX)
        return true;
    number = words_number(&l->words, text.data, text.length);
    if (number == NO_WORD)
        return false;
    if (count)
        l->words.entries[number].papers++;
    for (size_t i = 0; !count && i < set->count; i++)
        if (set->items[i] == number)
            return true;
    set->items[set->count++] = number;
    return true;
}

/* How an English word is written in a paper, of which seen are the words that
 * were met already. */
static bool learn_spelling(struct lexicon *l, struct set *seen, struct shim_bytes text)
{
    uint32_t number;

    if (seen->count == SET_MAX)
        return true;
    number = words_number(&l->spellings, text.data, text.length);
    if (number == NO_WORD)
        return false;
    for (size_t i = 0; i < seen->count; i++)
        if (seen->items[i] == number)
            return true;
    seen->items[seen->count++] = number;
    l->spellings.entries[number].papers++;
    return true;
}

/* The title's English words and the summary's Korean stems; a term is distinct
 * in its field already, and one without positions is a bigram. */
static bool learn_paper(struct lexicon *l, const struct shim_document *document, bool pairs)
{
    const char *title = field_at(FIELD_TITLE)->prefix;
    size_t prefix = strlen(title);
    struct set english, korean;

    english.count = korean.count = 0;
    for (size_t i = 0; i < document->posting_count; i++) {
        const struct shim_posting *posting = &document->postings[i];
        struct shim_bytes text = posting->term;

        if (posting->position_count == 0)
            continue;
        if (is_hangul(text) && !set_add(&korean, l, text, true))
            return false;
        if (text.length <= prefix || memcmp(text.data, title, prefix) != 0)
            continue;
        text.data += prefix;
        text.length -= prefix;
        if (is_english(text) && !set_add(&english, l, text, true))
            return false;
    }
    return !pairs ||
           bitext_add(&l->papers, english.items, english.count, korean.items, korean.count);
}

/* The tokens of one side of a gloss, in order. */
#define SIDE_MAX 16
struct side {
    char bytes[SIDE_MAX][TOKEN_BYTES_MAX];
    struct shim_bytes words[SIDE_MAX];
    size_t count;
    bool korean;
};

static bool take_token(void *context, const struct token *token)
{
    struct side *side = context;
    struct shim_bytes text = {token->text, token->length};
    const unsigned passed = TOKEN_BIGRAM | TOKEN_SURFACE | TOKEN_SYLLABLE | TOKEN_JOINED;

    if ((token->flags & passed) || (side->korean ? !is_hangul(text) : !is_english(text)))
        return true;
    if (side->count == SIDE_MAX)
        return false;
    memcpy(side->bytes[side->count], token->text, token->length);
    side->words[side->count] = (struct shim_bytes){side->bytes[side->count], token->length};
    side->count++;
    return true;
}

/* It stops where there are too many words, which is no failure. */
static bool take_side(struct analyzer *analyzer, const char *text, size_t length, bool korean,
                      struct side *out)
{
    out->count = 0;
    out->korean = korean;
    return analyzer_run(analyzer, &(struct analysis){ANALYZE_INDEX, 0, take_token, out}, text,
                        length) ||
           out->count == SIDE_MAX;
}

static bool add_gloss(struct lexicon *l, const struct side *english, const struct side *korean)
{
    /* A term has about as many words in one language as in the other. */
    size_t most = english->count + 1, first = korean->count > most ? korean->count - most : 0;
    struct set e, k;

    e.count = k.count = 0;
    for (size_t i = 0; i < english->count; i++)
        if (!set_add(&e, l, english->words[i], false))
            return false;
    for (size_t i = first; i < korean->count; i++)
        if (!set_add(&k, l, korean->words[i], false))
            return false;
    return bitext_add(&l->glosses, e.items, e.count, k.items, k.count);
}

/* Spellings on their way to the lexicon: the length of each in a byte, then it. */
static bool take_spelling(void *context, const struct token *token)
{
    struct buffer *spellings = context;

    if (!(token->flags & TOKEN_LATIN) || token->length < SPELLING_BYTES_MIN ||
        token->length > SPELLING_BYTES_MAX)
        return true;
    return buffer_add_char(spellings, (char)token->length) &&
           buffer_add(spellings, token->text, token->length);
}

/* Appends how the English words of a text are written. */
static bool spell(struct analyzer *analyzer, const char *text, size_t length, struct buffer *out)
{
    return analyzer_run(analyzer,
                        &(struct analysis){ANALYZE_INDEX, ANALYZE_NAMES, take_spelling, out}, text,
                        length);
}

/* Of a bullet its runs of English: names and terms. */
static bool spell_english(struct analyzer *analyzer, const char *text, struct buffer *out)
{
    bool spelled = true;

    while (*text && spelled) {
        size_t length = 0;

        while (text[length] && (unsigned char)text[length] < 0x80)
            length++;
        if (length >= SPELLING_BYTES_MIN)
            spelled = spell(analyzer, text, length, out);
        text += length + !length;
    }
    return spelled;
}

static bool spell_paper(struct analyzer *analyzer, const struct paper *paper, struct buffer *out)
{
    bool spelled = spell(analyzer, paper->title, strlen(paper->title), out);

    for (size_t i = 0; i < paper->bullet_count && spelled; i++)
        spelled = spell_english(analyzer, paper->summary[i].text, out);
    return spelled;
}

static bool learn_spellings(struct lexicon *l, const struct buffer *spellings)
{
    struct set seen;
    bool learned = true;

    seen.count = 0;
    for (size_t at = 0; at < spellings->length && learned;) {
        size_t length = (unsigned char)spellings->data[at++];

        learned = learn_spelling(l, &seen, (struct shim_bytes){spellings->data + at, length});
        at += length;
    }
    return learned;
}

static bool learn_glosses(struct lexicon *l, struct analyzer *analyzer, const char *text)
{
    size_t length = strlen(text), offset = 0;
    struct gloss gloss;
    bool learned = true;

    while (learned && gloss_next(text, length, &offset, &gloss)) {
        struct side english, korean;

        if (!take_side(analyzer, gloss.english, gloss.english_length, false, &english) ||
            !take_side(analyzer, gloss.korean, gloss.korean_length, true, &korean))
            return false;
        pthread_mutex_lock(&l->lock);
        learned = add_gloss(l, &english, &korean);
        pthread_mutex_unlock(&l->lock);
    }
    return learned;
}

enum status lexicon_add(struct lexicon *lexicon, struct analyzer *analyzer,
                        const struct lexicon_source *source, struct error *error)
{
    const struct paper *paper = source->paper;
    struct buffer spellings = BUFFER_INIT;
    bool learned = spell_paper(analyzer, paper, &spellings);

    pthread_mutex_lock(&lexicon->lock);
    learned = learned && learn_paper(lexicon, source->document, source->pairs) &&
              learn_spellings(lexicon, &spellings);
    pthread_mutex_unlock(&lexicon->lock);
    buffer_free(&spellings);
    for (size_t i = 0; i < paper->bullet_count && learned && source->pairs; i++)
        learned = learn_glosses(lexicon, analyzer, paper->summary[i].text);
    return learned ? STATUS_OK : error_no_memory(error);
}

/* Words are related on another core, if there is one, while the rest is written. */
struct relating {
    const struct lexicon *lexicon;
    struct related related;
    enum status status;
    struct error error;
};

static void *relate(void *context)
{
    struct relating *r = context;

    r->status = related_find(&r->related, &r->lexicon->words, &r->lexicon->papers,
                             &r->lexicon->glosses, &r->error);
    return NULL;
}

enum status lexicon_write(const struct lexicon *lexicon, const struct thesaurus *thesaurus,
                          struct shim_writer *writer, struct error *error)
{
    const struct concepts_held held = {&lexicon->words, &lexicon->spellings};
    struct relating relating = {.lexicon = lexicon};
    pthread_t thread;
    bool apart = pthread_create(&thread, NULL, relate, &relating) == 0;
    enum status status = sounds_write(&lexicon->spellings, &lexicon->words, writer, error);

    if (status == STATUS_OK)
        status = vocabulary_write(&lexicon->spellings, &lexicon->words, writer, error);
    if (status == STATUS_OK)
        status = concepts_write(thesaurus, &held, writer, error);
    if (apart)
        pthread_join(thread, NULL);
    else
        relate(&relating);
    if (status == STATUS_OK && relating.status != STATUS_OK)
        status = error_set(error, relating.status, NULL, "%s", relating.error.message);
    if (status == STATUS_OK)
        status = related_write(&relating.related, &lexicon->words, writer, error);
    free(relating.related.links);
    return status;
}
