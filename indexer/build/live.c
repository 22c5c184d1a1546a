#include "indexer/build/live.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/build/generation.h"
#include "indexer/format/location.h"

/* The whole file, malloc'd; NULL where it cannot be read or there is too little
 * memory for it. */
static char *read_whole(int directory, const char *name, size_t *length)
{
    struct stat is;
    char *bytes = NULL;
    int file = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    *length = 0;
    if (file >= 0 && fstat(file, &is) == 0 && S_ISREG(is.st_mode))
        bytes = malloc((size_t)is.st_size + 1);
    while (bytes != NULL && *length < (size_t)is.st_size) {
        ssize_t got = read(file, bytes + *length, (size_t)is.st_size - *length);
        if (got <= 0) {
            free(bytes);
            bytes = NULL;
        } else {
            *length += (size_t)got;
        }
    }
    if (file >= 0)
        close(file);
    return bytes;
}

/* Whether the inventory is there and of use. */
static bool read_inventory(struct live *live, const char *root)
{
    size_t length;
    char *bytes = read_whole(live->directory, INVENTORY, &length);
    return bytes != NULL && inventory_read(&live->inventory, bytes, length) == STATUS_OK &&
           strcmp(live->inventory.root, root) == 0;
}

enum status live_open(struct live *out, const char *directory, const char *root,
                      struct error *error)
{
    uint64_t generation;
    *out = (struct live){.directory = -1};
    enum status status = location_current(directory, &out->path, &generation, error);
    if (status == STATUS_NO_MEMORY)
        return status;
    if (status == STATUS_OK && generation > 0)
        out->directory = open(out->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (out->directory < 0 || !generation_is_whole(out->directory) || !read_inventory(out, root))
        live_clear(out);
    return STATUS_OK;
}

void live_clear(struct live *live)
{
    inventory_clear(&live->inventory);
    free(live->path);
    if (live->directory >= 0)
        close(live->directory);
    *live = (struct live){.directory = -1};
}
