/* The tables follow the inventory of josa and eomi in any Korean grammar (see
 * for example 국립국어원, 한국어 어문 규범); which of them matter was counted on
 * the kind of page that this project indexes. */
#include "indexer/format/analysis/endings_table.h"

#include <uchar.h>

#include "indexer/format/analysis/hangul.h"

struct row {
    const char32_t *text;
    enum before before;
    enum slot_of_ending slot;
};

static const struct row JOSA[] = {
    {U"들", ANY, SUFFIX},
    {U"에", ANY, INNER},
    {U"에서", ANY, INNER},
    {U"에게", ANY, INNER},
    {U"에게서", ANY, INNER},
    {U"한테", ANY, INNER},
    {U"으로", CONSONANT_NOT_RIEUL, INNER},
    {U"로", VOWEL_OR_RIEUL, INNER},
    {U"으로서", CONSONANT_NOT_RIEUL, INNER},
    {U"로서", VOWEL_OR_RIEUL, INNER},
    {U"으로써", CONSONANT_NOT_RIEUL, INNER},
    {U"로써", VOWEL_OR_RIEUL, INNER},
    {U"까지", ANY, INNER},
    {U"부터", ANY, INNER},
    {U"만", ANY, INNER},
    {U"과", CONSONANT, INNER},
    {U"와", VOWEL, INNER},
    {U"이랑", CONSONANT, INNER},
    {U"랑", VOWEL, INNER},
    {U"보다", ANY, INNER},
    {U"처럼", ANY, INNER},
    {U"만큼", ANY, INNER},
    {U"마다", ANY, INNER},
    {U"조차", ANY, INNER},
    {U"마저", ANY, INNER},
    {U"뿐", ANY, INNER},
    {U"대로", ANY, INNER},
    {U"밖에", ANY, INNER},
    {U"은", CONSONANT, OUTER},
    {U"는", VOWEL, OUTER},
    {U"이", CONSONANT, OUTER},
    {U"가", VOWEL, OUTER},
    {U"을", CONSONANT, OUTER},
    {U"를", VOWEL, OUTER},
    {U"의", ANY, OUTER},
    {U"이나", CONSONANT, OUTER},
    {U"나", VOWEL, OUTER},
    {U"뿐만", ANY, OUTER},
    /* 도 is a josa only behind another one: alone it is mostly the noun ending
     * of 정확도, 해상도, 복잡도. */
    {U"에도", ANY, OUTER},
    {U"에서도", ANY, OUTER},
    {U"에게도", ANY, OUTER},
    {U"으로도", CONSONANT_NOT_RIEUL, OUTER},
    {U"로도", VOWEL_OR_RIEUL, OUTER},
    {U"까지도", ANY, OUTER},
    {U"만으로도", ANY, OUTER},
    {U"과도", CONSONANT, OUTER},
    {U"와도", VOWEL, OUTER},
    {U"들도", ANY, OUTER},
    {U"보다도", ANY, OUTER},
    {U"조차도", ANY, OUTER},
    {U"마저도", ANY, OUTER},
    {U"이라도", CONSONANT, OUTER},
};

/* The copula; its past is among the tenses. */
static const struct row COPULA[] = {
    {U"이다", ANY, FINAL},         {U"입니다", ANY, FINAL},         {U"인", ANY, FINAL},
    {U"이며", ANY, FINAL},         {U"이고", ANY, FINAL},           {U"이지만", ANY, FINAL},
    {U"이므로", ANY, FINAL},       {U"이라는", CONSONANT, FINAL},   {U"라는", VOWEL, FINAL},
    {U"이라고", CONSONANT, FINAL}, {U"라고", VOWEL, FINAL},         {U"이란", CONSONANT, FINAL},
    {U"란", VOWEL, FINAL},         {U"이라면", CONSONANT, FINAL},   {U"이어서", ANY, FINAL},
    {U"이자", CONSONANT, FINAL},   {U"인데", ANY, FINAL},           {U"이면", CONSONANT, FINAL},
    {U"이면서", CONSONANT, FINAL}, {U"이면서도", CONSONANT, FINAL}, {U"인가", ANY, FINAL},
    {U"인가요", ANY, FINAL},       {U"일까", ANY, FINAL},           {U"이기", ANY, NOMINAL},
    {U"이었", ANY, TENSE},         {U"였", VOWEL, TENSE},
};

/* Behind ㅆ of a past tense; the tense itself is among the light verbs. */
static const struct row PAST[] = {
    {U"다", SSANGSIOT, FINAL},   {U"습니다", SSANGSIOT, FINAL}, {U"습니까", SSANGSIOT, FINAL},
    {U"으나", SSANGSIOT, FINAL}, {U"으면", SSANGSIOT, FINAL},   {U"던", SSANGSIOT, FINAL},
    {U"는데", SSANGSIOT, FINAL}, {U"다는", SSANGSIOT, FINAL},   {U"다고", SSANGSIOT, FINAL},
    {U"다면", SSANGSIOT, FINAL}, {U"으므로", SSANGSIOT, FINAL}, {U"어요", SSANGSIOT, FINAL},
    {U"음", SSANGSIOT, NOMINAL}, {U"기", SSANGSIOT, NOMINAL},   {U"는지", SSANGSIOT, NOMINAL},
};

/* Light verbs, which make verbs of nouns: stem and infinitive (하다: 하, 해). */
static const char32_t *const LIGHT_VERBS[][2] = {
    {U"하", U"해"},     {U"되", U"돼"},     {U"시키", U"시켜"},
    {U"당하", U"당해"}, {U"해지", U"해져"}, {U"해주", U"해줘"},
};

/* Behind a light verb's stem. */
static const struct row STEM_ENDINGS[] = {
    {U"다", ANY, OUTER},   {U"다는", ANY, OUTER},   {U"다고", ANY, OUTER},
    {U"다면", ANY, OUTER}, {U"고", ANY, OUTER},     {U"고자", ANY, OUTER},
    {U"고도", ANY, OUTER}, {U"며", ANY, OUTER},     {U"면", ANY, OUTER},
    {U"면서", ANY, OUTER}, {U"면서도", ANY, OUTER}, {U"는", ANY, OUTER},
    {U"는데", ANY, OUTER}, {U"는지", ANY, NOMINAL}, {U"는가", ANY, NOMINAL},
    {U"기", ANY, NOMINAL}, {U"기도", ANY, OUTER},   {U"지", ANY, OUTER},
    {U"지는", ANY, OUTER}, {U"지도", ANY, OUTER},   {U"지만", ANY, OUTER},
    {U"도록", ANY, OUTER}, {U"게", ANY, OUTER},     {U"거나", ANY, OUTER},
    {U"던", ANY, OUTER},   {U"자", ANY, OUTER},     {U"므로", ANY, OUTER},
    {U"려", ANY, OUTER},   {U"려고", ANY, OUTER},   {U"려는", ANY, OUTER},
    {U"려면", ANY, OUTER}, {U"더라도", ANY, OUTER}, {U"나", ANY, OUTER},
    {U"니", ANY, OUTER},   {U"냐", ANY, OUTER},     {U"네", ANY, OUTER},
    {U"세요", ANY, OUTER}, {U"여", ANY, OUTER},     {U"여서", ANY, OUTER},
    {U"여야", ANY, OUTER}, {U"여도", ANY, OUTER},   {U"였", ANY, TENSE},
    {U"어", ANY, OUTER},   {U"어서", ANY, OUTER},   {U"어야", ANY, OUTER},
    {U"어도", ANY, OUTER}, {U"었", ANY, TENSE},
};

/* Endings whose first consonant closes the stem's last syllable: 하 + ㄴ다. */
static const struct {
    uint32_t final;
    struct row rest;
} CLOSING_ENDINGS[] = {
    {FINAL_NIEUN, {U"", ANY, OUTER}},       {FINAL_NIEUN, {U"다", ANY, OUTER}},
    {FINAL_NIEUN, {U"다는", ANY, OUTER}},   {FINAL_NIEUN, {U"다고", ANY, OUTER}},
    {FINAL_NIEUN, {U"다면", ANY, OUTER}},   {FINAL_NIEUN, {U"데", ANY, OUTER}},
    {FINAL_NIEUN, {U"지", ANY, NOMINAL}},   {FINAL_NIEUN, {U"가", ANY, NOMINAL}},
    {FINAL_RIEUL, {U"", ANY, OUTER}},       {FINAL_RIEUL, {U"지", ANY, NOMINAL}},
    {FINAL_RIEUL, {U"지라도", ANY, OUTER}}, {FINAL_RIEUL, {U"수록", ANY, OUTER}},
    {FINAL_RIEUL, {U"까", ANY, OUTER}},     {FINAL_MIEUM, {U"", ANY, NOMINAL}},
    {FINAL_PIEUP, {U"니다", ANY, OUTER}},   {FINAL_PIEUP, {U"니까", ANY, OUTER}},
};

/* Behind a light verb's infinitive; ㅆ closes it in the past. */
static const struct row INFINITIVE_ENDINGS[] = {
    {U"", ANY, OUTER},   {U"서", ANY, OUTER}, {U"야", ANY, OUTER},
    {U"도", ANY, OUTER}, {U"요", ANY, OUTER},
};

/* What else makes verbs, adjectives and adverbs of nouns. Not 적: 생성적 is
 * another word than 생성, and their bigrams meet. */
static const struct row DERIVED[] = {
    {U"히", ANY, OUTER},       {U"받는", ANY, OUTER},   {U"받고", ANY, OUTER},
    {U"받으며", ANY, OUTER},   {U"받은", ANY, OUTER},   {U"받을", ANY, OUTER},
    {U"받아", ANY, OUTER},     {U"받았", ANY, TENSE},   {U"받지", ANY, OUTER},
    {U"받기", ANY, NOMINAL},   {U"스러운", ANY, OUTER}, {U"스러움", ANY, NOMINAL},
    {U"스럽게", ANY, OUTER},   {U"스럽고", ANY, OUTER}, {U"로운", VOWEL, OUTER},
    {U"로움", VOWEL, NOMINAL}, {U"롭게", VOWEL, OUTER}, {U"롭고", VOWEL, OUTER},
};

/* Endings of native verbs and adjectives, and of nouns that were made verbs by
 * no light verb: they leave the verb's own stem (빠르게, 줄이고, 지키면서). */
static const struct row NATIVE[] = {
    {U"면서", VOWEL, FINAL},     {U"으면서", CONSONANT, FINAL}, {U"도록", ANY, FINAL},
    {U"거나", ANY, FINAL},       {U"지만", ANY, FINAL},         {U"며", VOWEL, FINAL},
    {U"으며", CONSONANT, FINAL}, {U"고", ANY, FINAL},           {U"게", ANY, FINAL},
    {U"려는", VOWEL, FINAL},     {U"려고", VOWEL, FINAL},       {U"다는", VOWEL, FINAL},
    {U"고자", VOWEL, FINAL},
};

/* Ends of nouns that look like endings and that a compound may have: nothing
 * is stripped from inside them. Batchim protects 효과, 경로 and 평가, length
 * 회의 and 정의 alone; those that a noun with josa ends in more often are left
 * out (성과: 효율성+과, 도로: 정확도+로, 정의: 과정+의). */
static const char32_t *const WHOLE[] = {
    U"결과",   U"추가",     U"길이",   U"깊이",   U"높이", U"풀이",     U"놀이",     U"넓이",
    U"주의",   U"광고",     U"사고",   U"보고",   U"재고", U"참고",     U"경고",     U"최고",
    U"창고",   U"권고",     U"무게",   U"가게",   U"미만", U"불만",     U"비만",     U"백만",
    U"천만",   U"이해",     U"피해",   U"분해",   U"분할", U"제한",     U"권한",     U"라인",
    U"도메인", U"디자인",   U"체인",   U"코사인", U"레인", U"메타인지", U"마이크로", U"매크로",
    U"카를로", U"페르소나", U"안테나",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

_Static_assert(COUNT(JOSA) + COUNT(COPULA) + COUNT(PAST) + COUNT(DERIVED) + COUNT(NATIVE) +
                       COUNT(WHOLE) +
                       COUNT(LIGHT_VERBS) * (COUNT(STEM_ENDINGS) + COUNT(CLOSING_ENDINGS) +
                                             COUNT(INFINITIVE_ENDINGS) + 1) <=
                   ENDINGS_MAX,
               "every ending has room");

struct table {
    struct ending *endings;
    size_t count;
};

/* Adds verb + row; final, where not FINAL_NONE, closes the verb's last syllable. */
static void add(struct table *t, const char32_t *verb, uint32_t final, const struct row *row)
{
    struct ending *ending = &t->endings[t->count++];

    ending->length = 0;
    for (; *verb; verb++)
        ending->text[ending->length++] = *verb;
    if (final != FINAL_NONE)
        ending->text[ending->length - 1] += final;
    for (const char32_t *text = row->text; *text; text++)
        ending->text[ending->length++] = *text;
    ending->before = row->before;
    ending->slot = row->slot;
}

static void add_rows(struct table *t, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(t, U"", FINAL_NONE, &rows[i]);
}

static void add_light_verb(struct table *t, const char32_t *stem, const char32_t *infinitive)
{
    const struct row past = {U"", ANY, TENSE};

    for (size_t i = 0; i < COUNT(STEM_ENDINGS); i++)
        add(t, stem, FINAL_NONE, &STEM_ENDINGS[i]);
    for (size_t i = 0; i < COUNT(CLOSING_ENDINGS); i++)
        add(t, stem, CLOSING_ENDINGS[i].final, &CLOSING_ENDINGS[i].rest);
    for (size_t i = 0; i < COUNT(INFINITIVE_ENDINGS); i++)
        add(t, infinitive, FINAL_NONE, &INFINITIVE_ENDINGS[i]);
    add(t, infinitive, FINAL_SSANGSIOT, &past);
}

size_t endings_table(struct ending out[ENDINGS_MAX])
{
    struct table t = {out, 0};

    add_rows(&t, JOSA, COUNT(JOSA));
    add_rows(&t, COPULA, COUNT(COPULA));
    add_rows(&t, PAST, COUNT(PAST));
    add_rows(&t, DERIVED, COUNT(DERIVED));
    add_rows(&t, NATIVE, COUNT(NATIVE));
    for (size_t i = 0; i < COUNT(LIGHT_VERBS); i++)
        add_light_verb(&t, LIGHT_VERBS[i][0], LIGHT_VERBS[i][1]);
    for (size_t i = 0; i < COUNT(WHOLE); i++)
        add(&t, U"", FINAL_NONE, &(struct row){WHOLE[i], ANY, KEPT});
    return t.count;
}
