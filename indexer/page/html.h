/* HTML in a page -> the Markdown that says the same, since md4c leaves HTML alone:
 * headings, links, <summary> (a heading of the lowest level); comments and all
 * other known elements go. What only looks like a tag, "<think>", stays. */
#ifndef SEOGO_PAGE_HTML_H
#define SEOGO_PAGE_HTML_H

#include <stdbool.h>

#include "shim/base/buffer.h"

/* What <br> becomes within a line: white space as any other, but between names it parts
 * them. */
#define HTML_BREAK '\v'

/* Appends text with its lines' numbers as they are; *changed: something was
 * translated. Code stays. False where memory is short. */
bool html_to_markdown(const char *text, const char *end, struct buffer *out, bool *changed);

#endif
