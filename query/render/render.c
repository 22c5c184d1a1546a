#include "query/render/render.h"

#include <string.h>

#include "query/render/printer.h"

static const struct printer *const printers[FORMAT_COUNT] = {
    [FORMAT_CARD] = &card_printer,       [FORMAT_JSON] = &json_printer,
    [FORMAT_JSONL] = &jsonl_printer,     [FORMAT_SEXP] = &sexp_printer,
    [FORMAT_VIMGREP] = &vimgrep_printer, [FORMAT_PATH] = &path_printer,
    [FORMAT_URL] = &url_printer,         [FORMAT_ID] = &id_printer,
    [FORMAT_BIBTEX] = &bibtex_printer,   [FORMAT_TREC] = &trec_printer,
};

const char *format_name(enum format format)
{
    return (unsigned)format < FORMAT_COUNT ? printers[format]->name : "";
}

enum format format_named(const char *name)
{
    unsigned format = 0;

    while (format < FORMAT_COUNT && strcmp(printers[format]->name, name) != 0)
        format++;
    return (enum format)format;
}

enum status render_answer(const struct answer *answer, const struct render_options *options,
                          struct buffer *out)
{
    struct printing printing = {.answer = answer, .options = options, .out = out};
    const struct printer *printer;
    bool done;

    if ((unsigned)options->format >= FORMAT_COUNT)
        return STATUS_INVALID;
    printer = printers[options->format];
    done = !printer->begin || printer->begin(&printing);
    for (size_t i = 0; done && i < answer->hit_count; i++)
        done = printer->hit(&printing, i);
    if (printer->end && !printer->end(&printing))
        done = false;
    return done ? STATUS_OK : STATUS_NO_MEMORY;
}
