#include "query/render/render.h"

#include "query/render/printer.h"

enum status render_answer(const struct answer *answer, const struct render_options *options,
                          struct buffer *out)
{
    struct printing printing = {.answer = answer, .options = options, .out = out};
    const struct format_row *format = format_at(options->format);
    const struct printer *printer;
    bool done;

    if (!format)
        return STATUS_INVALID;
    printer = format->printer;
    done = !printer->begin || printer->begin(&printing);
    for (size_t i = 0; done && i < answer->hit_count; i++)
        done = printer->hit(&printing, i);
    if (printer->end && !printer->end(&printing))
        done = false;
    return done ? STATUS_OK : STATUS_NO_MEMORY;
}
