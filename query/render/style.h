/* The look of cards, and text that is printed with its marks. */
#ifndef SEOGO_RENDER_STYLE_H
#define SEOGO_RENDER_STYLE_H

#include <stdbool.h>
#include <stddef.h>

#include "query/render/printer.h"
#include "query/render/visible.h"

enum style { STYLE_PLAIN, STYLE_TITLE, STYLE_FAINT, STYLE_LINK };

/* The look of one block of text. */
struct look {
    enum style style;
    const char *link; /* where it leads, or NULL */
};

/* Appends the bytes [line.start, line.end) of text, the marks in them standing
 * out where the options ask for color. False where memory is short. */
bool style_add(struct printing *printing, const struct visible *text, struct span line,
               struct look look);

#endif
