#include "indexer/format/share.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/location.h"
#include "shim/base/hash.h"

bool share_read(const char *text, struct share *out)
{
    unsigned number, count;
    char again[SHARE_TEXT_MAX];
    if (sscanf(text, "%4u/%4u", &number, &count) != 2 || number < 1 || number > count ||
        count > SHARES_MAX)
        return false;
    *out = (struct share){number - 1, count};
    share_write(out, again);
    return strcmp(again, text) == 0;
}

void share_write(const struct share *share, char out[SHARE_TEXT_MAX])
{
    snprintf(out, SHARE_TEXT_MAX, "%u/%u", share->number + 1, share->count);
}

enum status share_of(struct shim_database *database, struct share *out, struct error *error)
{
    const struct shim_bytes key = {METADATA_SHARE, strlen(METADATA_SHARE)};
    char *text = NULL;
    size_t length;
    *out = (struct share){0};
    enum status status = shim_metadata(database, key, &text, &length, error);
    if (status == STATUS_OK && length > 0 && !share_read(text, out))
        status = error_set(error, STATUS_FORMAT, NULL, "'%s' is no share of an archive", text);
    free(text);
    return status;
}

bool share_has(const struct share *share, const char *page)
{
    return share->count == 0 || hash_bytes(page, strlen(page)) % share->count == share->number;
}
