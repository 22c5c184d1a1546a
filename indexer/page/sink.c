/* See sink.h. */
#include "indexer/page/sink.h"

static const struct page_trouble_is troubles[PAGE_TROUBLES] = {
    [PAGE_EMPTY] = {false, "the page is empty"},
    [PAGE_WITHOUT_PAPER] = {false, "no paper on this page"},
    [PAGE_WITHOUT_DATE] = {false, "no date before this paper"},
    [PAGE_DATE_IMPOSSIBLE] = {false, "the heading's date is not a day of the calendar"},
    [PAGE_PAPER_WITHOUT_LINK] = {true, "the paper has no link and is left out"},
    [PAGE_PAPER_WITHOUT_TITLE] = {false, "the paper has no title"},
    [PAGE_PAPER_WITHOUT_SUMMARY] = {false, "the paper has no summary"},
    [PAGE_VOTES_UNREADABLE] = {false, "the votes are neither a number nor \"-\""},
    [PAGE_BYTES_REPLACED] = {true, "bytes that are no text are left out"},
    [PAGE_BRACKETS] = {false, "more brackets in a paragraph than links can be read from"},
    [PAGE_DEFINITIONS] = {false, "link definitions that are too long for their many uses"},
    [PAGE_TOO_LONG] = {true, "the page is too long; the rest is left out"},
};

const struct page_trouble_is *page_trouble_is(enum page_trouble trouble)
{
    return &troubles[trouble];
}
