#include "query/lsp/citing.h"
#include "shim/base/ascii.h"

#include <string.h>
#include <strings.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Where the line begins. */
static size_t line_start(const char *text, size_t length)
{
    while (length > 0 && text[length - 1] != '\n')
        length--;
    return length;
}

/* Whether a command like \parencite*[see][p. 3] ends at a byte. */
static bool is_command(const char *text, size_t end)
{
    static const char cite[] = "cite";
    size_t start;

    while (end > 0 && text[end - 1] == ']') {
        while (end > 0 && text[end - 1] != '[' && text[end - 1] != '\n')
            end--;
        end -= end > 0;
    }
    end -= end > 0 && text[end - 1] == '*';
    for (start = end; start > 0 && ascii_letter(text[start - 1]);)
        start--;
    if (start == 0 || text[start - 1] != '\\')
        return false;
    for (size_t at = start; at + strlen(cite) <= end; at++)
        if (strncasecmp(text + at, cite, strlen(cite)) == 0)
            return true;
    return false;
}

/* The words behind the last comma of "\cite{one,two". */
static bool latex(const char *text, size_t length, size_t *start)
{
    size_t at = length, from = line_start(text, length);

    *start = from;
    while (at > from && text[at - 1] != '{' && text[at - 1] != '}') {
        if (text[at - 1] == ',' && *start == from)
            *start = at;
        at--;
    }
    if (at == from || text[at - 1] != '{' || !is_command(text, at - 1))
        return false;
    if (*start < at)
        *start = at;
    while (*start < length && is_blank(text[*start]))
        ++*start;
    return true;
}

/* "@word", or "[see @one; @two words". */
static bool at_sign(const char *text, size_t length, size_t *start)
{
    size_t at = length, from = line_start(text, length);
    bool blank = false;

    while (at > from && text[at - 1] != '@' && !strchr("[];", text[at - 1])) {
        blank = blank || is_blank(text[at - 1]);
        at--;
    }
    if (at == from || text[at - 1] != '@')
        return false;
    *start = at--;
    if (at > from && !is_blank(text[at - 1]) && !strchr("[(;:-{", text[at - 1]))
        return false; /* of a mail address */
    while (blank && at > from && text[at - 1] != '[' && text[at - 1] != ']')
        at--;
    return !blank || (at > from && text[at - 1] == '[');
}

bool citing_begun(const char *text, size_t length, size_t *start)
{
    return latex(text, length, start) || at_sign(text, length, start);
}
