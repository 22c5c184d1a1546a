/* Any bytes are a query or an error within them, and a tree printed as a query
 * gives the same tree. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/harness/tree_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *fault = tree_round_trip((const char *)data, size);
    if (fault) {
        fprintf(stderr, "%s\n", fault);
        abort();
    }
    return 0;
}
