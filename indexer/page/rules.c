/* See rules.h. */
#include "indexer/page/rules.h"

#include <stdlib.h>
#include <string.h>

/* A page whose first heading names one paper is about that paper, unless so many
 * others stand below it as papers of their own. */
#define PAPERS_OF_A_LIST 3

/* How a level's sections name papers. */
struct level {
    size_t papers;   /* of its sections name one */
    size_t sections; /* may be a paper's: have a title and no date */
    enum evidence best;
};

struct rules {
    const struct page *page;
    const struct outline *outline;
    bool web; /* addresses of anything may be papers: the page is a digest */
    struct level levels[LEVEL_COUNT];
};

/* Pages of a project, whose links to anything are no papers. */
static bool is_about_project(struct slice name)
{
    static const char *const names[] = {"readme",          "license",  "contributing", "changelog",
                                        "code_of_conduct", "security", "install",      "index"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_starts(name, names[i]))
            return true;
    }
    return false;
}

/* The sections of related papers are no papers of the page. */
static size_t behind_related(const struct outline *outline, size_t index)
{
    const size_t end = outline->sections[index].end;
    while (index < outline->section_count && outline->sections[index].block < end)
        index++;
    return index;
}

static bool may_be_paper(const struct section *section)
{
    return section->evidence != EVIDENCE_NONE &&
           (section->evidence == EVIDENCE_OWN || (!section->label && !section->dated));
}

/* A heading with a date is a paper's where it stands among those of papers. */
static bool is_dated_paper(const struct rules *rules, const struct section *section)
{
    return section->dated && !section->label && !section->web &&
           section->evidence >= EVIDENCE_LINE && rules->levels[section->level].papers > 1;
}

static bool is_paper(const struct rules *rules, const struct section *section)
{
    return may_be_paper(section) && (!section->web || rules->web);
}

static void count_levels(struct rules *rules)
{
    const struct outline *const outline = rules->outline;
    memset(rules->levels, 0, sizeof rules->levels);
    for (size_t i = 0; i < outline->section_count;) {
        const struct section *const section = &outline->sections[i];
        struct level *const level = &rules->levels[section->level];
        if (section->name == NAME_RELATED) {
            i = behind_related(outline, i);
            continue;
        }
        const bool paper = is_paper(rules, section);
        level->sections += paper || (!section->label && !section->dated);
        level->papers += paper;
        if (paper && section->evidence > level->best)
            level->best = section->evidence;
        i++;
    }
}

/* At a level of papers most sections are; where headings link them, all others
 * may be what they like. */
static bool is_level_of_papers(const struct level *level)
{
    if (level->papers == 0)
        return false;
    if (level->best == EVIDENCE_OWN)
        return true;
    return level->papers == 1 ? level->sections == 1 : 2 * level->papers >= level->sections;
}

/* The level with most papers; of two the one that names them better, then the
 * deeper one; that of paragraphs only where it has more than any of headings. */
static unsigned best_level(const struct rules *rules)
{
    unsigned best = 0;
    for (unsigned at = 1; at < LEVEL_COUNT; at++) {
        const struct level *const level = &rules->levels[at], *const other = &rules->levels[best];
        if (!is_level_of_papers(level))
            continue;
        if (best == 0 || level->papers > other->papers ||
            (level->papers == other->papers && at < LEVEL_PARAGRAPH && level->best >= other->best))
            best = at;
    }
    return best;
}

/* A page of a day, or with papers that are known as such. */
static bool is_digest(const struct page *page)
{
    const struct outline *const outline = page->outline;
    if (page->date != 0)
        return true;
    for (size_t i = 0; i < outline->section_count; i++) {
        const struct section *const section = &outline->sections[i];
        if (section->dated || (may_be_paper(section) && !section->web))
            return true;
    }
    return false;
}

static bool names_file(const struct rules *rules, size_t link)
{
    const struct slice id =
        document_address(rules->page->document, rules->page->document->links[link].id);
    return id.length > 0 && id.length <= rules->page->name.length &&
           memmem(rules->page->name.data, rules->page->name.length, id.data, id.length) != NULL;
}

/* Whether the page's first heading says that all of it is about one paper. */
static bool is_about_one(const struct rules *rules, unsigned best)
{
    const struct outline *const outline = rules->outline;
    if (outline->section_count == 0)
        return false;
    const struct section *const top = &outline->sections[0];
    if (top->level > 2 || !is_paper(rules, top) || top->web || top->evidence < EVIDENCE_LINE ||
        rules->levels[top->level].sections != 1)
        return false;
    if (names_file(rules, top->link))
        return true;
    const struct level *const level = &rules->levels[best];
    const bool list =
        best != top->level && level->papers >= PAPERS_OF_A_LIST && level->best >= EVIDENCE_LINE;
    return !list && (top->evidence >= EVIDENCE_FACT || outline->items < PAPERS_OF_A_LIST);
}

/* Whether the level has one section alone, around a list of papers. */
static bool is_list(const struct rules *rules, unsigned level)
{
    return rules->levels[level].papers == 1 && rules->levels[level].best < EVIDENCE_FACT &&
           rules->outline->items >= PAPERS_OF_A_LIST;
}

/* The first heading of a page that names one paper alone is its title. */
static bool has_title(const struct rules *rules)
{
    const struct outline *const outline = rules->outline;
    if (outline->only_link == NO_LINK)
        return false;
    if (names_file(rules, outline->only_link))
        return true;
    return outline->section_count > 0 && outline->sections[0].level == 1 &&
           !outline->sections[0].label && !outline->sections[0].dated &&
           (outline->items == 0 || outline->section_count > 1);
}

static void mark_papers(const struct rules *rules, struct choice *choice)
{
    const struct outline *const outline = rules->outline;
    size_t end = 0; /* of the paper's section that goes on */
    for (size_t i = 0; i < outline->section_count;) {
        const struct section *const section = &outline->sections[i];
        if (section->name == NAME_RELATED && section->block >= end) {
            i = behind_related(outline, i);
            continue;
        }
        const bool here = section->level == choice->level ||
                          (section->evidence == EVIDENCE_OWN && !section->web && !section->label &&
                           section->level > choice->level && section->level < LEVEL_PARAGRAPH);
        choice->papers[i] = here && section->block >= end &&
                            (is_paper(rules, section) || is_dated_paper(rules, section));
        if (choice->papers[i])
            end = section->end;
        i++;
    }
}

bool rules_choose(const struct page *page, struct choice *choice)
{
    struct rules rules = {.page = page, .outline = page->outline};
    *choice = (struct choice){.whole = page->front_link, .by_front = page->front_link != NO_LINK};
    choice->papers = calloc(page->outline->section_count + 1, sizeof *choice->papers);
    if (choice->papers == NULL || choice->by_front)
        return choice->papers != NULL;
    rules.web = is_digest(page) && !is_about_project(page->name);
    count_levels(&rules);
    choice->level = best_level(&rules);
    choice->by_heading = rules.levels[choice->level].best == EVIDENCE_OWN;
    const bool one = is_about_one(&rules, choice->level);
    if (!one && is_list(&rules, choice->level))
        choice->level = 0;
    if (one)
        choice->whole = page->outline->sections[0].link;
    else if (choice->level == 0 && has_title(&rules))
        choice->whole = page->outline->only_link;
    else if (choice->level > 0)
        mark_papers(&rules, choice);
    return true;
}

void choice_free(struct choice *choice)
{
    free(choice->papers);
}
