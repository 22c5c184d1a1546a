/* Relevance measures; see measures.h. */
#include "measures.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_PRECISE 10 /* MRR@10, success@10, nDCG@10 */
#define DEPTH_RECALL 50

struct hit {
    char *query, *paper;
    long rank;
};

struct judgment {
    char *topic, *paper;
    long grade;
};

bool score_failed(struct score *score, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(score->message, sizeof score->message, format, arguments);
    va_end(arguments);
    return false;
}

/* Room for one more element of size bytes; grows by doubling. */
static void *grown(void *elements, size_t count, size_t size)
{
    if ((count & (count - 1)) != 0)
        return elements;
    size_t capacity = count == 0 ? 1 : 2 * count;
    return capacity > SIZE_MAX / size ? NULL : realloc(elements, capacity * size);
}

bool each_line(struct score *score, const char *path, const char *separators, line_taker *take)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return score_failed(score, "cannot read %s: %s", path, strerror(errno));
    char *line = NULL;
    size_t size = 0;
    bool done = true;
    while (done && getline(&line, &size, file) != -1) {
        line[strcspn(line, "\r\n")] = '\0';
        char *fields[8];
        size_t count = 0;
        char *rest = line;
        while (rest != NULL && count < sizeof fields / sizeof fields[0]) {
            char *field = strsep(&rest, separators);
            if (*field != '\0' || separators[1] == '\0')
                fields[count++] = field;
        }
        if (*line != '\0')
            done = take(score, fields, count);
    }
    if (done && ferror(file))
        done = score_failed(score, "cannot read %s: %s", path, strerror(errno));
    free(line);
    fclose(file);
    return done;
}

static bool take_hit(struct score *score, char **fields, size_t count)
{
    if (count < 5)
        return score_failed(score, "a line of the run has %zu fields instead of 6", count);
    struct hit *hits = grown(score->hits, score->hit_count, sizeof *hits);
    if (hits == NULL)
        return score_failed(score, "out of memory");
    score->hits = hits;
    struct hit *hit = &hits[score->hit_count++];
    *hit = (struct hit){strdup(fields[0]), strdup(fields[2]), strtol(fields[3], NULL, 10)};
    return hit->query != NULL && hit->paper != NULL ? true : score_failed(score, "out of memory");
}

static int compare_hits(const void *left, const void *right)
{
    const struct hit *a = left;
    const struct hit *b = right;
    int order = strcmp(a->query, b->query);
    if (order == 0)
        order = (a->rank > b->rank) - (a->rank < b->rank);
    return order != 0 ? order : strcmp(a->paper, b->paper);
}

/* The hits of a query, best first; *count is 0 where there are none. */
static const struct hit *hits_of(const struct score *score, const char *query, size_t *count)
{
    size_t low = 0;
    size_t high = score->hit_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(score->hits[middle].query, query) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < score->hit_count && strcmp(score->hits[low + *count].query, query) == 0)
        ++*count;
    return score->hits + low;
}

/* The place of a paper among the first depth hits, from 1; 0 if it is not there. */
static size_t place_of(const struct hit *hits, size_t count, const char *paper, size_t depth)
{
    for (size_t i = 0; i < count && i < depth; i++)
        if (strcmp(hits[i].paper, paper) == 0)
            return i + 1;
    return 0;
}

static bool add(struct score *score, const char *class, double first, double second)
{
    size_t at = 0;
    while (at < score->tally_count && strcmp(score->tallies[at].class, class) != 0)
        at++;
    if (at == score->tally_count) {
        struct tally *tallies = grown(score->tallies, score->tally_count, sizeof *tallies);
        if (tallies == NULL)
            return score_failed(score, "out of memory");
        score->tallies = tallies;
        score->tally_count++;
        tallies[at] = (struct tally){.count = 0};
        snprintf(tallies[at].class, sizeof tallies[at].class, "%s", class);
    }
    struct tally *tally = &score->tallies[at];
    tally->count++;
    tally->first += first;
    tally->second += second;
    return true;
}

/* qid, class, paper, query */
static bool take_known(struct score *score, char **fields, size_t count)
{
    if (count < 4)
        return score_failed(score, "a known-item query has %zu fields instead of 4", count);
    size_t hit_count;
    const struct hit *hits = hits_of(score, fields[0], &hit_count);
    size_t place = place_of(hits, hit_count, fields[2], DEPTH_PRECISE);
    double reciprocal = place == 0 ? 0.0 : 1.0 / (double)place;
    double success = place == 0 ? 0.0 : 1.0;
    return add(score, "all", reciprocal, success) && add(score, fields[1], reciprocal, success);
}

/* topic, 0, paper, grade */
static bool take_judgment(struct score *score, char **fields, size_t count)
{
    if (count < 4)
        return score_failed(score, "a judgment has %zu fields instead of 4", count);
    struct judgment *judgments = grown(score->judgments, score->judgment_count, sizeof *judgments);
    if (judgments == NULL)
        return score_failed(score, "out of memory");
    score->judgments = judgments;
    struct judgment *judgment = &judgments[score->judgment_count++];
    *judgment =
        (struct judgment){strdup(fields[0]), strdup(fields[2]), strtol(fields[3], NULL, 10)};
    return judgment->topic != NULL && judgment->paper != NULL
               ? true
               : score_failed(score, "out of memory");
}

static int compare_judgments(const void *left, const void *right)
{
    const struct judgment *a = left;
    const struct judgment *b = right;
    int order = strcmp(a->topic, b->topic);
    return order != 0 ? order : (a->grade < b->grade) - (a->grade > b->grade);
}

static double gain(long grade, size_t place)
{
    return (pow(2.0, (double)grade) - 1.0) / log2((double)place + 1.0);
}

/* The judgments of one topic, the best grades first. */
static bool score_topic(struct score *score, const struct judgment *judgments, size_t count)
{
    size_t hit_count;
    const struct hit *hits = hits_of(score, judgments[0].topic, &hit_count);
    double ideal = 0.0;
    double found = 0.0;
    size_t relevant = 0;
    size_t recalled = 0;
    for (size_t i = 0; i < count; i++) {
        const struct judgment *judgment = &judgments[i];
        if (judgment->grade <= 0)
            continue;
        relevant++;
        if (i < DEPTH_PRECISE)
            ideal += gain(judgment->grade, i + 1);
        size_t place = place_of(hits, hit_count, judgment->paper, DEPTH_RECALL);
        recalled += place > 0;
        if (place > 0 && place <= DEPTH_PRECISE)
            found += gain(judgment->grade, place);
    }
    if (relevant == 0)
        return true;
    return add(score, "topics", found / ideal, (double)recalled / (double)relevant);
}

static bool score_topics(struct score *score)
{
    if (score->judgment_count == 0)
        return true;
    qsort(score->judgments, score->judgment_count, sizeof *score->judgments, compare_judgments);
    size_t first = 0;
    for (size_t i = 1; i <= score->judgment_count; i++) {
        if (i < score->judgment_count &&
            strcmp(score->judgments[i].topic, score->judgments[first].topic) == 0)
            continue;
        if (!score_topic(score, score->judgments + first, i - first))
            return false;
        first = i;
    }
    return true;
}

static int kind_of(const struct tally *tally)
{
    return strcmp(tally->class, "all") == 0 ? 0 : strcmp(tally->class, "topics") == 0 ? 2 : 1;
}

static int compare_tallies(const void *left, const void *right)
{
    int order = kind_of(left) - kind_of(right);
    return order != 0
               ? order
               : strcmp(((const struct tally *)left)->class, ((const struct tally *)right)->class);
}

const char *measure_name(const struct tally *tally, size_t measure)
{
    static const char *const names[2][2] = {{"MRR@10", "success@10"}, {"nDCG@10", "recall@50"}};
    return names[kind_of(tally) == 2][measure];
}

double measure_value(const struct tally *tally, size_t measure)
{
    return (measure == 0 ? tally->first : tally->second) / (double)tally->count;
}

bool score_run(struct score *score, const char *run, const char *known, const char *qrels)
{
    if (!each_line(score, run, " \t", take_hit))
        return false;
    if (score->hit_count > 0)
        qsort(score->hits, score->hit_count, sizeof *score->hits, compare_hits);
    if (!each_line(score, known, "\t", take_known) ||
        !each_line(score, qrels, " \t", take_judgment) || !score_topics(score))
        return false;
    if (score->tally_count > 0)
        qsort(score->tallies, score->tally_count, sizeof *score->tallies, compare_tallies);
    return true;
}

void score_clear(struct score *score)
{
    for (size_t i = 0; i < score->hit_count; i++) {
        free(score->hits[i].query);
        free(score->hits[i].paper);
    }
    for (size_t i = 0; i < score->judgment_count; i++) {
        free(score->judgments[i].topic);
        free(score->judgments[i].paper);
    }
    free(score->hits);
    free(score->judgments);
    free(score->tallies);
    *score = (struct score){.hits = NULL};
}
