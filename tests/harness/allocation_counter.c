/* Preloaded: after main is reached, the allocation of number MEMORY_FAILS_AT fails, once,
 * and makes the file MEMORY_TOLD. What allocates has no argument to carry state in, so
 * it is static; the C library's own functions are called by their other names. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_long left;

/* What is preloaded is begun last, so that all libraries have what they take at once. */
__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("MEMORY_FAILS_AT");
    left = at ? strtol(at, NULL, 10) : 0;
}

static int fails(void)
{
    if (left <= 0 || atomic_fetch_sub(&left, 1) != 1)
        return 0;
    const char *told = getenv("MEMORY_TOLD");
    if (told)
        close(open(told, O_CREAT | O_WRONLY, 0600));
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
