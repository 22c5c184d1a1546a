/* The two-set Korean keyboard (두벌식, KS X 5002): text typed with the keyboard
 * in the other mode. */
#ifndef SEOGO_ANALYSIS_KEYBOARD_H
#define SEOGO_ANALYSIS_KEYBOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keystrokes of one word that are looked at. */
#define KEYBOARD_KEYS_MAX 64

/* Latin letters as typed, capitals being shifted -> Hangul in UTF-8 (dlalwl is
 * 이미지); returns its bytes, at most capacity, or 0 where the keys do not make
 * whole syllables only. */
size_t keyboard_hangul(const char *keys, size_t length, char *out, size_t capacity);

/* Hangul and lone jamo -> the Latin letters of its keys (ㅡㅐㅇ디 is model);
 * returns their number, at most capacity, or 0 where there is another
 * character. */
size_t keyboard_latin(const char *hangul, size_t length, char *out, size_t capacity);

#endif
