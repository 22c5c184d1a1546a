/* A small library of papers, indexed as an archive is, for the tests of plan and
 * search. The papers are made up; each is there for what a test says of it. */
#ifndef SEOGO_TESTS_UNIT_SEARCH_LIBRARY_H
#define SEOGO_TESTS_UNIT_SEARCH_LIBRARY_H

#include "shim_library.h"

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "indexer/format/record.h"
#include "indexer/format/terms.h"

struct book {
    const char *id, *title, *author, *summary;
    long votes;
    uint32_t date;
};

static const struct book BOOKS[] = {
    {"2401.00001", "Latent Diffusion", "Ada Lovelace", "확산 모델로 이미지를 만듭니다", 10,
     20240101},
    {"2401.00002", "AnimateDiff", "Shanchuan Lin", "확산모델로 비디오를 생성합니다", 50, 20240102},
    {"2401.00003", "Reasoning of LLMs", "Lin Shanchuan", "LLM의 추론능력을 잽니다", 5, 20240201},
    {"2401.00004", "Language Models", "Bo Kim", "강화 학습으로 추론을 돕습니다", VOTES_UNKNOWN,
     20240202},
    {"2401.00005", "YOLOv9", "Cho Lee", "강화학습과 물체 검출을 다룹니다", 7, 20240301},
    {"2401.00006", "Models of Language", "Dan Park", "학습 강화라는 말을 씁니다", 0, 0},
};
enum { BOOK_COUNT = sizeof BOOKS / sizeof *BOOKS };

static inline size_t library_stem(void *context, const char *word, size_t length, char *out,
                                  size_t capacity)
{
    return shim_stem(context, (struct shim_bytes){word, length}, out, capacity);
}

static inline void library_add(struct shim_writer *writer, struct terms *terms,
                               const struct book *book)
{
    struct paper paper = {.id = strdup(book->id),
                          .title = strdup(book->title),
                          .url = strdup("https://example.org/"),
                          .date = book->date,
                          .votes = book->votes,
                          .path = strdup("page.md"),
                          .line = 3};
    struct buffer record = BUFFER_INIT;
    struct shim_document document = {0};
    struct error error = {0};

    assert_true(paper_add_author(&paper, strdup(book->author)));
    assert_true(paper_add_bullet(&paper, strdup(book->summary), 5));
#ifdef LIBRARY_FACTS /* of a test that asks for more than BOOKS have */
    LIBRARY_FACTS(&paper);
#endif
    assert_int_equal(record_write(&paper, &record), STATUS_OK);
    assert_int_equal(terms_of(terms, &paper, &document), STATUS_OK);
    document.data = (struct shim_bytes){record.data, record.length};
    assert_ok(shim_writer_add(writer, &document, &error), error);
    buffer_free(&record);
    paper_clear(&paper);
}

/* Indexes BOOKS into a part, whose path is part. */
static inline void library_build_part(const struct scratch *scratch, char part[PATH_SIZE])
{
    char fingerprint[FINGERPRINT_MAX];
    struct shim_stemmer *stemmer;
    struct shim_writer *writer;
    struct error error = {0};
    size_t length = fingerprint_write(fingerprint);

    scratch_path(scratch, "part", part);
    assert_ok(shim_stemmer_new(&stemmer, &error), error);
    struct analyzer *analyzer = analyzer_new(&(struct stemming){library_stem, stemmer});
    assert_non_null(analyzer);
    struct terms *terms = terms_new(analyzer);
    assert_non_null(terms);
    assert_ok(shim_writer_create(&writer, part, &error), error);
    for (size_t i = 0; i < BOOK_COUNT; i++)
        library_add(writer, terms, &BOOKS[i]);
    assert_ok(shim_writer_metadata(writer, bytes(METADATA_FINGERPRINT),
                                   (struct shim_bytes){fingerprint, length}, &error),
              error);
    assert_ok(shim_writer_metadata(writer, bytes(METADATA_ROOT), bytes("/archive"), &error), error);
    assert_ok(shim_writer_commit(writer, &error), error);
    shim_writer_free(writer);
    terms_free(terms);
    analyzer_free(analyzer);
    shim_stemmer_free(stemmer);
}

/* The same into one file. */
static inline void library_build(const struct scratch *scratch, char out[PATH_SIZE])
{
    char part[PATH_SIZE];

    library_build_part(scratch, part);
    scratch_path(scratch, "library", out);
    merge_part(part, out);
}

#endif
