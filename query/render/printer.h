/* What each format is made of: a begin, a hit at a time, an end. */
#ifndef SEOGO_RENDER_PRINTER_H
#define SEOGO_RENDER_PRINTER_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/buffer.h"
#include "query/answer/answer.h"
#include "query/render/options.h"

/* One answer on its way out; borrowed but for state. */
struct printing {
    const struct answer *answer;
    const struct render_options *options;
    struct buffer *out;
    void *state; /* what begin allocates for hit, end frees */
};

/* Each returns false where memory is short; end runs all the same. begin and
 * end may be NULL. */
struct printer {
    bool (*begin)(struct printing *printing);
    bool (*hit)(struct printing *printing, size_t index);
    bool (*end)(struct printing *printing);
};

extern const struct printer card_printer;
extern const struct printer full_printer;
extern const struct printer line_printer;
extern const struct printer markdown_printer;
extern const struct printer text_printer;
extern const struct printer html_printer;
extern const struct printer json_printer;
extern const struct printer jsonl_printer;
extern const struct printer sexp_printer;
extern const struct printer vimgrep_printer;
extern const struct printer path_printer;
extern const struct printer url_printer;
extern const struct printer id_printer;
extern const struct printer bibtex_printer;
extern const struct printer trec_printer;

#endif
