#include "indexer/format/analysis/pronunciation.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "indexer/format/analysis/hangul.h"

/* Consonant classes by number of the choseong: ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ */
static const char CHOSEONG[] = "KKNTTLMPPSS.JJJKTPH";
/* Those with force; ㄲ may be either to who types it. */
static const char CHOSEONG_FORCES[] = "s..s...s....s.hhhh.";
/* By number of the batchim: none ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ */
static const char BATCHIM[] = ".KKKNNNTLLLLLLLLMPPTTGTTKTP.";
/* By number of the vowel: ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ */
static const char VOWELS[] = "aeaeoeoeoaeeouoeiu.ii";
/* The letters a to z that sound alike wherever they stand, and their force. */
static const char LETTERS[] = ".P.T.P...JKLMN.PK..T.P...J";
static const char LETTER_FORCES[] = ".s.s.h...sh....hh..h.s...s";

static enum force force_of(char told)
{
    return told == 's' ? FORCE_SOFT : told == 'h' ? FORCE_HARD : FORCE_UNTOLD;
}

/* A consonant twice is one: 얼라인, 매직퀼 and magicquill. */
static void say_stop(struct pronunciation *s, char usual, char other, enum force force)
{
    const struct phoneme *last = s->count ? &s->at[s->count - 1] : NULL;

    if (last && other == '\0' && phoneme_is_consonant(usual) && last->usual == usual &&
        last->other == '\0')
        return;
    if (s->count < PHONEMES_MAX)
        s->at[s->count++] = (struct phoneme){usual, other, force};
}

static void say(struct pronunciation *s, char usual, char other)
{
    say_stop(s, usual, other, FORCE_UNTOLD);
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool vowel_at(const char *word, size_t length, size_t at)
{
    return at < length && is_vowel(word[at]);
}

/* c and g change before these. */
static bool is_soft(const char *word, size_t length, size_t at)
{
    return at < length && (word[at] == 'e' || word[at] == 'i' || word[at] == 'y');
}

/* Where a spelling is a group. */
enum where { ANYWHERE, AT_START, INSIDE, AT_END };

/* A sound, then another reading of it or a dot; a dot first is silent, a w
 * first is the vowel that starts a word. */
struct spelling_group {
    char spelling[6], sounds[9];
    enum where where;
};
#define GROUPS_OF(...) ((const struct spelling_group[]){__VA_ARGS__, {.spelling = ""}})

/* By the letter that they begin with; of several that stand there the first is it. */
static const struct spelling_group *const GROUPS[26] = {
    ['a' - 'a'] = GROUPS_OF({"ai", "e.i.", ANYWHERE}, {"ay", "e.i.", ANYWHERE},
                            {"au", "o.", ANYWHERE}, {"aw", "o.", ANYWHERE}),
    ['c' - 'a'] = GROUPS_OF(
        {"cion", "S.o.N.", ANYWHERE}, {"cial", "S.o.L.", ANYWHERE}, {"cian", "S.o.N.", ANYWHERE},
        {"cient", "S.o.N.T.", ANYWHERE}, {"cious", "S.o.S.", ANYWHERE},
        {"chine", "S.i.N.", ANYWHERE}, {"che", "JS", AT_END}, {"ched", "JST.", AT_END},
        {"ches", "JSJ.", AT_END}, {"ch", "JK", ANYWHERE}, {"ck", "K.", ANYWHERE}),
    ['d' - 'a'] =
        GROUPS_OF({"dge", "J.", ANYWHERE}, {"dul", "TJu.L.", INSIDE}, {"ds", ".TJ.", AT_END}),
    ['e' - 'a'] = GROUPS_OF({"ee", "i.", ANYWHERE}, {"ea", "ie", ANYWHERE}, {"ew", "u.", ANYWHERE}),
    ['g' - 'a'] =
        GROUPS_OF({"ghts", "TJ.S", AT_END}, {"ght", "T.", ANYWHERE}, {"gh", "K.", AT_START},
                  {"gh", ".P", AT_END}, {"gh", ".K", ANYWHERE}, {"gn", ".KN.", ANYWHERE}),
    ['i' - 'a'] = GROUPS_OF({"iew", "u.", ANYWHERE}),
    ['k' - 'a'] = GROUPS_OF({"kn", "N.", AT_START}),
    ['m' - 'a'] = GROUPS_OF({"mb", "M.", AT_END}, {"mn", "M.", AT_END}),
    ['o' - 'a'] =
        GROUPS_OF({"oo", "u.", ANYWHERE}, {"oa", "o.", ANYWHERE}, {"ought", "o.T.", ANYWHERE},
                  {"ou", "aou.", ANYWHERE}, {"ow", "aou.", ANYWHERE}),
    ['p' - 'a'] = GROUPS_OF({"ph", "P.", ANYWHERE}, {"ps", "S.", AT_START}),
    ['q' - 'a'] = GROUPS_OF({"qu", "K.", ANYWHERE}),
    ['r' - 'a'] = GROUPS_OF({"rh", "L.", ANYWHERE}, {"re", ".L", AT_END}, {"res", ".LSJ", AT_END},
                            {"red", ".LT.", AT_END}),
    ['s' - 'a'] = GROUPS_OF({"stion", "S.J.o.N.", ANYWHERE}, {"ssion", "S.o.N.", ANYWHERE},
                            {"sion", "JSo.N.", ANYWHERE}, {"ssure", "S.o.", ANYWHERE},
                            {"sure", "JSo.", ANYWHERE}, {"sch", "S.K.", ANYWHERE},
                            {"sh", "S.", ANYWHERE}, {"stle", "S.L.", AT_END}),
    ['t' - 'a'] = GROUPS_OF({"tion", "S.o.N.", ANYWHERE}, {"tial", "S.o.L.", ANYWHERE},
                            {"tian", "S.o.N.", ANYWHERE}, {"tient", "S.o.N.T.", ANYWHERE},
                            {"tious", "S.o.S.", ANYWHERE}, {"ture", "J.o.", ANYWHERE},
                            {"tch", "J.", ANYWHERE}, {"tua", "JTu.", ANYWHERE},
                            {"th", "ST", ANYWHERE}, {"ts", "TJ.S", AT_END}),
    ['w' - 'a'] = GROUPS_OF({"wh", "wH", AT_START}, {"wr", "L.", AT_START}),
};

static char reading(char sound)
{
    return sound == '.' ? PHONEME_SILENT : sound == 'w' ? PHONEME_ANY_VOWEL : sound;
}

/* The bytes of text where it stands there, else 0. */
static size_t follows(const char *word, size_t length, size_t at, const char *text)
{
    size_t n = 0;

    for (; text[n]; n++)
        if (at + n == length || word[at + n] != text[n])
            return 0;
    return n;
}

static bool stands(enum where where, size_t i, size_t taken, size_t n)
{
    switch (where) {
    case AT_START:
        return i == 0;
    case INSIDE:
        return i > 0;
    case AT_END:
        return i > 0 && i + taken == n;
    default:
        return true;
    }
}

/* Spellings of several letters; the letters taken, or 0. */
static size_t say_group(struct pronunciation *s, const char *w, size_t n, size_t i)
{
    const struct spelling_group *group = GROUPS[w[i] - 'a'];

    for (; group && *group->spelling; group++) {
        size_t taken = follows(w, n, i, group->spelling);

        if (!taken || !stands(group->where, i, taken, n))
            continue;
        for (const char *sounds = group->sounds; *sounds; sounds += 2)
            say(s, reading(sounds[0]), reading(sounds[1]));
        return taken;
    }
    return 0;
}

/* n before g or k is the batchim ㅇ: language has it and a ㄱ, training only it. */
static size_t say_ng(struct pronunciation *s, const char *w, size_t n, size_t i)
{
    if (w[i] != 'n' || i + 1 == n || (w[i + 1] != 'g' && w[i + 1] != 'k'))
        return 0;
    if (w[i + 1] == 'g' && i + 2 < n && w[i + 2] == 'e')
        return 0; /* change, range */
    say(s, 'G', '\0');
    if (w[i + 1] == 'k')
        say(s, 'K', '\0');
    else if (i + 2 < n && w[i + 2] != 's' && w[i + 2] != 'i')
        say(s, 'K', PHONEME_ANY_VOWEL);
    return 2;
}

/* face and time are 페이스 and 타임; an e that ends a word is silent. */
static void say_vowel(struct pronunciation *s, const char *w, size_t n, size_t i)
{
    bool open =
        i + 3 == n && !is_vowel(w[i + 1]) && w[i + 2] == 'e' && (i == 0 || !is_vowel(w[i - 1]));

    if (w[i] == 'e' && i + 1 == n && i > 1)
        return;
    if (open && (w[i] == 'a' || w[i] == 'i')) {
        say(s, w[i] == 'a' ? 'e' : 'a', '\0');
        say(s, 'i', '\0');
    } else {
        say(s, w[i] == 'y' ? 'i' : w[i], '\0');
    }
}

/* A letter that sounds otherwise where others stand beside it. */
static void say_changing(struct pronunciation *s, const char *w, size_t n, size_t i)
{
    bool soft = is_soft(w, n, i + 1), vowel = vowel_at(w, n, i + 1), last = i + 1 == n;
    char before = i > 0 ? w[i - 1] : '\0';

    switch (w[i]) {
    case 'c':
        if (!soft)
            say_stop(s, 'K', '\0', FORCE_HARD);
        else if (before != 's' && before != 'x') /* one sound with them: scene, excellent */
            say(s, 'S', '\0');
        break;
    case 'g':
        say_stop(s, soft ? 'J' : 'K', soft ? 'K' : '\0', FORCE_SOFT);
        break;
    case 'h':
        if (vowel)
            say(s, 'H', '\0');
        break;
    case 'r':
        if (vowel)
            say(s, 'L', '\0');
        break;
    case 's':
        say(s, 'S', last || (vowel && (is_vowel(before) || before == 'n')) ? 'J' : '\0');
        break;
    case 'x':
        if (i > 0)
            say(s, 'K', '\0');
        /* exam, exist: 이그잼, 이그지스트 */
        say(s, i > 0 ? 'S' : 'J', i == 1 && before == 'e' && vowel ? 'J' : '\0');
        break;
    case 'w':
        say(s, PHONEME_ANY_VOWEL, '\0');
        break;
    default:
        say_vowel(s, w, n, i);
    }
}

static void say_letter(struct pronunciation *s, const char *w, size_t n, size_t i)
{
    char class = LETTERS[w[i] - 'a'];

    if (class == '.')
        say_changing(s, w, n, i);
    else
        say_stop(s, class, '\0', force_of(LETTER_FORCES[w[i] - 'a']));
}

static void say_english(struct pronunciation *s, const char *w, size_t n)
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

static void say_syllable(struct pronunciation *s, uint32_t c)
{
    uint32_t number = hangul_leading(c);
    char choseong = CHOSEONG[number];
    char vowel = VOWELS[hangul_vowel(c)];
    char batchim = BATCHIM[hangul_batchim(c)];

    if (choseong != '.')
        say_stop(s, choseong, '\0', force_of(CHOSEONG_FORCES[number]));
    else if (s->count == 0)
        say(s, PHONEME_ANY_VOWEL, '\0');
    if (vowel != '.')
        say(s, vowel, '\0');
    if (batchim != '.')
        say(s, batchim, '\0');
}

bool pronunciation_of(const char *word, size_t length, struct pronunciation *out)
{
    char letters[PRONOUNCED_LETTERS_MAX];
    size_t n = 0;

    out->count = 0;
    for (size_t i = 0; i < length && n < PRONOUNCED_LETTERS_MAX;) {
        utf8proc_int32_t c = (unsigned char)word[i];
        utf8proc_ssize_t bytes = 1;

        if (c >= 0x80)
            bytes = utf8proc_iterate((const utf8proc_uint8_t *)word + i,
                                     (utf8proc_ssize_t)(length - i), &c);
        if (bytes <= 0)
            return false;
        if (hangul_is_syllable((uint32_t)c)) {
            say_syllable(out, (uint32_t)c);
            n++;
        } else if (c >= 'a' && c <= 'z' && out->count == 0) {
            letters[n++] = (char)c;
        } else if (c >= 0x80) {
            return false;
        }
        i += (size_t)bytes;
    }
    if (out->count == 0)
        say_english(out, letters, n);
    return out->count > 0;
}
