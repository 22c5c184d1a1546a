/* A thesaurus is read line by line, and an archive's index keeps the concepts that its
 * papers have words of. */
#include "shim_library.h"

#include "indexer/format/concept.h"
#include "indexer/format/lexical.h"
#include "indexer/lexicon/concepts.h"

static enum status add(struct thesaurus *thesaurus, const char *text, struct error *error)
{
    return thesaurus_add(thesaurus, "words.txt", text, strlen(text), error);
}

static void test_lines(void **state)
{
    struct thesaurus t = {.word_count = 0};
    struct error error = {0};

    (void)state;
    assert_ok(add(&t, "# Pictures\n\n그림,  이미지 , image\r\nremote sensing, 위성 사진", &error),
              error);
    assert_int_equal(t.concept_count, 2);
    assert_int_equal(t.word_count, 5);
    assert_int_equal(t.words[1].length, strlen("이미지"));
    assert_memory_equal(t.text.data + t.words[1].text, "이미지", t.words[1].length);
    assert_int_equal(t.words[3].length, strlen("remote sensing"));
    assert_int_equal(t.words[3].concept, 1);
    thesaurus_free(&t);
}

static void test_faults(void **state)
{
    static const struct {
        const char *text, *message;
    } FAULTS[] = {
        {"a, b\n그림\n",
         "words.txt:2: a concept has at least two words, with a comma between them"},
        {"a, , b\n", "words.txt:1: nothing between two commas"},
        {"a, b,\n", "words.txt:1: nothing between two commas"},
        {"a,b,c,d,e,f,g,h,i,j,k,l,m\n", "words.txt:1: a concept has at most 12 words"},
        {"a, b\n\n\xFF, c\n", "words.txt:3: not UTF-8"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        struct thesaurus t = {.word_count = 0};
        struct error error = {0};

        assert_int_equal(add(&t, FAULTS[i].text, &error), STATUS_INVALID);
        assert_string_equal(error.message, FAULTS[i].message);
        thesaurus_free(&t);
    }
}

static void test_own(void **state)
{
    struct thesaurus t = {.word_count = 0};
    struct error error = {0};

    (void)state;
    assert_ok(thesaurus_add_own(&t, &error), error);
    assert_true(t.concept_count >= 2500);
    thesaurus_free(&t);
}

/* The entries under a key as "text number, text number"; of a bucket those of the word
 * alone. */
static void check(struct shim_database *database, enum lexical_kind kind, const char *text,
                  const char *expected)
{
    char bucket[CONCEPT_BUCKET_MAX], key[LEXICAL_KEY_MAX], told[512] = "", *value = NULL;
    size_t length = 0, offset = 0, n = 0, key_length;
    struct lexical_entry entry;
    struct error error = {0};

    concept_bucket(text, strlen(text), bucket);
    if (kind == LEXICAL_CONCEPT)
        snprintf(bucket, sizeof bucket, "%s", text);
    key_length = lexical_key(kind, bucket, strlen(bucket), key);
    assert_ok(
        shim_metadata(database, (struct shim_bytes){key, key_length}, &value, &length, &error),
        error);
    while (lexical_next(value, length, &offset, &entry))
        if (kind == LEXICAL_CONCEPT ||
            (entry.length == strlen(text) && memcmp(entry.text, text, entry.length) == 0))
            n += (size_t)snprintf(told + n, sizeof told - n, "%s%.*s %u", n ? ", " : "",
                                  (int)entry.length, entry.text, (unsigned)entry.number);
    assert_string_equal(told, expected);
    free(value);
}

static void hold(struct words *words, const char *text, uint32_t papers)
{
    uint32_t number = words_number(words, text, strlen(text));

    assert_int_not_equal(number, NO_WORD);
    words->entries[number].papers = papers;
}

static struct shim_database *store(const struct scratch *scratch, const struct thesaurus *t)
{
    struct words stems = {.count = 0}, spellings = {.count = 0};
    const struct concepts_held held = {&stems, &spellings};
    struct shim_writer *writer;
    struct error error = {0};
    char path[PATH_SIZE];

    hold(&stems, "imag", 9);
    hold(&stems, "이미지", 4);
    hold(&stems, "위성", 2);
    hold(&stems, "사진", 5);
    hold(&stems, "위성사진", 1);
    hold(&spellings, "gpt4", 3);
    scratch_path(scratch, "concepts", path);
    assert_ok(shim_writer_create(&writer, path, &error), error);
    assert_ok(concepts_write(t, &held, writer, &error), error);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
    words_free(&stems);
    words_free(&spellings);
    return open_part(path);
}

static void test_concepts(void **state)
{
    struct thesaurus t = {.word_count = 0};
    struct shim_database *database;
    struct error error = {0};

    assert_ok(add(&t,
                  "그림, 이미지, images\n호랑이, tiger\n위성 사진, remote sensing\n"
                  "GPT-4, 지피티4\nimage, 사진\n",
                  &error),
              error);
    database = store(*state, &t);
    check(database, LEXICAL_CONCEPT, "0", "imag 9, 이미지 4");
    check(database, LEXICAL_CONCEPT, "1", "");
    check(database, LEXICAL_CONCEPT, "2", "위성 사진 2, 위성사진 1");
    check(database, LEXICAL_CONCEPT, "4", "imag 9, 사진 5");
    check(database, LEXICAL_MEANING, "그림", "그림 0");
    check(database, LEXICAL_MEANING, "imag", "imag 0, imag 4");
    check(database, LEXICAL_MEANING, "호랑이", "");
    check(database, LEXICAL_MEANING, "위성사진", "위성사진 2");
    check(database, LEXICAL_MEANING, "remot sens", "remot sens 2");
    check(database, LEXICAL_MEANING, "gpt4", "gpt4 3");
    check(database, LEXICAL_MEANING, "gpt 4", "gpt 4 3");
    shim_database_free(database);
    thesaurus_free(&t);
}

/* other becomes a word as long as word, and in its bucket. */
static void share_bucket(const char *word, char other[8])
{
    char wanted[CONCEPT_BUCKET_MAX], bucket[CONCEPT_BUCKET_MAX];
    const size_t length = strlen(word);

    concept_bucket(word, length, wanted);
    for (unsigned i = 0; i < 26 * 26 * 26 * 26; i++) {
        snprintf(other, 8, "%c%c%c%ck", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26,
                 'a' + i / 17576 % 26);
        concept_bucket(other, length, bucket);
        if (strcmp(bucket, wanted) == 0 && strcmp(other, word) != 0)
            return;
    }
    fail();
}

static void test_words_of_one_bucket(void **state)
{
    struct thesaurus t = {.word_count = 0};
    struct shim_database *database;
    struct error error = {0};
    char other[8], text[64], expected[16];

    share_bucket("zorok", other);
    snprintf(text, sizeof text, "zorok, %s, image\n", other);
    assert_ok(add(&t, text, &error), error);
    database = store(*state, &t);
    check(database, LEXICAL_MEANING, "zorok", "zorok 0");
    snprintf(expected, sizeof expected, "%s 0", other);
    check(database, LEXICAL_MEANING, other, expected);
    shim_database_free(database);
    thesaurus_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_own),
        cmocka_unit_test_setup_teardown(test_concepts, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(test_words_of_one_bucket, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
