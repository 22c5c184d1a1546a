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

/* scratch-PID / chunk-K / a database's files. */
#define SCRATCH_DEPTH 3
#define GENERATION_DEPTH 2
#define GENERATION_NAME_MAX 64

/* The number in "<prefix>N", or 0 where name is another. */
static uint64_t number_after(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);
    if (strncmp(name, prefix, length) != 0 || name[length] < '1' || name[length] > '9')
        return 0;
    char *end = NULL;
    errno = 0;
    unsigned long long number = strtoull(name + length, &end, 10);
    return errno == 0 && *end == '\0' ? (uint64_t)number : 0;
}

/* A stream over a directory that stays open; NULL where it cannot be read. */
static DIR *list(int directory, const char *name)
{
    int copy = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *stream = copy >= 0 ? fdopendir(copy) : NULL;
    if (copy >= 0 && stream == NULL)
        close(copy);
    return stream;
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
    uint64_t newest = 0;
    DIR *stream = list(directory, ".");
    const struct dirent *entry;
    while (stream != NULL && (entry = readdir(stream)) != NULL) {
        uint64_t generation = number_after(entry->d_name, LOCATION_GENERATION);
        if (generation > newest && generation < before)
            newest = generation;
    }
    if (stream != NULL)
        closedir(stream);
    return newest;
}

void cleanup_remove_scratch(int directory)
{
    DIR *stream = list(directory, ".");
    const struct dirent *entry;
    while (stream != NULL && (entry = readdir(stream)) != NULL)
        if (number_after(entry->d_name, LOCATION_SCRATCH) > 0)
            remove_tree(directory, entry->d_name, SCRATCH_DEPTH);
    if (stream != NULL)
        closedir(stream);
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
    const struct dirent *entry;
    while (stream != NULL && (entry = readdir(stream)) != NULL) {
        uint64_t generation = number_after(entry->d_name, LOCATION_GENERATION);
        if (generation > 0 && !is_one_of(generation, kept, count))
            remove_tree(directory, entry->d_name, GENERATION_DEPTH);
    }
    if (stream != NULL)
        closedir(stream);
}
