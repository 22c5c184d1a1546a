#include "indexer/format/analysis/sound.h"

#include <string.h>
#include <utf8proc.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/pronunciation.h"

#define CHOICES 3 /* places of a word whose other reading is tried: SOUND_KEYS_MAX keys */

/* Readings that differ in their consonants. */
static bool is_choice(const struct phoneme *s)
{
    return s->other != '\0' && (phoneme_is_consonant(s->usual) || phoneme_is_consonant(s->other));
}

static bool has_key(const struct sound_keys *keys, const char *key)
{
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->keys[i], key) == 0)
            return true;
    return false;
}

/* The key in which bit b of choice takes the other reading of the b-th place
 * that has one; the places after CHOICES take the usual one. */
static void add_key(const struct pronunciation *s, unsigned choice, struct sound_keys *out)
{
    char key[SOUND_KEY_MAX + 1];
    size_t n = 0;
    unsigned place = 0;

    for (size_t i = 0; i < s->count && n < SOUND_KEY_MAX; i++) {
        char sound = s->at[i].usual;

        if (is_choice(&s->at[i]) && place < CHOICES)
            sound = choice >> place++ & 1 ? s->at[i].other : sound;
        if (i == 0 && sound != PHONEME_SILENT && !phoneme_is_consonant(sound))
            key[n++] = 'A';
        if (phoneme_is_consonant(sound) && (n == 0 || key[n - 1] != sound || sound != 'L'))
            key[n++] = sound;
    }
    key[n] = '\0';
    if (n && !has_key(out, key))
        memcpy(out->keys[out->count++], key, n + 1);
}

void sound_keys_of(const char *word, size_t length, struct sound_keys *out)
{
    struct pronunciation s;
    unsigned places = 0;

    out->count = 0;
    if (!pronunciation_of(word, length, &s))
        return;
    for (size_t i = 0; i < s.count && places < CHOICES; i++)
        places += is_choice(&s.at[i]);
    for (unsigned choice = 0; choice < 1u << places; choice++)
        add_key(&s, choice, out);
}

static bool is_vowel(char sound)
{
    return sound >= 'a' && sound <= 'z';
}

/* Vowels that Korean spells one way or the other: 어텐션, 애텐션. */
static bool is_near(char a, char b)
{
    return (a == 'a' && (b == 'e' || b == 'o')) || (a == 'e' && (b == 'i' || b == 'o')) ||
           (a == 'o' && b == 'u');
}

/* What it costs not to hear a sound. */
static double dropping(const struct pronunciation *s, size_t i)
{
    char sound = s->at[i].usual;

    if (sound == PHONEME_SILENT || sound == PHONEME_ANY_VOWEL ||
        s->at[i].other == PHONEME_ANY_VOWEL)
        return 0;
    if (phoneme_is_consonant(sound))
        return 1;
    /* The second of two may be of one English letter: 페이스, 타임. */
    return i > 0 && is_vowel(s->at[i - 1].usual) ? 0.25 : 0.5;
}

static bool may_sound(const struct phoneme *s, char sound)
{
    return sound != PHONEME_SILENT && (s->usual == sound || s->other == sound);
}

/* What it costs to hear one sound for another. */
static double confusion(const struct phoneme *x, const struct phoneme *y)
{
    char a = x->usual, b = y->usual;

    if (may_sound(x, b) || may_sound(x, y->other)) {
        double cost = a == b ? 0 : 0.05; /* 다트 is dart, before that */

        return x->force && y->force && x->force != y->force ? cost + 0.3 : cost;
    }
    if (phoneme_is_consonant(a) || phoneme_is_consonant(b))
        return 1;
    return is_near(a, b) || is_near(b, a) ? 0.2 : 0.4;
}

/* What it costs not to hear each sound; returns what it costs to hear none. */
static double drop(const struct pronunciation *s, double cost[PHONEMES_MAX])
{
    double sum = 0;

    for (size_t i = 0; i < s->count; i++) {
        cost[i] = dropping(s, i);
        sum += cost[i];
    }
    return sum;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

/* Two words, and what each of their sounds costs that is not heard. */
struct hearing {
    const struct pronunciation *x, *y;
    double x_drops[PHONEMES_MAX], y_drops[PHONEMES_MAX];
};

/* What it costs at the least to hear one word for the other; where that is more than
 * most, what is known of it by then. */
static double mishearing(const struct hearing *h, double most)
{
    const size_t count = h->y->count;
    double row[PHONEMES_MAX + 1];

    row[0] = 0;
    for (size_t j = 0; j < count; j++)
        row[j + 1] = row[j] + h->y_drops[j];
    for (size_t i = 0; i < h->x->count; i++) {
        double diagonal = row[0], smallest = row[0] += h->x_drops[i];

        for (size_t j = 0; j < count; j++) {
            double swap = diagonal + confusion(&h->x->at[i], &h->y->at[j]);
            double unheard = row[j + 1] + h->x_drops[i];
            double added = row[j] + h->y_drops[j];

            diagonal = row[j + 1];
            row[j + 1] = least(swap, least(unheard, added));
            smallest = least(smallest, row[j + 1]);
        }
        if (smallest > most)
            return smallest;
    }
    return row[count];
}

double sound_similarity(const char *a, size_t a_length, const char *b, size_t b_length)
{
    struct pronunciation x;

    return pronunciation_of(a, a_length, &x) ? sound_similarity_to(&x, b, b_length, 0) : 0;
}

double sound_similarity_to(const struct pronunciation *a, const char *b, size_t b_length,
                           double enough)
{
    const double rounding = 1e-9; /* none that is alike enough is given up for it */
    struct pronunciation y;
    struct hearing h;
    double x_all, y_all, all, most, wrong;

    if (!pronunciation_of(b, b_length, &y))
        return 0;
    h.x = a;
    h.y = &y;
    x_all = drop(a, h.x_drops);
    y_all = drop(&y, h.y_drops);
    all = x_all + y_all;
    most = (1 - enough) * all / 2 + rounding;
    /* No sound costs more than 1, and what has none to be heard for is not heard. */
    if (x_all - (double)y.count > most || y_all - (double)a->count > most)
        return 0;
    wrong = 2 * mishearing(&h, most);
    return wrong < all ? 1 - wrong / all : 0;
}

/* By number of the choseong, the vowel and the batchim: what no loanword is written
 * with. ㅆ and a ㅕ behind ㅅ, ㅈ or ㅊ (텍스쳐) are against the orthography and
 * common; ㅚ stands in the name 최, ㅕ with a batchim in 현 or 경. */
static const char NATIVE_CHOSEONG[] = ".n..n...n....n.....";
static const char NATIVE_BATCHIM[] = "..nn.nnn.nnnnnnn..n.n.nnnnnn";
enum { SIOT = 9, SSANGSIOT = 10, IEUNG = 11, JIEUT = 12, CHIEUCH = 14 };
enum { YEO = 6, WA = 9, WAE = 10, OE = 11, WEO = 14 };

/* ㅘ and ㅝ: 과, 콰, 와, 화 are foreign syllables, 봐 and 줘 are not. */
static bool rounds(uint32_t choseong)
{
    const uint32_t giyeok = 0, kieuk = 15, hieuh = 18;

    return choseong == IEUNG || choseong == giyeok || choseong == kieuk || choseong == hieuh;
}

static bool is_native(uint32_t syllable)
{
    uint32_t choseong = hangul_leading(syllable), vowel = hangul_vowel(syllable);
    uint32_t batchim = hangul_batchim(syllable);

    if (NATIVE_CHOSEONG[choseong] == 'n' || NATIVE_BATCHIM[batchim] == 'n')
        return true;
    switch (vowel) {
    case WAE:
        return true;
    case OE:
        return choseong != CHIEUCH;
    case YEO:
        return batchim == BATCHIM_NONE && choseong != SIOT && choseong != SSANGSIOT &&
               choseong != IEUNG && choseong != JIEUT && choseong != CHIEUCH;
    case WA:
    case WEO:
        return !rounds(choseong);
    default:
        return false;
    }
}

bool sound_may_be_foreign(const char *word, size_t length)
{
    utf8proc_int32_t code;
    utf8proc_ssize_t bytes;

    for (size_t i = 0; i < length; i += (size_t)bytes) {
        bytes = utf8proc_iterate((const utf8proc_uint8_t *)word + i, (utf8proc_ssize_t)(length - i),
                                 &code);
        if (bytes <= 0)
            return true;
        if (hangul_is_syllable((uint32_t)code) && is_native((uint32_t)code))
            return false;
    }
    return true;
}

size_t sound_letters(const char *word, size_t length, char *out, size_t capacity)
{
    /* A name before those that it starts with. */
    static const struct {
        const char *name;
        char letter;
    } NAMES[] = {
        {"에이치", 'h'}, {"더블유", 'w'}, {"에이", 'a'}, {"비", 'b'},   {"씨", 'c'},
        {"시", 'c'},     {"디", 'd'},     {"이", 'e'},   {"에프", 'f'}, {"지", 'g'},
        {"아이", 'i'},   {"제이", 'j'},   {"케이", 'k'}, {"엘", 'l'},   {"엠", 'm'},
        {"엔", 'n'},     {"오", 'o'},     {"피", 'p'},   {"큐", 'q'},   {"알", 'r'},
        {"아르", 'r'},   {"에스", 's'},   {"티", 't'},   {"유", 'u'},   {"브이", 'v'},
        {"엑스", 'x'},   {"와이", 'y'},   {"제트", 'z'}, {"원", '1'},   {"투", '2'},
        {"쓰리", '3'},   {"포", '4'},
    };
    size_t written = 0;

    for (size_t i = 0; i < length;) {
        size_t k = 0, n = 0;

        for (; k < sizeof NAMES / sizeof *NAMES; k++) {
            n = strlen(NAMES[k].name);
            if (length - i >= n && memcmp(word + i, NAMES[k].name, n) == 0)
                break;
        }
        if (k == sizeof NAMES / sizeof *NAMES || written == capacity)
            return 0;
        out[written++] = NAMES[k].letter;
        i += n;
    }
    return written;
}
