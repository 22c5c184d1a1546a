/* Runs a fuzz target over the files given, directories file by file (not
 * deeper), and over no bytes at all: seeds and findings become ordinary tests.
 * Each input lies in a block of its own size, so that a sanitizer sees a read
 * behind its end. Exit status 1 where a file cannot be read or none was. */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool complain(const char *path)
{
    fprintf(stderr, "replay: %s: %s\n", path, strerror(errno));
    return false;
}

static bool replay_file(const char *path, size_t size)
{
    FILE *const file = fopen(path, "rb");
    if (file == NULL)
        return complain(path);
    uint8_t *const data = malloc(size > 0 ? size : 1);
    const size_t got = data != NULL ? fread(data, 1, size, file) : 0;
    fclose(file);
    if (data == NULL || got != size) {
        free(data);
        return complain(path);
    }
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return true;
}

/* Counts the files into *replayed. */
static bool replay_directory(const char *path, size_t *replayed)
{
    struct dirent **entries;
    const int count = scandir(path, &entries, NULL, alphasort);
    if (count < 0)
        return complain(path);
    bool good = true;
    for (int i = 0; i < count; i++) {
        char name[4096];
        struct stat status;
        const int length = snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        free(entries[i]);
        if (length < 0 || (size_t)length >= sizeof name || stat(name, &status) != 0)
            good = complain(path);
        else if (S_ISREG(status.st_mode)) {
            good = replay_file(name, (size_t)status.st_size) && good;
            ++*replayed;
        }
    }
    free(entries);
    return good;
}

int main(int argc, char **argv)
{
    size_t replayed = 0;
    bool good = true;
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++) {
        struct stat status;
        if (stat(argv[i], &status) != 0)
            good = complain(argv[i]);
        else if (S_ISDIR(status.st_mode))
            good = replay_directory(argv[i], &replayed) && good;
        else {
            good = replay_file(argv[i], (size_t)status.st_size) && good;
            replayed++;
        }
    }
    printf("%zu inputs replayed\n", replayed);
    return good && replayed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
