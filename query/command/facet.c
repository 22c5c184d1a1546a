#include "query/command/facet.h"

#include <stdlib.h>
#include <string.h>

#include "query/command/buckets.h"
#include "query/render/chart.h"
#include "query/render/formats.h"
#include "query/render/tree.h"
#include "query/render/visible.h"
#include "query/render/width.h"

#define LABEL_COLUMNS_MAX 32
#define BAR_COLUMNS_MIN 8

/* A bar of so many eighths of a column. */
static bool add_bar(struct buffer *out, size_t eighths)
{
    static const char *const PARTS[8] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    bool added = true;

    for (; eighths >= 8 && added; eighths -= 8)
        added = buffer_add_text(out, "█");
    return added && buffer_add_text(out, PARTS[eighths]);
}

/* A name as a terminal may show it, cut to columns and filled up to them. */
static bool add_label(struct buffer *out, const char *name, size_t columns)
{
    struct buffer label = BUFFER_INIT;
    struct span line;
    size_t width;
    bool added = visible_add(&label, name, strlen(name));

    width_wrap(label.data ? label.data : "", label.length, 0, columns, &line);
    width = width_of(label.data ? label.data + line.start : "", line.end - line.start);
    added = added &&
            buffer_add(out, label.data ? label.data + line.start : "", line.end - line.start) &&
            buffer_add_format(out, "%*s", (int)(columns > width ? columns - width : 0), "");
    buffer_free(&label);
    return added;
}

/* The numbers that lines are laid out by. */
struct layout {
    size_t label, digits, bar;
    uint32_t most;
};

static struct layout lay_out(const struct buckets *buckets, unsigned columns)
{
    struct layout out = {.digits = 1, .most = 1};

    for (size_t i = 0; i < buckets->count; i++) {
        size_t width = width_of(buckets->items[i].name, strlen(buckets->items[i].name));

        out.label = width > out.label ? width : out.label;
        out.most = buckets->items[i].papers > out.most ? buckets->items[i].papers : out.most;
    }
    if (buckets->unknown > 0 && out.label < strlen("unknown"))
        out.label = strlen("unknown");
    for (uint32_t rest = out.most > buckets->unknown ? out.most : buckets->unknown; rest > 9;
         rest /= 10)
        out.digits++;
    if (out.label > LABEL_COLUMNS_MAX)
        out.label = LABEL_COLUMNS_MAX;
    if (out.label + out.digits + 3 + BAR_COLUMNS_MIN > columns)
        out.label = columns > out.digits + 3 + BAR_COLUMNS_MIN + 4
                        ? columns - out.digits - 3 - BAR_COLUMNS_MIN
                        : 4;
    out.bar = columns > out.label + out.digits + 3 ? columns - out.label - out.digits - 3 : 1;
    return out;
}

static bool add_line(struct buffer *out, const struct layout *layout, const char *name,
                     uint32_t papers)
{
    size_t eighths = (size_t)papers * layout->bar * 8 / layout->most;

    return add_label(out, name, layout->label) &&
           buffer_add_format(out, "  %*u ", (int)layout->digits, papers) &&
           add_bar(out, papers > 0 && eighths == 0 ? 1 : eighths) && buffer_add_char(out, '\n');
}

static bool add_bars(struct buffer *out, const struct buckets *buckets, enum facet facet,
                     unsigned columns)
{
    struct layout layout = lay_out(buckets, columns);
    bool added = buffer_add_format(out, "%u paper%s by %s\n", buckets->papers,
                                   buckets->papers == 1 ? "" : "s", facet_name(facet));

    for (size_t i = 0; i < buckets->count && added; i++)
        added = add_line(out, &layout, buckets->items[i].name, buckets->items[i].papers);
    if (added && buckets->unknown > 0)
        added = add_label(out, "unknown", layout.label) &&
                buffer_add_format(out, "  %*u\n", (int)layout.digits, buckets->unknown);
    if (added && buckets->count < buckets->total)
        added = buffer_add_format(out, "and %zu more\n", buckets->total - buckets->count);
    return added;
}

static cJSON *object_of(const char *name, uint32_t papers)
{
    cJSON *object = cJSON_CreateObject();

    if (object && tree_add_text(object, "value", name) && tree_add_number(object, "papers", papers))
        return object;
    cJSON_Delete(object);
    return NULL;
}

/* The parts as a list under this key. */
static bool add_list(cJSON *parent, const char *key, const struct buckets *buckets)
{
    cJSON *list = cJSON_AddArrayToObject(parent, key);
    bool added = list != NULL;

    for (size_t i = 0; i < buckets->count && added; i++) {
        cJSON *object = object_of(buckets->items[i].name, buckets->items[i].papers);

        added = object && cJSON_AddItemToArray(list, object);
    }
    return added;
}

static bool add_object(struct buffer *out, const struct buckets *buckets, enum facet facet,
                       const struct search_request *request, const struct format_row *format)
{
    cJSON *object = cJSON_CreateObject();
    bool added = object && tree_add_bytes(object, "query", request->query, request->length) &&
                 tree_add_text(object, "facet", facet_name(facet)) &&
                 tree_add_number(object, "papers", buckets->papers) &&
                 tree_add_number(object, "unknown", buckets->unknown) &&
                 tree_add_number(object, "total", buckets->total) &&
                 add_list(object, "values", buckets) && format->add_tree(out, object) &&
                 buffer_add_char(out, '\n');

    cJSON_Delete(object);
    return added;
}

enum status command_facet(const struct command *command, enum facet facet,
                          struct command_result *result)
{
    const struct search_request *request = command->request;
    const struct format_row *format = format_at(command->options->format);
    struct buckets buckets;
    size_t offset;
    enum status status = buckets_count(&buckets, command, facet, &offset, &result->error);

    result->broken = (struct broken_query){request->query, request->length, offset};
    result->found = buckets.papers;
    if (status == STATUS_OK &&
        !(format->add_tree ? add_object(&result->out, &buckets, facet, request, format)
                           : add_bars(&result->out, &buckets, facet, command->options->width)))
        status = error_no_memory(&result->error);
    buckets_clear(&buckets);
    return status;
}

/* ---- trends ---- */

/* The papers of a month, by its name; 0 where there are none. */
static uint32_t papers_in(const struct buckets *buckets, const char *month)
{
    for (size_t i = 0; i < buckets->count; i++)
        if (strcmp(buckets->items[i].name, month) == 0)
            return buckets->items[i].papers;
    return 0;
}

static double share(const struct buckets *buckets, const struct bucket *month)
{
    return month->papers ? (double)papers_in(buckets, month->name) / month->papers : 0;
}

static bool add_sparks(struct buffer *out, const struct buckets *buckets, const struct buckets *all,
                       size_t from)
{
    static const char *const SPARKS[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    double most = 0;
    bool added = true;

    for (size_t i = from; i < all->count; i++) {
        double here = share(buckets, &all->items[i]);

        most = here > most ? here : most;
    }
    for (size_t i = from; i < all->count && added; i++) {
        double here = share(buckets, &all->items[i]);

        added = buffer_add_text(out, here > 0 ? SPARKS[(size_t)(here / most * 7.999)] : " ");
    }
    return added;
}

static double percent(const struct buckets *buckets, const struct buckets *all, size_t month)
{
    return month < all->count ? 100 * share(buckets, &all->items[month]) : 0;
}

/* Behind the sparks the share in the first and the last month. */
#define TREND_NUMBERS 32

static bool add_trends(struct buffer *out, const struct trend *trend, const struct buckets *found,
                       unsigned columns)
{
    const struct buckets *all = &found[trend->count];
    size_t label = 0, room, from;
    bool added;

    for (size_t i = 0; i < trend->count; i++) {
        size_t width = width_of(trend->queries[i], strlen(trend->queries[i]));

        label = width > label ? width : label;
    }
    label = label > columns / 3 ? columns / 3 : label;
    room = columns > label + TREND_NUMBERS + 2 ? columns - label - TREND_NUMBERS - 2 : 1;
    from = all->count > room ? all->count - room : 0;
    added = all->count == 0 ||
            buffer_add_format(out, "%s to %s, share of each month's papers\n",
                              all->items[from].name, all->items[all->count - 1].name);
    for (size_t i = 0; i < trend->count && added; i++)
        added = add_label(out, trend->queries[i], label) && buffer_add_text(out, "  ") &&
                add_sparks(out, &found[i], all, from) &&
                buffer_add_format(out, "  %5.1f%% to %5.1f%% %6u papers\n",
                                  percent(&found[i], all, from),
                                  percent(&found[i], all, all->count - 1), found[i].papers);
    return added;
}

static bool add_trend_object(struct buffer *out, const struct trend *trend,
                             const struct buckets *found, const struct format_row *format)
{
    cJSON *object = cJSON_CreateObject();
    cJSON *list = object ? cJSON_AddArrayToObject(object, "trends") : NULL;
    bool added = list && add_list(object, "months", &found[trend->count]);

    for (size_t i = 0; i < trend->count && added; i++) {
        cJSON *one = cJSON_CreateObject();

        added = one && cJSON_AddItemToArray(list, one) &&
                tree_add_text(one, "query", trend->queries[i]) &&
                tree_add_number(one, "papers", found[i].papers) &&
                add_list(one, "months", &found[i]);
    }
    added = added && format->add_tree(out, object) && buffer_add_char(out, '\n');
    cJSON_Delete(object);
    return added;
}

static bool add_chart(struct buffer *out, const struct trend *trend, const struct buckets *found)
{
    const struct buckets *all = &found[trend->count];
    const char **months = calloc(all->count + 1, sizeof *months);
    double *shares = calloc(trend->count * all->count + 1, sizeof *shares);
    const struct chart chart = {
        "Shares of each month's papers", months, all->count, trend->queries, trend->count, shares};
    bool added = months && shares;

    for (size_t i = 0; i < all->count && added; i++) {
        months[i] = all->items[i].name;
        for (size_t line = 0; line < trend->count; line++)
            shares[line * all->count + i] = percent(&found[line], all, i);
    }
    added = added && chart_add_page(out, &chart);
    free(months);
    free(shares);
    return added;
}

/* Of a query, its papers by month. */
static enum status count_months(const struct command *command, const char *query,
                                struct buckets *out, struct command_result *result)
{
    struct search_request request = *command->request;
    const struct command counting = {command->searcher, &request, command->options};
    size_t offset;

    request.query = query;
    request.length = strlen(query);
    enum status status = buckets_count(out, &counting, FACET_MONTH, &offset, &result->error);
    result->broken = (struct broken_query){query, request.length, offset};
    return status;
}

enum status command_trend(const struct command *command, const struct trend *trend,
                          struct command_result *result)
{
    const struct render_options *options = command->options;
    const struct format_row *format = format_at(options->format);
    struct buckets *found = calloc(trend->count + 1, sizeof *found); /* last of all papers */
    enum status status = found ? STATUS_OK : error_no_memory(&result->error);

    for (size_t i = 0; i <= trend->count && status == STATUS_OK; i++)
        status =
            count_months(command, i < trend->count ? trend->queries[i] : "", &found[i], result);
    result->found = status == STATUS_OK ? found[trend->count].papers : 0;
    if (status == STATUS_OK &&
        !(format->add_tree   ? add_trend_object(&result->out, trend, found, format)
          : format->add_page ? add_chart(&result->out, trend, found)
                             : add_trends(&result->out, trend, found, options->width)))
        status = error_no_memory(&result->error);
    for (size_t i = 0; found && i <= trend->count; i++)
        buckets_clear(&found[i]);
    free(found);
    return status;
}
