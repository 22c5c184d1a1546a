/* Only an allow-list is safe here: TeX has commands that open files, run
 * programs and never end, and a page may define more. */
#include "query/render/tex.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "query/render/visible.h"
#include "shim/base/codepoint.h"

/* Control words that print mathematics and take nothing but text; sorted. */
static const char *const WORDS[] = {
    // clang-format off
    "Delta", "Gamma", "Im", "Lambda", "Leftarrow", "Leftrightarrow", "Omega", "Phi", "Pi", "Psi",
    "Re", "Rightarrow", "Sigma", "Theta", "Upsilon", "Xi", "acute", "alpha", "angle", "approx",
    "arccos", "arcsin", "arctan", "arg", "ast", "asymp", "bar", "beta", "big", "bigcap",
    "bigcup", "bigl", "bigoplus", "bigotimes", "bigr", "bigvee", "bigwedge", "binom", "bm",
    "boldsymbol", "bot", "bullet", "cap", "cdot", "cdots", "check", "chi", "circ", "cong", "cos",
    "cosh", "cup", "dagger", "ddot", "ddots", "deg", "delta", "det", "dfrac", "diamond", "dim",
    "dot", "dots", "downarrow", "ell", "emptyset", "epsilon", "equiv", "eta", "exists", "exp",
    "flat", "forall", "frac", "gamma", "gcd", "ge", "geq", "gg", "grave", "hat", "hbar",
    "hookrightarrow", "iff", "in", "inf", "infty", "int", "iota", "kappa", "ker", "lambda",
    "langle", "lbrace", "lceil", "ldots", "le", "left", "leftarrow", "leftrightarrow", "leq",
    "lfloor", "lg", "lim", "liminf", "limsup", "ll", "ln", "log", "longrightarrow", "mapsto",
    "mathbb", "mathbf", "mathcal", "mathds", "mathfrak", "mathit", "mathop", "mathrm", "mathscr",
    "mathsf", "mathtt", "max", "mid", "min", "mod", "mp", "mu", "nabla", "natural", "ne", "neg",
    "neq", "ni", "not", "notin", "nu", "odot", "oint", "omega", "ominus", "operatorname",
    "oplus", "oslash", "otimes", "overline", "parallel", "partial", "perp", "phi", "pi", "pm",
    "pmod", "prec", "preceq", "prime", "prod", "propto", "psi", "qquad", "quad", "rangle",
    "rbrace", "rceil", "rfloor", "rho", "right", "rightarrow", "scriptstyle", "setminus",
    "sharp", "sigma", "sim", "simeq", "sin", "sinh", "sqcap", "sqcup", "sqrt", "square", "star",
    "subset", "subseteq", "succ", "succeq", "sum", "sup", "supset", "supseteq", "tan", "tanh",
    "tau", "text", "textbf", "textit", "textrm", "textsc", "textsf", "textsubscript",
    "textsuperscript", "texttt", "tfrac", "theta", "tilde", "times", "to", "top", "triangle",
    "triangleq", "underline", "uparrow", "updownarrow", "upsilon", "varepsilon", "varphi",
    "varpi", "varrho", "varsigma", "vartheta", "vdots", "vec", "vee", "wedge", "widehat",
    "widetilde", "wp", "xi", "zeta",
    // clang-format on
};
#define WORD_MAX 32

static bool is_plain(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        int32_t codepoint;
        at += codepoint_next(text + at, length - at, &codepoint);
        if (codepoint == CODEPOINT_INVALID || visible_hides(codepoint))
            return false;
    }
    return true;
}

static int by_name(const void *key, const void *row)
{
    return strcmp(key, *(const char *const *)row);
}

/* The bytes of the control sequence at the backslash, or 0 where it is none of
 * those that are known: a word of the list, or a sign that prints. */
static size_t control_length(const char *text, size_t length)
{
    char word[WORD_MAX];
    size_t letters = 0;

    while (1 + letters < length && ((text[1 + letters] | 0x20) >= 'a') &&
           ((text[1 + letters] | 0x20) <= 'z'))
        letters++;
    if (letters == 0)
        return length > 1 && memchr("%#&_$,;:! |", text[1], 11) ? 2 : 0;
    if (letters >= WORD_MAX)
        return 0;
    memcpy(word, text + 1, letters);
    word[letters] = '\0';
    return bsearch(word, WORDS, sizeof WORDS / sizeof *WORDS, sizeof *WORDS, by_name) ? 1 + letters
                                                                                      : 0;
}

/* The bytes of what may stand in math at text, or 0. BibTeX counts a brace
 * behind a backslash too, so that such a one is refused, and ^^ writes any
 * character, a backslash among them. */
static size_t math_piece(const char *text, size_t length, size_t *depth)
{
    if (*text == '\\')
        return control_length(text, length);
    if (strchr("%#&", *text) || (*text == '}' && *depth == 0) ||
        (*text == '^' && length > 1 && text[1] == '^'))
        return 0;
    *depth += *text == '{' ? 1 : 0;
    *depth -= *text == '}' ? 1 : 0;
    return 1;
}

/* The bytes of TeX math at text, both dollars included, or 0: a dollar with no
 * space behind it, up to one with no space before it and no digit behind it
 * ("$5 and $10" is money). */
static size_t math_length(const char *text, size_t length)
{
    size_t depth = 0, at = 1;

    if (length < 3 || text[1] == ' ' || text[1] == '$')
        return 0;
    for (size_t bytes; at < length && text[at] != '$'; at += bytes) {
        bytes = math_piece(text + at, length - at, &depth);
        if (bytes == 0)
            return 0;
    }
    if (at >= length || depth > 0 || text[at - 1] == ' ' || !is_plain(text, at))
        return 0;
    return at + 1 < length && text[at + 1] >= '0' && text[at + 1] <= '9' ? 0 : at + 1;
}

/* What TeX prints as the character; NULL where it is itself. */
static const char *tex_of(int32_t codepoint)
{
    switch (codepoint) {
    case '&':
        return "\\&";
    case '%':
        return "\\%";
    case '$':
        return "\\$";
    case '#':
        return "\\#";
    case '_':
        return "\\_";
    case '{':
        return "\\textbraceleft{}";
    case '}':
        return "\\textbraceright{}";
    case '~':
        return "\\textasciitilde{}";
    case '^':
        return "\\textasciicircum{}";
    case '\\':
        return "\\textbackslash{}";
    case '<':
        return "\\textless{}";
    case '>':
        return "\\textgreater{}";
    case CODEPOINT_INVALID:
        return "?";
    default:
        if (utf8proc_category(codepoint) == UTF8PROC_CATEGORY_CC)
            return " ";
        return visible_hides(codepoint) ? "" : NULL;
    }
}

bool tex_add(struct buffer *out, const char *text, bool math)
{
    size_t length = strlen(text);

    for (size_t at = 0, bytes; at < length; at += bytes) {
        int32_t codepoint;
        const char *tex;
        bool added;
        bytes = math && text[at] == '$' ? math_length(text + at, length - at) : 0;
        if (bytes > 0) {
            tex = NULL;
        } else {
            bytes = codepoint_next(text + at, length - at, &codepoint);
            tex = tex_of(codepoint);
        }
        added = tex ? buffer_add_text(out, tex) : buffer_add(out, text + at, bytes);
        if (!added)
            return false;
    }
    return true;
}

/* BibTeX reads "and" in any case as the next name, "others" as et al. */
static bool is_list_word(const char *word, size_t length)
{
    return (length == 3 && strncasecmp(word, "and", 3) == 0) ||
           (length == 6 && strncasecmp(word, "others", 6) == 0);
}

static bool needs_braces(const char *name)
{
    size_t words = 0;

    for (size_t length; *name; name += length) {
        length = strcspn(name, " ");
        if (memchr(name, ',', length) || is_list_word(name, length))
            return true;
        words += length > 0;
        length += strspn(name + length, " ");
    }
    return words == 0;
}

bool tex_add_name(struct buffer *out, const char *name)
{
    struct buffer tex = BUFFER_INIT;
    bool braced, added = tex_add(&tex, name, false);

    /* Judged as written: an escape may have made the space or taken a sign. */
    braced = needs_braces(tex.data ? tex.data : "");
    added = added && (!braced || buffer_add_char(out, '{')) &&
            buffer_add(out, tex.data, tex.length) && (!braced || buffer_add_char(out, '}'));
    buffer_free(&tex);
    return added;
}
