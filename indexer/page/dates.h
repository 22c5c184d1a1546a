/* Days in the ways in which pages write them. */
#ifndef SEOGO_PAGE_DATES_H
#define SEOGO_PAGE_DATES_H

#include "indexer/page/slice.h"

enum date_result { DATE_NONE, DATE_FOUND, DATE_IMPOSSIBLE };

/* The first day in the text, as 20240320: "2024-03-20", "2024. 3. 20.",
 * "2024/03/20", "2024년 3월 20일", "2024年3月20日", "20240320", "March 20, 2024",
 * "20 Mar 2024", "12-Aug-2026". Impossible: "2024-02-30". */
enum date_result date_find(struct slice text, uint32_t *date);

/* The day in a page's path: in its file's name, else in the folder that is a day
 * or the folders and file that are year, month and day; 0 for none. */
uint32_t date_of_path(const char *path);

#endif
