/* The labels of links that are no prose. */
#ifndef SEOGO_PAGE_LABELS_H
#define SEOGO_PAGE_LABELS_H

#include "indexer/page/slice.h"

/* Whether text is nothing but labels: "arXiv", "[code]", an address, an id, an
 * emoji, nothing. */
bool labels_alone(struct slice text);

#endif
