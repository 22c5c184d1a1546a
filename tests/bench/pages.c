/* bench_pages: a made-up archive in the form of the real one, of any size.
 * The same seed makes the same pages, and a smaller archive is the beginning
 * of a larger one. With --from its papers are crossed from those of a real
 * archive. With --queries it prints queries for the made-up words instead:
 * class TAB query. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "paper.h"
#include "source.h"

#define PAPERS_A_PAGE 14
#define CROSSED_A_PAGE 100 /* a million papers in less than the century that ids can tell */
#define IDS_A_DAY 3000 /* arXiv numbers of a day lie in a range of their own */

struct request {
    size_t papers;
    uint64_t seed;
    size_t queries;
    const char *from; /* NULL where papers are made up */
    const char *directory;
};

/* What papers are made of. */
struct matter {
    struct vocabulary vocabulary;
    struct source source; /* empty where papers are made up */
};

static int usage(FILE *out, int status)
{
    fputs("usage: bench_pages [--from ARCHIVE] --papers N [--seed S] DIR\n"
          "       bench_pages --queries N [--seed S]\n",
          out);
    return status;
}

static bool parse_number(const char *text, uint64_t *number)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    *number = value;
    return errno == 0 && *text >= '0' && *text <= '9' && *end == '\0';
}

static bool parse(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {{"papers", required_argument, NULL, 'p'},
                                            {"seed", required_argument, NULL, 's'},
                                            {"queries", required_argument, NULL, 'q'},
                                            {"from", required_argument, NULL, 'f'},
                                            {NULL, 0, NULL, 0}};
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        uint64_t number;
        if (option == 'f') {
            request->from = optarg;
            continue;
        }
        if (option == '?' || !parse_number(optarg, &number) || number > UINT64_C(100000000))
            return false;
        if (option == 'p')
            request->papers = (size_t)number;
        else if (option == 'q')
            request->queries = (size_t)number;
        else
            request->seed = number;
    }
    request->directory = argv[optind];
    return request->queries > 0 ? optind == argc : request->papers > 0 && optind + 1 == argc;
}

static bool make_directory(const char *path)
{
    return mkdir(path, 0777) == 0 || errno == EEXIST;
}

/* The day of a page, weekdays alone, from 2023-11-20, a Monday. */
static bool day_of(size_t page, struct tm *day)
{
    time_t seconds = 1700438400 + (time_t)(page / 5 * 7 + page % 5) * 86400;
    return gmtime_r(&seconds, day) != NULL;
}

static FILE *open_page(const char *directory, const struct tm *day)
{
    static const char *const levels[] = {"", "/%Y", "/%Y/%m"};
    char path[4096];
    char below[32];
    for (size_t i = 0; i < 3; i++) {
        size_t length = strftime(below, sizeof below, levels[i], day);
        int written = snprintf(path, sizeof path, "%s%.*s", directory, (int)length, below);
        if (written < 0 || (size_t)written >= sizeof path || !make_directory(path))
            return NULL;
    }
    strftime(below, sizeof below, "/%Y/%m/%d.md", day);
    snprintf(path, sizeof path, "%s%s", directory, below);
    return fopen(path, "w");
}

static size_t papers_a_page(const struct request *request)
{
    return request->from != NULL ? CROSSED_A_PAGE : PAPERS_A_PAGE;
}

static bool print_page(const struct matter *matter, const struct request *request, size_t page,
                       size_t papers)
{
    struct tm day;
    if (!day_of(page, &day))
        return false;
    FILE *out = open_page(request->directory, &day);
    if (out == NULL)
        return false;
    struct chance chance = {request->seed};
    chance.state = chance_next(&chance) + page;
    chance.state = chance_next(&chance);
    char text[64];
    strftime(text, sizeof text, "## Daily Papers (%Y-%m-%d)\n\n", &day);
    fputs(text, out);
    size_t most = papers_a_page(request);
    for (size_t i = 0; i < papers; i++) {
        size_t first = (size_t)day.tm_mday * IDS_A_DAY + i * (IDS_A_DAY / most);
        size_t number = first + chance_below(&chance, IDS_A_DAY / most);
        strftime(text, sizeof text, "%y%m", &day);
        snprintf(text + 4, sizeof text - 4, ".%05zu", number);
        if (request->from != NULL)
            source_print(&matter->source, &chance, page * most + i, text, out);
        else
            paper_print(&matter->vocabulary, &chance, text, out);
    }
    bool failed = ferror(out) != 0;
    return fclose(out) == 0 && !failed;
}

static bool print_pages(const struct matter *matter, const struct request *request)
{
    size_t most = papers_a_page(request);
    for (size_t page = 0; page * most < request->papers; page++) {
        size_t left = request->papers - page * most;
        if (!print_page(matter, request, page, left < most ? left : most)) {
            fprintf(stderr, "bench_pages: cannot write below %s: %s\n", request->directory,
                    strerror(errno));
            return false;
        }
    }
    return true;
}

static const char *stem_between(const struct vocabulary *vocabulary, struct chance *chance,
                                size_t first, size_t last)
{
    return vocabulary->stems[first + chance_below(chance, last - first)];
}

static void print_words(struct chance *chance, const char *class, const struct words *first,
                        const char *between, const struct words *second)
{
    printf("%s\t%s%s", class, chance_word(chance, first), between);
    printf("%s", chance_word(chance, second));
}

/* In turn: one word common, middle and rare; two words; with a josa; mixed;
 * English; a method's name; an author. */
static void print_query(const struct vocabulary *vocabulary, struct chance *chance, size_t kind)
{
    const char *common = stem_between(vocabulary, chance, 0, 60);
    const char *middle = stem_between(vocabulary, chance, 300, 3000);
    const char *rare = stem_between(vocabulary, chance, 20000, STEM_COUNT);
    if (kind == 0)
        printf("common\t%s", common);
    else if (kind == 1)
        printf("middle\t%s", middle);
    else if (kind == 2)
        printf("rare\t%s", rare);
    else if (kind == 3)
        printf("two\t%s %s", common, middle);
    else if (kind == 4)
        printf("josa\t%s%s %s", middle, josa_after(chance, middle), common);
    else if (kind == 5)
        printf("mixed\t%s %s", chance_word(chance, &latin_terms), middle);
    else if (kind == 6)
        print_words(chance, "english", &english_adjectives, " ", &english_nouns);
    else if (kind == 7)
        print_words(chance, "name", &name_heads, "", &name_tails);
    else {
        print_words(chance, "author", &given_heads, "", &given_tails);
        printf(" %s", chance_word(chance, &family_names));
    }
    putchar('\n');
}

/* False, with a message, where there is nothing to make papers of. */
static bool gather(struct matter *matter, const struct request *request)
{
    if (!vocabulary_make(&matter->vocabulary)) {
        fputs("bench_pages: out of memory\n", stderr);
        return false;
    }
    if (request->from == NULL)
        return true;
    if (!source_read(&matter->source, request->from, request->seed)) {
        fprintf(stderr, "bench_pages: cannot make papers of %s: %s\n", request->from,
                strerror(errno));
        return false;
    }
    if (request->papers <= source_limit(&matter->source))
        return true;
    fprintf(stderr, "bench_pages: %s is enough for %zu papers with titles of their own\n",
            request->from, source_limit(&matter->source));
    return false;
}

int main(int argc, char **argv)
{
    struct request request = {.seed = 1};
    if (!parse(argc, argv, &request))
        return usage(stderr, 2);
    struct matter matter = {.source = {NULL, 0}};
    bool done = gather(&matter, &request);
    struct chance chance = {request.seed};
    if (done && request.queries == 0)
        done = print_pages(&matter, &request);
    for (size_t i = 0; done && i < request.queries; i++)
        print_query(&matter.vocabulary, &chance, i % 9);
    source_free(&matter.source);
    vocabulary_free(&matter.vocabulary);
    return done && fflush(stdout) == 0 ? 0 : 1;
}
