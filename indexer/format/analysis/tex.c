#include "indexer/format/analysis/tex.h"

#include <string.h>

/* Names of U+03B1 to U+03C9; final sigma is sigma. Case folding came before. */
static const char *const GREEK[] = {
    "alpha", "beta",   "gamma",   "delta", "epsilon", "zeta",    "eta",   "theta", "iota",
    "kappa", "lambda", "mu",      "nu",    "xi",      "omicron", "pi",    "rho",   "sigma",
    "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",     "omega",
};

static bool is_name_letter(const struct letter *l)
{
    return l->class == LETTER_LATIN || l->class == LETTER_DIGIT;
}

/* Names are longer than the letter they stand for, so the result is built apart
 * (and not cleared first: it is large). */
struct rewrite {
    struct letter out[CHUNK_MAX + CLUSTER_MAX];
    size_t count;
};

static void put(struct rewrite *r, const struct letter *letter)
{
    if (r->count < CHUNK_MAX + CLUSTER_MAX)
        r->out[r->count++] = *letter;
}

/* Puts name with the bytes of source; capital tells where a hump starts. */
static void put_name(struct rewrite *r, const char *name, const struct letter *source)
{
    struct letter letter = *source;

    for (; *name; name++) {
        letter.code = (uint32_t)(unsigned char)*name;
        letter.class = *name == '-' ? LETTER_SIGN : LETTER_LATIN;
        letter.upper = false;
        put(r, &letter);
    }
}

static bool spells(const struct letter *letters, size_t first, size_t last, const char *name)
{
    size_t n = strlen(name);

    if (last - first != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (letters[first + i].code != (unsigned char)name[i])
            return false;
    return true;
}

/* At a backslash: a command before { is formatting and vanishes, \times is x,
 * any other gives its name. Returns the letter behind the command. */
static size_t put_command(struct rewrite *r, const struct chunk *chunk, size_t i)
{
    size_t end = i + 1;

    while (end < chunk->count && chunk->letters[end].class == LETTER_LATIN)
        end++;
    if (end < chunk->count && chunk->letters[end].code == '{')
        return end;
    if (spells(chunk->letters, i + 1, end, "times")) {
        put_name(r, "-x-", &chunk->letters[i]);
        return end;
    }
    for (size_t k = i + 1; k < end; k++)
        put(r, &chunk->letters[k]);
    return end;
}

static bool lone_greek(const struct chunk *chunk, size_t i)
{
    return chunk->letters[i].class == LETTER_GREEK &&
           (i == 0 || chunk->letters[i - 1].class != LETTER_GREEK) &&
           (i + 1 == chunk->count || chunk->letters[i + 1].class != LETTER_GREEK) &&
           chunk->letters[i].code >= 0x3B1 && chunk->letters[i].code <= 0x3C9;
}

/* Does the word that starts at letter first hold TeX? Only then its signs mean it. */
static bool has_tex(const struct chunk *chunk, size_t first)
{
    for (size_t i = first; i < chunk->count && chunk->letters[i].class != LETTER_SPACE; i++)
        if (chunk->letters[i].code == '$' || chunk->letters[i].code == '\\')
            return true;
    return false;
}

void tex_spell_out(struct chunk *chunk)
{
    struct rewrite r;
    bool math = false;

    r.count = 0;
    for (size_t i = 0; i < chunk->count;) {
        const struct letter *l = &chunk->letters[i];

        if (i == 0 || l[-1].class == LETTER_SPACE)
            math = has_tex(chunk, i);
        if (lone_greek(chunk, i)) {
            put_name(&r, GREEK[l->code - 0x3B1], l);
            i++;
        } else if (l->code == 0xD7 && i > 0 && i + 1 < chunk->count && is_name_letter(l - 1)) {
            put_name(&r, "-x-", l);
            i++;
        } else if (math && l->code == '\\') {
            i = put_command(&r, chunk, i);
        } else {
            if (!math || (l->code != '$' && l->code != '^' && l->code != '{' && l->code != '}'))
                put(&r, l);
            i++;
        }
    }
    memcpy(chunk->letters, r.out, r.count * sizeof *r.out);
    chunk->count = r.count;
}
