/* For the tests of guesses: the small library of the plan's tests, and a vocabulary
 * that is written here, so that each word of it and its frequency is there for what a
 * test says. */
#ifndef SEOGO_TESTS_UNIT_GUESS_LIBRARY_H
#define SEOGO_TESTS_UNIT_GUESS_LIBRARY_H

#include "planning_room.h"

#include "indexer/format/lexical.h"
#include "query/plan/words/words.h"

/* 검색 and lattes stand in no paper, though they are the most frequent. */
static const struct {
    const char *bucket;
    struct lexical_entry words[6];
} VOCABULARY[] = {
    {"h2",
     {{"강화", 6, 9},
      {"검색", 6, 90},
      {"모델", 6, 50},
      {"물체", 6, 3},
      {"확산", 6, 20},
      {"학습", 6, 30}}},
    {"h4", {{"강화학습", 12, 4}, {"확산모델", 12, 2}}},
    {"l6", {{"latent", 6, 7}, {"lattes", 6, 70}}},
    {"l8", {{"language", 8, 5}}},
    {"l9", {{"reasoning", 9, 3}}},
};

/* A word, and one that stands where it does. */
static const struct {
    const char *word;
    struct lexical_entry other;
} RELATED = {"확산", {"학습", 6, 255}};

static inline void write_related(struct shim_writer *writer)
{
    struct buffer value = BUFFER_INIT;
    struct error error = {0};
    char key[LEXICAL_KEY_MAX];
    size_t length = lexical_key(LEXICAL_RELATED, RELATED.word, strlen(RELATED.word), key);

    assert_true(lexical_add(&value, &RELATED.other));
    assert_ok(shim_writer_metadata(writer, (struct shim_bytes){key, length},
                                   (struct shim_bytes){value.data, value.length}, &error),
              error);
    buffer_free(&value);
}

static inline void write_vocabulary(struct shim_writer *writer)
{
    struct error error = {0};

    for (size_t i = 0; i < sizeof VOCABULARY / sizeof *VOCABULARY; i++) {
        struct buffer value = BUFFER_INIT;
        char key[LEXICAL_KEY_MAX];
        const char *bucket = VOCABULARY[i].bucket;
        size_t length = lexical_key(LEXICAL_VOCABULARY, bucket, strlen(bucket), key);

        for (size_t k = 0; k < 6 && VOCABULARY[i].words[k].text; k++)
            assert_true(lexical_add(&value, &VOCABULARY[i].words[k]));
        assert_ok(shim_writer_metadata(writer, (struct shim_bytes){key, length},
                                       (struct shim_bytes){value.data, value.length}, &error),
                  error);
        buffer_free(&value);
    }
}

/* The library and, in a part of its own, the vocabulary, made one. */
static inline void guess_library_build(const struct scratch *scratch, char out[PATH_SIZE])
{
    char books[PATH_SIZE], words[PATH_SIZE];
    const char *const parts[] = {books, words};
    struct shim_writer *writer;
    struct error error = {0};

    library_build_part(scratch, books);
    scratch_path(scratch, "words", words);
    scratch_path(scratch, "guesses", out);
    assert_ok(shim_writer_create(&writer, words, &error), error);
    write_vocabulary(writer);
    write_related(writer);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
    assert_ok(shim_merge(parts, 2, out, &error), error);
}

static inline int guess_library_open(void **state)
{
    planning_room_open(state, guess_library_build);
    return 0;
}

static inline int begin(void **state)
{
    struct planning_room *room = *state;

    room->planner = planning_room_planner(room);
    return 0;
}

static inline int end(void **state)
{
    struct planning_room *room = *state;

    arena_free(&room->planner.arena);
    return 0;
}

#define GUESS_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static const bool ALL[TEXT_FIELDS] = {true, true, true};

/* Whether the word's alternatives of this kind are these labels, "a|b". */
static inline void assert_alternatives(const struct word *word, enum match match,
                                       const char *expected)
{
    char labels[512] = "";

    for (size_t i = 0; i < word->count; i++) {
        const struct alternative *a = &word->alternatives[i];

        if (a->match != match)
            continue;
        if (labels[0])
            strcat(labels, "|");
        strcat(labels, a->label);
    }
    assert_string_equal(labels, expected);
}

#endif
