/* A growable run of bytes. Invariant: data is NULL with capacity 0, or holds
 * length bytes and a NUL behind them; the bytes may contain NUL themselves. */
#ifndef SEOGO_BASE_BUFFER_H
#define SEOGO_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *data;
    size_t length, capacity;
};

#define BUFFER_INIT                                                                                \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

/* These return false, and leave the buffer as it was, where memory is short. */
bool buffer_reserve(struct buffer *buffer, size_t extra);
bool buffer_add(struct buffer *buffer, const char *data, size_t length);
bool buffer_add_text(struct buffer *buffer, const char *text);
bool buffer_add_char(struct buffer *buffer, char c);
bool buffer_add_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* These keep the memory. length is at most the buffer's. */
void buffer_cut(struct buffer *buffer, size_t length);
void buffer_clear(struct buffer *buffer);
void buffer_free(struct buffer *buffer);
/* The bytes, NUL-terminated and malloc'd ("" for an empty buffer); the buffer
 * is empty afterwards. NULL where memory is short. */
char *buffer_detach(struct buffer *buffer);
/* A text by itself, malloc'd; NULL where memory is short. */
char *buffer_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
