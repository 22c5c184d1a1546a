/* A compound typed without spaces -> the words of the index that it is made of
 * (확산모델 -> 확산 모델, 이미지편집 -> 이미지 편집), by what the archive knows:
 * the most probable split where a word's probability is its share of papers.
 * The idea is collection-based segmentation: Kang, Na, Lee, "Unsupervised
 * compound noun segmentation", Information Retrieval 9 (2006). */
#ifndef SEOGO_PLAN_SEGMENT_H
#define SEOGO_PLAN_SEGMENT_H

#include "query/plan/term/term.h"

/* Parts of two syllables and more that a text may be split into. */
#define SEGMENT_PARTS_MAX 16

/* The parts of stem, Hangul in UTF-8, in order; *count is 0 where there is no
 * split into two or more that is more probable than the stem itself. A part of
 * one syllable is left out. */
enum status segment_text(struct planner *planner, const bool fields[TEXT_FIELDS], const char *stem,
                         const char *parts[SEGMENT_PARTS_MAX], size_t *count, struct error *error);

/* A stem that no paper holds and that is a word of papers enough with a suffix
 * or josa of one syllable (이미지용 -> 이미지): *base is that word in the arena, or
 * NULL. */
enum status segment_base(struct planner *planner, const bool fields[TEXT_FIELDS], const char *stem,
                         const char **base, struct error *error);

/* A Latin word that no paper holds, as two words that papers hold side by side
 * (depthanywhere -> depth anywhere): the split of which the rarer word is the
 * most frequent. Adds it to word as an alternative; *added tells so. */
enum status split_latin(struct planner *planner, const bool fields[TEXT_FIELDS], struct word *word,
                        bool *added, struct error *error);

/* The stem of a Hangul word as two words side by side (강화학습 -> 강화 학습), for
 * a stem that is no less probable whole than split: adds the best split to word
 * as an alternative. */
enum status split_hangul(struct planner *planner, const bool fields[TEXT_FIELDS], struct word *word,
                         struct error *error);

#endif
