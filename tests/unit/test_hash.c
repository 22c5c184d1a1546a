/* The hash: one for bytes wherever they are, and it is written and read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shim/base/hash.h"

/* Longer than what is read at once. */
#define LENGTH 200000

static void a_file_has_the_hash_of_its_bytes(void **state)
{
    (void)state;
    char path[] = "/tmp/seogo-hash-XXXXXX";
    char *bytes = calloc(1, LENGTH);
    int file = mkstemp(path);
    assert_true(file >= 0 && bytes != NULL);
    for (size_t i = 0; i < LENGTH; i++)
        bytes[i] = (char)(i * 7 + i / 251);
    assert_int_equal(write(file, bytes, LENGTH), LENGTH);
    struct hash of_file, of_bytes = hash_of(bytes, LENGTH);
    assert_true(hash_of_file(AT_FDCWD, path, &of_file));
    assert_true(hash_equal(&of_file, &of_bytes));
    bytes[LENGTH - 1] ^= 1;
    of_bytes = hash_of(bytes, LENGTH);
    assert_false(hash_equal(&of_file, &of_bytes));
    assert_int_equal(ftruncate(file, 0), 0);
    assert_true(hash_of_file(AT_FDCWD, path, &of_file));
    of_bytes = hash_of("", 0);
    assert_true(hash_equal(&of_file, &of_bytes));
    close(file);
    unlink(path);
    free(bytes);
    assert_false(hash_of_file(AT_FDCWD, path, &of_file));
    assert_int_equal(errno, ENOENT);
    assert_false(hash_of_file(AT_FDCWD, "/", &of_file));
    assert_int_equal(errno, EISDIR);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct hash read, digest = hash_of("서고", strlen("서고"));
    struct buffer hex = BUFFER_INIT;
    assert_true(hash_add(&hex, &digest));
    assert_int_equal(hex.length, HASH_HEX);
    assert_ptr_equal(hash_read(hex.data, &read), hex.data + HASH_HEX);
    assert_true(hash_equal(&read, &digest));
    for (const char *other = "xA +-"; *other != '\0'; other++) {
        hex.data[0] = *other;
        assert_null(hash_read(hex.data, &read));
    }
    hex.data[HASH_HEX - 1] = '\0';
    assert_null(hash_read(hex.data, &read));
    assert_null(hash_read("", &read));
    buffer_free(&hex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_has_the_hash_of_its_bytes),
        cmocka_unit_test(what_is_written_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
