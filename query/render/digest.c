#include "query/render/digest.h"

#include <string.h>

#include "query/render/formats.h"
#include "query/render/render.h"
#include "query/render/visible.h"

static bool add_visible(struct buffer *out, const char *text)
{
    return visible_add(out, text, strlen(text));
}

static enum status add_part(const struct digest_part *part, const struct render_options *options,
                            struct buffer *out)
{
    const struct format_row *format = format_at(options->format);
    bool added = (out->length == 0 || buffer_add_char(out, '\n')) &&
                 buffer_add_text(out, format->remark) && add_visible(out, part->name) &&
                 buffer_add_format(out, " (%u new): ", part->fresh) &&
                 add_visible(out, part->query) &&
                 buffer_add_text(out, options->format == FORMAT_MARKDOWN ? "\n\n" : "\n");

    if (added && part->answer.hit_count == 0)
        added = buffer_add_text(out, "nothing found\n");
    return added ? render_answer(&part->answer, options, out) : STATUS_NO_MEMORY;
}

enum status render_digest(const struct digest *digest, const struct render_options *options,
                          struct buffer *out, struct error *error)
{
    const struct format_row *format = format_at(options->format);
    enum status status = STATUS_OK;

    if (!format->remark && !format->add_page)
        return error_set(error, STATUS_INVALID,
                         "take html, markdown or text; --batch answers queries for programs",
                         "a digest is for people, not '%s'", format->name);
    if (format->add_page)
        status = format->add_page(out, digest) ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; !format->add_page && i < digest->count && status == STATUS_OK; i++)
        status = add_part(&digest->parts[i], options, out);
    return status == STATUS_NO_MEMORY ? error_no_memory(error) : status;
}
