/* See document.h. */
#include "indexer/page/document.h"

#include <stdlib.h>

#include "shim/base/array.h"

bool document_add_link(struct document *document, struct range label, struct slice address)
{
    struct buffer *const addresses = &document->addresses;
    if (!array_grow(&document->links, document->link_count, sizeof *document->links))
        return false;
    struct link link = {.label = label, .address = {addresses->length, address.length}};
    if (!buffer_add(addresses, address.data, address.length))
        return false;
    link.id.start = addresses->length;
    if (!address_read(address.data, address.length, addresses, &link.kind))
        return false;
    link.id.length = addresses->length - link.id.start;
    document->links[document->link_count++] = link;
    return true;
}

bool document_add_id(struct document *document, struct range label, struct slice id)
{
    struct buffer address = BUFFER_INIT;
    const bool doi = slice_starts(id, "10.");
    const bool enough =
        buffer_add_text(&address, doi ? "https://doi.org/" : "https://arxiv.org/abs/") &&
        buffer_add(&address, id.data, id.length) &&
        document_add_link(document, label, (struct slice){address.data, address.length});
    buffer_free(&address);
    return enough;
}

struct slice document_text(const struct document *document, struct range range)
{
    return range.length == 0 ? (struct slice){"", 0}
                             : (struct slice){document->text.data + range.start, range.length};
}

struct slice document_address(const struct document *document, struct range range)
{
    return range.length == 0 ? (struct slice){"", 0}
                             : (struct slice){document->addresses.data + range.start, range.length};
}

void document_free(struct document *document)
{
    free(document->blocks);
    free(document->links);
    buffer_free(&document->text);
    buffer_free(&document->addresses);
}
