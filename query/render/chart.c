#include "query/render/chart.h"

#include "query/render/html.h"

#define COLORS 6 /* of a line: classes c0 to c5 of the page's style */
#define LEFT 48
#define RIGHT 472
#define TOP 12
#define BOTTOM 220

static double percent(const struct chart *chart, size_t line, size_t point)
{
    return chart->percent[line * chart->point_count + point];
}

static double most_of(const struct chart *chart)
{
    double most = 0.1;

    for (size_t i = 0; i < chart->line_count * chart->point_count; i++)
        most = chart->percent[i] > most ? chart->percent[i] : most;
    return most;
}

static bool add_line(struct buffer *out, const struct chart *chart, size_t line, double most)
{
    double step = chart->point_count > 1 ? (RIGHT - LEFT) / (double)(chart->point_count - 1) : 0;
    bool added = buffer_add_format(out, "<polyline class=\"c%zu\" points=\"", line % COLORS);

    for (size_t i = 0; i < chart->point_count && added; i++)
        added = buffer_add_format(out, "%.1f,%.1f ", LEFT + step * (double)i,
                                  BOTTOM - (BOTTOM - TOP) * percent(chart, line, i) / most);
    return added && buffer_add_text(out, "\"></polyline>\n");
}

static bool add_label(struct buffer *out, int x, int y, const char *anchor, const char *text)
{
    return buffer_add_format(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", x, y, anchor) &&
           html_add_text(out, text) && buffer_add_text(out, "</text>\n");
}

static bool add_axes(struct buffer *out, const struct chart *chart, double most)
{
    struct buffer number = BUFFER_INIT;
    bool added =
        buffer_add_format(&number, "%.1f%%", most) &&
        buffer_add_format(out, "<path d=\"M%d %dV%dH%d\"></path>\n", LEFT, TOP, BOTTOM, RIGHT) &&
        add_label(out, LEFT - 4, TOP + 4, "end", number.data) &&
        add_label(out, LEFT - 4, BOTTOM, "end", "0") &&
        add_label(out, LEFT, BOTTOM + 16, "start", chart->points[0]) &&
        add_label(out, RIGHT, BOTTOM + 16, "end", chart->points[chart->point_count - 1]);

    buffer_free(&number);
    return added;
}

static bool add_drawing(struct buffer *out, const struct chart *chart)
{
    double most = most_of(chart);
    bool added = buffer_add_text(out, "<svg viewBox=\"0 0 480 244\" role=\"img\">\n") &&
                 add_axes(out, chart, most);

    for (size_t i = 0; i < chart->line_count && added; i++)
        added = add_line(out, chart, i, most);
    added = added && buffer_add_text(out, "</svg>\n<ul>\n");
    for (size_t i = 0; i < chart->line_count && added; i++)
        added = buffer_add_format(out, "<li class=\"c%zu\">", i % COLORS) &&
                html_add_text(out, chart->lines[i]) && buffer_add_text(out, "</li>\n");
    return added && buffer_add_text(out, "</ul>\n");
}

static bool add_table(struct buffer *out, const struct chart *chart)
{
    bool added = buffer_add_text(out, "<details><summary>the numbers, in percent</summary>\n"
                                      "<table>\n<tr><th></th>");

    for (size_t i = 0; i < chart->line_count && added; i++)
        added = buffer_add_text(out, "<th>") && html_add_text(out, chart->lines[i]) &&
                buffer_add_text(out, "</th>");
    for (size_t i = 0; i < chart->point_count && added; i++) {
        added = buffer_add_text(out, "</tr>\n<tr><th>") && html_add_text(out, chart->points[i]) &&
                buffer_add_text(out, "</th>");
        for (size_t line = 0; line < chart->line_count && added; line++)
            added = buffer_add_format(out, "<td>%.1f</td>", percent(chart, line, i));
    }
    return added && buffer_add_text(out, "</tr>\n</table>\n</details>\n");
}

bool chart_add_page(struct buffer *out, const struct chart *chart)
{
    return html_add_head(out, chart->title) &&
           (chart->point_count == 0 || (add_drawing(out, chart) && add_table(out, chart))) &&
           html_add_end(out);
}
