/* Preloaded: counts the allocations from main on in the file MEMORY_COUNTER, of 8 bytes;
 * the one of number MEMORY_FAILS_AT fails. What allocates has no argument to carry state
 * in, so it is static; the C library's own functions are called by their other names. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static _Atomic uint64_t *counter;
static uint64_t failing;

/* What is preloaded is begun last, so that all libraries have what they take at once. */
__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("MEMORY_FAILS_AT"), *path = getenv("MEMORY_COUNTER");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *shared = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared == MAP_FAILED)
        abort();
    counter = shared;
    failing = at ? strtoull(at, NULL, 10) : 0;
}

static int fails(void)
{
    if (!counter || atomic_fetch_add(counter, 1) + 1 != failing)
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}
