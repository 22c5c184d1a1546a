#include "indexer/format/analysis/sound.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "indexer/format/analysis/hangul.h"

#define WORD_MAX 48 /* letters that are looked at */

/* Consonant classes by number of the initial: ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ */
static const char INITIALS[] = "KKNTTLMPPSS.JJJKTPH";
/* By number of the final: none ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ */
static const char FINALS[] = ".KKKNNNTLLLLLLLLMPPTTGTTKTP.";
/* By number of the vowel: ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ */
static const char VOWELS[] = "aeaeoeoeoaeeouoeiu.ii";

/* The sounds of a word under construction, with alternatives where spelling
 * does not tell. Vowels are lower case. */
struct sounds {
    char first[WORD_MAX * 2]; /* the usual reading */
    char other[WORD_MAX * 2]; /* another one at the same place, or '\0' */
    size_t count;
};

static void say(struct sounds *s, char usual, char other)
{
    if (s->count < sizeof s->first) {
        s->first[s->count] = usual;
        s->other[s->count++] = other;
    }
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool follows(const char *word, size_t length, size_t at, const char *text)
{
    size_t n = strlen(text);

    return length - at >= n && memcmp(word + at, text, n) == 0;
}

static bool is_soft(const char *word, size_t length, size_t at)
{
    return at < length && (word[at] == 'e' || word[at] == 'i' || word[at] == 'y');
}

/* Spellings of several letters; the letters taken, or 0. */
static size_t say_group(struct sounds *s, const char *w, size_t n, size_t i)
{
    static const struct {
        const char *spelling, *sounds; /* a sound, then another reading or a dot */
    } GROUPS[] = {
        {"stion", "S.J.N."}, {"ssion", "S.N."},   {"tion", "S.N."},    {"sion", "JSN."},
        {"cion", "S.N."},    {"tial", "S.L."},    {"cial", "S.L."},    {"cian", "S.N."},
        {"tian", "S.N."},    {"tient", "S.N.T."}, {"cient", "S.N.T."}, {"tious", "S.S."},
        {"cious", "S.S."},   {"ture", "J."},      {"sure", "JS"},      {"dge", "J."},
        {"sch", "S.K."},     {"tch", "J."},       {"ght", "T."},       {"gh", ".K"},
        {"ph", "P."},        {"sh", "S."},        {"tua", "JT"},       {"th", "ST"},
        {"chine", "S.N."},   {"che", "JS"},       {"ch", "JK"},        {"ck", "K."},
        {"qu", "K."},        {"wh", ".H"},        {"wr", "L."},        {"kn", "N."},
        {"ps", "PS"},        {"rh", "L."},        {"gn", ".KN."},
    };

    for (size_t g = 0; g < sizeof GROUPS / sizeof *GROUPS; g++) {
        const char *spelling = GROUPS[g].spelling, *sounds = GROUPS[g].sounds;

        if (!follows(w, n, i, spelling))
            continue;
        /* These are groups only at the start (knowledge), or only behind it. */
        if (i > 0 && (strcmp(spelling, "kn") == 0 || strcmp(spelling, "wr") == 0))
            continue;
        if (strcmp(spelling, "ps") == 0 && i == 0)
            sounds = "S.";
        else if (strcmp(spelling, "ps") == 0)
            sounds = "P.S.";
        for (; *sounds; sounds += 2)
            say(s, sounds[0] == '.' ? '\0' : sounds[0], sounds[1] == '.' ? '\0' : sounds[1]);
        return strlen(spelling);
    }
    return 0;
}

/* n before g or k is the final ㅇ: language has it and a ㄱ, training only it. */
static size_t say_ng(struct sounds *s, const char *w, size_t n, size_t i)
{
    if (w[i] != 'n' || i + 1 == n || (w[i + 1] != 'g' && w[i + 1] != 'k'))
        return 0;
    if (w[i + 1] == 'g' && is_soft(w, n, i + 2) && w[i + 2] == 'e')
        return 0; /* change, range */
    say(s, 'G', '\0');
    if (w[i + 1] == 'k')
        say(s, 'K', '\0');
    else if (i + 2 < n && w[i + 2] != 's' && w[i + 2] != 'i')
        say(s, 'K', '.');
    return 2;
}

/* One letter. */
static void say_letter(struct sounds *s, const char *w, size_t n, size_t i)
{
    bool between = i > 0 && i + 1 < n && is_vowel(w[i + 1]) &&
                   (is_vowel(w[i - 1]) || w[i - 1] == 'n');

    switch (w[i]) {
    case 'b':
    case 'p':
    case 'f':
    case 'v':
        say(s, 'P', '\0');
        break;
    case 'c':
        say(s, is_soft(w, n, i + 1) ? 'S' : 'K', '\0');
        break;
    case 'd':
    case 't':
        say(s, 'T', '\0');
        break;
    case 'g':
        say(s, is_soft(w, n, i + 1) ? 'J' : 'K', is_soft(w, n, i + 1) ? 'K' : '\0');
        break;
    case 'h':
        if (i + 1 < n && is_vowel(w[i + 1]))
            say(s, 'H', '\0');
        break;
    case 'j':
    case 'z':
        say(s, 'J', '\0');
        break;
    case 'k':
    case 'q':
        say(s, 'K', '\0');
        break;
    case 'l':
        say(s, 'L', '\0');
        break;
    case 'm':
        say(s, 'M', '\0');
        break;
    case 'n':
        say(s, 'N', '\0');
        break;
    case 'r': /* silent before a consonant and at the end */
        if (i + 1 < n && is_vowel(w[i + 1]))
            say(s, 'L', '\0');
        break;
    case 's':
        say(s, 'S', between || i + 1 == n ? 'J' : '\0');
        break;
    case 'x':
        if (i > 0)
            say(s, 'K', '\0');
        say(s, i > 0 ? 'S' : 'J', '\0');
        break;
    case 'w':
        say(s, '.', '\0'); /* a vowel to Korean ears */
        break;
    default:
        if (is_vowel(w[i]) && !(w[i] == 'e' && i + 1 == n && i > 1))
            say(s, w[i] == 'y' ? 'i' : w[i], '\0');
    }
}

static void say_english(struct sounds *s, const char *w, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t taken = say_ng(s, w, n, i);

        if (!taken)
            taken = say_group(s, w, n, i);
        if (!taken) {
            /* cc before e and i is two sounds; any other double letter is one. */
            bool twice = i + 1 < n && w[i] == w[i + 1] && !is_vowel(w[i]) &&
                         !(w[i] == 'c' && is_soft(w, n, i + 2));

            say_letter(s, w, n, twice ? i + 1 : i);
            taken = twice ? 2 : 1;
        }
        i += taken;
    }
}

static void say_syllable(struct sounds *s, uint32_t c)
{
    uint32_t index = c - HANGUL_FIRST;
    char initial = INITIALS[index / (HANGUL_VOWELS * HANGUL_FINALS)];
    char vowel = VOWELS[index / HANGUL_FINALS % HANGUL_VOWELS];
    char final = FINALS[index % HANGUL_FINALS];

    /* ㄹㄹ is one l. */
    if (initial != '.' && !(initial == 'L' && s->count && s->first[s->count - 1] == 'L'))
        say(s, initial, '\0');
    else if (initial == '.' && s->count == 0)
        say(s, '.', '\0');
    if (vowel != '.')
        say(s, vowel, '\0');
    if (final != '.')
        say(s, final, '\0');
}

/* False for a word that is neither Hangul nor Latin. */
static bool say_word(struct sounds *s, const char *word, size_t length)
{
    char letters[WORD_MAX];
    size_t n = 0;

    s->count = 0;
    for (size_t i = 0; i < length && n < WORD_MAX;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)word + i,
                                                  (utf8proc_ssize_t)(length - i), &c);

        if (bytes <= 0)
            return false;
        if (hangul_is_syllable((uint32_t)c)) {
            say_syllable(s, (uint32_t)c);
            n++;
        } else if (c >= 'a' && c <= 'z' && s->count == 0) {
            letters[n++] = (char)c;
        } else if (c >= 0x80) {
            return false;
        }
        i += (size_t)bytes;
    }
    if (s->count == 0)
        say_english(s, letters, n);
    return s->count > 0;
}

static bool is_consonant(char sound)
{
    return sound >= 'A' && sound <= 'Z';
}

static bool has_key(const struct sound_keys *keys, const char *key)
{
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->keys[i], key) == 0)
            return true;
    return false;
}

/* The key in which bit b of choice takes the other reading of the b-th place
 * that has one. */
static void add_key(const struct sounds *s, unsigned choice, struct sound_keys *out)
{
    char key[SOUND_KEY_MAX + 1];
    size_t n = 0;
    unsigned place = 0;

    if (s->first[0] == '.' || (s->first[0] >= 'a' && s->first[0] <= 'z'))
        key[n++] = 'A';
    for (size_t i = 0; i < s->count && n < SOUND_KEY_MAX; i++) {
        char sound = s->first[i];

        if (s->other[i] != '\0')
            sound = choice >> place++ & 1 ? s->other[i] : sound;
        if (is_consonant(sound) && (n == 0 || key[n - 1] != sound || sound != 'L'))
            key[n++] = sound;
    }
    key[n] = '\0';
    if (n && !has_key(out, key))
        memcpy(out->keys[out->count++], key, n + 1);
}

void sound_keys_of(const char *word, size_t length, struct sound_keys *out)
{
    struct sounds s;
    unsigned places = 0;

    out->count = 0;
    if (!say_word(&s, word, length))
        return;
    for (size_t i = 0; i < s.count; i++)
        places += s.other[i] != '\0';
    for (unsigned choice = 0; choice < SOUND_KEYS_MAX && choice >> places == 0; choice++)
        add_key(&s, choice, out);
}

/* What it costs to hear one sound for another. */
static double confusion(char a, char b)
{
    if (a == b)
        return 0;
    return is_consonant(a) || is_consonant(b) ? 1 : 0.4;
}

/* What it costs not to hear a sound. */
static double dropping(char sound)
{
    return is_consonant(sound) ? 1 : sound == '.' ? 0 : 0.5;
}

double sound_similarity(const char *a, size_t a_length, const char *b, size_t b_length)
{
    struct sounds x, y;
    double row[WORD_MAX * 2 + 1], total = 0;

    if (!say_word(&x, a, a_length) || !say_word(&y, b, b_length))
        return 0;
    row[0] = 0;
    for (size_t j = 0; j < y.count; j++)
        row[j + 1] = row[j] + dropping(y.first[j]);
    for (size_t i = 0; i < x.count; i++) {
        double diagonal = row[0];

        row[0] += dropping(x.first[i]);
        for (size_t j = 0; j < y.count; j++) {
            double swap = diagonal + confusion(x.first[i], y.first[j]);
            double drop = row[j + 1] + dropping(x.first[i]);
            double add = row[j] + dropping(y.first[j]);

            if (x.first[i] != y.first[j] && y.other[j] == x.first[i])
                swap = diagonal;
            diagonal = row[j + 1];
            row[j + 1] = swap < drop ? swap : drop;
            row[j + 1] = add < row[j + 1] ? add : row[j + 1];
        }
    }
    for (size_t i = 0; i < x.count; i++)
        total += dropping(x.first[i]);
    for (size_t j = 0; j < y.count; j++)
        total += dropping(y.first[j]);
    return total > 0 ? 1 - 2 * row[y.count] / total : 0;
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
