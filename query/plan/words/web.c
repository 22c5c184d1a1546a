#include "query/plan/words/web.h"

#include <string.h>
#include <strings.h>

#define PORT_OF_GIT ':' /* git@github.com:owner/name */

static bool is_label(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/* Whether c may stand in an address as people paste it: not what wraps it. */
static bool is_inside(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c < 0x80 && !strchr("<>()[]{}\"'`\\|,;?#", c);
}

static struct shim_bytes behind(struct shim_bytes text, size_t count)
{
    return (struct shim_bytes){text.data + count, text.length - count};
}

static bool begins(struct shim_bytes text, const char *start)
{
    return text.length >= strlen(start) && strncasecmp(text.data, start, strlen(start)) == 0;
}

static struct shim_bytes inside(struct shim_bytes text)
{
    size_t length = 0;

    while (length < text.length && is_inside(text.data[length]))
        length++;
    while (length > 0 && strchr(".:!*/", text.data[length - 1]))
        length--;
    return (struct shim_bytes){text.data, length};
}

static struct shim_bytes host_of(struct shim_bytes whole)
{
    size_t length = 0;

    while (length < whole.length && (is_label(whole.data[length]) || whole.data[length] == '.'))
        length++;
    return (struct shim_bytes){whole.data, length};
}

/* What stands behind the last dot, with the dot; nothing where there is none. */
static struct shim_bytes last_label(struct shim_bytes host)
{
    size_t at = host.length;

    while (at > 0 && host.data[at - 1] != '.')
        at--;
    return at > 0 ? behind(host, at - 1) : behind(host, host.length);
}

/* Whether a host ends as one does that is written without its scheme. */
static bool ends_as_host(struct shim_bytes host)
{
    static const char *const ends[] = {".com", ".org", ".net", ".io",   ".ai",  ".dev", ".app",
                                       ".edu", ".gov", ".co",  ".me",   ".kr",  ".cn",  ".jp",
                                       ".uk",  ".de",  ".fr",  ".site", ".page"};
    const struct shim_bytes last = last_label(host);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (last.length == strlen(ends[i]) && begins(last, ends[i]))
            return true;
    return false;
}

/* Where an address with a scheme, or one of git, begins; the word's length where
 * none does. *behind_scheme is where its host does. */
static size_t find_scheme(struct shim_bytes word, size_t *behind_scheme)
{
    for (size_t i = 0; i < word.length; i++) {
        static const char *const schemes[] = {"https://", "http://", "ssh://git@", "git@"};

        if (i > 0 && is_label(word.data[i - 1]))
            continue;
        for (size_t k = 0; k < sizeof schemes / sizeof *schemes; k++)
            if (begins(behind(word, i), schemes[k])) {
                *behind_scheme = i + strlen(schemes[k]);
                return i;
            }
    }
    return word.length;
}

static size_t find_bare(struct shim_bytes word)
{
    size_t start = 0;

    while (start < word.length && !is_label(word.data[start]) &&
           (unsigned char)word.data[start] < 0x80)
        start++;
    return start;
}

static void set_words(struct web_address *out, struct shim_bytes host)
{
    size_t path = host.length, label = 0;

    if (path < out->whole.length && out->whole.data[path] == PORT_OF_GIT)
        path++;
    while (path < out->whole.length && out->whole.data[path] == '/')
        path++;
    if (out->whole.length > path + 4 && begins(behind(out->whole, out->whole.length - 4), ".git"))
        out->whole.length -= 4;
    out->words = behind(out->whole, path);
    if (out->words.length > 0)
        return;
    while (label < host.length && host.data[label] != '.')
        label++;
    out->words = (struct shim_bytes){host.data, label};
}

bool web_find(struct shim_bytes word, struct web_address *out)
{
    size_t host_at, start = find_scheme(word, &host_at);
    bool bare = start == word.length, has_path;
    struct shim_bytes host;

    if (bare)
        start = host_at = find_bare(word);
    out->before = (struct shim_bytes){word.data, start};
    out->whole = behind(word, host_at);
    if (begins(out->whole, "www."))
        out->whole = behind(out->whole, 4);
    out->whole = inside(out->whole);
    host = host_of(out->whole);
    has_path = host.length < out->whole.length;
    if (last_label(host).length == 0 ||
        (bare && (!ends_as_host(host) ||
                  (!has_path &&
                   last_label((struct shim_bytes){host.data, host.length - last_label(host).length})
                           .length == 0))))
        return false;
    set_words(out, host);
    return out->words.length > 0;
}
