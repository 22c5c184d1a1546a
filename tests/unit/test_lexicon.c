/* What a small archive of made-up papers teaches, and that it is the same
 * whatever the order and the threads in which they come. */
#include <pthread.h>

#include "shim_library.h"

#include "indexer/format/lexical.h"
#include "indexer/format/terms.h"
#include "indexer/lexicon/lexicon.h"

struct lesson {
    const char *title, *summary;
};

/* The first two words always come with the same ten, which therefore tie. */
#define TIED "가람 나무 다리 마루 바람 사슴 아침 자락 차림 하늘"
static const struct lesson LESSONS[] = {
    {"Zigzag Walks", TIED},
    {"Zigzag Walks Again", TIED},
    {"Zigzag Walks at Night", TIED},
    {"Latent Radiance", "레이턴트 공간의 확산 모델(diffusion model)"},
    {"Radiance Maps of Radiance", "확산 모델(diffusion model; DM)로 레이턴트 지도를 그린다"},
    {"Hallucinations of Talkers", "환각(hallucination)을 줄인다"},
    {"Fewer Hallucinations", "환각(hallucination)을 잰다. AnimateQuill 사용"},
    {"Hallucinations Dream", "환각을 그린다"},
    {"Aligning", "거대 도표 새로운 정렬(alignment)"},
    {"Alignment", "거대 도표 새로운 정렬(alignment)"},
};
enum { LESSONS_COUNT = sizeof LESSONS / sizeof *LESSONS, THREADS = 4 };

static size_t stem(void *context, const char *word, size_t length, char *out, size_t capacity)
{
    return shim_stem(context, (struct shim_bytes){word, length}, out, capacity);
}

/* One thread's papers: those from first on, by steps. */
struct class
{
    struct lexicon *lexicon;
    size_t first, step, times;
    bool backwards, pairs;
};

static void learn(const struct class *class, struct terms *terms, struct analyzer *analyzer,
                  const struct lesson *lesson)
{
    struct paper paper = {.id = strdup("2401.00001"),
                          .title = strdup(lesson->title),
                          .url = strdup("https://example.org/"),
                          .votes = VOTES_UNKNOWN,
                          .path = strdup("page.md")};
    struct shim_document document = {0};

    assert_true(paper_add_author(&paper, strdup("Ada Lovelace")));
    assert_true(paper_add_bullet(&paper, strdup(lesson->summary), 5));
    assert_int_equal(terms_of(terms, &paper, &document), STATUS_OK);
    const struct lexicon_source source = {&paper, &document, class->pairs};
    assert_int_equal(lexicon_add(class->lexicon, analyzer, &source, NULL), STATUS_OK);
    paper_clear(&paper);
}

static void *attend(void *context)
{
    const struct class *class = context;
    struct shim_stemmer *stemmer;
    struct error error = {0};
    struct analyzer *analyzer;
    struct terms *terms;

    assert_ok(shim_stemmer_new(&stemmer, &error), error);
    analyzer = analyzer_new(&(struct stemming){stem, stemmer});
    assert_non_null(analyzer);
    terms = terms_new(analyzer);
    assert_non_null(terms);
    for (size_t time = 0; time < class->times; time++)
        for (size_t i = class->first; i < LESSONS_COUNT; i += class->step)
            learn(class, terms, analyzer, &LESSONS[class->backwards ? LESSONS_COUNT - 1 - i : i]);
    terms_free(terms);
    analyzer_free(analyzer);
    shim_stemmer_free(stemmer);
    return NULL;
}

static const struct thesaurus NO_THESAURUS;

/* Writes the lexicon as an index of its own. */
static void publish(const struct scratch *scratch, struct lexicon *lexicon, const char *name,
                    char path[PATH_SIZE])
{
    char part[PATH_SIZE], part_name[64];
    const char *const parts[] = {part};
    struct shim_writer *writer;
    struct error error = {0};

    snprintf(part_name, sizeof part_name, "%s-part", name);
    scratch_path(scratch, part_name, part);
    scratch_path(scratch, name, path);
    assert_ok(shim_writer_create(&writer, part, &error), error);
    assert_ok(lexicon_write(lexicon, &NO_THESAURUS, writer, &error), error);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
    assert_ok(shim_merge(parts, 1, path, &error), error);
}

static void teach(const struct scratch *scratch, size_t threads, bool backwards, size_t times,
                  const char *name, char path[PATH_SIZE])
{
    struct lexicon *lexicon = lexicon_new();
    pthread_t ids[THREADS];
    struct class classes[THREADS];

    assert_non_null(lexicon);
    for (size_t t = 0; t < threads; t++) {
        classes[t] = (struct class){lexicon, t, threads, times, backwards, true};
        assert_int_equal(pthread_create(&ids[t], NULL, attend, &classes[t]), 0);
    }
    for (size_t t = 0; t < threads; t++)
        assert_int_equal(pthread_join(ids[t], NULL), 0);
    publish(scratch, lexicon, name, path);
    lexicon_free(lexicon);
}

/* The entries under a key as "text number, text number". */
static void check(struct shim_database *database, enum lexical_kind kind, const char *text,
                  const char *expected)
{
    char key[LEXICAL_KEY_MAX], told[2048] = "", *value = NULL;
    size_t key_length = lexical_key(kind, text, strlen(text), key), length = 0, offset = 0, n = 0;
    struct lexical_entry entry;
    struct error error = {0};

    assert_ok(
        shim_metadata(database, (struct shim_bytes){key, key_length}, &value, &length, &error),
        error);
    while (lexical_next(value, length, &offset, &entry) && n < sizeof told - 300)
        n += (size_t)snprintf(told + n, sizeof told - n, "%s%.*s %u", n ? ", " : "",
                              (int)entry.length, entry.text, (unsigned)entry.number);
    assert_int_equal(offset, length);
    free(value);
    assert_string_equal(told, expected);
}

static struct shim_database *teach_all(void **state)
{
    char path[PATH_SIZE];

    teach(*state, 1, false, 1, "library", path);
    return open_library(path);
}

static void words_that_come_together_are_related(void **state)
{
    struct shim_database *database = teach_all(state);

    /* Glosses of two papers, titles of three, each once. */
    check(database, LEXICAL_RELATED, "diffus", "모델 255, 확산 255");
    check(database, LEXICAL_RELATED, "확산", "diffus 255, model 255");
    check(database, LEXICAL_RELATED, "hallucin", "환각 255");
    check(database, LEXICAL_RELATED, "환각", "hallucin 255");
    /* Of the words before a gloss about as many as it has. */
    check(database, LEXICAL_RELATED, "정렬", "align 255");
    check(database, LEXICAL_RELATED, "도표", "");
    check(database, LEXICAL_RELATED, "radianc", "");
    /* Of ten equals the first six. */
    check(database, LEXICAL_RELATED, "zigzag",
          "가람 255, 나무 255, 다리 255, 마루 255, 바람 255, 사슴 255");
    check(database, LEXICAL_RELATED, "가람", "walk 255, zigzag 255");
    shim_database_free(database);
}

static void words_are_found_by_their_sound(void **state)
{
    struct shim_database *database = teach_all(state);

    /* Hangul that two papers hold, English that one does. */
    check(database, LEXICAL_SOUND, "LTNT", "레이턴트 2, latent 1");
    check(database, LEXICAL_SOUND, "TPSN", "diffusion 2");
    check(database, LEXICAL_SOUND, "ANMTKL", "animatequill 1");
    check(database, LEXICAL_SOUND, "JT", ""); /* 지도 */
    check(database, LEXICAL_SOUND, "N", "");  /* too short to tell a word */
    shim_database_free(database);
}

static void words_are_listed_by_length(void **state)
{
    struct shim_database *database = teach_all(state);

    check(database, LEXICAL_VOCABULARY, "l8", "aligning 1, radiance 2");
    check(database, LEXICAL_VOCABULARY, "l9", "alignment 2, diffusion 2");
    check(database, LEXICAL_VOCABULARY, "l12", "animatequill 1");
    check(database, LEXICAL_VOCABULARY, "h4", "레이턴트 2");
    check(database, LEXICAL_VOCABULARY, "h3", "그린다 2, 새로운 2");
    check(database, LEXICAL_VOCABULARY, "h5", "");
    shim_database_free(database);
}

static size_t read_file(const char *path, char **out)
{
    FILE *file = fopen(path, "rb");
    long length;

    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    length = ftell(file);
    assert_true(length > 0);
    rewind(file);
    *out = malloc((size_t)length);
    assert_non_null(*out);
    assert_int_equal(fread(*out, 1, (size_t)length, file), length);
    fclose(file);
    return (size_t)length;
}

/* The files are the same but for the 16 bytes of their UUIDs. */
static void check_same(const char *a_path, const char *b_path)
{
    char *a, *b;
    size_t length = read_file(a_path, &a), first = SIZE_MAX, last = 0;

    assert_int_equal(read_file(b_path, &b), length);
    for (size_t i = 0; i < length; i++)
        if (a[i] != b[i]) {
            first = first == SIZE_MAX ? i : first;
            last = i;
        }
    assert_true(first == SIZE_MAX || last - first < 16);
    free(a);
    free(b);
}

static void order_and_threads_change_nothing(void **state)
{
    char usual[PATH_SIZE], other[PATH_SIZE];

    teach(*state, 1, false, 40, "usual", usual);
    teach(*state, 1, true, 40, "backwards", other);
    check_same(usual, other);
    for (int round = 0; round < 5; round++) {
        char name[32];

        snprintf(name, sizeof name, "threads%d", round);
        teach(*state, THREADS, round % 2, 40, name, other);
        check_same(usual, other);
    }
}

static void without_pairs_no_words_are_related(void **state)
{
    struct lexicon *lexicon = lexicon_new();
    struct class class = {lexicon, 0, 1, 40, false, false};
    struct shim_database *database;
    char path[PATH_SIZE];

    assert_non_null(lexicon);
    attend(&class);
    publish(*state, lexicon, "words", path);
    lexicon_free(lexicon);
    database = open_library(path);
    check(database, LEXICAL_RELATED, "diffus", "");
    check(database, LEXICAL_VOCABULARY, "l9", "alignment 80, diffusion 80");
    check(database, LEXICAL_SOUND, "ANMTKL", "animatequill 40");
    shim_database_free(database);
}

static void nothing_is_learned_of_nothing(void **state)
{
    struct lexicon *lexicon = lexicon_new();
    char path[PATH_SIZE];
    struct shim_database *database;

    assert_non_null(lexicon);
    publish(*state, lexicon, "empty", path);
    lexicon_free(lexicon);
    lexicon_free(NULL);
    database = open_library(path);
    check(database, LEXICAL_RELATED, "diffus", "");
    shim_database_free(database);
}

/* Limits of a paper: words of a title, a gloss and a set. */
static void a_hostile_paper_is_learned_in_part(void **state)
{
    enum { BYTES = 60000 };
    struct lexicon *lexicon = lexicon_new();
    struct class class = {lexicon, 0, 1, 1, false, true};
    struct lesson lesson;
    char path[PATH_SIZE], *title = malloc(BYTES), *summary = malloc(BYTES);
    struct shim_stemmer *stemmer;
    struct error error = {0};
    struct analyzer *analyzer;
    struct terms *terms;
    size_t n = 0, m = 0;

    assert_true(lexicon && title && summary);
    for (unsigned i = 0; i < 3000; i++) {
        n += (size_t)snprintf(title + n, BYTES - n, "w%uabc ", i);
        m += (size_t)snprintf(summary + m, BYTES - m, i % 50 ? "갸갹%c갿 " : "모델(a b c d e f g) ",
                              (int)('a' + i % 26));
    }
    lesson = (struct lesson){title, summary};
    assert_ok(shim_stemmer_new(&stemmer, &error), error);
    analyzer = analyzer_new(&(struct stemming){stem, stemmer});
    terms = terms_new(analyzer);
    assert_true(analyzer && terms);
    learn(&class, terms, analyzer, &lesson);
    publish(*state, lexicon, "hostile", path);
    terms_free(terms);
    analyzer_free(analyzer);
    shim_stemmer_free(stemmer);
    lexicon_free(lexicon);
    free(title);
    free(summary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_that_come_together_are_related, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(words_are_found_by_their_sound, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(words_are_listed_by_length, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(order_and_threads_change_nothing, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(without_pairs_no_words_are_related, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(nothing_is_learned_of_nothing, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(a_hostile_paper_is_learned_in_part, scratch_setup,
                                        scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
