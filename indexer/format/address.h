/* Which paper an address names: the one place that knows how the hosts of papers
 * write their addresses. The page reader and the query language ask here, so
 * that a paper has one id whatever address of it was written or is pasted. */
#ifndef SEOGO_FORMAT_ADDRESS_H
#define SEOGO_FORMAT_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/buffer.h"

enum address_kind {
    ADDRESS_NONE,  /* no address of the web: a file, an anchor, a mail address */
    ADDRESS_WEB,   /* of anything */
    ADDRESS_PAPER, /* of a paper: its host has nothing else there */
};

/* Appends the id that text names; nothing for ADDRESS_NONE. A paper has the name
 * that its publisher gives it, without version: "2403.01234" and "math/0701001"
 * (arXiv, also by Hugging Face, alphaXiv, ar5iv), "10.1145/3394486" (DOI, in
 * lower case), "AbCdEf123" (OpenReview), "2020.acl-main.1" (ACL Anthology). Any
 * other address is its own id: without scheme, "www.", fragment and last slash,
 * its host in lower case. Besides addresses "arXiv:ID" and "doi:ID" are read,
 * and an id of arXiv or a DOI alone. False where memory is short. */
bool address_read(const char *text, size_t length, struct buffer *id, enum address_kind *kind);

/* The length of the arXiv id that text starts with, its version included; 0
 * where there is none. */
size_t address_arxiv_length(const char *text, size_t length);
/* The year and month in an arXiv id, as 202403; 0 for any other id. */
uint32_t address_month(const char *id);

#endif
