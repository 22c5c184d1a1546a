/* The tables follow the inventory of josa and eomi in any Korean grammar (see
 * for example 국립국어원, 한국어 어문 규범); which of them matter was counted on
 * the kind of page that this project indexes. */
#include "indexer/format/analysis/endings.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "indexer/format/analysis/hangul.h"

/* What must stand before an ending. */
enum before { ANY, VOWEL, CONSONANT, VOWEL_OR_RIEUL, CONSONANT_NOT_RIEUL, SSANGSIOT };

/* How far out an ending stands. Going inwards, the slot must fall, but for
 * inner josa, of which several may follow each other (에서+부터). KEPT is no
 * ending but the end of a noun that looks like one. */
enum slot_of_ending { KEPT, PLURAL, INNER, NOMINAL, OUTER, FINAL };

#define ENDING_MAX 6 /* syllables */

struct ending {
    const char32_t *text;
    enum before before;
    enum slot_of_ending slot;
};

static const struct ending JOSA[] = {
    {U"들", ANY, PLURAL},
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
    {U"뿐만", ANY, OUTER},
    {U"이나", CONSONANT, OUTER},
    {U"이다", ANY, FINAL},
    {U"입니다", ANY, FINAL},
    {U"이며", ANY, FINAL},
    {U"이고", ANY, FINAL},
    {U"이지만", ANY, FINAL},
    {U"이므로", ANY, FINAL},
    {U"이라는", CONSONANT, FINAL},
    {U"라는", VOWEL, FINAL},
    {U"이라고", CONSONANT, FINAL},
    {U"라고", VOWEL, FINAL},
    {U"이란", CONSONANT, FINAL},
    {U"란", VOWEL, FINAL},
    {U"이라면", CONSONANT, FINAL},
    {U"이어서", ANY, FINAL},
    {U"이라도", CONSONANT, FINAL},
    {U"이었", ANY, FINAL},
    {U"였", VOWEL, FINAL},
    {U"이자", CONSONANT, FINAL},
    {U"인지", ANY, FINAL},
    {U"인데", ANY, FINAL},
    {U"이면", CONSONANT, FINAL},
    {U"인가", ANY, FINAL},
    {U"인가요", ANY, FINAL},
    {U"일까", ANY, FINAL},
};

/* Behind ㅆ of a past tense; the tense itself is among the light verbs. */
static const struct ending PAST[] = {
    {U"다", SSANGSIOT, FINAL},   {U"습니다", SSANGSIOT, FINAL}, {U"습니까", SSANGSIOT, FINAL},
    {U"으며", SSANGSIOT, FINAL}, {U"으나", SSANGSIOT, FINAL},   {U"으면", SSANGSIOT, FINAL},
    {U"고", SSANGSIOT, FINAL},   {U"지만", SSANGSIOT, FINAL},   {U"던", SSANGSIOT, FINAL},
    {U"을", SSANGSIOT, FINAL},   {U"는데", SSANGSIOT, FINAL},   {U"음", SSANGSIOT, FINAL},
    {U"음을", SSANGSIOT, FINAL}, {U"기", SSANGSIOT, FINAL},     {U"다는", SSANGSIOT, FINAL},
    {U"다고", SSANGSIOT, FINAL}, {U"다면", SSANGSIOT, FINAL},   {U"으므로", SSANGSIOT, FINAL},
    {U"어요", SSANGSIOT, FINAL}, {U"는지", SSANGSIOT, FINAL},
};

/* Stems of light verbs, each followed by any of LIGHT_ENDINGS. */
static const char32_t *const LIGHT_VERBS[] = {U"하", U"되", U"시키", U"당하", U"화하", U"받"};

static const struct {
    const char32_t *text;
    enum slot_of_ending slot;
} LIGHT_ENDINGS[] = {
    {U"다", OUTER},     {U"고", OUTER},   {U"며", OUTER},   {U"면", OUTER},   {U"면서", OUTER},
    {U"면서도", OUTER}, {U"는", OUTER},   {U"는데", OUTER}, {U"는지", OUTER}, {U"는가", OUTER},
    {U"기", NOMINAL},   {U"지", OUTER},   {U"지만", OUTER}, {U"지는", OUTER}, {U"도록", OUTER},
    {U"게", OUTER},     {U"거나", OUTER}, {U"던", OUTER},   {U"자", OUTER},   {U"므로", OUTER},
    {U"려고", OUTER},   {U"려는", OUTER}, {U"려면", OUTER}, {U"고자", OUTER}, {U"더라도", OUTER},
    {U"기도", OUTER},   {U"기에", OUTER}, {U"기로", OUTER}, {U"기는", OUTER}, {U"지도", OUTER},
    {U"니", OUTER},     {U"였", OUTER},   {U"었", OUTER},   {U"여", OUTER},   {U"여서", OUTER},
    {U"여야", OUTER},   {U"어", OUTER},   {U"어서", OUTER}, {U"어야", OUTER}, {U"고도", OUTER},
    {U"으며", OUTER},   {U"은", OUTER},   {U"았", OUTER},   {U"아", OUTER},   {U"나", OUTER},
    {U"냐", OUTER},     {U"네", OUTER},   {U"세요", OUTER},
};

/* Forms in which verb and ending have run together. */
static const struct ending CONTRACTED[] = {
    {U"한", ANY, OUTER},     {U"한다", ANY, OUTER},     {U"한다는", ANY, OUTER},
    {U"한다고", ANY, OUTER}, {U"한다면", ANY, OUTER},   {U"할", ANY, OUTER},
    {U"할지", ANY, OUTER},   {U"할수록", ANY, OUTER},   {U"함", ANY, NOMINAL},
    {U"합니다", ANY, OUTER}, {U"합니까", ANY, OUTER},   {U"해", ANY, OUTER},
    {U"해서", ANY, OUTER},   {U"해야", ANY, OUTER},     {U"해도", ANY, OUTER},
    {U"해주는", ANY, OUTER}, {U"해줍니다", ANY, OUTER}, {U"해요", ANY, OUTER},
    {U"했", ANY, OUTER},     {U"된", ANY, OUTER},       {U"된다", ANY, OUTER},
    {U"된다는", ANY, OUTER}, {U"된다고", ANY, OUTER},   {U"될", ANY, OUTER},
    {U"됨", ANY, NOMINAL},   {U"됩니다", ANY, OUTER},   {U"돼", ANY, OUTER},
    {U"돼서", ANY, OUTER},   {U"돼야", ANY, OUTER},     {U"됐", ANY, OUTER},
    {U"시킨", ANY, OUTER},   {U"시킨다", ANY, OUTER},   {U"시킬", ANY, OUTER},
    {U"시킴", ANY, NOMINAL}, {U"시킵니다", ANY, OUTER}, {U"시켜", ANY, OUTER},
    {U"시켜서", ANY, OUTER}, {U"시켜야", ANY, OUTER},   {U"시켰", ANY, OUTER},
    {U"당한", ANY, OUTER},   {U"당했", ANY, OUTER},     {U"적인", ANY, OUTER},
    {U"적으로", ANY, OUTER}, {U"스러운", ANY, OUTER},   {U"스럽게", ANY, OUTER},
    {U"로운", VOWEL, OUTER}, {U"롭게", VOWEL, OUTER},
};

/* Endings of native verbs and adjectives, and of nouns that were made verbs by
 * no light verb: they leave the verb's own stem (빠르게, 줄이고, 지키면서). */
static const struct ending NATIVE[] = {
    {U"면서", VOWEL, FINAL},     {U"으면서", CONSONANT, FINAL}, {U"도록", ANY, FINAL},
    {U"거나", ANY, FINAL},       {U"지만", ANY, FINAL},         {U"며", VOWEL, FINAL},
    {U"으며", CONSONANT, FINAL}, {U"고", ANY, FINAL},           {U"게", ANY, FINAL},
    {U"려는", VOWEL, FINAL},     {U"려고", VOWEL, FINAL},       {U"다는", VOWEL, FINAL},
};

/* Nouns whose last syllable looks like an ending, often the last part of a
 * compound: nothing is stripped from inside them. */
static const char32_t *const WHOLE[] = {
    U"결과", U"효과", U"성과", U"초과", U"통과", U"평가", U"추가", U"허가", U"대가",
    U"증가", U"길이", U"깊이", U"높이", U"풀이", U"놀이", U"넓이", U"사이", U"차이",
    U"아이", U"나이", U"정의", U"회의", U"논의", U"강의", U"주의", U"합의", U"동의",
    U"편의", U"창의", U"심의", U"경로", U"도로", U"회로", U"통로", U"미로", U"진로",
    U"마을", U"가을", U"노을", U"광고", U"사고", U"보고", U"재고", U"참고", U"경고",
    U"최고", U"창고", U"권고", U"무게", U"가게", U"미만", U"불만", U"비만",
};

/* Endings of one syllable that are as often part of a noun. */
static const char32_t DOUBTFUL[] = U"이가의과와로에만고게";

/* An ending in the look-up: text of length syllables, sorted by last syllable
 * and then longest first. */
struct entry {
    uint32_t text[ENDING_MAX];
    size_t length;
    enum before before;
    enum slot_of_ending slot;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ENTRIES_MAX                                                                                \
    (COUNT(JOSA) + COUNT(PAST) + COUNT(CONTRACTED) + COUNT(NATIVE) + COUNT(WHOLE) +                \
     COUNT(LIGHT_VERBS) * COUNT(LIGHT_ENDINGS))

struct endings {
    struct entry entries[ENTRIES_MAX];
    size_t count;
};

static size_t text_length(const char32_t *text)
{
    size_t n = 0;

    while (text[n])
        n++;
    return n;
}

static void add(struct endings *e, const char32_t *first, const char32_t *second,
                enum before before, enum slot_of_ending slot)
{
    struct entry *entry = &e->entries[e->count++];

    entry->length = 0;
    for (; *first; first++)
        entry->text[entry->length++] = *first;
    for (; *second; second++)
        entry->text[entry->length++] = *second;
    entry->before = before;
    entry->slot = slot;
}

static void add_table(struct endings *e, const struct ending *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(e, table[i].text, U"", table[i].before, table[i].slot);
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    uint32_t last_x = x->text[x->length - 1], last_y = y->text[y->length - 1];

    if (last_x != last_y)
        return last_x < last_y ? -1 : 1;
    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    return memcmp(x->text, y->text, x->length * sizeof *x->text);
}

struct endings *endings_new(void)
{
    struct endings *e = calloc(1, sizeof *e);

    if (!e)
        return NULL;
    add_table(e, JOSA, COUNT(JOSA));
    add_table(e, PAST, COUNT(PAST));
    add_table(e, CONTRACTED, COUNT(CONTRACTED));
    add_table(e, NATIVE, COUNT(NATIVE));
    for (size_t v = 0; v < COUNT(LIGHT_VERBS); v++)
        for (size_t i = 0; i < COUNT(LIGHT_ENDINGS); i++)
            add(e, LIGHT_VERBS[v], LIGHT_ENDINGS[i].text, ANY, LIGHT_ENDINGS[i].slot);
    for (size_t i = 0; i < COUNT(WHOLE); i++)
        add(e, WHOLE[i], U"", ANY, KEPT);
    qsort(e->entries, e->count, sizeof *e->entries, compare_entries);
    return e;
}

void endings_free(struct endings *endings)
{
    free(endings);
}

static bool allowed(enum before before, const uint32_t *word, size_t rest)
{
    uint32_t final;

    if (before == ANY || rest == 0) /* behind Latin letters anything goes */
        return before != SSANGSIOT;
    final = hangul_final(word[rest - 1]);
    switch (before) {
    case VOWEL:
        return final == FINAL_NONE;
    case CONSONANT:
        return final != FINAL_NONE;
    case VOWEL_OR_RIEUL:
        return final == FINAL_NONE || final == FINAL_RIEUL;
    case CONSONANT_NOT_RIEUL:
        return final != FINAL_NONE && final != FINAL_RIEUL;
    case SSANGSIOT:
        return final == FINAL_SSANGSIOT;
    default:
        return true;
    }
}

/* Bytes compared: both are arrays of 32-bit code points. */
static bool ends_with(const uint32_t *word, size_t length, const void *text, size_t text_syllables)
{
    return length >= text_syllables &&
           memcmp(word + length - text_syllables, text, text_syllables * sizeof *word) == 0;
}

/* The first entry whose last syllable is not below last. */
static size_t lower_bound(const struct endings *e, uint32_t last)
{
    size_t low = 0, high = e->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct entry *entry = &e->entries[middle];

        if (entry->text[entry->length - 1] < last)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The longest ending of word that may stand in a slot below outermost, or at
 * it where it is INNER; NULL for none. */
static const struct entry *find(const struct endings *e, const uint32_t *word, size_t length,
                                size_t shortest, enum slot_of_ending outermost)
{
    uint32_t last = word[length - 1];

    for (size_t i = lower_bound(e, last); i < e->count; i++) {
        const struct entry *entry = &e->entries[i];

        if (entry->text[entry->length - 1] != last)
            return NULL;
        if (!ends_with(word, length, entry->text, entry->length))
            continue;
        if (entry->slot == KEPT) /* longest first: what follows would cut into it */
            return NULL;
        if (entry->slot > outermost || (entry->slot == outermost && outermost != INNER))
            continue;
        if (length >= entry->length + shortest &&
            allowed(entry->before, word, length - entry->length))
            return entry;
    }
    return NULL;
}

static bool is_doubtful(uint32_t syllable)
{
    for (size_t i = 0; DOUBTFUL[i]; i++)
        if (DOUBTFUL[i] == syllable)
            return true;
    return false;
}

size_t endings_strip(const struct endings *endings, const uint32_t *word, size_t length,
                     size_t shortest, bool *doubtful)
{
    size_t stem = length;
    int outermost = FINAL + 1;

    while (stem > shortest && stem > 0) {
        const struct entry *entry =
            find(endings, word, stem, shortest, (enum slot_of_ending)outermost);

        if (!entry)
            break;
        stem -= entry->length;
        outermost = (int)entry->slot;
    }
    *doubtful = length - stem == 1 && is_doubtful(word[length - 1]);
    return stem;
}

bool endings_leave_syllable(const struct endings *endings, const uint32_t *word, size_t length)
{
    /* 은 는 을 를 mark a stem of one syllable well enough; 이 가 의 과 do not (회의, 결과). */
    static const char32_t SURE[] = U"은는을를";
    bool doubtful;

    if (length == 2) {
        for (size_t i = 0; SURE[i]; i++)
            if (word[1] == SURE[i])
                return endings_strip(endings, word, length, 1, &doubtful) == 1;
        return false;
    }
    if (length == 3)
        for (size_t i = 0; i < COUNT(JOSA); i++)
            if (JOSA[i].slot == INNER && text_length(JOSA[i].text) == 2 &&
                ends_with(word, length, JOSA[i].text, 2))
                return allowed(JOSA[i].before, word, 1);
    return false;
}
