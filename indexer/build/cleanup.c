/* Removes by name, and only names that an indexer gives; see cleanup.h. What
 * cannot be removed stays for the next run: it harms nobody. */
#include "indexer/build/cleanup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/format/location.h"

/* scratch-PID / generation / its files. */
#define SCRATCH_DEPTH 3
#define GENERATION_DEPTH 2
#define GENERATION_NAME_MAX 64

/* A stream over a directory that stays open; NULL where it cannot be read. */
static DIR *list(int directory, const char *name)
{
    int copy = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *stream = copy >= 0 ? fdopendir(copy) : NULL;
    if (copy >= 0 && stream == NULL)
        close(copy);
    return stream;
}

/* The number of the next name "<prefix>N" in the stream, which may be NULL; 0 at its
 * end. */
static uint64_t next_number(DIR *stream, const char *prefix, const char **name)
{
    const struct dirent *entry;
    while (stream != NULL && (entry = readdir(stream)) != NULL) {
        const uint64_t number = location_number(entry->d_name, prefix);
        *name = entry->d_name;
        if (number > 0)
            return number;
    }
    if (stream != NULL)
        closedir(stream);
    return 0;
}

static void remove_tree(int directory, const char *name, int depth)
{
    if (unlinkat(directory, name, 0) == 0 || depth == 0)
        return;
    DIR *stream = list(directory, name);
    if (stream == NULL)
        return;
    const struct dirent *entry;
    while ((entry = readdir(stream)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            remove_tree(dirfd(stream), entry->d_name, depth - 1);
    closedir(stream);
    unlinkat(directory, name, AT_REMOVEDIR);
}

uint64_t cleanup_newest(int directory, uint64_t before)
{
    uint64_t newest = 0, generation;
    DIR *stream = list(directory, ".");
    const char *name;
    while ((generation = next_number(stream, LOCATION_GENERATION, &name)) > 0)
        if (generation > newest && generation < before)
            newest = generation;
    return newest;
}

void cleanup_remove_scratch(int directory)
{
    DIR *stream = list(directory, ".");
    const char *name;
    while (next_number(stream, LOCATION_SCRATCH, &name) > 0)
        remove_tree(directory, name, SCRATCH_DEPTH);
}

void cleanup_remove_generation(int directory, uint64_t generation)
{
    char name[GENERATION_NAME_MAX];
    snprintf(name, sizeof name, LOCATION_GENERATION "%" PRIu64, generation);
    remove_tree(directory, name, GENERATION_DEPTH);
}

static bool is_one_of(uint64_t generation, const uint64_t *kept, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kept[i] == generation)
            return true;
    return false;
}

void cleanup_remove_generations(int directory, const uint64_t *kept, size_t count)
{
    DIR *stream = list(directory, ".");
    const char *name;
    uint64_t generation;
    while ((generation = next_number(stream, LOCATION_GENERATION, &name)) > 0)
        if (!is_one_of(generation, kept, count))
            remove_tree(directory, name, GENERATION_DEPTH);
}
