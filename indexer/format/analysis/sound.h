/* How a word sounds, for Korean and English alike: Korean engineers type
 * English terms in Hangul (레이턴트 래디언스 필드 is latent radiance field).
 *
 * A key is the word's consonants in the classes that Korean distinguishes in
 * loanwords (after the loanword orthography of 국립국어원, 외래어 표기법):
 *   K ㄱㄲㅋ g k c q   T ㄷㄸㅌ d t   P ㅂㅃㅍ b p f v   S ㅅㅆ s sh th
 *   J ㅈㅉㅊ j z ch    L ㄹ l r       M ㅁ   N ㄴ   H ㅎ   G batchim ㅇ, ng
 * with a mark A in front where the word starts with a vowel; the same class
 * twice is one. Where spelling is ambiguous an English word has several keys. */
#ifndef SEOGO_ANALYSIS_SOUND_H
#define SEOGO_ANALYSIS_SOUND_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/format/analysis/pronunciation.h"

#define SOUND_KEY_MAX 32
#define SOUND_KEYS_MAX 8

struct sound_keys {
    char keys[SOUND_KEYS_MAX][SOUND_KEY_MAX + 1]; /* NUL-terminated */
    size_t count;
};

/* word: normalized, lower-case Latin letters (others are passed over) or
 * composed Hangul. No key for a word of another script. */
void sound_keys_of(const char *word, size_t length, struct sound_keys *out);

/* How alike two words sound, 0 to 1, in either order: vowels counted in, and
 * whether a stop is soft (ㅂ, b) or hard (ㅍ, p). Each in either script; 0 where
 * one has no sound. */
double sound_similarity(const char *a, size_t a_length, const char *b, size_t b_length);
/* The same for who compares one word with many: of one that is not alike enough, what is
 * given is only less than that. */
double sound_similarity_to(const struct pronunciation *a, const char *b, size_t b_length,
                           double enough);

/* False for a Hangul word that is spelled as the loanword orthography spells no
 * foreign word: with a batchim such as ㅆ or ㄶ, a tense stop, or a vowel such as
 * that of 돼 or 려. True for a name or a word that may be either, and for any
 * other script. */
bool sound_may_be_foreign(const char *word, size_t length);

/* A word of the Korean names of Latin letters and digits -> these (엘엘엠 is
 * llm, 알더블유케이브이 rwkv). Returns their number, at most capacity, or 0 where
 * the word is anything else. */
size_t sound_letters(const char *word, size_t length, char *out, size_t capacity);

#endif
