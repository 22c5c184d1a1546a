#include "indexer/format/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "shim/base/buffer.h"

int spill_open(const char *directory)
{
    struct buffer path = BUFFER_INIT;
    int file = -1;
    errno = ENOMEM;
    if (buffer_add_format(&path, "%s/spill-XXXXXX", directory))
        file = mkostemp(path.data, O_CLOEXEC);
    if (file >= 0)
        unlink(path.data);
    buffer_free(&path);
    return file;
}

bool spill_write(int file, const void *bytes, size_t length, uint64_t offset)
{
    for (size_t done = 0; done < length;) {
        ssize_t n = pwrite(file, (const char *)bytes + done, length - done, (off_t)(offset + done));
        if (n == 0)
            errno = EIO;
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

bool spill_read(int file, void *bytes, size_t length, uint64_t offset)
{
    for (size_t done = 0; done < length;) {
        ssize_t n = pread(file, (char *)bytes + done, length - done, (off_t)(offset + done));
        if (n == 0)
            errno = EIO;
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}
