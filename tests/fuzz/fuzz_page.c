/* Any bytes as a page: nothing is read that is not there, and what comes out
 * keeps what paper.h promises, so that it survives the way into the index. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/record.h"
#include "shim/base/utf8.h"
#include "indexer/page/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_text(const char *text)
{
    const size_t length = strlen(text);
    check(utf8_valid_length(text, length) == length);
    for (size_t i = 0; i < length; i++)
        check((unsigned char)text[i] >= ' ');
}

static bool check_paper(void *context, struct paper *paper)
{
    struct buffer *const record = context;
    struct paper again;
    check_text(paper->id);
    check_text(paper->title);
    check_text(paper->url);
    check(paper->id[0] != '\0' && paper->line > 0 && paper->path == NULL);
    for (size_t i = 0; i < paper->author_count; i++)
        check_text(paper->authors[i]);
    for (size_t i = 0; i < paper->bullet_count; i++) {
        check_text(paper->summary[i].text);
        check(paper->summary[i].line >= paper->line);
    }
    paper->path = strdup("page.md");
    buffer_clear(record);
    check(paper->path != NULL && record_write(paper, record) == STATUS_OK);
    check(record_read(record->data, record->length, &again, NULL) == STATUS_OK);
    check(strcmp(again.title, paper->title) == 0 && again.bullet_count == paper->bullet_count);
    paper_clear(&again);
    return true;
}

static bool check_warning(void *context, uint32_t line, enum page_trouble trouble)
{
    (void)context;
    check(line > 0 && page_trouble_is(trouble)->what[0] != '\0');
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer record = BUFFER_INIT;
    const struct page_sink sink = {&record, check_paper, check_warning};
    check(page_read((const char *)data, size, "2024/03/2403.00001.md", &sink) == PAGE_OK);
    buffer_free(&record);
    return 0;
}
