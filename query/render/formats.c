/* The table of output formats. A new one is a row here, its functions in a file
 * of their own; README.md lists what else names it. */
#include "query/render/formats.h"

#include "query/render/html.h"
#include "query/render/json.h"
#include "query/render/printer.h"
#include "query/render/sexp.h"

static const struct format_row ROWS[] = {
    [FORMAT_CARD] = {.name = "card", .remark = "# ", .printer = &card_printer, .marked = true},
    [FORMAT_FULL] = {.name = "full", .remark = "# ", .printer = &full_printer, .marked = true},
    [FORMAT_LINE] = {.name = "line", .remark = "# ", .printer = &line_printer},
    [FORMAT_MARKDOWN] = {.name = "markdown", .remark = "# ", .printer = &markdown_printer},
    [FORMAT_TEXT] = {.name = "text", .remark = "# ", .printer = &text_printer},
    [FORMAT_HTML] = {.name = "html",
                     .printer = &html_printer,
                     .marked = true,
                     .add_page = html_add_page},
    [FORMAT_JSON] = {.name = "json",
                     .printer = &json_printer,
                     .marked = true,
                     .add_tree = json_add},
    [FORMAT_JSONL] = {.name = "jsonl",
                      .printer = &jsonl_printer,
                      .marked = true,
                      .add_tree = json_add},
    [FORMAT_SEXP] = {.name = "sexp",
                     .printer = &sexp_printer,
                     .marked = true,
                     .add_tree = sexp_add},
    [FORMAT_VIMGREP] = {.name = "vimgrep", .remark = "# ", .printer = &vimgrep_printer},
    [FORMAT_PATH] = {.name = "path", .remark = "# ", .printer = &path_printer},
    [FORMAT_URL] = {.name = "url", .remark = "# ", .printer = &url_printer},
    [FORMAT_ID] = {.name = "id", .remark = "# ", .printer = &id_printer},
    [FORMAT_BIBTEX] = {.name = "bibtex", .remark = "% ", .printer = &bibtex_printer},
    [FORMAT_TREC] = {.name = "trec", .printer = &trec_printer},
};

const struct format_row *format_at(enum format format)
{
    return (size_t)format < sizeof ROWS / sizeof *ROWS ? &ROWS[format] : NULL;
}

const char *format_name(size_t n)
{
    return n < sizeof ROWS / sizeof *ROWS ? ROWS[n].name : NULL;
}
