/* dump_index PATH: what a Xapian database holds, as text. */
#include <stdlib.h>

#include "tests/harness/index_dump.h"

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: dump_index PATH\n", stderr);
        return 2;
    }
    return index_dump(argv[1], stdout) == 0 && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
