#include "indexer/format/analysis/latin.h"

#include <string.h>

#include "indexer/format/analysis/number.h"

#define ATOMS_MAX 32
/* A longer chain (state-of-the-art-and-beyond) is no name. */
#define COMPONENTS_JOINED_MAX 4
/* A star behind a longer word is a footnote, not a name like A*. */
#define STARRED_MAX 3
/* COCO 2014; what is longer is no version. */
#define VERSION_DIGITS_MAX 4

struct atom {
    size_t first, last; /* letters */
    size_t component;
};

struct latin_run {
    struct atom atoms[ATOMS_MAX];
    size_t count, components;
    bool unfinished; /* its last word is still being typed */
};

static bool is_alphanumeric(const struct letter *l)
{
    return l->class == LETTER_LATIN || l->class == LETTER_DIGIT;
}

static bool is_hyphen(uint32_t code)
{
    return code == '-' || code == 0x2010 || code == 0x2011 || code == 0x2013 || code == 0x2212;
}

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019;
}

/* Does the sign at i hold together what stands on either side? */
static bool connects(const struct letter *l, size_t count, size_t i)
{
    if (i + 1 >= count || !is_alphanumeric(&l[i + 1]) || !is_alphanumeric(&l[i - 1]))
        return false;
    if (is_hyphen(l[i].code) || l[i].code == '_' || l[i].code == '^' || l[i].code == '&' ||
        is_apostrophe(l[i].code))
        return true;
    if (l[i].code == '.') /* Node.js and 1.58, but not the end of a sentence */
        return !l[i + 1].upper || l[i - 1].upper;
    if (l[i].code == ',') /* 10,000 */
        return l[i - 1].class == LETTER_DIGIT && i + 3 < count && l[i + 1].class == LETTER_DIGIT &&
               l[i + 2].class == LETTER_DIGIT && l[i + 3].class == LETTER_DIGIT;
    return false;
}

static size_t run_end(const struct letter *l, size_t count, size_t first)
{
    size_t i = first + 1;

    while (i < count && (is_alphanumeric(&l[i]) || connects(l, count, i)))
        i++;
    return i;
}

static bool inside_number(const struct letter *l, size_t i)
{
    return (l[i].code == '.' || l[i].code == ',') && l[i - 1].class == LETTER_DIGIT &&
           l[i + 1].class == LETTER_DIGIT;
}

/* A hump: before l[i] a lower-case letter ends a part and l[i] starts one
 * (AnimateDiff), or a capital starts a word behind capitals (DEMOVideo). */
static bool is_hump(const struct letter *l, size_t first, size_t last, size_t i)
{
    if (i < first + 2 || i + 2 > last || !l[i].upper)
        return false;
    if (!l[i - 1].upper)
        return true;
    return i + 3 <= last && !l[i + 1].upper && !l[i + 2].upper;
}

static void add_atom(struct latin_run *run, size_t first, size_t last)
{
    if (first < last && run->count < ATOMS_MAX)
        run->atoms[run->count++] = (struct atom){first, last, run->components};
}

static bool is_vowel(uint32_t code)
{
    return code == 'a' || code == 'e' || code == 'i' || code == 'o' || code == 'u' || code == 'y';
}

/* The plural of an abbreviation, which no English stemmer takes for one: LLMs,
 * GPUs, and llms, which has no vowel. A shorter one in small letters may as well
 * be tts, which is no plural. */
static bool is_plural(const struct letter *l, size_t first, size_t last)
{
    bool capitals = true, vowels = false;

    if (last - first < 3 || l[last - 1].code != 's' || l[last - 1].upper || l[last - 2].code == 's')
        return false;
    for (size_t i = first; i + 1 < last; i++) {
        capitals = capitals && l[i].upper;
        vowels = vowels || is_vowel(l[i].code);
    }
    return capitals || (!vowels && last - first > 3);
}

/* Letters [first, last) of one component without digits. A v before digits
 * belongs to them (YOLOv9: yolo, v9). Returns where the next atom starts. */
static size_t add_letters(struct latin_run *run, const struct letter *l, size_t first, size_t last,
                          bool digits_follow)
{
    size_t start = first, end = last;

    if (digits_follow && l[last - 1].code == 'v' && (last - first == 1 || last - first > 2))
        end--;
    for (size_t i = first + 1; i < end; i++)
        if (is_hump(l, start, end, i)) {
            add_atom(run, start, i);
            start = i;
        }
    add_atom(run, start, is_plural(l, start, end) ? end - 1 : end);
    return end;
}

static void add_component(struct latin_run *run, const struct letter *l, size_t first, size_t last)
{
    size_t start = first;

    while (start < last) {
        size_t letters = start, next;

        while (letters < last && l[letters].class == LETTER_LATIN)
            letters++;
        for (next = letters; next < last && l[next].class != LETTER_LATIN;)
            next++;
        if (letters > start)
            start = add_letters(run, l, start, letters, next > letters);
        add_atom(run, start, next);
        start = next;
    }
    run->components++;
}

/* Leaves out 's and the like behind an apostrophe at the end. */
static size_t without_clitic(const struct letter *l, size_t first, size_t last)
{
    for (size_t i = last; i > first + 1 && last - i < 3; i--)
        if (is_apostrophe(l[i - 1].code))
            return i - 1;
    return last;
}

static void find_atoms(struct latin_run *run, const struct letter *l, size_t first, size_t last)
{
    size_t start = first;

    run->count = run->components = 0;
    for (size_t i = first; i < last; i++)
        if (!is_alphanumeric(&l[i]) && !inside_number(l, i)) {
            add_component(run, l, start, i);
            start = i + 1;
        }
    add_component(run, l, start, last);
}

/* English stemming, of words that are letters only. */
static void stem(const struct chunk *chunk, struct token_text *text, unsigned *flags)
{
    char stemmed[TOKEN_BYTES_MAX];
    size_t n;

    if (!chunk->stemming.stem || (chunk->analysis.options & ANALYZE_NAMES) || text->length < 3 ||
        text->full)
        return;
    for (size_t i = 0; i < text->length; i++)
        if (!letter_is_english((unsigned char)text->bytes[i]))
            return;
    n = chunk->stemming.stem(chunk->stemming.context, text->bytes, text->length, stemmed,
                             sizeof stemmed);
    if (n == 0 || (n == text->length && memcmp(stemmed, text->bytes, n) == 0))
        return;
    memcpy(text->bytes, stemmed, n);
    text->length = n;
    *flags |= TOKEN_STEM;
}

static void add_atoms(struct token_text *text, const struct chunk *chunk,
                      const struct latin_run *run, size_t from, size_t to)
{
    token_text_start(text, run->atoms[from].first);
    for (size_t i = from; i < to; i++)
        token_text_add_letters(text, chunk, run->atoms[i].first, run->atoms[i].last);
}

/* Atoms [from, to) joined, as one token. */
static void emit_atoms(struct chunk *chunk, const struct latin_run *run, size_t from, size_t to,
                       unsigned flags)
{
    struct token_text text;

    add_atoms(&text, chunk, run, from, to);
    flags |= TOKEN_LATIN;
    if (!run->unfinished || to < run->count)
        stem(chunk, &text, &flags);
    chunk_emit(chunk, &text, chunk->position + (uint32_t)from, flags);
}

struct component_number {
    uint64_t value;
    bool unit; /* is the atom behind its digits */
};

/* The number that component [from, to) is, alone (7B, 10,000) or with the next one
 * (7-billion); false where it is none. */
static bool find_number(const struct chunk *chunk, const struct latin_run *run, size_t from,
                        size_t to, struct component_number *out)
{
    const struct atom *atom = &run->atoms[from], *next = atom + 1;
    bool inside = from + 2 == to;
    struct digits digits;
    unsigned power = 0;

    *out = (struct component_number){0};
    if ((run->unfinished && to == run->count) || to > from + 2 ||
        !numeral_digits(chunk->letters, atom->last, atom->first, &digits) ||
        digits.end != atom->last)
        return false;
    /* The letter of a unit stands right behind the digits. */
    if (from + 1 < run->count && (inside || next->last - next->first > 1))
        power = numeral_unit(chunk->letters, next->first, next->last);
    *out = (struct component_number){numeral_value(&digits, power), power > 0};
    return power || (!inside && numeral_is_round(&digits));
}

/* Is the atom at letter first the v9 of YOLOv9? */
static bool is_version(const struct letter *l, size_t first, size_t last)
{
    return l[first].code == 'v' && first + 1 < last && l[first + 1].class == LETTER_DIGIT;
}

/* YOLOv9 gives 9 besides v9. */
static void emit_version(struct chunk *chunk, const struct atom *atom, uint32_t position)
{
    struct token_text text;

    if (!is_version(chunk->letters, atom->first, atom->last))
        return;
    token_text_start(&text, atom->first + 1);
    token_text_add_letters(&text, chunk, atom->first + 1, atom->last);
    chunk_emit(chunk, &text, position, TOKEN_LATIN | TOKEN_PART);
}

/* Atoms [from, to) joined, and the same without the v of a version: yolov9, yolo9. */
static void emit_joined(struct chunk *chunk, const struct latin_run *run, size_t from, size_t to)
{
    const struct atom *last = &run->atoms[to - 1];
    struct token_text text;

    emit_atoms(chunk, run, from, to, TOKEN_JOINED);
    if (!is_version(chunk->letters, last->first, last->last))
        return;
    add_atoms(&text, chunk, run, from, to - 1);
    token_text_add_letters(&text, chunk, last->first + 1, last->last);
    chunk_emit(chunk, &text, chunk->position + (uint32_t)from, TOKEN_LATIN | TOKEN_JOINED);
}

/* The atoms of one component, and the component joined. */
static void emit_component(struct chunk *chunk, const struct latin_run *run, size_t from, size_t to)
{
    uint32_t position = chunk->position + (uint32_t)from;
    bool several = to - from > 1;
    struct component_number found;
    bool number = find_number(chunk, run, from, to, &found);
    size_t last = run->atoms[found.unit ? from + 1 : from].last;

    if (several)
        emit_joined(chunk, run, from, to);
    if (several && number)
        number_emit(chunk, found.value, run->atoms[from].first, last, position);
    if (several && number && last - run->atoms[from + 1].first == 1)
        return; /* 70B is not 70 */
    for (size_t i = from; i < to; i++) {
        if (!several || run->atoms[i].last - run->atoms[i].first > 1)
            emit_atoms(chunk, run, i, i + 1, several ? TOKEN_PART : 0);
        emit_version(chunk, &run->atoms[i], chunk->position + (uint32_t)i);
    }
    if (!several && number)
        number_emit(chunk, found.value, run->atoms[from].first, last, position);
}

/* C++, C#, A*: the signs belong to the name. Returns how many do. */
static size_t sign_length(const struct chunk *chunk, size_t first, size_t end)
{
    size_t n = 0;

    while (n < 2 && end + n < chunk->count && chunk->letters[end + n].code == '+')
        n++;
    if (n == 0 && end < chunk->count &&
        (chunk->letters[end].code == '#' ||
         (chunk->letters[end].code == '*' && end - first <= STARRED_MAX)))
        n = 1;
    return end + n < chunk->count && is_alphanumeric(&chunk->letters[end + n]) ? 0 : n;
}

static void emit_signed(struct chunk *chunk, size_t first, size_t end, size_t signs)
{
    struct token_text text;

    token_text_start(&text, first);
    token_text_add_letters(&text, chunk, first, end);
    token_text_add_signs(&text, chunk, end, end + signs);
    chunk_emit(chunk, &text, chunk->position, TOKEN_LATIN | TOKEN_JOINED);
}

/* Is the whole run a name of several components, and not numbers: 2-7B is not 27B? */
static bool is_name(const struct chunk *chunk, const struct latin_run *run)
{
    if (run->components < 2 || run->components > COMPONENTS_JOINED_MAX || run->count < 2)
        return false;
    return run->atoms[0].component == run->atoms[1].component ||
           chunk->letters[run->atoms[0].first].class != LETTER_DIGIT ||
           chunk->letters[run->atoms[1].first].class != LETTER_DIGIT;
}

bool latin_goes_on(const struct chunk *chunk, const char *next, size_t length)
{
    bool v = length > 1 && (*next == 'v' || *next == 'V');

    return chunk_is_stored(chunk) && chunk->letters[chunk->count - 1].class == LETTER_LATIN &&
           next[v] >= '0' && next[v] <= '9';
}

/* Where the version ends that starts at letter first: 3, 3.1, 4o, v2; first where
 * there is none, or where it counts what follows (LLM 3개). */
static size_t version_end(const struct chunk *chunk, size_t first)
{
    const struct letter *l = chunk->letters;
    uint32_t codes[CHUNK_MAX + CLUSTER_MAX];
    struct digits digits;
    size_t end, n = 0;
    bool doubtful;

    if (first >= chunk->count ||
        !numeral_digits(l, chunk->count, first + (l[first].code == 'v'), &digits) ||
        digits.grouped || digits.count > VERSION_DIGITS_MAX)
        return first;
    end = digits.end;
    end += end < chunk->count && l[end].class == LETTER_LATIN;
    if (end < chunk->count && is_alphanumeric(&l[end]))
        return first;
    while (end + n < chunk->count && l[end + n].class == LETTER_HANGUL) {
        codes[n] = l[end + n].code;
        n++;
    }
    return n == 0 || endings_strip(chunk->endings, codes, n, 0, &doubtful) == 0 ? end : first;
}

/* The run, which ends at letter end, joined with the version behind the space. */
static void emit_named_version(struct chunk *chunk, const struct latin_run *run, size_t end)
{
    size_t start = end + 1, last, version;
    struct token_text text;

    if (end >= chunk->count || chunk->letters[end].class != LETTER_SPACE ||
        run->components > COMPONENTS_JOINED_MAX)
        return;
    last = version_end(chunk, start);
    if (last == start)
        return;
    for (version = start; version <= start + (chunk->letters[start].code == 'v'); version++) {
        add_atoms(&text, chunk, run, 0, run->count);
        token_text_add_letters(&text, chunk, version, last);
        chunk_emit(chunk, &text, chunk->position, TOKEN_LATIN | TOKEN_JOINED);
    }
}

size_t latin_read(struct chunk *chunk, size_t first)
{
    size_t end = run_end(chunk->letters, chunk->count, first);
    size_t word_end = without_clitic(chunk->letters, first, end), signs;
    struct latin_run run;

    find_atoms(&run, chunk->letters, first, word_end);
    if (run.count == ATOMS_MAX && run.atoms[run.count - 1].last < word_end) /* the rest is next */
        end = run.atoms[run.count - 1].last;
    run.unfinished = chunk_is_unfinished(chunk, end);
    signs = sign_length(chunk, first, end);
    if (signs)
        emit_signed(chunk, first, end, signs);
    if (is_name(chunk, &run))
        emit_joined(chunk, &run, 0, run.count);
    if (signs == 0 && chunk_is_stored(chunk) && chunk->letters[first].upper)
        emit_named_version(chunk, &run, end);
    for (size_t from = 0, to; from < run.count; from = to) {
        for (to = from + 1; to < run.count; to++)
            if (run.atoms[to].component != run.atoms[from].component)
                break;
        emit_component(chunk, &run, from, to);
    }
    chunk->position += (uint32_t)run.count;
    chunk->word++;
    return end + signs;
}
