/* See address.h. Hosts are rows of a table; a row's reader finds the id. */
#include "indexer/format/address.h"
#include "shim/base/ascii.h"

#include <string.h>

struct part {
    const char *data;
    size_t length;
};

static struct part rest_of(struct part text, size_t length)
{
    return (struct part){text.data + length, text.length - length};
}

static bool starts(struct part text, const char *prefix)
{
    const size_t length = strlen(prefix);
    if (text.length < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (ascii_lower(text.data[i]) != prefix[i])
            return false;
    }
    return true;
}

/* What stands before the first of marks. */
static struct part until(struct part text, const char *marks)
{
    size_t length = 0;
    while (length < text.length &&
           (text.data[length] == '\0' || strchr(marks, text.data[length]) == NULL))
        length++;
    return (struct part){text.data, length};
}

static bool add_lower(struct buffer *out, struct part text)
{
    bool enough = buffer_reserve(out, text.length);
    for (size_t i = 0; enough && i < text.length; i++)
        enough = buffer_add_char(out, ascii_lower(text.data[i]));
    return enough;
}

static size_t digits_of(struct part text)
{
    size_t count = 0;
    while (count < text.length && ascii_digit(text.data[count]))
        count++;
    return count;
}

/* ---- ids ---- */

static size_t version_length(struct part text)
{
    if (text.length < 2 || ascii_lower(text.data[0]) != 'v')
        return 0;
    const size_t digits = digits_of(rest_of(text, 1));
    return digits > 0 ? 1 + digits : 0;
}

/* What an id of arXiv is made of: "math" ".GT" "/" "0701001" "v2". */
struct arxiv {
    struct part archive; /* of the old form; empty in the new one */
    struct part number;
    size_t length; /* of all, with the version */
};

static int year_and_month(struct part number)
{
    int value = 0;
    for (size_t i = 0; i < 4; i++)
        value = value * 10 + (number.data[i] - '0');
    return value % 100 >= 1 && value % 100 <= 12 ? value : 0;
}

/* "2401.01234", since April 2007: five digits behind the point since 2015, four
 * before. */
static bool is_number(struct part number, size_t digits)
{
    const int from = year_and_month(number);
    return from >= 704 && digits == (from >= 1501 ? 5 : 4);
}

static bool read_arxiv(struct part text, struct arxiv *id)
{
    size_t at = digits_of(text);
    *id = (struct arxiv){.number = {text.data, 0}};
    if (at == 4 && text.length > 5 && text.data[4] == '.') {
        const size_t digits = digits_of(rest_of(text, 5));
        id->number.length = 5 + digits;
        id->length = 5 + digits + version_length(rest_of(text, 5 + digits));
        return is_number(text, digits) &&
               (id->length == text.length || !ascii_letter(text.data[id->length]));
    }
    for (at = 0; at < text.length && (ascii_letter(text.data[at]) || text.data[at] == '-');)
        at++;
    id->archive = (struct part){text.data, at};
    if (at < 2 || at + 3 >= text.length)
        return false;
    if (text.data[at] == '.' && ascii_letter(text.data[at + 1]) && ascii_letter(text.data[at + 2]))
        at += 3;
    if (text.data[at] != '/' || digits_of(rest_of(text, at + 1)) != 7)
        return false;
    id->number = (struct part){text.data + at + 1, 7};
    if (year_and_month(id->number) == 0)
        return false;
    id->length = at + 8 + version_length(rest_of(text, at + 8));
    return true;
}

size_t address_arxiv_length(const char *text, size_t length)
{
    struct arxiv id;
    return read_arxiv((struct part){text, length}, &id) ? id.length : 0;
}

uint32_t address_month(const char *id)
{
    struct arxiv read;
    if (!read_arxiv((struct part){id, strlen(id)}, &read))
        return 0;
    const char *const digits = read.number.data;
    const uint32_t year = (uint32_t)(digits[0] - '0') * 10 + (uint32_t)(digits[1] - '0');
    const uint32_t month = (uint32_t)(digits[2] - '0') * 10 + (uint32_t)(digits[3] - '0');
    const uint32_t first_year = 91; /* arXiv opened in 1991 */
    return ((year >= first_year ? 1900 : 2000) + year) * 100 + month;
}

static bool add_arxiv(struct part text, struct buffer *out, bool *enough)
{
    struct arxiv id;
    if (!read_arxiv(text, &id))
        return false;
    *enough =
        (id.archive.length == 0 || (add_lower(out, id.archive) && buffer_add_char(out, '/'))) &&
        buffer_add(out, id.number.data, id.number.length);
    return true;
}

static struct part without_ending(struct part text, const char *ending)
{
    const size_t length = strlen(ending);
    if (text.length > length && starts(rest_of(text, text.length - length), ending))
        text.length -= length;
    return text;
}

static struct part without_slashes(struct part text)
{
    while (text.length > 0 && text.data[text.length - 1] == '/')
        text.length--;
    return text;
}

/* "P19-1001", "2020.acl-main.1": letters or digits, with a point or hyphen. */
static bool add_acl(struct part text, struct buffer *out, bool *enough)
{
    text = without_ending(without_slashes(until(text, "?#")), ".pdf");
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '/')
            return false;
    }
    if (text.length < 6 || (!ascii_digit(text.data[0]) && !ascii_digit(text.data[1])))
        return false;
    size_t digits = 0;
    while (digits < text.length && ascii_digit(text.data[text.length - digits - 1]))
        digits++;
    const size_t mark = text.length - digits;
    if (digits > 0 && mark > 2 && ascii_lower(text.data[mark - 1]) == 'v' &&
        ascii_digit(text.data[mark - 2]))
        text.length = mark - 1;
    /* The volumes before 2020 have a capital, which a DOI does not keep. */
    if (ascii_letter(text.data[0])) {
        *enough = buffer_add_char(out, (char)(ascii_lower(text.data[0]) - 'a' + 'A'));
        text = rest_of(text, 1);
    }
    *enough = *enough && add_lower(out, text);
    return true;
}

/* "10.1145/3394486.3403023" */
static bool add_doi(struct part text, struct buffer *out, bool *enough)
{
    static const char *const endings[] = {".pdf", ".full", ".html", "/full", "/abstract", "/pdf"};
    text = until(text, "?# \t");
    if (!starts(text, "10."))
        return false;
    const size_t digits = digits_of(rest_of(text, 3));
    if (digits < 4 || digits > 9 || text.length < digits + 5 || text.data[3 + digits] != '/')
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        text = without_ending(text, endings[i]);
    text = without_slashes(text);
    if (starts(text, "10.48550/arxiv.") && add_arxiv(rest_of(text, 15), out, enough))
        return true;
    if (starts(text, "10.18653/v1/") && add_acl(rest_of(text, 12), out, enough))
        return true;
    *enough = add_lower(out, text);
    return true;
}

/* ---- hosts ---- */

/* These read a path with its query, behind the host and its slash. */

static bool read_arxiv_path(struct part path, struct buffer *out, bool *enough)
{
    static const char *const folders[] = {"abs/",     "pdf/",      "html/",   "format/", "ps/",
                                          "e-print/", "overview/", "papers/", "arxiv/",  "src/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (starts(path, folders[i]))
            return add_arxiv(rest_of(path, strlen(folders[i])), out, enough);
    }
    return false;
}

static bool read_openreview_path(struct part path, struct buffer *out, bool *enough)
{
    const struct part folder = until(path, "?");
    if (!starts(path, "forum?") && !starts(path, "pdf?") && !starts(path, "references/pdf?") &&
        !starts(path, "attachment?"))
        return false;
    for (struct part query = rest_of(path, folder.length + 1); query.length > 0;) {
        const struct part parameter = until(query, "&#");
        const struct part id = rest_of(parameter, parameter.length < 3 ? 0 : 3);
        if (starts(parameter, "id=") && id.length > 0) {
            *enough = buffer_add(out, id.data, id.length);
            return true;
        }
        if (parameter.length == query.length || query.data[parameter.length] == '#')
            break;
        query = rest_of(query, parameter.length + 1);
    }
    return false;
}

static bool read_aclweb_path(struct part path, struct buffer *out, bool *enough)
{
    return starts(path, "anthology/") && add_acl(rest_of(path, 10), out, enough);
}

static bool read_biorxiv_path(struct part path, struct buffer *out, bool *enough)
{
    if (!starts(path, "content/"))
        return false;
    struct part doi = without_ending(until(rest_of(path, 8), "?#"), ".pdf");
    doi = without_ending(without_ending(doi, ".full"), "/full");
    size_t digits = 0;
    while (digits < doi.length && ascii_digit(doi.data[doi.length - digits - 1]))
        digits++;
    if (digits > 0 && digits + 1 < doi.length && doi.data[doi.length - digits - 1] == 'v')
        doi.length -= digits + 1;
    return add_doi(doi, out, enough);
}

struct host {
    const char *name;
    bool below; /* also any host below it */
    bool (*read)(struct part path, struct buffer *out, bool *enough);
    /* Where read finds nothing, what starts so is the address of a paper; NULL:
     * nothing is. */
    const char *papers;
};

static const struct host hosts[] = {
    {"arxiv.org", true, read_arxiv_path, NULL},
    {"alphaxiv.org", true, read_arxiv_path, NULL},
    {"ar5iv.org", true, read_arxiv_path, NULL},
    {"huggingface.co", false, read_arxiv_path, NULL},
    {"hf.co", false, read_arxiv_path, NULL},
    {"papers.cool", false, read_arxiv_path, NULL},
    {"openreview.net", false, read_openreview_path, NULL},
    {"doi.org", true, add_doi, NULL},
    {"aclanthology.org", false, add_acl, NULL},
    {"aclweb.org", false, read_aclweb_path, NULL},
    {"biorxiv.org", false, read_biorxiv_path, NULL},
    {"medrxiv.org", false, read_biorxiv_path, NULL},
    {"openaccess.thecvf.com", false, NULL, "content"},
    {"proceedings.mlr.press", false, NULL, "v"},
    {"proceedings.neurips.cc", false, NULL, "paper"},
    {"papers.nips.cc", false, NULL, "paper"},
    {"papers.neurips.cc", false, NULL, "paper"},
    {"jmlr.org", false, NULL, "papers/v"},
    {"ojs.aaai.org", false, NULL, "index.php/aaai/article"},
    {"semanticscholar.org", false, NULL, "paper/"},
    {"paperswithcode.com", false, NULL, "paper/"},
    {"ieeexplore.ieee.org", false, NULL, "document/"},
    {"ieeexplore.ieee.org", false, NULL, "abstract/document/"},
    {"nature.com", false, NULL, "articles/"},
    {"sciencedirect.com", false, NULL, "science/article/"},
    {"pubmed.ncbi.nlm.nih.gov", false, NULL, ""},
    {"papers.ssrn.com", false, NULL, "sol3/papers.cfm"},
};

static bool is_host(const struct host *host, struct part name)
{
    const size_t length = strlen(host->name);
    if (name.length < length || !starts(rest_of(name, name.length - length), host->name))
        return false;
    return name.length == length || (host->below && name.data[name.length - length - 1] == '.');
}

/* Publishers have the DOI in the path: dl.acm.org/doi/pdf/10.1145/... */
static bool add_doi_inside(struct part path, struct buffer *out, bool *enough)
{
    for (size_t i = 0; i + 3 < path.length && path.data[i] != '?' && path.data[i] != '#'; i++) {
        if ((i == 0 || path.data[i - 1] == '/') && starts(rest_of(path, i), "10."))
            return add_doi(rest_of(path, i), out, enough);
    }
    return false;
}

/* "%2F", "utm_source=..." and the like are left as they are: two papers whose
 * addresses differ stay two. */
static bool add_address(struct part host, struct part path, struct buffer *out)
{
    path = without_slashes(until(path, "#"));
    return add_lower(out, host) && (path.length == 0 || (buffer_add_char(out, '/') &&
                                                         buffer_add(out, path.data, path.length)));
}

/* host: in front of path, without its slash. known: where the host is in the
 * table. */
static bool read_web(struct part host, struct part path, struct buffer *out,
                     enum address_kind *kind, bool *known)
{
    bool enough = true, papers = false;
    *kind = ADDRESS_PAPER;
    *known = false;
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        const struct host *const row = &hosts[i];
        if (!is_host(row, host))
            continue;
        *known = true;
        if (row->read != NULL && row->read(path, out, &enough))
            return enough;
        papers = papers || (row->papers != NULL && path.length > 0 && starts(path, row->papers));
    }
    if (add_doi_inside(path, out, &enough))
        return enough;
    *kind = papers ? ADDRESS_PAPER : ADDRESS_WEB;
    return add_address(host, path, out);
}

static struct part trimmed(struct part text)
{
    while (text.length > 0 && (unsigned char)text.data[0] <= ' ')
        text = rest_of(text, 1);
    while (text.length > 0 && (unsigned char)text.data[text.length - 1] <= ' ')
        text.length--;
    return text;
}

static bool is_scheme_of_web(struct part text, size_t *length)
{
    *length = starts(text, "https://") ? 8 : starts(text, "http://") ? 7 : 0;
    return *length > 0;
}

bool address_read(const char *text, size_t length, struct buffer *id, enum address_kind *kind)
{
    struct part address = trimmed((struct part){text, length});
    const size_t before = id->length;
    bool enough = true, known;
    size_t scheme;
    *kind = ADDRESS_PAPER;
    if (starts(address, "arxiv:"))
        address = trimmed(rest_of(address, 6));
    else if (starts(address, "doi:"))
        address = trimmed(rest_of(address, 4));
    if (address_arxiv_length(address.data, address.length) == address.length && address.length > 0)
        return add_arxiv(address, id, &enough) && enough;
    if (add_doi(address, id, &enough))
        return enough;
    const bool web = is_scheme_of_web(address, &scheme) || starts(address, "//");
    address = rest_of(address, scheme > 0 ? scheme : web ? 2 : 0);
    struct part host = until(address, "/?#");
    const bool slash = host.length < address.length && address.data[host.length] == '/';
    const struct part path = rest_of(address, host.length + slash);
    if (starts(host, "www."))
        host = rest_of(host, 4);
    if (host.length == 0 || memchr(host.data, '@', host.length) != NULL) {
        *kind = ADDRESS_NONE;
        return true;
    }
    enough = read_web(host, path, id, kind, &known);
    if (!web && !(known && *kind == ADDRESS_PAPER)) {
        *kind = ADDRESS_NONE;
        buffer_cut(id, before);
    }
    return enough;
}
