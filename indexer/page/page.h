/* A page's bytes -> papers, by md4c and the rules of seogo-pages(5). Knows no
 * index, no file and no locale. What is no paper is passed over; what looks like
 * one and is damaged is reported and, where something findable remains, kept. */
#ifndef SEOGO_PAGE_H
#define SEOGO_PAGE_H

#include <stddef.h>

#include "indexer/page/sink.h"

/* bytes may be anything; what they cost is linear in length. Of more than 64 MiB
 * the rest is left out, with a warning. path: the page's, NUL-terminated; its
 * name and folders may tell the day, the paper's id and its title. */
enum page_result page_read(const char *bytes, size_t length, const char *path,
                           const struct page_sink *sink);

#endif
