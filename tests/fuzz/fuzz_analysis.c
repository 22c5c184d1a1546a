/* The laws of the analyzer hold for any bytes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/harness/analysis_laws.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct analyzer *analyzer = laws_analyzer();
    const char *law = analyzer ? broken_law(analyzer, (const char *)data, size) : NULL;

    analyzer_free(analyzer);
    if (law) {
        fprintf(stderr, "broken: %s\n", law);
        abort();
    }
    return 0;
}
