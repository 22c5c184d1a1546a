/* Every josa and verb ending that is stripped, a row each, and what a row
 * means: endings.c takes it as it is. README.md tells what goes with a new one. */
#ifndef SEOGO_ANALYSIS_ENDINGS_TABLE_H
#define SEOGO_ANALYSIS_ENDINGS_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* What a form is, and so what it stands behind. */
enum ending_kind {
    JOSA,             /* a particle behind a noun: 모델+은 */
    COPULA,           /* a form of 이다 behind a noun: 모델+입니다 */
    EOMI,             /* an ending behind a verb's own stem: 줄이+고 */
    LIGHT_STEM,       /* an ending behind the stem of each light verb: 제안+하+고 */
    LIGHT_INFINITIVE, /* the same behind its infinitive: 제안+해+서 */
    DERIVATION,       /* makes another part of speech of a noun: 자연+스러운 */
    SUFFIX,           /* makes a noun of a noun: 모델+들, 정확+도 */
    NOUN              /* no ending but the end of a noun that looks like one: 결과 */
};

/* The batchim of the syllable before the form. */
enum ending_before { ANY, VOWEL, CONSONANT, VOWEL_OR_RIEUL, CONSONANT_NOT_RIEUL, SSANGSIOT };

/* How far out a form stands: these are ranks, which fall from the end of the
 * word inwards. INNER josa alone may follow each other (에서+부터). So 확인했음에도
 * is 확인 + 했 (TENSE) + 음 (NOMINAL) + 에도 (OUTER). */
enum ending_slot {
    NONE = 0, /* is never stripped */
    PLURAL = 1,
    TENSE = 2,
    NOMINAL = 3,
    INNER = 4,
    OUTER = 5,
    FINAL = 6,
    OUTSIDE = 7 /* of no form: where a search begins */
};

enum ending_flag {
    NOUN_LIKE = 1,         /* nouns end like this as often: a query looks for both (흐름의) */
    AFTER_ONE = 2,         /* may leave a stem of one syllable: 팀은, 맵에서 */
    PERHAPS_AFTER_ONE = 4, /* the same, but nouns of two syllables end so: 회의, 효과 */
    TRIED_OFF = 8          /* a query's word that no paper holds is tried without it: 정확도 */
};

#define ENDING_FORM_MAX 4 /* syllables; a longer row does not compile */
#define LIGHT_VERB_MAX 2
#define ENDING_MAX (LIGHT_VERB_MAX + ENDING_FORM_MAX)

/* A form that starts with a lone consonant closes the syllable before it:
 * 하 + ㄴ다 is 한다. */
struct ending_row {
    uint32_t form[ENDING_FORM_MAX + 1];
    enum ending_kind kind;
    enum ending_before before;
    enum ending_slot slot;
    unsigned flags; /* enum ending_flag */
};
extern const struct ending_row ENDING_ROWS[];
extern const size_t ENDING_ROW_COUNT;

/* Verbs that make verbs of nouns (제안하다, 향상시키다). */
struct light_verb {
    uint32_t stem[LIGHT_VERB_MAX + 1];
    uint32_t infinitive[LIGHT_VERB_MAX + 1];
};
extern const struct light_verb LIGHT_VERBS[];
extern const size_t LIGHT_VERB_COUNT;

#endif
