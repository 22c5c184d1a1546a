/* TeX in titles, as people say and type it: M$^{2}$UGen is m2ugen, SOTOPIA-$π$
 * is sotopia pi, \textsc{AIEV} is aiev, LLM$\times$MapReduce is llm x mapreduce.
 * No TeX is run; what is not known here is read letter by letter. */
#ifndef SEOGO_ANALYSIS_TEX_H
#define SEOGO_ANALYSIS_TEX_H

#include "indexer/format/analysis/chunk.h"

/* Whether a letter calls for it. */
static inline bool tex_needs(const struct letter *letter)
{
    return letter->class == LETTER_GREEK ||
           (letter->class == LETTER_SIGN &&
            (letter->code == '$' || letter->code == '\\' || letter->code == 0xD7));
}

/* Takes TeX out of the chunk: formatting commands, $ ^ { }; Greek letters and the
 * sign of multiplication become their names. */
void tex_spell_out(struct chunk *chunk);

#endif
