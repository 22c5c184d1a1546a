/* A paper as it is cited in running text; as a BibTeX entry it is a format. */
#ifndef SEOGO_RENDER_CITATION_H
#define SEOGO_RENDER_CITATION_H

#include <stdbool.h>

#include "shim/base/buffer.h"
#include "indexer/format/paper.h"

/* An arXiv id since 2007: YYMM.NNNN or YYMM.NNNNN. */
bool citation_is_arxiv(const char *id);
/* The year that the arXiv id tells, else that of the page's day, else 0. */
unsigned citation_year(const struct paper *paper);

#define CITATION_KEY_MAX 80

/* What cites it in LaTeX and Pandoc, in small ASCII letters and digits: the first
 * author's last name, the year, the first word of the title. key has room for
 * CITATION_KEY_MAX bytes. */
void citation_key(const struct paper *paper, char *key);

/* Appends text, none of which is Markdown's then. */
bool citation_markdown_text(const char *text, struct buffer *out);

/* These append one line without its end; false: out of memory. */

/* [title](url) */
bool citation_markdown(const struct paper *paper, struct buffer *out);
/* Authors. Title. Year. Link; of more than three authors the first et al. */
bool citation_plain(const struct paper *paper, struct buffer *out);

#endif
