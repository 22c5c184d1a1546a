/* The one analyzer: text -> tokens, for index, query, prefix and highlight
 * alike. Knows nothing of Xapian, files or locale.
 *
 * Text is normalized (NFKC with case folding, by utf8proc; Hangul composed),
 * cut into words at white space and punctuation, and each word into runs of
 * one script. A word gives:
 *   - Latin and digits: its pieces ("gpt", "4o" of GPT-4o), English words
 *     stemmed, camel-case parts, and the joined form ("gpt4o");
 *   - Hangul: the stem without josa and endings, the stem's syllable bigrams,
 *     and one-syllable stems beside their josa form;
 *   - numbers with a unit: their value ("7b" of 7B, 70억 and 7 billion);
 *   - other scripts: Han and kana as bigrams, Hanja as they are read too, letters
 *     as they are.
 * The laws (tests/unit/test_analysis.c): NFC and NFD give the same terms;
 * ranges lie in the text and start bytes rise with the position; each word of a query has at
 * least one token among the index tokens of the same word; any bytes are
 * survived; the locale changes nothing. */
#ifndef SEOGO_ANALYSIS_H
#define SEOGO_ANALYSIS_H

#include "indexer/format/analysis/token.h"

/* Working memory for one thread. */
struct analyzer;
struct analyzer *analyzer_new(const struct stemming *stemming); /* NULL: out of memory */
void analyzer_free(struct analyzer *analyzer);

/* From now on what is read for the index or to be marked is kept, as memory.h has it, and
 * need not be read again when it comes again; without memory for that nothing is. */
void analyzer_remember(struct analyzer *analyzer);

/* False where the sink stopped. text may be any bytes: invalid UTF-8 separates
 * words. */
bool analyzer_run(struct analyzer *analyzer, const struct analysis *analysis, const char *text,
                  size_t length);

#endif
