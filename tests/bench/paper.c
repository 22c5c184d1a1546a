/* The shapes of title, authors, votes and bullets. */
#include "paper.h"

struct writer {
    const struct vocabulary *vocabulary;
    struct chance *chance;
    FILE *out;
    char name[32]; /* the paper's own method, "LumoFormer" */
};

static const char *pick(const struct writer *writer, const struct words *words)
{
    return chance_word(writer->chance, words);
}

/* One word a call: C leaves the order of drawing inside an argument list open. */
static void print_word(const struct writer *writer, const struct words *words)
{
    fputs(pick(writer, words), writer->out);
}

static void print_title(const struct writer *writer)
{
    if (chance_percent(writer->chance, 60))
        fprintf(writer->out, "%s: ", writer->name);
    if (chance_percent(writer->chance, 50)) {
        print_word(writer, &english_gerunds);
        fputc(' ', writer->out);
    }
    size_t phrases = 1 + chance_below(writer->chance, 3);
    for (size_t i = 0; i < phrases; i++) {
        if (i > 0)
            fprintf(writer->out, " %s ", pick(writer, &english_links));
        print_word(writer, &english_adjectives);
        size_t nouns = 1 + chance_below(writer->chance, 3);
        for (size_t j = 0; j < nouns; j++)
            fprintf(writer->out, " %s", pick(writer, &english_nouns));
    }
}

static void print_authors(const struct writer *writer)
{
    size_t count = 1 + chance_below(writer->chance, 8) + chance_below(writer->chance, 9);
    for (size_t i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "Authors: ", writer->out);
        print_word(writer, &given_heads);
        print_word(writer, &given_tails);
        fprintf(writer->out, " %s", pick(writer, &family_names));
    }
}

/* Votes between the quantiles that the archive shows: 0, 8, 15, 28, 69, 291. */
static size_t votes(struct chance *chance)
{
    static const struct {
        size_t per_mille, votes;
    } quantiles[] = {{0, 0}, {500, 8}, {750, 15}, {900, 28}, {990, 69}, {1000, 291}};
    size_t point = chance_below(chance, 1000);
    size_t i = 1;
    while (quantiles[i].per_mille <= point)
        i++;
    size_t width = quantiles[i].per_mille - quantiles[i - 1].per_mille;
    size_t rise = quantiles[i].votes - quantiles[i - 1].votes;
    return quantiles[i - 1].votes + rise * (point - quantiles[i - 1].per_mille) / width;
}

/* Verbs and compounds are made of common nouns alone: that keeps the growth of
 * distinct words near that of written Korean. */
static void print_noun(const struct writer *writer)
{
    size_t form = chance_below(writer->chance, 100);
    if (form < 22) {
        fputs(vocabulary_common_stem(writer->vocabulary, writer->chance), writer->out);
        print_word(writer, &korean_verbs);
        return;
    }
    if (form < 25)
        fputs(vocabulary_common_stem(writer->vocabulary, writer->chance), writer->out);
    const char *noun = form < 25 ? vocabulary_common_stem(writer->vocabulary, writer->chance)
                                 : vocabulary_stem(writer->vocabulary, writer->chance);
    fputs(noun, writer->out);
    if (form >= 98) {
        fprintf(writer->out, "(%s ", pick(writer, &english_adjectives));
        fprintf(writer->out, "%s)", pick(writer, &english_nouns));
    } else if (form >= 50) {
        fputs(josa_after(writer->chance, noun), writer->out);
    }
}

static void print_latin(const struct writer *writer)
{
    const char *word =
        chance_percent(writer->chance, 30) ? writer->name : pick(writer, &latin_terms);
    fputs(word, writer->out);
    if (chance_percent(writer->chance, 32))
        fputs(josa_after(writer->chance, word), writer->out);
}

static void print_ending(const struct writer *writer)
{
    fputs(vocabulary_common_stem(writer->vocabulary, writer->chance), writer->out);
    fprintf(writer->out, "%s.", pick(writer, &korean_finals));
}

static void print_bullet(const struct writer *writer, const char *label, size_t words)
{
    fputs("- ", writer->out);
    if (label != NULL)
        fprintf(writer->out, "***%s***: ", label);
    for (size_t i = 0; i < words; i++) {
        size_t kind = chance_below(writer->chance, 100);
        if (kind < 12)
            print_latin(writer);
        else if (kind < 36)
            print_word(writer, &korean_glue);
        else
            print_noun(writer);
        fputs(chance_percent(writer->chance, 5) ? ", " : " ", writer->out);
        if (i % 14 == 13) {
            print_ending(writer);
            fputc(' ', writer->out);
        }
    }
    print_ending(writer);
    fputc('\n', writer->out);
}

static void print_bullets(const struct writer *writer)
{
    static const char *const labels[] = {"What's New", "Technical Details",
                                         "Performance Highlights"};
    if (chance_percent(writer->chance, 60)) {
        for (size_t i = 0; i < 3; i++)
            print_bullet(writer, labels[i], 30 + chance_below(writer->chance, 20));
        return;
    }
    size_t count = 5 + chance_below(writer->chance, 4);
    for (size_t i = 0; i < count; i++)
        print_bullet(writer, NULL, 13 + chance_below(writer->chance, 10));
}

void paper_print(const struct vocabulary *vocabulary, struct chance *chance, const char *id,
                 FILE *out)
{
    struct writer writer = {.vocabulary = vocabulary, .chance = chance, .out = out};
    const char *head = pick(&writer, &name_heads);
    snprintf(writer.name, sizeof writer.name, "%s%s", head, pick(&writer, &name_tails));
    fputs("### [", out);
    print_title(&writer);
    fprintf(out, "](https://arxiv.org/abs/%s)\n\n", id);
    fprintf(out, "![](https://thumbnails.example/papers/%s.png)\n\n", id);
    if (chance_percent(chance, 2))
        fputs("Vote: -\n\n", out);
    else
        fprintf(out, "Vote: %zu\n\n", votes(chance));
    print_authors(&writer);
    fputs("\n\n", out);
    print_bullets(&writer);
    fputc('\n', out);
}
