#include "indexer/lexicon/thesaurus.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/array.h"
#include "shim/base/utf8.h"

#define WORDS_LEAST 2
#define WORDS_MOST 12 /* more is a topic, not a concept */
#define WORD_BYTES_MAX 120

/* A line of a file. */
struct line {
    const char *name;
    size_t number;
    size_t begin, end; /* bytes of the thesaurus' text */
};

static enum status refuse(const struct line *line, const char *what, struct error *error)
{
    return error_set(error, STATUS_INVALID, NULL, "%s:%zu: %s", line->name, line->number, what);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The word in [begin, end) without the blanks around it. */
static enum status add_word(struct thesaurus *t, const struct line *line, size_t begin, size_t end,
                            struct error *error)
{
    while (begin < end && is_blank(t->text.data[begin]))
        begin++;
    while (end > begin && is_blank(t->text.data[end - 1]))
        end--;
    if (begin == end)
        return refuse(line, "nothing between two commas", error);
    if (end - begin > WORD_BYTES_MAX)
        return refuse(line, "a word of more than 120 bytes", error);
    if (!array_grow(&t->words, t->word_count, sizeof *t->words))
        return error_no_memory(error);
    t->words[t->word_count++] = (struct thesaurus_word){begin, end - begin, t->concept_count};
    return STATUS_OK;
}

static enum status add_line(struct thesaurus *t, const struct line *line, struct error *error)
{
    size_t first = t->word_count, begin = line->begin, end;
    enum status status = STATUS_OK;

    while (begin < line->end && is_blank(t->text.data[begin]))
        begin++;
    if (begin == line->end || t->text.data[begin] == '#')
        return STATUS_OK;
    for (; status == STATUS_OK && begin <= line->end; begin = end + 1) {
        const char *comma = memchr(t->text.data + begin, ',', line->end - begin);

        end = comma ? (size_t)(comma - t->text.data) : line->end;
        status = add_word(t, line, begin, end, error);
    }
    if (status == STATUS_OK && t->word_count - first < WORDS_LEAST)
        status = refuse(line, "a concept has at least two words, with a comma between them", error);
    if (status == STATUS_OK && t->word_count - first > WORDS_MOST)
        status = refuse(line, "a concept has at most 12 words", error);
    t->concept_count++;
    return status;
}

enum status thesaurus_add(struct thesaurus *t, const char *name, const char *bytes, size_t length,
                          struct error *error)
{
    struct line line = {.name = name};
    enum status status = STATUS_OK;
    size_t at = t->text.length;

    if (!buffer_add(&t->text, bytes, length))
        return error_no_memory(error);
    while (status == STATUS_OK && at < t->text.length) {
        const char *feed = memchr(t->text.data + at, '\n', t->text.length - at);

        line.number++;
        line.begin = at;
        line.end = feed ? (size_t)(feed - t->text.data) : t->text.length;
        at = line.end + 1;
        if (utf8_valid_length(t->text.data + line.begin, line.end - line.begin) <
            line.end - line.begin)
            return refuse(&line, "not UTF-8", error);
        status = add_line(t, &line, error);
    }
    return status;
}

enum status thesaurus_add_own(struct thesaurus *thesaurus, struct error *error)
{
    return thesaurus_add(thesaurus, "thesaurus", THESAURUS_TEXT, THESAURUS_LENGTH, error);
}

void thesaurus_free(struct thesaurus *thesaurus)
{
    buffer_free(&thesaurus->text);
    free(thesaurus->words);
    *thesaurus = (struct thesaurus){0};
}
