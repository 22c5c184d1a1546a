/* The key of a paper's BibTeX entry. */
#ifndef SEOGO_RENDER_BIBTEX_H
#define SEOGO_RENDER_BIBTEX_H

#include "indexer/format/paper.h"

#define BIBTEX_KEY_MAX 80

/* First author's last name, year, first word of the title; two papers of an answer may
 * have one key, and get letters behind it there. */
void bibtex_key(const struct paper *paper, char key[BIBTEX_KEY_MAX]);

#endif
